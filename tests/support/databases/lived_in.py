"""A database in which every table has rows; what they let anybody see, do or get is read in `outlook`."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.access.identity import Identity, Reveal
from bot.domain.access.on_call import OnList, Roster
from bot.domain.access.receipts import Follower
from bot.domain.access.releases import Pressed
from bot.domain.cases.lists import Note, Recusal, Reply
from bot.domain.cases.stages.retained import Retained
from bot.domain.cases.work import Assignment
from bot.domain.chats import ChatDeletion, ExpiringMessage, SelfClearing
from bot.domain.desk import Desk, Writing
from bot.domain.desk_answers import InWords
from bot.domain.groups import NewGroup
from bot.domain.ids import CaseId, CaseNumber, ChatId, DraftId, FileKey, MessageId, PersonKey, ReporterToken, UserId
from bot.domain.notices.notice import Priority, ToAgency, ToChat, ToOversight, ToPerson, ToReporter
from bot.domain.people import OVERSIGHT, Invite
from bot.domain.profile import Bucket
from bot.domain.queues.delivery import Sent
from bot.domain.queues.fetches import PendingFile
from bot.domain.queues.inbox import RawUpdate
from bot.domain.second_factor import FactorKind, SecondFactor
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.lived_in_institutions import add_institutions, add_report_of_staff
from tests.support.databases.samples import (
    EDU,
    PERSON,
    PROC,
    PSB,
    RITA,
    RITA_CHAT,
    a_case,
    a_draft,
    a_photo,
    a_report,
    a_reporter,
    a_supervisor,
)
from tests.support.notices import notice_of

ONE, TWO, GONE = CaseId("case-1"), CaseId("case-2"), CaseId("case-3")
OTHER = PersonKey("cd" * 16)
SUE, HANA, ADA = UserId(31), UserId(32), UserId(33)
POLICE, SCHOOL, OVERSEERS = ChatId(-101), ChatId(-102), ChatId(-103)
LATER = START + timedelta(minutes=5)
LONG_AFTER = START + timedelta(days=400)
BUCKET = Bucket(1, timedelta(days=30))


async def bytes_of(words: bytes) -> AsyncIterator[bytes]:
    """A file in one piece."""
    yield words


async def live_in(database: Database, clock: FixedClock) -> None:
    """Rows in every table."""
    stored = await database.files.store(DraftId("case-1"), bytes_of(b"a picture"), limit=1000)
    waiting = await database.files.store(DraftId("draft-1"), bytes_of(b"another"), limit=1000)
    await _people(database)
    await _cases(database, stored.file)
    await _private(database, waiting.file)
    await _messages(database)
    await database.inbox.store([RawUpdate(n, f"p:{n}", b"{}") for n in (1, 2)], clock.now())
    async with database.begin() as uow:
        await uow.cases.add(a_case(3))
        await uow.reports.save_reporter(a_reporter(database, "token-3"))
        await add_report_of_staff(uow, a_report("case-3", "report-3", "token-3"))
        await uow.commit()
    async with database.begin() as uow:
        await uow.retention.erase(GONE, START)
        await uow.audit.add("erased", at=START, case=GONE)
        await uow.commit()
    async with database.begin() as uow:
        await uow.numbers.fold(clock.now(), ZoneInfo("Asia/Shanghai"))
        await uow.commit()


async def _people(database: Database) -> None:
    async with database.begin() as uow:
        for body, chat in ((PSB, POLICE), (EDU, SCHOOL), (OVERSIGHT, OVERSEERS)):
            await uow.agencies.bind(body, chat, body, "en", START)
        await uow.new_groups.save(NewGroup(PSB, ChatId(-109), "new", PERSON, START))
        await uow.staff.save(a_supervisor(database, SUE))
        await uow.staff.save(a_supervisor(database, HANA, supervisor=False, heads=frozenset({EDU})))
        await uow.staff.save(a_supervisor(database, ADA, supervisor=False, admin=True))
        await uow.staff.add_invite("unused", Invite("head", EDU, START, START + timedelta(days=900)))
        await uow.staff.add_invite("used", Invite("auditor", None, START, START + timedelta(days=900)))
        await uow.staff.use_invite("used", START)
        for user in (SUE, HANA):
            await uow.second_factors.save(key(database, user), SecondFactor(FactorKind.PIN, "hash", confirmed=True))
        await uow.staff.save_desk(
            key(database, SUE), Desk("note", ONE, CaseNumber(1), Writing("write"), InWords("x"), START)
        )
        await uow.audit.add("joined", at=START)
        await uow.commit()


async def _cases(database: Database, file: FileKey) -> None:
    hana = key(database, HANA)
    async with database.begin() as uow:
        given = Assignment(1, "safe_class", "", EDU, LATER, START, hana, PSB, owner=hana)
        await uow.cases.add(replace(a_case(1, barred=(PROC,)), assignments=(given,)))
        await uow.cases.add(a_case(2))
        for number in (1, 2):
            await uow.cases.next_number()
            token = f"token-{number}"
            await uow.reports.save_reporter(a_reporter(database, token))
            await uow.reports.add(a_report(f"case-{number}", f"report-{number}", token))
            await uow.receipts.hand(f"handed-{number}", a_report(f"case-{number}", f"report-{number}", token).id, START)
            await uow.receipts.add(f"mark-{number}", a_report(f"case-{number}", f"report-{number}", token).id, START)
            await uow.identities.save(ReporterToken(token), Identity())
            await uow.reports.plan_check_in(a_report(f"case-{number}", f"report-{number}", token).id, 0, LATER)
        await _work_on_the_first(database, uow, file)
        await uow.commit()


async def _work_on_the_first(database: Database, uow: Any, file: FileKey) -> None:
    hana = key(database, HANA)
    await uow.reports.save(a_report())
    await uow.reports.save_reporter(a_reporter(database))
    await uow.reports.add_reply(Reply(ONE, START, EDU, words="soon"))
    await uow.reports.note_child_hashes(ONE, ["name"], START)
    await uow.reports.note_child_hashes(TWO, ["other"], START)
    await uow.recusals.add(Recusal(ONE, hana, EDU, START, "a cousin"))
    await uow.cases.save(await uow.cases.get(ONE), was=1)
    await uow.notes.add(Note(ONE, START, EDU, "talked to the teacher"))
    await uow.identities.ask(ONE, Reveal(key(database, SUE), PSB, START, "why"))
    await uow.retention.save(ONE, Retained(let_go_by=hana, let_go_at=START))
    await uow.sealed_files.note_pressed(ONE, Pressed(PSB, hana, START))
    await uow.throttle.quarantine(TWO, START, passes_at=LATER)
    await uow.silent_bodies.note_told(ONE, PSB, START)
    await uow.rosters.save(Roster(PSB, (OnList(hana, "Hana"),)))
    await uow.rosters.note_call(ONE, PSB, START)
    await uow.worklists.keep(hana, [EDU], START)
    await add_institutions(uow, hana)
    await uow.throttle.consume("bucket", BUCKET, START)
    await uow.sealed_files.destroy(ONE, [file][:0])


async def _private(database: Database, file: FileKey) -> None:
    person = database.blind_index.person(RITA)
    async with database.begin() as uow:
        await uow.drafts.save(person, RITA_CHAT, a_draft(), due_at=LATER)
        await uow.drafts.save(OTHER, ChatId(78), a_draft("draft-2"), due_at=LATER)
        await uow.fetches.add(person, DraftId("draft-1"), PendingFile(RITA_CHAT, "en", "file-id", a_photo()), START)
        await uow.fetches.mute(person)
        await uow.receipts.save_follower(OTHER, Follower(START, wrong=4))
        await uow.chat_deletions.add(ChatDeletion(RITA_CHAT, MessageId(5), MessageId(5)), "receipt", LATER)
        await uow.chat_deletions.clean(SelfClearing(RITA_CHAT, "en", 4), LATER)
        await uow.expiring_messages.add(ExpiringMessage(SUE, MessageId(6), LATER, "en", "open", 1), START)  # type: ignore[arg-type]
        for number in (5, 6):
            await uow.messages.incoming(RITA_CHAT, MessageId(number), START)
        await uow.timestamps.set_moment("looked", START)
        await uow.daily_runs.claim("digest", START.toordinal())
        await uow.commit()


async def _messages(database: Database) -> None:
    async with database.begin() as uow:
        await uow.outbox.add(
            notice_of("card", ToAgency(PSB), {"number": 1}, case=ONE, slot="card:1"),
            notice_of("raised", ToAgency(PSB), {"number": 1}, Priority.DANGER, ONE),
            notice_of("card", ToAgency(PSB), {"number": 2}, case=TWO, slot="card:2"),
            notice_of("card", ToAgency(EDU), {"number": 1}, case=ONE, slot="card:1"),
            notice_of("tell", ToReporter(ReporterToken("token-1")), {}, case=ONE),
            notice_of("say", ToPerson(key(database, SUE)), {"key": "x"}),
            notice_of("digest", ToOversight(), {}),
            notice_of("say", ToChat(ChatId(77), "en"), {"key": "x"}, expires_at=LONG_AFTER, reply_to="m:1"),
        )
        await uow.commit()
    for message in (50, 51):
        [first, *_] = await database.outbox.lease(START, 1, frozenset())
        await database.outbox.record_result(first, Sent((MessageId(message),)), START)


def key(database: Database, user: int) -> PersonKey:
    """The key under which rows store a person."""
    return database.blind_index.person(UserId(user))
