"""Keyed hashes: under them rows are found, without saying whose they are; the slow kind also holds against guessing."""

from bot.domain.ids import PersonKey, UserId
from bot.thread_pools import HASHING, run_in_pool
from storage.crypto.derivation import KeyedDigest
from storage.crypto.slow_hash import argon2id

HASH_SIZE = 16
"""Bytes of a keyed hash that are kept: 128 bits find a row and fit into a button."""
SLOW = {"time_cost": 2, "memory_cost": 19_456, "hash_len": 32}
"""What one try at a slow keyed hash costs (argon2id, 19 MiB): some hundredths of a second."""


class KeyedBlindIndex:
    """Keyed hashes (HMAC-SHA256, 128 bits, hex): `bot.ports.blind_index.BlindIndex`."""

    def __init__(self, key: bytes) -> None:
        self._digest = KeyedDigest(key)

    @property
    def fingerprint(self) -> int:
        """A number (60 bits) that tells one ring from another and nothing else."""
        return int(self.keyed_hash("ring", "")[:15], 16)

    def person(self, user: UserId) -> PersonKey:
        """The name under which a person's rows are found."""
        return PersonKey(self.keyed_hash("person", str(user)))

    def keyed_hash(self, purpose: str, text: str) -> str:
        """The keyed hash of `text` for one purpose."""
        return self._digest(f"{purpose}\0{text}".encode())[:HASH_SIZE].hex()

    async def slow_keyed_hash(self, purpose: str, text: str) -> str:
        """Works like `keyed_hash`, but each try costs time and memory (argon2id), also for an attacker with the key.
        The salt comes from the key, so that the hash can be looked up."""
        salt = self._digest(f"salt\0{purpose}".encode())[:HASH_SIZE]
        return self.keyed_hash(purpose, await run_in_pool(HASHING, _slow, text, salt))


def _slow(text: str, salt: bytes) -> str:
    return argon2id(text.encode(), salt, **SLOW).hex()
