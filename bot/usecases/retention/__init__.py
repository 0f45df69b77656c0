"""Keeping closed cases, holding them, erasing them."""
