"""A district's profile: loading it and saying all that is wrong with it."""
