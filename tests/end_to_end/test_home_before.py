"""A home that the version of before the house was rebuilt (40eeb1a0) has left: today's program goes on with it, and
brings its backup back.

`home_before.zip` holds its database as it was when it was killed while Telegram refused messages, its key file, its
files, and a backup that was made before the third report.
"""

import shutil
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.ids import CaseNumber, UserId
from bot.domain.report import MediaRef, Report
from bot.system import RandomTokens
from storage.crypto.vault import Vault
from storage.maintenance.backup import BackupReader
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.stored_files import chunks
from tests.support.officers import EDU, officer
from tests.support.people import District, Someone, kinds, open_district
from tests.support.processes.command_line import ran
from tests.support.recorded_walks import DATABASE
from tests.support.running.running_bot import TOKEN, running, running_bot, settings_for
from tests.support.screens.chats import Chats

HOME = Path(__file__).parent / "home_before.zip"
KILLED = datetime(2026, 11, 30, 20, 50, tzinfo=UTC)
"""Some minutes after the version of before was killed."""
FIRST, CHILD, LATE = 710000001, 710000195, 710002232
"""Who reported first, who had not sent yet, and whose report was on its way."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with zipfile.ZipFile(HOME) as packed:
        packed.extractall(tmp_path)
    (tmp_path / "keys.json").chmod(0o600)
    return tmp_path


@pytest.fixture
async def district(home: Path) -> AsyncIterator[District]:
    opened = await open_district(home)
    opened.time.at = KILLED
    yield opened
    await opened.database.close()


async def whole(district: District, report: Report, item: MediaRef) -> bytes:
    """The content of a file."""
    assert item.file is not None
    return b"".join([part async for part in district.database.files.read(report.case, item.file)])


async def test_what_an_older_program_could_not_send_any_more_is_sent(district: District) -> None:
    chats = Chats(district)
    await chats.deliver()
    told = {chat: shown.text for (chat, _), shown in chats.shown.items()}
    assert told.pop(LATE).startswith("Please keep these five words: ")
    assert len(told) == 4
    assert all(words.startswith("<b>Case 3 · P3 medium</b>") for words in told.values())
    left = await district.database.outbox.health(KILLED)
    assert (left["waiting"], left["dead"]) == (0, 0)


async def test_cases_and_files_of_an_older_program_are_read_and_worked_on(district: District) -> None:
    async with district.database.reading() as uow:
        cases = [await uow.cases.by_number(CaseNumber(number)) for number in (1, 2, 3)]
        told = await uow.reports.of_person(district.services.blind_index.person(UserId(FIRST)))
    states = [CaseState.ACKNOWLEDGED, CaseState.RECEIVED, CaseState.RECEIVED]
    assert [case.state for case in cases if case is not None] == states
    [(report, _)] = told
    photos = [await whole(district, report, item) for item in report.media]
    assert [photo[:2] for photo in photos] == [b"\xff\xd8"] * 2
    amal = officer(district, 20, EDU)
    assert "story" in kinds(await amal.opens())
    await amal.assesses(1, 1, 2)
    assert await district.database.first_break() is None


async def test_a_conversation_that_an_older_program_began_is_sent(district: District) -> None:
    child = Someone(district, CHILD)
    await child.check()
    assert "received" in kinds(await child.send())
    async with district.database.reading() as uow:
        assert await uow.cases.by_number(CaseNumber(4)) is not None


def backups_in(home: Path) -> list[str]:
    """The names of all backups, finished or not."""
    return sorted(path.name for path in home.glob("*.backup*"))


async def test_todays_program_makes_no_backup_before_the_bot_has_run(home: Path) -> None:
    """All rows of that backup would be refused: they have no codes yet."""
    given = {"TOKEN": TOKEN, "DATABASE_URL": in_file(home)}
    code, printed = await ran(home, "backup", str(home / "new.backup"), **given)
    assert (code, "backup-before-start: rows of an older version" in printed) == (1, True), printed
    assert backups_in(home) == ["line.backup"]
    district = await open_district(home)
    assert await district.database.row_trust.start_requiring_codes()
    await district.database.close()
    code, printed = await ran(home, "backup", str(home / "new.backup"), **given)
    assert (code, "Backed up and looked through: 3 cases" in printed) == (0, True), printed


# --- its backup -----------------------------------------------------------------------------------------------------


@pytest.fixture
async def brought_back(home: Path) -> Path:
    """A new home with the same key file, into which the backup was brought back."""
    new = home / "new"
    new.mkdir()
    shutil.copy(home / "keys.json", new)
    code, printed = await ran(new, "restore", str(home / "line.backup"), TOKEN=TOKEN, DATABASE_URL=in_file(new))
    assert code == 0, printed
    words = " ".join(printed.split())
    assert "Brought back: 2 cases, 2 reports, 2 files, " in words
    assert "Its tables were those of an older version (0010)" in words
    return new


def in_file(home: Path) -> str:
    """The URL of the database in that home."""
    return f"sqlite:///{home}/{DATABASE}"


async def test_a_backup_of_an_older_program_opens_with_its_keys(home: Path) -> None:
    vault = Vault.open(home / "keys.json", RandomTokens())
    tally = await BackupReader(vault).verify(chunks((home / "line.backup").read_bytes()))
    assert (tally.rows["cases"], tally.rows["reports"], tally.files, tally.revision) == (2, 2, 2, "0010")


async def test_cases_of_an_older_backup_are_read_and_worked_on(brought_back: Path) -> None:
    district = await open_district(brought_back)
    district.time.at = KILLED
    async with district.database.reading() as uow:
        cases = [await uow.cases.by_number(CaseNumber(number)) for number in (1, 2)]
        [(report, _)] = await uow.reports.of_person(district.services.blind_index.person(UserId(FIRST)))
    assert [case.state for case in cases if case is not None] == [CaseState.ACKNOWLEDGED, CaseState.RECEIVED]
    assert [(await whole(district, report, item))[:2] for item in report.media] == [b"\xff\xd8"] * 2
    amal = officer(district, 20, EDU)
    assert "story" in kinds(await amal.opens())
    await amal.assesses(1, 1, 2)
    assert await district.database.go_round(KILLED) == 0
    assert await district.database.first_break() is None
    await district.database.close()


async def test_a_conversation_of_an_older_backup_goes_on(brought_back: Path) -> None:
    district = await open_district(brought_back)
    district.time.at = KILLED
    child = Someone(district, CHILD)
    await child.check()
    assert "received" in kinds(await child.send())
    async with district.database.reading() as uow:
        assert await uow.cases.by_number(CaseNumber(1001)) is not None, "numbers go on at the next thousand"
    await district.database.close()


async def test_todays_bot_and_its_commands_begin_with_an_older_backup(brought_back: Path) -> None:
    async with running_bot(brought_back.parent / "other", begin=KILLED) as here:
        here.app.stop()
        settings = settings_for(here.base, brought_back, database_url=in_file(brought_back))
        async with running(settings, here.clock) as app:
            assert await app.assembly.components.database.first_break() is None
        environment = {"TOKEN": TOKEN, "DATABASE_URL": in_file(brought_back), "API_URL": here.base}
        code, printed = await ran(brought_back, "audit", "verify", **environment)
        assert code == 0, printed
        _, printed = await ran(brought_back, "check", **environment)
        found = [line for line in printed.splitlines() if "database:" in line or "keys:" in line]
        assert len(found) == 2
        assert all(line.startswith("ok") for line in found), printed
        code, printed = await ran(brought_back, "backup", str(brought_back / "again"), **environment)
        assert (code, "2 cases, 2 reports" in printed) == (0, True), printed


async def test_an_older_backup_comes_back_on_postgresql(home: Path, postgres_maker: PostgresMaker) -> None:
    new, url = home / "new", postgres_maker.make()
    new.mkdir()
    shutil.copy(home / "keys.json", new)
    code, printed = await ran(new, "restore", str(home / "line.backup"), TOKEN=TOKEN, DATABASE_URL=url)
    assert (code, "Brought back: 2 cases, 2 reports, 2 files, " in printed) == (0, True), printed
    code, printed = await ran(new, "audit", "verify", TOKEN=TOKEN, DATABASE_URL=url)
    assert code == 0, printed
