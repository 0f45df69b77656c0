"""The conversation with who reports, from the first question to the answer."""
