"""People who report, moved by use cases on a real database."""
