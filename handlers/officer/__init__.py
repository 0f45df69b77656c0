"""Officers: cards in the group, the desk in private."""
