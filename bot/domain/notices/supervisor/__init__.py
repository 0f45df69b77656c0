"""Notices to whoever oversees: lists, numbers, deadlines, groups, institutions, what was not delivered."""
