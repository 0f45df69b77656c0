"""Loops on a real database, before a world that answers as a test says."""
