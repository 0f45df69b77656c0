"""The connection to Telegram: receives updates, sends messages."""
