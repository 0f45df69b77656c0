"""The slow hash is the one that argon2-cffi made for earlier receipts: they are found."""

import pytest
from argon2.low_level import Type, hash_secret_raw

from storage.crypto.slow_hash import argon2id
from tests.support.databases.cheap_hashes import REAL_KEYED

SECRET, SALT = b"cat lamp river stone hill", bytes(range(16))
REAL = "9145c73142b0d5626d529f8e4bfcb78405e56c15cba67db843189c29728d85aa"  # pragma: allowlist secret
"""Made once with argon2-cffi's `hash_secret_raw` at the real cost, in one lane."""


def test_the_slow_hash_at_real_cost_equals_that_of_earlier_versions() -> None:
    assert argon2id(SECRET, SALT, **REAL_KEYED).hex() == REAL


@pytest.mark.parametrize(("passes", "kib", "size"), [(1, 8, 32), (2, 64, 32), (3, 1024, 16), (1, 4096, 64)])
@pytest.mark.parametrize("secret", [SECRET, b"", "书 灯 河 石 山".encode()])
def test_the_slow_hash_equals_that_of_argon2_cffi(secret: bytes, passes: int, kib: int, size: int) -> None:
    hashed = argon2id(secret, SALT, time_cost=passes, memory_cost=kib, hash_len=size)
    assert hashed == hash_secret_raw(secret, SALT, passes, kib, 1, size, Type.ID)
