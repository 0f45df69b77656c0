"""What happens, on its way to the bot."""
