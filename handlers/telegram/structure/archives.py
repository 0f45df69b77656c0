"""A zip archive read within bounds: every entry where its directory says, of the size it says, none over another.

Programs disagree about archives that contradict themselves, and bombs and hidden entries are made of that.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

END = b"PK\5\6"
ENTRY = b"PK\1\2"
LOCAL = struct.Struct("<4s5H3L2H")
MOST_ENTRIES = 4000
MOST_BYTES = 100 << 20
"""Bytes of all entries together, unpacked."""
LARGEST_RATIO = 200
"""The largest allowed size of an unpacked entry, divided by its packed size. A page of blanks is below it."""
SMALL = 1 << 20
"""An entry with fewer unpacked bytes may have any ratio."""
TRAILER = 24
"""Bytes at most that may stand behind an entry which was written before its size was known."""
READ_BY = 0b100_1001
"""The flags of an entry that say how it is read: a password, sizes that stand behind it, a strong password."""
SECOND_NAME = b"\x75\x70"
"""What begins the part of an entry that gives it another name, in Unicode."""
HOW = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Unsound(Exception):
    """The file is no archive, or one that programs read in different ways."""


def ends_as_archive(tail: bytes) -> bool:
    """Whether the last bytes of a file are the directory of an archive, with or without a comment behind it."""
    at = tail.rfind(END)
    while at >= 0:
        size = int.from_bytes(tail[at + 12 : at + 16], "little")
        begin = at - size
        is_one_disk = tail[at + 4 : at + 8] == bytes(4) and tail[at + 8 : at + 10] == tail[at + 10 : at + 12]
        is_known = begin < 0 or tail[begin : begin + 4] == ENTRY or size == 0 or is_one_disk
        if len(tail) - at >= 22 and is_known:
            return True
        at = tail.rfind(END, 0, at)
    return False


class Archive:
    """The entries of an archive, each read whole. Raises Unsound."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, struct.error, OSError) as error:
            raise Unsound from error
        self.entries: Sequence[zipfile.ZipInfo] = self._zip.infolist()
        self._check()

    def read(self, name: str) -> bytes:
        """One entry, unpacked and checked. Raises Unsound, also where there is none."""
        try:
            with self._zip.open(name) as entry:
                found = entry.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error) as e:
            raise Unsound from e
        if len(found) > MOST_BYTES:
            raise Unsound
        return found

    def _check(self) -> None:
        names = [entry.filename.casefold() for entry in self.entries]
        total = sum(entry.file_size for entry in self.entries)
        if self._zip.comment or len(set(names)) < len(names) or len(names) > MOST_ENTRIES or total > MOST_BYTES:
            raise Unsound
        end, gap = 0, 0
        for entry in sorted(self.entries, key=lambda one: one.header_offset):
            end = self._end_of(entry, end, gap)
            gap = TRAILER if entry.flag_bits & 8 else 0
        if not 0 <= self._directory() - end <= gap:
            raise Unsound

    def _directory(self) -> int:
        """Where the directory begins, which ends the file. Raises Unsound."""
        at = len(self._data) - 22
        size, begin = (int.from_bytes(self._data[at + n : at + n + 4], "little") for n in (12, 16))
        if self._data[at : at + 4] != END or begin + size != at:
            raise Unsound
        return begin

    def _end_of(self, entry: zipfile.ZipInfo, before: int, gap: int) -> int:
        """Where its bytes end; it begins where the one before ends, or behind that one's trailer."""
        at = entry.header_offset
        if (
            not before <= at <= before + gap
            or entry.flag_bits & 1
            or entry.compress_type not in HOW
            or _renames(entry.extra)
        ):
            raise Unsound
        if entry.file_size > max(SMALL, LARGEST_RATIO * entry.compress_size):
            raise Unsound
        head = self._data[at : at + LOCAL.size]
        if len(head) < LOCAL.size or not head.startswith(b"PK\3\4"):
            raise Unsound
        _, _, flags, method, _, _, *said, named, more = LOCAL.unpack(head)
        behind = at + LOCAL.size + named
        if self._data[at + LOCAL.size : behind] != _raw(entry) or _renames(self._data[behind : behind + more]):
            raise Unsound
        if (flags ^ entry.flag_bits) & READ_BY or method != entry.compress_type or not _says_so(entry, said):
            raise Unsound
        return int(behind + more + entry.compress_size)


def _says_so(entry: zipfile.ZipInfo, said: Sequence[int]) -> bool:
    """Whether the header before an entry names the same checksum and sizes as the directory. A header that was written
    before these were known may hold zeros instead."""
    unsaid = {0} if entry.flag_bits & 8 else set()
    written = (entry.CRC, entry.compress_size, entry.file_size)
    return all(one in {*unsaid, real} for one, real in zip(said, written, strict=True))


def _renames(more: bytes) -> bool:
    """Whether an entry is given a second name, which some programs take for its own."""
    at = 0
    while at + 4 <= len(more):
        if more[at : at + 2] == SECOND_NAME:
            return True
        at += 4 + int.from_bytes(more[at + 2 : at + 4], "little")
    return False


def _raw(entry: zipfile.ZipInfo) -> bytes:
    """The entry's name as it stands in the directory."""
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")
