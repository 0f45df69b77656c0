"""Keys and encrypting: a master key ring in a file, AES-256-GCM, a data key per case, keyed hashes for look-ups.

ring (file, mode 600) ── HKDF by label ──┬─ case      wraps the data keys; a data key encrypts one case and its files
                │                        ├─ identity  who can be reached where: reporters, staff, chats
                │                        ├─ queue     what waits in the inbox and outbox
                │                        ├─ desk, audit, lock, slips (slip_keys.py)
                │                        └─ marks     keyed hashes (kept in the file: they never change)
                └─ tree (puncturable_keys.py): a key of its own for each data key and each reporter's entry, which can
                   be destroyed alone. A ring of before has none until `keys rotate`; one that has is refused by
                   programs of before, which would lose it.

Every encrypted value is bound to its row by associated data: moved to another row it does not open.
"""

from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.domain.errors import TiplineError
from bot.ports.time import Tokens
from storage.crypto.blind_index import KeyedBlindIndex
from storage.crypto.derivation import KEY_SIZE, Label, derive, random_bytes
from storage.crypto.high_water import HighWater
from storage.crypto.key_file_state import KeyFileState, goes_on_from, has_grown_back
from storage.crypto.key_ring import KeyFileBroken, KeyRing, Leaf, cut_off, make_ring, read_ring
from storage.crypto.keyfile import last_touched
from storage.crypto.puncturable_keys import BITS
from storage.crypto.row_codes import RowCodes

NONCE_SIZE = 12
FORMAT = b"\x01"
ALONE = b"\x02"
"""First byte of what is encrypted under a leaf of the tree."""
REPORTERS = "reporters|"
"""How the rows of reporters begin."""
AT_HAND = 1000
"""How many keys of single cases are remembered, so that they need not be computed each time."""


class Unreadable(TiplineError):
    """Encrypted bytes do not open: another key, another row's bytes, changed bytes, or the key was destroyed."""

    default_key = "unreadable"


class OtherKeys(TiplineError):
    """The database was begun with another key ring: with this one nothing in it opens, and what it encrypts the others
    could not read."""

    default_key = "other-keys"


class DataKey:
    """The key of one draft or case."""

    def __init__(self, owner: str, key: bytes, tokens: Tokens) -> None:
        self.owner = owner
        self._key = key
        self._aead = AESGCM(key)
        self._tokens = tokens

    def encrypt(self, plain: bytes, row: str) -> bytes:
        """Encrypted for one row of this owner."""
        nonce = random_bytes(self._tokens, NONCE_SIZE)
        return FORMAT + nonce + self._aead.encrypt(nonce, plain, self._bound(row))

    def decrypt(self, encrypted: bytes | None, row: str) -> bytes:
        """The plain bytes; Unreadable when they were not encrypted for this row by this key."""
        if not isinstance(encrypted, bytes) or encrypted[:1] != FORMAT:
            refuse()
        return opened(self._aead, encrypted[1:], self._bound(row))

    def of_file(self, file: str) -> bytes:
        """The key of one of the owner's files."""
        return derive(self._key, f"file:{file}")

    def _bound(self, row: str) -> bytes:
        return f"{self.owner}|{row}".encode()


