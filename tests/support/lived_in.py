"""A database in which every table has rows, and all that its rows let anybody see, do or get."""

from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.access.identity import Identity, Reveal
from bot.domain.access.on_call import OnList, Roster
from bot.domain.access.receipts import Follower
from bot.domain.cases.lists import CaseFilter, Note, Recusal, Reply, TaskFilter, WorkFilter
from bot.domain.cases.retained import Retained
from bot.domain.cases.work import Assignment
from bot.domain.errors import TiplineError
from bot.domain.groups import NewGroup
from bot.domain.ids import CaseId, CaseNumber, ChatId, DraftId, FileKey, MessageId, PersonKey, ReporterToken, UserId
from bot.domain.notices.notice import ToAgency, ToChat, ToOversight, ToPerson, ToReporter
from bot.domain.people import OVERSIGHT, Desk, Invite
from bot.domain.profile import Bucket
from bot.domain.second_factor import LockKind, SecondFactor
from bot.ports.chats import ChatDeletion, ExpiringMessage, SelfClearing
from bot.ports.delivery import Sent
from bot.ports.fetches import Coming
from bot.ports.inbox import RawUpdate
from bot.ports.sealed_files import Pressed
from storage.cases.files import Meter
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.lived_in_institutions import add_institutions, add_report_of_staff, outlook_of_institutions
from tests.support.notices import notice_of
from tests.support.samples import (
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
    kept = await database.files.seal(DraftId("case-1"), bytes_of(b"a picture"), limit=1000)
    waiting = await database.files.seal(DraftId("draft-1"), bytes_of(b"another"), limit=1000)
    await _people(database)
    await _cases(database, kept.file)
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
            await uow.second_factors.save(key(database, user), SecondFactor(LockKind.PIN, "hash", confirmed=True))
        await uow.staff.save_desk(key(database, SUE), Desk("note", ONE, {"note": "x"}, START))
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
        await uow.reports.save(a_report())
        await uow.reports.save_reporter(a_reporter(database))
        await uow.reports.add_reply(Reply(ONE, START, EDU, words="soon"))
        await uow.reports.note_child_hashes(ONE, ["name"], START)
        await uow.reports.note_child_hashes(TWO, ["other"], START)
        await uow.recusals.add(Recusal(ONE, hana, EDU, START, "a cousin"))
        await uow.notes.add(Note(ONE, START, EDU, "talked to the teacher"))
        await uow.identities.ask(ONE, Reveal(key(database, SUE), PSB, START, "why"))
        await uow.retention.save(ONE, Retained(let_go_by=hana, let_go_at=START))
        await uow.sealed_files.note_pressed(ONE, Pressed(PSB, hana, START))
        await uow.throttle.hold(TWO, START, passes_at=LATER)
        await uow.silent_bodies.note_told(ONE, PSB, START)
        await uow.rosters.save(Roster(PSB, (OnList(hana, "Hana"),)))
        await uow.rosters.note_call(ONE, PSB, START)
        await uow.worklists.keep(hana, [EDU], START)
        await add_institutions(uow, hana)
        await uow.throttle.pour("bucket", BUCKET, START)
        await uow.sealed_files.destroy(ONE, [file][:0])
        await uow.commit()


async def _private(database: Database, file: FileKey) -> None:
    person = database.blind_index.person(RITA)
    async with database.begin() as uow:
        await uow.drafts.save(person, RITA_CHAT, a_draft(), due_at=LATER)
        await uow.drafts.save(OTHER, ChatId(78), a_draft("draft-2"), due_at=LATER)
        await uow.fetches.add(person, DraftId("draft-1"), Coming(RITA_CHAT, "en", "file-id", a_photo()), START)
        await uow.fetches.hush(person)
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
            notice_of("card", ToAgency(PSB), {"number": 2}, case=TWO, slot="card:2"),
            notice_of("card", ToAgency(EDU), {"number": 1}, case=ONE, slot="card:1"),
            notice_of("tell", ToReporter(ReporterToken("token-1")), {}, case=ONE),
            notice_of("say", ToPerson(key(database, SUE)), {"key": "x"}),
            notice_of("digest", ToOversight(), {}),
            notice_of("say", ToChat(ChatId(77), "en"), {"key": "x"}, expires_at=LONG_AFTER, reply_to="m:1"),
        )
        await uow.commit()
    [first, *_] = await database.outbox.lease(START, 1, frozenset())
    await database.outbox.record_result(first, Sent((MessageId(50),)), START)


