"""Tipline: a reporting line for harm to children, in a chat."""

VERSION = "0.1.0"
"""The version of pyproject.toml. That file is not there where the program is installed."""
