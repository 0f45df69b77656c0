"""The source and the texts, read by tests about them."""
