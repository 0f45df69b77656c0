"""What supervisors ask for and are shown."""
