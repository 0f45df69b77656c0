"""A running bot before the simulator, and people in its chats."""
