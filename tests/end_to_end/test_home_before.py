"""A home that the version of before the house was rebuilt (40eeb1a0) has left: today's program goes on with it.

`home_before.zip` holds its database as it was when it was killed while Telegram refused messages, its key file, its
files, and a backup that was made before the third report.
"""

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
from tests.support.databases.stored_files import chunks
from tests.support.officers import EDU, officer
from tests.support.people import District, Someone, kinds, open_district
from tests.support.processes.command_line import ran
from tests.support.running.running_bot import TOKEN
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


async def test_a_backup_of_an_older_program_opens_with_its_keys_and_is_left_to_that_program(home: Path) -> None:
    backup = home / "line.backup"
    vault = Vault.open(home / "keys.json", RandomTokens())
    tally = await BackupReader(vault).verify(chunks(backup.read_bytes()))
    assert (tally.rows["cases"], tally.rows["reports"], tally.files, tally.revision) == (2, 2, 2, "0010")
    new = home / "new"
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN, KEY_FILE=str(home / "keys.json"))
    assert (code, "backup-other-version" in printed, new.exists()) == (1, True, False), printed
