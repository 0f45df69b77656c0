"""What waits to be handled or sent, and what became of it."""
