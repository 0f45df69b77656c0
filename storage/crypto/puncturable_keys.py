"""Keys that can be destroyed one by one and for ever, without anything new to keep for each of them.

A tree of keys grows from one secret. Each node gives its four children by keyed hashes. The leaf at a position (48
bits, a keyed hash of whose key it is) wraps one case's data key. Nothing leads back up or across. To destroy a leaf its
way is cut off: the nodes on the way go, the nodes beside the way stay. Every other leaf, of cases that are to come too,
can still be computed; this one cannot, by anybody, from what is left.

Why so. Data keys lie in the database, so they lie in every backup of it, and a key ring that opens the backup would
open a case that was erased since. A secret for each case in a file beside the ring would have to be copied to every
worker with every new case. A machine lost before the next copy would lose cases. A list of erased cases that the
restore obeys only asks thieves to obey it too. Dropping the old master key makes all old backups useless. The tree
changes only when something is erased, so a copy of the key file made at any time opens every later backup. The file as
it is now opens nothing of what was erased, in whichever backup. What remains: a copy of the key file from before the
erasure, together with a backup from before it. Copies must be made anew after an erasure (README).

An erased leaf costs at most 72 nodes of 39 bytes; a rotation begins with a fresh tree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import digest

BITS = 48
"""Among a hundred thousand keys two share a leaf with a chance of one in fifty thousand."""
STEP = 2
"""Bits that one level decides: four children a node."""
LEVELS = range(STEP, BITS + 1, STEP)
WAYS = tuple(bytes([way]) for way in range(1 << STEP))
NODE = 32
DEPTH, PATH = 1, 6
RECORD = DEPTH + PATH + NODE


@dataclass(frozen=True, repr=False)
class Tree:
    """What is left of a tree: the nodes that stay, by depth and path; no node lies under another one."""

    nodes: Mapping[tuple[int, int], bytes]

    @classmethod
    def grown_from(cls, secret: bytes) -> "Tree":
        """A whole tree, in which nothing is cut."""
        return cls({(0, 0): secret})

    def has(self, position: int) -> bool:
        """Whether the leaf can be computed still."""
        return self._above(position) is not None

    def leaf(self, position: int) -> bytes | None:
        """The key at the position; None when it was destroyed."""
        depth = self._above(position)
        if depth is None:
            return None
        node = self.nodes[depth, position >> (BITS - depth)]
        for level in range(depth + STEP, BITS + 1, STEP):
            node = digest(node, WAYS[position >> (BITS - level) & 3], "sha256")
        return node

    def without(self, position: int) -> "Tree":
        """The tree from which this leaf cannot be computed any more, and every other one can."""
        depth = self._above(position)
        if depth is None:
            return self
        remaining = dict(self.nodes)
        node = remaining.pop((depth, position >> (BITS - depth)))
        for level in range(depth + STEP, BITS + 1, STEP):
            path = position >> (BITS - level)
            children = {path & ~3 | way: digest(node, name, "sha256") for way, name in enumerate(WAYS)}
            node = children.pop(path)
            remaining |= {(level, beside): key for beside, key in children.items()}
        return Tree(remaining)

    def is_within(self, other: "Tree") -> bool:
        """Whether it gives no leaf that the other one does not give."""
        return all(other.covers(depth, path) for depth, path in self.nodes)

    def covers(self, depth: int, path: int) -> bool:
        """Whether all leaves under this node can be computed."""
        above = self._above(path << (BITS - depth))
        return above is not None and above <= depth

    def _above(self, position: int) -> int | None:
        """The depth of the node that the leaf hangs from."""
        return next((depth for depth in (0, *LEVELS) if (depth, position >> (BITS - depth)) in self.nodes), None)

    def packed(self) -> bytes:
        """The tree as bytes. The order of the nodes does not depend on the order in which leaves were cut."""
        return b"".join(
            depth.to_bytes(DEPTH) + path.to_bytes(PATH) + self.nodes[depth, path] for depth, path in sorted(self.nodes)
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> "Tree":
        """The tree again; ValueError when it is none."""
        if len(packed) % RECORD:
            raise ValueError("no whole number of nodes")
        records = [packed[start : start + RECORD] for start in range(0, len(packed), RECORD)]
        return cls({(r[0], int.from_bytes(r[DEPTH : DEPTH + PATH])): r[DEPTH + PATH :] for r in records})
