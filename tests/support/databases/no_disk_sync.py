"""Nothing waits for the disk: tests lose no power, so what they write need not be on the disk."""

import os

import pytest

from storage.database import engine, sqlite

REAL_PRAGMAS, REAL_SYNCHRONOUS = engine.PRAGMAS, sqlite.SYNCHRONOUS
"""How SQLite is opened in a real run."""


def spare_the_disk(patch: pytest.MonkeyPatch) -> None:
    """No commit and no file waits for the disk; a killed process loses nothing all the same."""
    patch.setattr(engine, "PRAGMAS", (*REAL_PRAGMAS, "synchronous=OFF"))
    patch.setattr(sqlite, "SYNCHRONOUS", {True: "OFF", False: "OFF"})
    patch.setattr(os, "fsync", lambda handle: None)
