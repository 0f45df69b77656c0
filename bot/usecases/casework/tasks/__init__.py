"""Tasks, recorded actions and notes."""
