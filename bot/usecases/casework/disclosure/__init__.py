"""What is shown on request: the report, its files, and the name of the person who reported."""
