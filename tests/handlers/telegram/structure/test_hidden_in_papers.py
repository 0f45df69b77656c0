"""Active content of a PDF document is found wherever it is hidden; ordinary papers are not marked."""

import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.files.file_types import PDF
from handlers.telegram.structure import pdf_documents
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import look
from handlers.telegram.structure.pdf_streams import Packed, packed_pieces
from tests.support.incoming.documents import packed, pdf

MEGABYTE = 1 << 20
LAUNCH = b"<</S/Launch/F(cmd.exe)>>"
FAR = b"1 0 " + b" " * (1 << 17) + LAUNCH
"""Further inside than what is read of any stream."""


def stream(about: bytes, content: bytes, begin: bytes = b"\nstream\n") -> bytes:
    return b"<<%s>>%s%s\nendstream" % (about, begin, content)


STARTS_A_PROGRAM = {
    "behind another beginning in a word": packed(FAR, b"/Type/ObjStm/X(obj)/N 1/First 4/Filter/FlateDecode"),
    "behind another beginning in a remark": packed(FAR, b"/Type/ObjStm/N 1/First 4 %1 0 obj<<\n/Filter/FlateDecode"),
    "in objects that are not called so": packed(FAR, b"/N 1/First 4/Filter/FlateDecode"),
    "in objects that are called a picture": packed(FAR, b"/Subtype/Image/N 1/First 4/Filter/FlateDecode"),
    "behind a long remark before the stream": packed(FAR, b"/Type/ObjStm/N 1/First 4 %" + b"x" * (1 << 17) + b"\n"),
    "behind blanks": packed(b"\n" * (1 << 17) + b"1 0 " + LAUNCH, b"/N 1/First 4/Filter/FlateDecode"),
    "behind a remark": packed(b"%" + b"x" * (1 << 17) + b"\n1 0 " + LAUNCH, b"/N 1/First 4/Filter/FlateDecode"),
    "behind a line that ends otherwise": stream(b"/Type/ObjStm", zlib.compress(FAR), b"\nstream\r"),
    "behind a blank": stream(b"/Type/ObjStm", zlib.compress(FAR), b"\nstream  \r\n"),
    "in a stream with a fault at its end": stream(b"/N 1", zlib.compress(b"1 0 " + LAUNCH)[:-4] + b"xxxx"),
    "in a stream that does not end": stream(b"/N 1", zlib.compress(b"1 0 " + LAUNCH)[:-6]),
}


@pytest.mark.parametrize("place", STARTS_A_PROGRAM)
def test_a_pdf_that_starts_a_program_is_recognised_wherever_that_stands(place: str) -> None:
    assert look(PDF, pdf(STARTS_A_PROGRAM[place])) is Finding.REFUSED


SPOILT = zlib.compress(b"1 0 " + b"".join(b"%d " % (number * number) for number in range(9000)) + LAUNCH)
Made = dict[str, Callable[[], bytes]]
"""By name. Large ones are made by the test that reads them, so that collecting the tests makes none."""
NOT_READ: Made = {
    "a stream with a fault in it": lambda: stream(b"/N 1", SPOILT[:9000] + b"\xff" * 9 + SPOILT[9009:]),
    "packed twice": lambda: stream(b"/Type/ObjStm", zlib.compress(zlib.compress(FAR))),
    "packed twice, called nothing": lambda: stream(
        b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(FAR))
    ),
    "packed in a hidden way": lambda: stream(b"/Type/ObjStm/Filter/LZW %1 0 obj<<\n", zlib.compress(b"1 0 x")),
    "more than anybody looks through": lambda: packed(b"1 0 " + b" " * (17 << 20), b"/N 1"),
}
ACTS: Made = {
    "a file at a place on the page": lambda: b"<</Subtype/FileAttachment/FS 4 0 R>>",
    "a file that does not say its kind": lambda: b"<</F(x.exe)/EF<</F 5 0 R>>>>",
    "a file beside": lambda: b"<</F(x.exe)/EF 5 0 R>>",
    "a scene with a script": lambda: b"<</Subtype/3D/OnInstantiate 5 0 R>>",
}


