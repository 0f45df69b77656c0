"""Text and buttons in the form that Telegram accepts."""
