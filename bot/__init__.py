"""Tipline: a reporting line for harm to children, in a chat."""

VERSION = "0.1.0"
"""As in pyproject.toml, which is not at hand where the program is installed."""
