"""Files of Telegram and their types, and copies of pictures."""
