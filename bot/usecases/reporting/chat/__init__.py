"""The chat itself: hiding, clearing, too many messages, words beside commands."""
