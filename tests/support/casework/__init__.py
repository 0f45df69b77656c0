"""Officers at work on a case, by use cases on a real database."""
