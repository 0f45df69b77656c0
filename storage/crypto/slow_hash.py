"""Argon2id over memory in huge pages: the same hash for two thirds of the CPU.

The library takes fresh memory for each hash. In pages of 4 KiB the kernel hands out 19 MiB one page at a time, and that
is a third of what a hash costs. Where there are no huge pages, the library hashes as it always does.
"""

import mmap
from contextlib import suppress
from typing import Any

from argon2.low_level import ARGON2_VERSION, Type, core, ffi, hash_secret_raw

HUGE_PAGES: int | None = getattr(mmap, "MADV_HUGEPAGE", None)
"""Linux has it."""
NO_MEMORY = -22
"""ARGON2_MEMORY_ALLOCATION_ERROR of `argon2.h`."""


def argon2id(secret: bytes, salt: bytes, *, time_cost: int, memory_cost: int, parallelism: int, hash_len: int) -> bytes:
    """The raw hash. `memory_cost` is in KiB. Where hashing in huge pages fails, the library computes the hash again by
    itself."""
    if HUGE_PAGES is not None:
        with suppress(MemoryError, SystemError):  # a hardened system may refuse the library's calls back to us
            made = Hashing(secret, salt).hash(time_cost, memory_cost, parallelism, hash_len)
            if made is not None:
                return made
    return hash_secret_raw(secret, salt, time_cost, memory_cost, parallelism, hash_len, Type.ID)


class Hashing:
    """The memory and inputs of one Argon2 hash. Argon2 wipes its memory before this class returns the memory to the
    kernel."""

    def __init__(self, secret: bytes, salt: bytes) -> None:
        self._secret = ffi.new("uint8_t[]", secret)
        self._salt = ffi.new("uint8_t[]", salt)
        self._sizes = len(secret), len(salt)
        self._held: list[tuple[Any, mmap.mmap]] = []

    def hash(self, time_cost: int, memory_cost: int, parallelism: int, hash_len: int) -> bytes | None:
        """The hash; None where it could not be made."""
        out = ffi.new("uint8_t[]", hash_len)
        given = {"out": out, "outlen": hash_len, "version": ARGON2_VERSION}
        given |= {"pwd": self._secret, "pwdlen": self._sizes[0], "salt": self._salt, "saltlen": self._sizes[1]}
        given |= {"t_cost": time_cost, "m_cost": memory_cost, "lanes": parallelism, "threads": parallelism}
        given["allocate_cbk"] = ffi.callback("int(uint8_t **, size_t)", self._take, error=NO_MEMORY)
        given["free_cbk"] = ffi.callback("void(uint8_t *, size_t)", self._give_back)
        try:
            fault = core(ffi.new("argon2_context *", given), Type.ID.value)
        finally:
            self._give_back()
        return None if fault else bytes(ffi.buffer(out, hash_len))

    def _take(self, place: Any, size: int) -> int:
        with suppress(OSError, ValueError):
            memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            memory.madvise(HUGE_PAGES or 0)
            buffer = ffi.from_buffer(memory)
            self._held.append((buffer, memory))
            place[0] = ffi.cast("uint8_t *", buffer)
            return 0
        return NO_MEMORY

    def _give_back(self, *_: Any) -> None:
        while self._held:
            buffer, memory = self._held.pop()
            ffi.release(buffer)
            memory.close()
