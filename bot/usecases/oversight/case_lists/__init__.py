"""Lists of cases, tasks and work."""
