"""What must be told to whom, as data."""
