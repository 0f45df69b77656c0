"""The key ring: master keys in a file that only its owner may read, changed in one step."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.domain.errors import TiplineError
from bot.ports.time import Tokens
from storage.crypto.derivation import KEY_SIZE, Label, derive, random_bytes
from storage.crypto.keyfile import flush_names, locked
from storage.crypto.puncturable_keys import Tree

Leaf = tuple[int, int]
"""A position, and the newest key when it was destroyed: a tree of a later key has never wrapped what hung there."""
TREE = "t"
"""Stands behind a key's id in the file: that key's tree."""
LAST_ID = 255


class KeyFileBroken(TiplineError):
    """The key file is no key ring; nothing is started with it."""

    default_key = "key-file"


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Master keys by id (1 to 255), oldest first: the newest encrypts, all of them open."""

    keys: Mapping[int, bytes]
    blind_index: bytes
    """What keyed hashes are made with: it never changes, or nothing would be found again."""
    trees: Mapping[int, Tree] = field(default_factory=dict)
    """Puncturable trees of keys that must be destroyed one by one; each by the id of the master key it came with."""

    @property
    def newest(self) -> int:
        """Id of the key that encrypts."""
        return max(self.keys)

    def has_grown(self, leaf: Leaf) -> bool:
        """Whether a key that must be destroyed (`leaf`) can still be computed from one of the trees."""
        position, last = leaf
        return any(number <= last and tree.has(position) for number, tree in self.trees.items())

    def without(self, leaves: Iterable[Leaf]) -> "KeyRing":
        """The ring whose trees give none of these leaves any more."""
        trees = dict(self.trees)
        for position, last in leaves:
            trees |= {number: tree.without(position) for number, tree in trees.items() if number <= last}
        return replace(self, trees=trees)


def read_ring(path: Path) -> KeyRing:
    """The ring of a key file; KeyFileBroken when it is none."""
    try:
        found = json.loads(path.read_text("ascii"))
        told = {name: urlsafe_b64decode(text) for name, text in found["keys"].items()}
        keys = {int(name): key for name, key in told.items() if not name.endswith(TREE)}
        trees = {int(name[:-1]): Tree.unpacked(packed) for name, packed in told.items() if name.endswith(TREE)}
        blind_index = urlsafe_b64decode(found.get("marks", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyFileBroken from None
    sizes = {len(key) for key in keys.values()} | ({len(blind_index)} if blind_index else set())
    if not keys or sizes != {KEY_SIZE} or not all(0 < number < 256 for number in keys):
        raise KeyFileBroken
    return KeyRing(keys, blind_index or derive(keys[min(keys)], Label.BLIND_INDEX), trees)


def make_ring(path: Path, tokens: Tokens) -> KeyRing:
    """Write a new key file that only its owner may read; an existing one is never overwritten. Of several programs that
    start at once in one home the first makes the file, whole, and all read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = random_bytes(tokens, KEY_SIZE)
    beside = path.with_name(f"{path.name}.{tokens.token(6)}")
    _write(beside, KeyRing({1: key}, derive(key, Label.BLIND_INDEX), {1: new_tree(tokens)}))
    return _named(beside, path)


def new_tree(tokens: Tokens) -> Tree:
    """A whole tree of a new secret: of no other key of the ring can it be computed."""
    return Tree.grown_from(random_bytes(tokens, KEY_SIZE))


def add_key(path: Path, tokens: Tokens) -> KeyRing:
    """A new newest key; the others stay."""
    with locked(path):
        ring = read_ring(path)
        number = ring.newest + 1
        if number > LAST_ID:
            raise KeyFileBroken
        keys = {**ring.keys, number: random_bytes(tokens, KEY_SIZE)}
        return replace_ring(path, replace(ring, keys=keys, trees={**ring.trees, number: new_tree(tokens)}))


def drop_key(path: Path, number: int) -> KeyRing:
    """The ring without this key; what it encrypted does not open any more."""
    with locked(path):
        ring = read_ring(path)
        keys = {n: key for n, key in ring.keys.items() if n != number}
        return replace_ring(path, replace(ring, keys=keys, trees={n: t for n, t in ring.trees.items() if n != number}))


def cut_off(path: Path, leaves: Iterable[Leaf]) -> KeyRing:
    """The ring without these leaves: what they have wrapped does not open any more, wherever it lies."""
    with locked(path):
        return replace_ring(path, read_ring(path).without(leaves))


def replace_ring(path: Path, ring: KeyRing) -> KeyRing:
    """The key file with another content, in one step: it is never half-written."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, ring)
    beside.replace(path)
    flush_names(path.parent)
    return ring


def _write(path: Path, ring: KeyRing) -> None:
    """A new file that only its owner may read, on the disk."""
    keys = {str(number): urlsafe_b64encode(key).decode() for number, key in ring.keys.items()}
    keys |= {f"{number}{TREE}": urlsafe_b64encode(tree.packed()).decode() for number, tree in ring.trees.items()}
    text = json.dumps({"keys": keys, "marks": urlsafe_b64encode(ring.blind_index).decode()}, indent=1) + "\n"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _named(beside: Path, path: Path) -> KeyRing:
    """Gives the finished file its name in one step and for good. A process that dies on the way leaves no broken key
    file. Of two programs that start at once, both go on with the same file."""
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()
    flush_names(path.parent)
    return read_ring(path)
