"""Text and buttons as Telegram takes them."""