def key(database: Database, user: int) -> PersonKey:
    """A person as rows name them."""
    return database.blind_index.person(UserId(user))


# --- all that the rows say ---


async def outlook(database: Database, now: datetime) -> dict[str, Any]:
    """Who may do what, who hears what in which chat, what is due when: one entry for each answer of the stores."""
    found: dict[str, Any] = {}
    async with database.begin() as uow:
        for place in await uow.agencies.all():
            found[f"group of {place.agency}"] = (place.joined, place.works, place.locale) if place.joined else None
        for name in ("supervisors", "admins", "all_heads"):
            for staff in await getattr(uow.staff, name)():
                found[f"{name} {staff.user}"] = staff
        for secret in ("unused", "used"):
            found[f"invite {secret}"] = await uow.staff.peek_invite(secret, now)
        for user in (SUE, HANA, ADA):
            person = key(database, user)
            found[f"staff {user}"] = await uow.staff.get(person)
            found[f"lock {user}"] = await refused(uow.second_factors.of(person))
            found[f"desk {user}"] = await refused(uow.staff.desk(person))
        await _outlook_of_cases(database, uow, found)
        for person in (database.blind_index.person(RITA), PERSON, OTHER):
            found[f"own reports of {person}"] = [report.id for report, _ in await uow.reports.of_person(person)]
            found[f"draft of {person}"] = await refused(uow.drafts.held(person))
            found[f"follower {person}"] = await refused(uow.receipts.follower(person))
            for fetch in await uow.fetches.of_person(person):
                found[f"fetch of {person}"] = (fetch.coming, fetch.quiet, fetch.owner)
        await _outlook_of_calls(uow, found)
        for mark in ("mark-1", "mark-2"):
            report = await refused(uow.receipts.report_of(mark))
            found[f"receipt {mark}"] = report and report.id
        for token in ("token-1", "token-2"):
            found[f"reporter {token}"] = await refused(uow.reports.reporter(ReporterToken(token)))
        found["similar"] = [*await uow.reports.similar(["name"], START - timedelta(days=1))]
        found["erased 3"] = await uow.retention.erased(CaseNumber(3))
        found["leaves"] = {*await uow.retention.leaves()}  # type: ignore[attr-defined]
        found["bucket is full"] = not await uow.throttle.pour("bucket", BUCKET, now) or None
        found["drafts due"] = {*await uow.drafts.due(LATER)}
        found["untold"] = {*await uow.silent_bodies.untold([PSB, EDU], 10)}
        found["leaving"] = {(one.chat, one.message) for one in await uow.expiring_messages.due(LATER, 10)}
        found["cleanings"] = {one.chat for one in await uow.chat_deletions.self_clearings_due(LATER, 10)}
        found["sweeps"] = {(one.chat, one.first) for one in await uow.chat_deletions.take_due(LATER, 10)}
        held = await uow.throttle.waiting()
        found["held"] = {one.case.id for one in held if one.passes_at is not None and one.passes_at <= LATER}
    await _outlook_of_queues(database, found)
    return {name: value for name, value in found.items() if value not in (None, [], set())}


