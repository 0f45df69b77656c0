"""Charts: what they show, that they can be read, and that their descriptions say the same."""
