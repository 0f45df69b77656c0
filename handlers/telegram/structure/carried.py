"""Archives and disks that stand within a file of another type, recognised while its bytes go by."""

import re

CARRIED = re.compile(rb"Rar!\x1a\x07[\0\1]|7z\xbc\xaf'\x1c\0|MSCF\0{4}")
"""How archives begin whose programs look for that anywhere in a file; no sound or picture holds it by chance."""
AT = {257: b"ustar", 32769: b"CD001"}
"""What an archive of tapes and a disk have at a place of their own; what stands before is anybody's."""
LONGEST = 8
"""Bytes of the longest of these."""


class Carried:
    """Told of the bytes of one file, in order, however they are cut."""

    def __init__(self) -> None:
        self._at = 0
        self._tail = b""
        self.has_archive = False
        """Whether anything so far is the beginning of an archive or a disk."""

    def see(self, chunk: bytes) -> None:
        """Looks at the next bytes."""
        piece, begin = self._tail + chunk, self._at - len(self._tail)
        stands_there = any(at >= begin and piece.startswith(word, at - begin) for at, word in AT.items())
        self.has_archive |= stands_there or CARRIED.search(piece) is not None
        self._at += len(chunk)
        self._tail = piece[-LONGEST:]


def carries_archive(data: bytes) -> bool:
    """Whether a whole file carries an archive."""
    carried = Carried()
    carried.see(data)
    return carried.has_archive