async def _outlook_of_calls(uow: Any, found: dict[str, Any]) -> None:
    for number in (1, 2):
        report = await refused(uow.receipts.handed(f"handed-{number}"))
        found[f"handed words {number}"] = report and report.id
    await outlook_of_institutions(uow, found)
    for roster in await uow.rosters.all():
        found[f"roster of {roster.agency}"] = roster.people
    for person, kept in (await uow.worklists.all()).items():
        found[f"worklist of {person}"] = kept
    found["called"] = {(case, body) for case, body, _ in await uow.rosters.calls()}
    found["check ins"] = {(one.report, one.asked) for one in await uow.reports.check_ins(LATER, 10)}


async def _outlook_of_cases(database: Database, uow: Any, found: dict[str, Any]) -> None:
    for case in (ONE, TWO):
        found[f"{case}"] = await refused(uow.cases.get(case))
        found[f"recused from {case}"] = await refused(uow.recusals.who(case))
        found[f"reveals of {case}"] = await refused(uow.identities.requests(case))
        kept = await uow.retention.of(case)
        found[f"let go of {case} by"] = kept.let_go_by
        found[f"pressed in {case}"] = [*await uow.sealed_files.pressed(case, START)]
        for report in await refused(uow.reports.of_case(case)) or []:
            found[f"identity of {report.id}"] = await refused(uow.identities.of(report))
            found[f"report {report.id} of {case}"] = report.reporter
    for number in (1, 2):
        case = await refused(uow.cases.by_number(CaseNumber(number)))
        found[f"case called {number}"] = case and case.id
    for body in (PSB, EDU, PROC):
        found[f"new group of {body}"] = await refused(uow.new_groups.of(body))
        wanted = CaseFilter(agencies=frozenset({body}))
        tasks = TaskFilter(cases=CaseFilter(open_only=False), agencies=frozenset({body}))
        found[f"tasks of {body}"] = [item for _, item in await uow.tasks.page(tasks, skip=0, limit=10)]
        work = WorkFilter(cases=CaseFilter(open_only=False), agencies=frozenset({body}))
        found[f"work of {body}"] = [(case.id, item) for case, _, item in await uow.work.page(work, skip=0, limit=10)]
        found[f"list of {body}"] = [case.id for case in await uow.cases.page(wanted, after=None, limit=10)]
    for person in (PERSON, key(database, HANA)):
        work = WorkFilter(cases=CaseFilter(open_only=False), owner=person)
        found[f"work of {person}"] = [(case.id, item) for case, _, item in await uow.work.page(work, skip=0, limit=10)]
    unbarred = CaseFilter(not_seen_by=frozenset({PROC}))
    found["list that PROC may see"] = [case.id for case in await uow.cases.page(unbarred, after=None, limit=10)]
    due = a_case().clocks[0].due_at
    found["clocks due"] = {*await uow.cases.due(due)}
    found["clocks due before"] = {*await uow.cases.due(due - timedelta(seconds=1))}


async def _outlook_of_queues(database: Database, found: dict[str, Any]) -> None:
    for _ in range(4):
        for row in await database.outbox.lease(LATER, 50, frozenset()):
            kept = (row.chat, row.notice.kind, row.notice.to, row.notice.slot, row.notice.reply_to)
            found[f"message {row.id}"] = kept
            await database.outbox.bury(row, "read", LATER)
    for update in await database.inbox.lease(LATER, 50, frozenset()):
        found[f"update {update.id}"] = (update.lane, update.payload, update.received_at)
    await database.files.delete_expired(LATER)
    for owner, file in await _files(database):
        try:
            meter = Meter(1000)
            _ = [piece async for piece in meter.through(database.files.read(owner, file))]
            found[f"file {meter.sha256[:8]}"] = owner
        except TiplineError:
            continue


async def _files(database: Database) -> list[tuple[Any, FileKey]]:
    folder = database.files._folder
    assert folder is not None
    names = [FileKey(path.name) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(owner, name) for name in names for owner in (CaseId("case-1"), DraftId("draft-1"))]


async def refused(asked: Awaitable[Any]) -> Any:
    """What is said; nothing where it is refused."""
    try:
        return await asked
    except TiplineError:
        return None
