"""How a stored update is handed to its handler, and what a fault leads to."""
