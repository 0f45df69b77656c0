"""A pretended Telegram with a page to look at; it knows nothing of the project."""
