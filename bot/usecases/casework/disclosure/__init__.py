"""What is shown on request: the report, files, the name of whoever reported."""
