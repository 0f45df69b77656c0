"""Through HTTP: what is sent to the line as a file, what becomes of it, and what an officer's phone gets."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person, picture
from bot.simulator.deeds import person_of, place_of, post
from tests.support.incoming.documents import letter, packed, pdf, zipped
from tests.support.running.conversation import answer, begin, send, tell
from tests.support.running.running_bot import RunningBot, running_bot

EDU = AgencyKey("EDU")
MEGABYTE = 1 << 20
NOT_TAKEN = "That kind of file cannot be taken here"


@cache
def hostile() -> dict[str, tuple[str, bytes]]:
    """Made by the first test that sends them: the bomb alone costs half a second."""
    return {
        "a script": ("p.vbs", b'CreateObject("WScript.Shell").Run "calc"\n'),
        "a script called a letter": ("letter.txt", b"Start-Process calc.exe\n"),
        "a shortcut": ("d.desktop", b"[Desktop Entry]\nType=Application\nExec=xterm\n"),
        "a shortcut of Windows": ("x.lnk", b"L\0\0\0\1\x14\2\0" + bytes(68)),
        "a page": ("x.html", b"<html><script>alert(1)</script></html>"),
        "an application": ("letter.docx", zipped({"AndroidManifest.xml": b"\3\0", "[Content_Types].xml": "<x/>"})),
        "macros": ("letter.docx", letter(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})),
        "an old document with macros": ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "a bomb": ("letter.docx", letter(**{"word/big.xml": b" " * (101 * MEGABYTE)})),
        "a paper that starts a program": ("p.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>")),
        "a paper that is an archive too": ("p.pdf", pdf(b"<<>>") + zipped({"META-INF/MANIFEST.MF": "x"})),
        "a disk": ("x.iso", bytes(32769) + b"CD001"),
        "a film that is an archive too": (
            "x.mp4",
            b"\0\0\0\x18ftypmp42" + bytes(9000) + b"Rar!\x1a\x07\0" + bytes(9000),
        ),
        "a program behind blanks": ("notes.txt", b" " * 500 + b'CreateObject("WScript.Shell").Run "calc"'),
        "a paper that hides what it starts": (
            "p.pdf",
            pdf(packed(b"1 0 " + b" " * 99_000 + b"<</S/Launch/F(cmd.exe)>>", b"/Type/ObjStm/X(obj)/N 1/First 4")),
        ),
        "a workbook": ("x.xlsx", zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"})),
    }


def is_document(message: Message) -> bool:
    return message.from_bot and message.document is not None


def on_disk(here: RunningBot) -> list[Path]:
    return [path for path in (here.home / "files").rglob("*") if path.is_file()]


async def test_disguised_programs_are_refused_and_the_sender_is_told(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        last: Message | None = None
        for name, data in hostile().values():
            await rita.document(data, name, "text/plain")
            last = await rita.wait_for(NOT_TAKEN, after=last)
        assert on_disk(here) == []


NAMES = (
    "n\nl.pdf",
    "\u202efdp.exe",
    "a" * 300 + ".pdf",
    "../../x.pdf",
    '"; filename="x.exe',
    "",
    "<b>x</b>.pdf",
    "法院.pdf.exe",
)


async def sends_named(here: RunningBot, person: Person, name: str) -> None:
    """Telegram passes on names that no upload form could carry."""
    cloud = here.simulator.cloud
    content = await cloud.files.keep("document", pdf(b"<<>>"), "x.pdf", "application/pdf")
    content["document"]["file_name"] = name
    who = person_of(cloud, person.id)
    post(cloud, place_of(cloud, person.id, who), who, content)


async def test_officers_get_safe_file_names_and_the_senders_names_as_quotations(tmp_path: Path) -> None:
    """A name with a line break, opened by four officers, once held up the whole line."""
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        rita, song = cast.reporters[0], cast.officers[EDU]
        await tell(rita)
        last: Message | None = None
        for name in NAMES:
            await sends_named(here, rita, name)
            last = await rita.wait_for("Kept: 1 file", after=last)
        await send(rita)
        await song.press("Acknowledge", cast.groups[EDU])
        await song.say("/open 1")
        await song.wait_for("Told ")
        shown = [message for message in await song.sees() if is_document(message)]
        named = [message.raw["document"]["file_name"] for message in shown]
        assert named == [f"case1-file{count}.pdf" for count in range(1, len(NAMES) + 1)]
        assert all("in a viewer" in (message.caption or "") for message in shown)
        assert not any("\u202e" in (message.caption or "") for message in shown)
        health: Any = await here.app.status.report()
        assert health["outbox_dead"] == 0


async def test_an_active_document_is_handed_out_with_a_warning(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        rita, song = cast.reporters[0], cast.officers[EDU]
        await tell(rita)
        await rita.document(pdf(packed(b"1 0 <</S/JavaScript/JS(app.alert(1))>>")), "form.pdf")
        await rita.wait_for("1 file")
        await send(rita)
        await song.press("Acknowledge", cast.groups[EDU])
        await song.say("/open 1")
        shown = await song.wait_for(is_document)
        assert "parts that act by themselves" in (shown.caption or "")


PROFILE = 'base = "jiulongpo"\n[media]\nmax_file_bytes = 41943040\n[lock]\non = false\n'


@pytest.fixture
def large(tmp_path: Path) -> str:
    """A district that accepts files of 40 MB."""
    path = tmp_path / "large.toml"
    path.write_text(PROFILE)
    return str(path)


async def test_an_own_bot_api_server_gives_large_files_and_no_plain_copy_stays(tmp_path: Path, large: str) -> None:
    local = tmp_path / "api"
    async with running_bot(tmp_path / "home", profile=large, api_local_dir=local) as here:
        here.simulator.cloud.files.local_dir = local
        rita = await here.world.person("Rita")
        await tell(rita)
        await rita.video(b"\0\0\0\x18ftypmp42" + bytes(25 * MEGABYTE))
        await rita.wait_for("1 file")
        await rita.document(hostile()["a script"][1], "p.vbs", "text/plain")
        await rita.wait_for(NOT_TAKEN)
        await rita.video(b"\0\0\0\x18ftypmp42" + bytes(41 * MEGABYTE))
        await rita.wait_for("The limit is 40 MB")
        assert len(await here.world.calls(method="getFile")) == 2
        assert [path for path in local.rglob("*") if path.is_file()] == []
        assert sum(path.stat().st_size for path in on_disk(here)) > 25 * MEGABYTE


async def test_a_file_that_may_not_be_stored_is_never_downloaded(tmp_path: Path, large: str) -> None:
    local = tmp_path / "api"
    async with running_bot(tmp_path / "home", profile=large, api_local_dir=local) as here:
        here.simulator.cloud.files.local_dir = local
        rita = await here.world.person("Rita")
        await begin(rita)
        await answer(rita, ("Who is writing?", "I am an adult"), ("in danger right now", "No"))
        await answer(rita, ("What kind of harm", "Sexual"), ("What kind of harm", "Done"))
        await rita.photo(picture())
        await rita.wait_for("We did not take")
        assert await here.world.calls(method="getFile") == []
        assert not local.exists()


async def test_without_an_own_server_telegrams_size_limit_applies(tmp_path: Path, large: str) -> None:
    async with running_bot(tmp_path / "home", profile=large) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await rita.video(b"\0\0\0\x18ftypmp42" + bytes(21 * MEGABYTE))
        await rita.wait_for("The limit is 20 MB")
        assert await here.world.calls(method="getFile") == []
