"""A case is exported in a zip that only its password opens, and the export is logged; the audit log is checked by its
chain tip."""

import hashlib
import re
from contextlib import nullcontext
from pathlib import Path

import pytest
import pyzipper
from rich.console import Console

from bot.cli.export import NotToExport, export_case
from bot.domain.ids import AgencyKey
from bot.simulator.client import Person, picture
from tests.support.casework.casework import bars
from tests.support.databases.databases import lay_tables
from tests.support.databases.raw import run
from tests.support.people import District, Someone
from tests.support.processes.command_line import ran
from tests.support.recorded_walks import DATABASE
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import TOKEN, RunningBot, running_bot, settings_for

WORD = "zip-Passwort-28-金丝雀"


async def _is_reported_with_a_letter(here: RunningBot, rita: Person) -> None:
    """Two messages that were forwarded, one of them a picture, belong to the report."""
    await tell(rita, "He is beaten on the way to school")
    friend = await here.world.person("Friend")
    (letter,) = await friend.photo(picture(), caption="Where she sleeps", chat=friend.chat)
    await rita.forward(letter)
    await rita.wait_for("1 ")
    await rita.forward(await friend.say("He locks her in", friend.chat))
    await rita.wait_for("2 messages")
    await send(rita)


async def test_a_case_is_exported_is_read_with_its_password_only_and_supervisors_see_that(tmp_path: Path) -> None:
    home, target, word = tmp_path / "home", tmp_path / "case.zip", tmp_path / "word"
    word.write_text(f"{WORD}\n")
    async with running_bot(home) as here:
        cast = await here.cast_by_links()
        sue, qin = cast.supervisor, cast.officers[AgencyKey("PROC")]
        await _is_reported_with_a_letter(here, cast.reporters[0])
        code, printed = await ran(home, "export", str(target), "--case", "1", "--password-file", str(word), TOKEN=TOKEN)
        assert (code, "with 1 files" in printed) == (0, True), printed
        await sue.say("/audit 1")
        await sue.wait_for("exported: Procuratorate, by the line itself or its administrator")
        await sue.say("/erase 1")
        await sue.wait_for("That case is not closed.")
        await qin.say("/hold 1")
        await qin.press("An inquiry or a claim")
        await qin.wait_for("Case 1 is under legal hold.")
    _reads(target)
    code, printed = await ran(home, "audit", "verify", TOKEN=TOKEN)
    assert code == 0, printed
    [(lines, chain)] = await run(f"sqlite:///{home}/tipline.db", "SELECT id, chain FROM audit WHERE id = 5")
    code, printed = await ran(home, "audit", "verify", "--head", f"{lines}:{chain[:16]}", TOKEN=TOKEN)
    assert (code, "The chain tip is in it" in printed) == (0, True), printed
    code, printed = await ran(home, "audit", "verify", "--head", f"{lines}:{chain[16:]}", TOKEN=TOKEN)
    assert (code, "line 5 " in printed) == (1, True), printed
    await run(f"sqlite:///{home}/tipline.db", "DROP TRIGGER audit_undeleted")
    code, printed = await ran(home, "audit", "verify", TOKEN=TOKEN)
    assert (code, "its guard is gone" in printed) == (1, True), printed


def _reads(target: Path) -> None:
    """With the password: the words, the files and their hashes; without it nothing. No word is in the clear."""
    assert target.stat().st_mode & 0o077 == 0
    assert b"beaten" not in target.read_bytes()
    with pyzipper.AESZipFile(target) as archive:
        archive.setpassword(WORD.encode())
        told = archive.read("case-1/case.txt").decode()
        assert "beaten on the way" in told
        assert re.search(r"\[他人所说 \(.*\)\]\n> He locks her in\n对方显示的名称：\n> Friend\n", told)
        assert re.search(
            r"文件 1（图片）：\n\[他人所说 \(.*\)\]\n> Where she sleeps\n对方显示的名称：\n> Friend\n", told
        )
        assert len(archive.read("case-1/audit.txt").decode().splitlines()) == 2
        sums = dict(reversed(line.split("  ")) for line in archive.read("case-1/SHA256SUMS").decode().splitlines())
        assert {re.sub(r"^files/case1-file1\.jpg$", "files", name) for name in sums} == {
            "case.txt", "case.json", "reports.json", "audit.txt", "files"
        }  # fmt: skip
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(f"case-1/{name}")).hexdigest() == digest
        archive.setpassword(b"another password")
        with pytest.raises(RuntimeError):
            archive.read("case-1/case.txt")


def files_in(folder: Path) -> list[Path]:
    """The files of a folder, without those of its subfolders."""
    return [path for path in folder.iterdir() if path.is_file()]


async def test_a_body_that_must_not_know_of_a_case_and_one_that_does_not_exist_get_no_export(
    tmp_path: Path, district: District, rita: Someone
) -> None:
    await rita.is_reporting()
    await rita.say("They wait for him after school.")
    await rita.send()
    await bars(district, 1, AgencyKey("WOM"))
    stored = {"database_url": f"sqlite:///{tmp_path / DATABASE}", "key_file": tmp_path / "keys.json"}
    settings, quiet = settings_for("http://127.0.0.1:1", tmp_path, **stored), Console(quiet=True)
    for body, refused in (("WOM", True), ("NONE", True), ("EDU", False)):
        target = tmp_path / f"{body}.zip"
        with pytest.raises(NotToExport) if refused else nullcontext():
            await export_case(settings, 1, target, WORD, body, quiet)
        assert target.exists() is not refused


@pytest.mark.parametrize(
    ("case", "word", "told"), [("1", WORD, "not-to-export"), ("1", "too short", "password-too-short")]
)
async def test_an_export_that_is_refused_leaves_no_file(tmp_path: Path, case: str, word: str, told: str) -> None:
    home, target, archive = tmp_path / "home", tmp_path / "case.zip", tmp_path / "word"
    lay_tables(home / "tipline.db")
    archive.write_text(word)
    code, printed = await ran(home, "export", str(target), "--case", case, "--password-file", str(archive), TOKEN=TOKEN)
    assert (code, told in printed) == (1, True), printed
    assert [path.name for path in files_in(tmp_path)] == ["word"]
    assert WORD not in printed
