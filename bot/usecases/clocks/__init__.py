"""What happens by the clock: reminders, the ladder, monitoring."""
