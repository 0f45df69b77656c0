"""Slow hashes made cheap for tests: their real cost is checked by one test of its own."""

import pytest
from argon2 import PasswordHasher

from bot.usecases.access import codes
from storage.crypto import blind_index

REAL_PIN = codes.ARGON
"""How a PIN is hashed in a real run."""
REAL_KEYED = dict(blind_index.SLOW)
"""What a slow keyed hash costs in a real run."""
CHEAP_PIN = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CHEAP_KEYED = {"time_cost": 1, "memory_cost": 8}


def make_cheap(patch: pytest.MonkeyPatch) -> None:
    """One pass over eight KiB instead of many MiB; the form of the result is the same."""
    patch.setattr(codes, "ARGON", CHEAP_PIN)
    for name, value in CHEAP_KEYED.items():
        patch.setitem(blind_index.SLOW, name, value)
