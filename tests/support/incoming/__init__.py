"""What people and machines send: messages of every kind, files, words that would do harm."""
