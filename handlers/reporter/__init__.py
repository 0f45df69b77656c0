"""The reporter's private chat."""
