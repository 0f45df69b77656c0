"""The connection to the Bot API."""
