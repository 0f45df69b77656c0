"""A generated year of a district, lived through the store act by act, and counted a second time by hand."""
