"""Databases made for tests, and rows that somebody changed by hand."""
