"""Who is told of a case and who is called, and its messages that stand in chats."""
