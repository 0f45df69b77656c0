"""At rest there is nothing to read: no words, no names, no numbers of people; and erased is erased."""

from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cases.lists import (
    Reply,
)
from bot.domain.desk import Desk, Writing
from bot.domain.desk_answers import InWords
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber, ChatId, DraftId, MessageId
from bot.domain.notices.notice import ToChat
from bot.domain.people import (
    Invite,
)
from bot.domain.queues.inbox import RawUpdate
from storage.crypto.vault import OtherKeys, Unreadable
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.raw import all_bytes, run
from tests.support.databases.samples import (
    CANARY,
    EDU,
    PERSON,
    RITA,
    RITA_CHAT,
    a_case,
    a_draft,
    a_full_case,
    a_report,
    a_reporter,
    a_supervisor,
)
from tests.support.notices import notice_of, word_of

GROUP = ChatId(-1_009_876_543_210)


async def canaries() -> AsyncIterator[bytes]:
    """A file full of words that must not be read."""
    for _ in range(3000):
        yield CANARY.encode()


async def fill(database: Database, clock: FixedClock) -> None:
    """One of everything, with the canary wherever a person's words or names may stand."""
    await database.inbox.store([RawUpdate(1, f"p:{RITA}", CANARY.encode())], clock.now())
    await database.inbox.park_raw(CANARY.encode(), "ValueError", clock.now())
    await database.files.store(DraftId("draft-1"), canaries(), limit=1_000_000)
    async with database.begin() as uow:
        await uow.drafts.save(database.blind_index.person(RITA), RITA_CHAT, a_draft(), due_at=clock.now())
        await uow.cases.add(a_full_case())
        await uow.reports.add(a_report())
        await uow.reports.save_reporter(a_reporter(database))
        await uow.reports.add_reply(Reply(CaseId("case-1"), START, EDU, words=CANARY))
        await uow.agencies.bind(EDU, GROUP, CANARY, "en", clock.now())
        await uow.staff.save(a_supervisor(database, RITA))
        await uow.staff.add_invite(CANARY, Invite("head", EDU, START, START + timedelta(days=1)))
        await uow.staff.save_desk(
            PERSON, Desk("note", CaseId("case-1"), CaseNumber(1), Writing("write"), InWords(CANARY), START)
        )
        await uow.messages.incoming(RITA_CHAT, MessageId(1), clock.now())
        await uow.outbox.add(notice_of(CANARY, ToChat(RITA_CHAT, "en"), slot=f"kept:{CANARY}"))
        await uow.audit.add("noted", at=START, case=CaseId("case-1"), facts={"reason": CANARY})
        await uow.commit()


