"""Verbs: one act, one transaction."""
