"""Closing a case, looking at it again, opening it again."""
