"""What stands in chats: views, buttons and taps, and whether it fits a phone."""
