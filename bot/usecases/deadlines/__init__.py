"""What is told because a time has come: reminders, the ladder, who is on call; and the watch over the machine."""