@pytest.mark.parametrize("made", [*NOT_READ.values(), *ACTS.values()], ids=[*NOT_READ, *ACTS])
def test_active_or_unreadable_pdfs_are_marked(made: Callable[[], bytes]) -> None:
    assert look(PDF, pdf(made())) is Finding.ACTIVE


PICTURE = b"/Type/XObject/Subtype/Image/Filter/FlateDecode"
ORDINARY: Made = {
    "a page": lambda: packed(b"1 0 0 1 72 720 cm BT (He hit me.) Tj ET", b"/Filter/FlateDecode"),
    "a large white picture": lambda: packed(b"\xff" * (20 << 20), PICTURE),
    "a large black picture with a filter in each row": lambda: packed((b"\2" + bytes(3600)) * 2600, PICTURE),
    "a photograph": lambda: stream(b"/Subtype/Image/Filter/DCTDecode", b"\xff\xd8\xff\xe0" + bytes(100_000)),
    "an outline before an old page": lambda: (
        b"<</First 4 0 R/Last 5 0 R>>\nendobj\n9 0 obj\n" + stream(b"/Filter[/ASCII85Decode/FlateDecode]", b"Gap~>")
    ),
    "a link": lambda: b"<</Subtype/Link/A<</S/URI/URI(https://example.org)>>>>",
    "an empty stream": lambda: stream(b"/Length 0", b""),
    "the table of an Office program": lambda: (
        packed(b"1 0 <</Type/Page>>")
        + b"\nendobj\n8 0 obj\n"
        + packed(b"\2\0\1\0\3", b"/Type/XRef/DecodeParms<</Columns 4/Predictor 12>>/Filter/FlateDecode")
    ),
}


@pytest.mark.parametrize("kind", ORDINARY)
def test_ordinary_pdfs_are_not_marked(kind: str) -> None:
    assert look(PDF, pdf(ORDINARY[kind]())) is Finding.PLAIN


@given(
    st.sampled_from([b"", b"/Type/ObjStm", b"/N 1/First 4", b"/X(1 0 obj<<)", b"%1 0 obj\n", b"/Subtype/Image"]),
    st.sampled_from([b"\n", b"\r\n", b"\r", b" \n", b""]),
    st.sampled_from([b"", b" ", b"\n\n", b"% a remark\n", b"\0"]),
    st.integers(0, 200_000),
)
def test_actions_in_compressed_pdf_objects_are_found(about: bytes, line: bytes, blank: bytes, far: int) -> None:
    content = zlib.compress(blank + b"1 0 " + b" " * far + LAUNCH)
    assert look(PDF, pdf(stream(about, content, b"stream" + line))) is Finding.REFUSED


WORST: Made = {
    "very many streams of objects": lambda: packed(b"1 0 x") * 20_000 + bytes(8 << 20),
    "very many streams and no object": lambda: b"stream\nx" * 20_000 + bytes(8 << 20),
    "nothing but beginnings": lambda: b"obj stream\n" * 300_000,
    "nothing but blanks": lambda: b"stream" + b" " * (12 << 20),
    "nothing but escapes": lambda: b"#41" * (1 << 20),
    "bombs": lambda: packed(b"1 0 " + b" " * (15 << 20)) * 50,
}


@pytest.mark.parametrize("kind", WORST)
def test_checking_a_pdf_takes_bounded_work(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in bytes: what is unpacked, and what is handed over for that."""
    handed, pieces = list[int](), list[int]()
    next_step = Packed._next

    def counted(packed: Packed) -> bytes:
        step = next_step(packed)
        handed.append(len(step))
        return step

    def unpacked(data: bytes) -> Iterator[bytes | None]:
        for piece in packed_pieces(data):
            pieces.append(len(piece or b""))
            yield piece

    monkeypatch.setattr(Packed, "_next", counted)
    monkeypatch.setattr(pdf_documents, "packed_pieces", unpacked)
    assert look(PDF, b"%PDF-1.7\n" + WORST[kind]()) is not Finding.REFUSED
    assert sum(pieces) < 90 * MEGABYTE
    assert sum(handed) < 200 * MEGABYTE
