"""Telegram's wire: updates in, messages out."""
