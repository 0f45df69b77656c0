"""The conversation with the person who reports, from the first question to the answer."""
