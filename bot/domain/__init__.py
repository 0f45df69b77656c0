"""Rules: pure functions on frozen values; they neither send, save nor wait."""
