"""Slips for people who have reported under a duty."""
