"""Rows of the queues: what waits to be handled, sent or fetched, and what became of it."""
