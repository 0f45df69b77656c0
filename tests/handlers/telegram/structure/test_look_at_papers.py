"""Papers are inspected: one with active content is marked, one that starts a program is refused."""

import pytest

from handlers.telegram.files.file_types import PDF
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import look
from tests.support.incoming.documents import (
    packed,
    pdf,
)


def test_an_ordinary_pdf_is_accepted_unmarked() -> None:
    assert look(PDF, pdf(b"<</Type/Annot/A<</S/URI/URI(https://example.org)>>>>", packed(b"1 0 <</Type/Page>>"))) is (
        Finding.PLAIN
    )


ACTS = (
    b"JavaScript",
    b"J#61vaScript",
    b"#4aava#53cript",
    b"EmbeddedFile",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"Encrypt",
)


@pytest.mark.parametrize("name", ACTS)
def test_an_active_pdf_is_marked(name: bytes) -> None:
    assert look(PDF, pdf(b"<</S/%s/X(y)>>" % name)) is Finding.ACTIVE
    assert look(PDF, pdf(packed(b"1 0 <</S/%s/X(y)>>" % name))) is Finding.ACTIVE
    assert look(PDF, pdf(packed(b"1 0 <</S/%s/X(y)>>" % name, b"/Filter/FlateDecode"))) is Finding.ACTIVE


@pytest.mark.parametrize("name", [b"Launch", b"L#61unch"])
def test_a_pdf_that_starts_a_program_is_refused(name: bytes) -> None:
    assert look(PDF, pdf(b"<</S/%s/F(cmd.exe)>>" % name)) is Finding.REFUSED
    assert look(PDF, pdf(packed(b"1 0 <</S/%s/F(cmd.exe)>>" % name))) is Finding.REFUSED


@pytest.mark.parametrize(
    "about",
    [b"/Type/ObjStm/Filter/LZWDecode", b"/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]", b"/Type/Obj#53tm/Crypt"],
)
def test_a_pdf_that_cannot_be_checked_is_marked(about: bytes) -> None:
    assert look(PDF, pdf(b"<<%s>>\nstream\nxxxx\nendstream" % about)) is Finding.ACTIVE
