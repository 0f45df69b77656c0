"""Deadlines of a case, and what is read from them: marks, lateness, what is shown of them."""
