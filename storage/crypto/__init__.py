"""Keys, encryption, keyed hashes."""
