"""Reminders, the ladder, monitoring."""
