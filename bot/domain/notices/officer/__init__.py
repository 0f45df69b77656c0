"""Notices to officers: cards, the desk, steps on a case, tasks, calls."""
