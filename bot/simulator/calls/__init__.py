"""The methods of the Bot API, and what the server checks in a call."""
