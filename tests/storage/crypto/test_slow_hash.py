"""The slow hash over huge pages is the hash that the library makes: earlier receipts are found."""

import errno
import mmap

import pytest
from argon2.low_level import Type, ffi, hash_secret_raw

from storage.crypto import slow_hash
from storage.crypto.slow_hash import argon2id
from tests.support.databases.cheap_hashes import REAL_KEYED

SECRET, SALT = b"cat lamp river stone hill", bytes(range(16))
REAL = "9145c73142b0d5626d529f8e4bfcb78405e56c15cba67db843189c29728d85aa"  # pragma: allowlist secret
"""Made once with the library's own `hash_secret_raw` at the real cost."""
COSTS = [(1, 8, 1, 32), (2, 64, 1, 32), (3, 1024, 2, 16), (1, 4096, 4, 64)]


def by_the_library(time_cost: int, memory_cost: int, parallelism: int, hash_len: int) -> bytes:
    return hash_secret_raw(SECRET, SALT, time_cost, memory_cost, parallelism, hash_len, Type.ID)


def by_us(time_cost: int, memory_cost: int, parallelism: int, hash_len: int) -> bytes:
    return argon2id(
        SECRET, SALT, time_cost=time_cost, memory_cost=memory_cost, parallelism=parallelism, hash_len=hash_len
    )


def test_the_slow_hash_at_real_cost_equals_that_of_earlier_versions() -> None:
    assert argon2id(SECRET, SALT, **REAL_KEYED).hex() == REAL


@pytest.mark.parametrize("cost", COSTS)
def test_the_slow_hash_equals_that_of_the_library(cost: tuple[int, int, int, int]) -> None:
    assert by_us(*cost) == by_the_library(*cost)


@pytest.mark.parametrize("cost", COSTS[:2])
def test_without_huge_pages_the_library_computes_the_hash(
    monkeypatch: pytest.MonkeyPatch, cost: tuple[int, int, int, int]
) -> None:
    monkeypatch.setattr(slow_hash, "HUGE_PAGES", None)
    monkeypatch.setattr(slow_hash, "Hashing", None)
    assert by_us(*cost) == by_the_library(*cost)


@pytest.mark.parametrize("cost", COSTS[:2])
def test_when_the_kernel_refuses_huge_pages_the_library_computes_the_hash(
    monkeypatch: pytest.MonkeyPatch, cost: tuple[int, int, int, int]
) -> None:
    class WithoutHugePages(mmap.mmap):
        def madvise(self, *_: int) -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(mmap, "mmap", WithoutHugePages)
    monkeypatch.setattr(slow_hash, "HUGE_PAGES", 14)
    assert slow_hash.Hashing(SECRET, SALT).hash(*cost) is None
    assert by_us(*cost) == by_the_library(*cost)


@pytest.mark.parametrize("refusal", [MemoryError, SystemError])
def test_without_callbacks_the_library_computes_the_hash(
    monkeypatch: pytest.MonkeyPatch, refusal: type[Exception]
) -> None:
    class Hardened:
        def __getattr__(self, name: str) -> object:
            return refuse if name == "callback" else getattr(ffi, name)

    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(slow_hash, "ffi", Hardened())
    assert by_us(*COSTS[0]) == by_the_library(*COSTS[0])


def test_the_memory_of_the_slow_hash_is_wiped_and_released(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[mmap.mmap, bool]] = []

    class Watched(mmap.mmap):
        def madvise(self, *_: int) -> None:
            """Whether this kernel has huge pages is not asked here."""

        def close(self) -> None:
            seen.append((self, not any(self[:])))
            super().close()

    monkeypatch.setattr(mmap, "mmap", Watched)
    monkeypatch.setattr(slow_hash, "HUGE_PAGES", 14)
    by_us(1, 64, 1, 32)
    assert [(memory.closed, was_wiped) for memory, was_wiped in seen] == [(True, True)]
