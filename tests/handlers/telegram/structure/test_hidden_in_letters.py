"""Active content of a Word document is found in any part, under any name, in any pieces; ordinary letters are
accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.files.file_types import DOCX
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import look
from tests.support.incoming.documents import MAIN, RELATIONS, TYPES, WORD, letter, relation, words

BEGIN, BETWEEN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
DRAWN = 'xmlns:a="http://a" xmlns:v="urn:v" xmlns:r="http://r" xmlns:xlink="http://x"'


def said(text: str, element: str = "instrText") -> str:
    return f'<w:r><w:{element} xml:space="preserve">{text}</w:{element}></w:r>'


def field(*inner: str) -> str:
    return BEGIN + "".join(inner) + BETWEEN + said("shown", "t") + END


def drawn(inner: str) -> str:
    return f'<?xml version="1.0"?><w:document {WORD} {DRAWN}>{inner}</w:document>'


RUNNING = words(field(said(" DDEAUTO c:\\\\x.exe ")))
ELSEWHERE = TYPES.format(main=MAIN, more=f'<Override PartName="/word/x.{{end}}" ContentType="{MAIN}"/>')
ACTING: dict[str, dict[str, str | bytes]] = {
    "a page called data": {"word/x.dat": RUNNING, "[Content_Types].xml": ELSEWHERE.format(end="dat")},
    "a page called a picture": {"word/media/x.png": RUNNING},
    "a page called a font": {"word/fonts/x.odttf": "\n" + RUNNING.partition("?>")[2]},
    "a page in wide letters": {"word/x.dat": RUNNING.encode("utf-16")},
    "a page in wide letters without a mark": {"word/x.dat": RUNNING.partition("?>")[2].encode("utf-16-le")},
    "a page called a relation": {"word/x.rels": RUNNING},
    "a page in letters that nobody here reads": {"word/x.dat": '<?xml version="1.0" encoding="utf-7"?>+ADw-w/+AD4-'},
    "a field whose name is another field": {"word/document.xml": words(BEGIN + field(said(" IF 1=1 DDE ")) + END)},
    "a field whose name goes on in another one": {
        "word/document.xml": words(BEGIN + said("DD") + field(said("= 1")) + said("EAUTO x") + END)
    },
    "a field in words that are not called so": {
        "word/document.xml": words(field(said(" DDE", "t"), said("AUTO x", "t")))
    },
    "a field that was struck out": {"word/document.xml": words(field(said("DDEAUTO x", "delInstrText")))},
    "a field behind many blanks": {"word/document.xml": words(field(said(" " * 5000), said("\n\t DDE x y")))},
    "a field in numbers behind blanks": {"word/document.xml": words(field(said(" QUOTE" + " " * 300 + "68 68 69")))},
    "a field that does not end": {"word/document.xml": words(BEGIN + said("DDE x y"))},
    "a picture that is fetched": {
        "word/document.xml": words(field(said(' INCLUDEPICTURE "https://e.example/who.png" \\d ')))
    },
    "a picture by its relation": {"word/document.xml": drawn('<a:blip r:link="rId9"/>')},
    "a picture by its address": {"word/document.xml": drawn('<v:imagedata src="http://e.example/who.png"/>')},
    "a picture on a share": {"word/document.xml": drawn('<v:fill src="\\\\e.example\\x.png"/>')},
    "a picture in a picture": {"word/media/x.svg": f'<svg {DRAWN}><image xlink:href="https://e.example/x"/></svg>'},
    "a question to a database": {"word/settings.xml": drawn('<w:mailMerge><w:connectString w:val="x"/></w:mailMerge>')},
}  # fmt: skip


def test_active_content_of_a_word_document_is_found_in_any_part() -> None:
    found = {kind: look(DOCX, letter(**parts), "letter.docx") for kind, parts in ACTING.items()}
    assert found == dict.fromkeys(ACTING, Finding.REFUSED)


ORDINARY: dict[str, dict[str, str | bytes]] = {
    "numbers of pages": {"word/footer1.xml": words(field(said(" PAGE \\* MERGEFORMAT ")))},
    "a sum": {"word/document.xml": words(BEGIN + said("=") + field(said(" PAGE ")) + said("-1") + BETWEEN + END)},
    "a choice": {"word/document.xml": words(BEGIN + said(" IF ") + field(said(" PAGE ")) + said("=1 a b") + END)},
    "a list of contents": {"word/document.xml": words(field(said(' TOC \\o "1-3" '), field(said(" PAGEREF _T \\h "))))},
    "words about databases": {"word/document.xml": words(said("Import the database, link it, quote 12.", "t"))},
    "notes of a library": {"word/document.xml": words(field(said(" ADDIN ZOTERO_ITEM CSL_CITATION {} ")))},
    "a picture of a mail": {"word/document.xml": drawn('<v:imagedata r:id="r1" o:href="cid:x@y" xmlns:o="urn:o"/>')},
    "a picture in the letter": {"word/document.xml": drawn('<a:blip r:embed="r1" r:link=""/>')},
    "a font that begins like a page": {"word/fonts/font1.odttf": b"<\x00\x83\xff" + bytes(range(256))},
    "a font that begins like wide letters": {"word/fonts/font1.odttf": b"\xff\xfe\x83\xff" + bytes(range(256))},
    "a drawn picture": {"word/media/x.svg": f'<svg {DRAWN}><image xlink:href="data:image/png;base64,AA"/></svg>'},
}


@pytest.mark.parametrize("kind", ORDINARY)
def test_ordinary_office_letters_are_accepted(kind: str) -> None:
    assert look(DOCX, letter(**ORDINARY[kind]), "letter.docx") is Finding.PLAIN


@given(st.lists(st.integers(1, 6), max_size=8), st.sampled_from(["instrText", "t"]), st.sampled_from(["", " ", "\n "]))
def test_a_field_split_into_pieces_is_found(sizes: list[int], element: str, blank: str) -> None:
    rest, pieces = f"{blank}DDEAUTO c:\\\\x", []
    for size in sizes:
        pieces.append(rest[:size])
        rest = rest[size:]
    cut = field(*(said(piece, element) for piece in (*pieces, rest) if piece))
    assert look(DOCX, letter(**{"word/document.xml": words(cut)})) is Finding.REFUSED


def test_a_relation_to_a_page_of_another_name_is_followed() -> None:
    root = RELATIONS.format(inner=relation("officeDocument", "word/x.dat"))
    parts: dict[str, str | bytes] = {"_rels/.rels": root, "word/x.dat": RUNNING}
    assert look(DOCX, letter(**parts)) is Finding.REFUSED
