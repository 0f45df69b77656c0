"""One message on its way out, and what Telegram's answer means."""
