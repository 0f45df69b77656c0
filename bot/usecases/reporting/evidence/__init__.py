"""Files that a reporter sends: checked, fetched, refused."""
