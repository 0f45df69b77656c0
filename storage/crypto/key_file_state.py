"""What may become of the key file while the bot runs: whether another content goes on from what was read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from storage.crypto.puncturable_keys import Tree


class KeyFileState(StrEnum):
    """What has become of the key file since it was read."""

    WELL = ""
    MISSING = "missing"
    BROKEN = "broken"
    OTHER = "other"
    """The file holds another ring, or one without a key that is in use."""
    OLDER = "older"
    """A copy from before an erasure: it gives keys that were destroyed."""


class Ring(Protocol):
    """The part of a key ring that is compared."""

    @property
    def keys(self) -> Mapping[int, bytes]: ...
    @property
    def blind_index(self) -> bytes: ...
    @property
    def trees(self) -> Mapping[int, Tree]: ...


def goes_on_from(ring: Ring, earlier: Ring) -> bool:
    """Whether everything that was encrypted or hashed with the earlier ring can be opened and found with this one."""
    has_all_earlier = all(ring.keys.get(number) == key for number, key in earlier.keys.items())
    return has_all_earlier and ring.blind_index == earlier.blind_index and earlier.trees.keys() <= ring.trees.keys()


def has_grown_back(ring: Ring, earlier: Ring) -> bool:
    """Whether it gives a leaf that was destroyed in the earlier ring: an older copy was put in its place."""
    return any(not ring.trees[number].is_within(tree) for number, tree in earlier.trees.items())
