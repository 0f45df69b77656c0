"""The slow hash over huge pages is the hash that the library makes: earlier receipts are found."""

import errno
import mmap

import pytest
from argon2.low_level import Type, ffi, hash_secret_raw

from storage.crypto import slow_hash
from storage.crypto.slow_hash import argon2id
from tests.support.cheap_hashes import REAL_KEYED

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


def test_at_the_real_cost_it_is_the_hash_of_every_version_before() -> None:
    assert argon2id(SECRET, SALT, **REAL_KEYED).hex() == REAL


@pytest.mark.parametrize("cost", COSTS)
def test_it_is_the_hash_of_the_library(cost: tuple[int, int, int, int]) -> None:
    assert by_us(*cost) == by_the_library(*cost)


@pytest.mark.parametrize("cost", COSTS[:2])
def test_where_the_system_knows_no_huge_pages_the_library_hashes(
    monkeypatch: pytest.MonkeyPatch, cost: tuple[int, int, int, int]
) -> None:
    monkeypatch.setattr(slow_hash, "HUGE_PAGES", None)
    monkeypatch.setattr(slow_hash, "Hashing", None)
    assert by_us(*cost) == by_the_library(*cost)


@pytest.mark.parametrize("cost", COSTS[:2])
def test_where_the_kernel_refuses_them_the_library_hashes(
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
def test_where_the_system_lets_no_library_call_back_the_library_hashes(
    monkeypatch: pytest.MonkeyPatch, refusal: type[Exception]
) -> None:
    class Hardened:
        def __getattr__(self, name: str) -> object:
            return refuse if name == "callback" else getattr(ffi, name)

    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(slow_hash, "ffi", Hardened())
    assert by_us(*COSTS[0]) == by_the_library(*COSTS[0])


def test_its_memory_is_wiped_and_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
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