async def test_nothing_at_rest_shows_words_names_or_numbers_of_people(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await fill(database, clock)
    found = await all_bytes(database_url, tmp_path)
    assert b"case-1" in found
    for secret in (CANARY, str(RITA), str(GROUP), str(-GROUP), "13800000000", "29.5027"):
        assert secret.encode() not in found
    for number in (RITA, -GROUP):
        assert number.to_bytes(8) not in found


async def nothing_but(attempt: Awaitable[Any]) -> Any:
    """What somebody gets; nothing where it cannot be decrypted."""
    try:
        return await attempt
    except Unreadable:
        return None


async def test_another_key_opens_nothing(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await fill(database, clock)
    (tmp_path / "keys.json").rename(tmp_path / "lost.json")
    await run(database_url, "DELETE FROM counters WHERE name = 'ring'")
    thief = await open_database(database_url, tmp_path, clock)
    async with thief.reading() as uow:
        for attempt in (
            uow.cases.get(CaseId("case-1")),
            uow.drafts.with_chat(database.blind_index.person(RITA)),
            uow.reports.of_case(CaseId("case-1")),
            uow.reports.reporter(a_report().reporter),
            uow.staff.supervisors(),
            uow.staff.desk(PERSON),
            uow.audit.history(CaseId("case-1")),
        ):
            assert not await nothing_but(attempt)
        groups = [(place.chat, place.title) for place in await uow.agencies.all()]
    assert groups == [(None, "EDU")], "a group without its chat, called as its body is"
    assert thief.blind_index.person(RITA) != database.blind_index.person(RITA)
    await thief.close()


@ON_SQLITE
async def test_a_start_without_the_key_file_is_refused_and_leaves_no_other_in_its_place(
    database: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    await fill(database, clock)
    keys = tmp_path / "keys.json"
    written = keys.read_bytes()
    keys.unlink()
    with pytest.raises(OtherKeys):
        await open_database(database_url, tmp_path, clock)
    assert not keys.exists()
    keys.write_bytes(written)
    again = await open_database(database_url, tmp_path, clock)
    await again.close()


@pytest.mark.parametrize(
    "swap",
    [
        "UPDATE cases SET sealed = (SELECT other.sealed FROM cases AS other WHERE other.id <> cases.id)",
        "UPDATE data_keys SET wrapped = (SELECT o.wrapped FROM data_keys AS o WHERE o.owner <> data_keys.owner)",
    ],
)
async def test_encrypted_bytes_of_another_case_do_not_open(database: Database, database_url: str, swap: str) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case(1))
        await uow.cases.add(a_case(2))
        await uow.commit()
    await run(database_url, swap)
    async with database.reading() as uow:
        with pytest.raises(Unreadable):
            await uow.cases.get(CaseId("case-1"))


async def test_a_reports_bytes_do_not_open_as_another_report_of_the_same_case(
    database: Database, database_url: str
) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        await uow.reports.add(a_report())
        await uow.reports.add(a_report(name="report-2"))
        await uow.commit()
    other = "(SELECT o.sealed FROM reports AS o WHERE o.id = 'report-2')"
    await run(database_url, f"UPDATE reports SET sealed = {other} WHERE id = 'report-1'")
    async with database.reading() as uow:
        assert [report.id for report in await uow.reports.of_case(CaseId("case-1"))] == ["report-2"]
    assert ("reports", "report-1") in database.changed_rows


async def test_unreadable_queue_rows_are_parked_and_block_nobody(
    database: Database, database_url: str, clock: FixedClock
) -> None:
    await database.inbox.store([RawUpdate(1, "p:1", b"{}"), RawUpdate(2, "p:1", b"{}")], clock.now())
    async with database.begin() as uow:
        await uow.outbox.add(notice_of("first", ToChat(RITA_CHAT, "en")), notice_of("second", ToChat(RITA_CHAT, "en")))
        await uow.commit()
    swap = "SET sealed = (SELECT o.sealed FROM {0} AS o WHERE o.id = 2) WHERE id = 1"
    await run(database_url, *(f"UPDATE {table} {swap.format(table)}" for table in ("inbox", "outbox")))
    assert await database.inbox.lease(clock.now(), 10, frozenset()) == []
    assert await database.outbox.lease(clock.now(), 10, frozenset()) == []
    assert [row.id for row in await database.inbox.lease(clock.now(), 10, frozenset())] == [2]
    assert [word_of(row.notice) for row in await database.outbox.lease(clock.now(), 10, frozenset())] == ["second"]
    assert (await database.inbox.health(clock.now()))["parked"] == 1
    assert (await database.outbox.health(clock.now()))["dead"] == 1


async def test_handled_updates_and_sent_messages_leave_no_content(
    database: Database, database_url: str, clock: FixedClock
) -> None:
    await fill(database, clock)
    [update] = await database.inbox.lease(clock.now(), 10, frozenset())
    await database.inbox.close(update.id, clock.now())
    [left] = await run(database_url, "SELECT count(sealed) FROM inbox WHERE closed_at IS NOT NULL AND reason = ''")
    assert left[0] == 0


async def test_an_erased_draft_takes_its_key_and_its_files_with_it(
    database_on_disk: Database, database_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    stored = await database_on_disk.files.store(DraftId("draft-1"), canaries(), limit=1_000_000)
    async with database_on_disk.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft(), due_at=None)
        await uow.commit()
    [key] = (await run(database_url, "SELECT wrapped FROM data_keys"))[0]
    async with database_on_disk.begin() as uow:
        await uow.drafts.drop(PERSON, erase=True)
        await uow.commit()
    with pytest.raises(Unreadable):
        [_ async for _ in database_on_disk.files.read(DraftId("draft-1"), stored.file)]
    await database_on_disk.delete_expired(clock.now())
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    await database_on_disk.close()
    assert bytes(key) not in await all_bytes(database_url, tmp_path)


@ON_SQLITE
async def test_a_draft_that_became_a_case_never_takes_the_cases_key(database: Database) -> None:
    case = a_case(id=CaseId("draft-1"))
    async with database.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft(), due_at=None)
        await uow.cases.add(case)
        await uow.drafts.drop(PERSON, erase=True)
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.cases.get(CaseId("draft-1")) == case
        assert await uow.drafts.of(PERSON) is None


async def test_a_draft_in_place_of_another_erases_the_other(database: Database, database_url: str) -> None:
    async with database.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft("draft-1"), due_at=None)
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft("draft-2"), due_at=None)
        await uow.commit()
    assert [row[0] for row in await run(database_url, "SELECT owner FROM data_keys")] == ["draft-2"]


@ON_SQLITE
async def test_a_case_that_is_not_there_is_not_found_rather_than_unreadable(database: Database) -> None:
    async with database.reading() as uow:
        with pytest.raises(NotFound):
            await uow.cases.get(CaseId("case-9"))