class Vault:
    """The open key ring. A key that another process has added since is read when it is first met."""

    def __init__(self, ring: KeyRing, tokens: Tokens, path: Path | None = None, *, made: bool = False) -> None:
        """`made`: whether the key file at `path` was made for this unlocking."""
        self.ring = ring
        self._tokens = tokens
        self.path = path
        self._made = made
        self.row_codes = RowCodes(derive(ring.blind_index, Label.ROWS))
        """The codes of rows. Their key is changed by no rotation."""
        self.high_water = HighWater(None) if path is None else HighWater.beside(path)
        """The highest case number that may have been given out."""
        self._seen: tuple[tuple[int, ...] | None, KeyFileState] | None = None
        self._cipher = cache(self._make_cipher)
        self._own_cipher = lru_cache(AT_HAND)(self._make_own_cipher)

    @classmethod
    def open(cls, path: Path, tokens: Tokens) -> "Vault":
        """Read the key file, or make it on the first run."""
        made = not path.exists()
        return cls(make_ring(path, tokens) if made else read_ring(path), tokens, path, made=made)

    def take_back(self) -> None:
        """Remove the key file if this unlocking has made it: it opens nothing that is there."""
        if self._made and self.path is not None:
            self.path.unlink()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Ids of the ring's keys."""
        return tuple(sorted(self.ring.keys))

    @property
    def newest(self) -> int:
        """Id of the key that encrypts."""
        return self.ring.newest

    def refresh(self) -> KeyFileState:
        """Look whether the key file has another ring now, and take it if it goes on from ours. One that cannot be read,
        or is another one altogether, changes nothing."""
        try:
            ring = self.ring if self.path is None else read_ring(self.path)
        except FileNotFoundError:
            return KeyFileState.MISSING
        except (KeyFileBroken, OSError):
            return KeyFileState.BROKEN
        if not goes_on_from(ring, self.ring):
            return KeyFileState.OTHER
        state = KeyFileState.OLDER if has_grown_back(ring, self.ring) else KeyFileState.WELL
        if ring != self.ring:
            self._own_cipher.cache_clear()
        self.ring = ring
        return state

    def look(self) -> KeyFileState:
        """Works like `refresh`, but does not read a file again that has not changed since the last look."""
        touched = None if self.path is None else last_touched(self.path)
        if self._seen is None or touched != self._seen[0]:
            self._seen = (touched, self.refresh())
        return self._seen[1]

    def encrypt(self, label: Label, plain: bytes, row: str) -> bytes:
        """Encrypted with the newest ring key, for one row."""
        number, nonce = self.ring.newest, random_bytes(self._tokens, NONCE_SIZE)
        is_alone = number in self.ring.trees and stands_alone(label, row)
        cipher = self._own_cipher(label, number, row) if is_alone else self._cipher(label, number)
        form = ALONE if is_alone else FORMAT
        return form + bytes([number]) + nonce + cipher.encrypt(nonce, plain, row.encode())

    def decrypt(self, label: Label, encrypted: bytes | None, row: str) -> bytes:
        """The plain bytes; Unreadable when they were not encrypted for this label and row by a key of the ring."""
        encrypted = encrypted if isinstance(encrypted, bytes) else b""
        form = encrypted[:1]
        if form not in {FORMAT, ALONE} or len(encrypted) < 2 or not self._has(encrypted[1]):
            refuse()
        cipher = self._own_cipher(label, encrypted[1], row) if form == ALONE else self._cipher(label, encrypted[1])
        return opened(cipher, encrypted[2:], row.encode())

    def position(self, label: Label, row: str) -> int:
        """The position of this value's key in the trees: a keyed hash, which reveals nothing about the row."""
        return int(self.blind_index().keyed_hash("leaf", f"{label}|{row}")[: BITS // 4], 16)

    def has_forgotten(self, label: Label, encrypted: bytes, row: str) -> bool:
        """Whether the key of this encrypted value was destroyed: another reason not to open is not meant."""
        tree = self.ring.trees.get(encrypted[1]) if encrypted[:1] == ALONE else None
        return tree is not None and not tree.has(self.position(label, row))

    def forget(self, leaves: Collection[Leaf]) -> int:
        """Destroys these leaves, in the key file first, and returns how many of them still existed. Idempotent. Raises
        OSError while the key file is missing or holds another ring."""
        state = self.refresh()
        there = [leaf for leaf in leaves if self.ring.has_grown(leaf)]
        if there and state not in {KeyFileState.WELL, KeyFileState.OLDER}:
            raise FileNotFoundError("the key file is not ours")
        if there:
            self.ring = self.ring.without(there) if self.path is None else cut_off(self.path, there)
            self._own_cipher.cache_clear()
        return len(there)

    def new_data_key(self, owner: str) -> tuple[DataKey, bytes]:
        """A fresh key for a draft or case, and its wrapped form to keep."""
        key = random_bytes(self._tokens, KEY_SIZE)
        return DataKey(owner, key, self._tokens), self.encrypt(Label.CASE, key, owner)

    def data_key(self, owner: str, wrapped: bytes) -> DataKey:
        """The key of a draft or case from its wrapped form."""
        return DataKey(owner, self.decrypt(Label.CASE, wrapped, owner), self._tokens)

    def blind_index(self) -> KeyedBlindIndex:
        """The keyed hashes. They do not change when keys are added or removed."""
        return KeyedBlindIndex(self.ring.blind_index)

    def _has(self, number: int) -> bool:
        if number not in self.ring.keys:
            self.refresh()
        return number in self.ring.keys

    def backup_key(self, salt: bytes, number: int | None = None) -> tuple[int, bytes]:
        """The key of one backup and the id of the ring key that it comes from: the newest, or `number`; Unreadable
        when the ring has no such key."""
        number = self.ring.newest if number is None else number
        if not self._has(number):
            refuse()
        return number, derive(self.ring.keys[number], f"backup:{salt.hex()}")

    def _make_cipher(self, label: Label, number: int) -> AESGCM:
        return AESGCM(derive(self.ring.keys[number], label))

    def _make_own_cipher(self, label: Label, number: int, row: str) -> AESGCM:
        """The cipher of a value that can be destroyed alone. Raises Unreadable when the value was destroyed."""
        tree = self.ring.trees.get(number)
        leaf = None if tree is None else tree.leaf(self.position(label, row))
        if leaf is None:
            refuse()
        return AESGCM(derive(leaf, label))


def stands_alone(label: Label, row: str) -> bool:
    """Whether the value must be destroyed with its case: a data key, or the entry of somebody who reported."""
    return label is Label.CASE or row.startswith(REPORTERS)


def opened(aead: AESGCM, encrypted: bytes, bound: bytes) -> bytes:
    """Nonce and ciphertext opened; Unreadable when anything does not fit."""
    try:
        return aead.decrypt(encrypted[:NONCE_SIZE], encrypted[NONCE_SIZE:], bound)
    except (InvalidTag, ValueError):
        refuse()


def refuse() -> NoReturn:
    """Raise Unreadable, without a trace of what was tried."""
    raise Unreadable from None
