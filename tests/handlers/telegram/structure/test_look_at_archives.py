"""An archive that programs would read differently is refused; those of ordinary programs are accepted."""

import io
import zipfile

import pytest

from handlers.telegram.files.file_types import DOCX
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import look
from tests.support.incoming.documents import letter, parts_of_letter, zipped


def broken(data: bytes) -> list[bytes]:
    """Copies of the archive, each of which contradicts itself in one way."""
    end = data.rfind(b"PK\5\6")
    entry = data.find(b"PK\1\2")
    return [
        data[:entry] + b"X" * 40 + data[entry:],
        b"MZ" + data,
        data + b"tail",
        data.replace(b"word/styles.xml", b"word/stylez.xml", 1),
        data[: end - 10] + data[end:],
        zipped(parts_of_letter(), comment=b"<script>"),
        changed(data, 8, b"\0\0"),
        changed(data, 6, b"\1\0"),
        changed(data, 18, b"\1\0\0\0"),
        changed(data, 22, b"\1\0\0\0"),
        renamed(b"up\5\0\1abcd"),
        renamed(b"\1\0\0\0up\5\0\1abcd"),
    ]


def changed(data: bytes, at: int, value: bytes) -> bytes:
    """What stands before the first entry differs from the directory."""
    return data[:at] + value + data[at + len(value) :]


def renamed(more: bytes) -> bytes:
    """A letter whose words have a second name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts_of_letter().items():
            entry = zipfile.ZipInfo(name)
            entry.extra = more if name == "word/document.xml" else b""
            archive.writestr(entry, content)
    return buffer.getvalue()


def test_a_word_document_with_extra_entry_fields_is_accepted() -> None:
    """As Word writes it, with space to grow."""
    assert look(DOCX, renamed(b"\x20\xa2\4\0\0\0\0\0")) is Finding.PLAIN


def test_a_word_document_written_as_a_stream_is_accepted() -> None:
    """Its sizes stand after the bytes of each entry."""
    buffer = Unseekable()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of_letter().items():
            archive.writestr(name, content)
    assert look(DOCX, bytes(buffer.written)) is Finding.PLAIN


class Unseekable(io.RawIOBase):
    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        self.written += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", range(12))
def test_an_archive_that_contradicts_itself_is_refused(place: int) -> None:
    assert look(DOCX, broken(letter())[place]) is Finding.REFUSED
