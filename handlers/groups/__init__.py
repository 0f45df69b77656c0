"""Group chats: bound, lost, moved."""
