"""Everything that the rows of a lived-in database let anybody see, do or get."""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any

from bot.domain.cases.lists import CaseFilter, TaskFilter, WorkFilter
from bot.domain.errors import TiplineError
from bot.domain.ids import CaseId, CaseNumber, DraftId, FileKey, ReporterToken
from storage.cases.files import Meter
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.lived_in import ADA, BUCKET, HANA, LATER, ONE, OTHER, SUE, TWO, key
from tests.support.databases.lived_in_institutions import outlook_of_institutions
from tests.support.databases.samples import EDU, PERSON, PROC, PSB, RITA, a_case


async def outlook(database: Database, now: datetime) -> dict[str, Any]:
    """Who may do what, who is told what in which chat, what is due when: one entry for each answer of the stores."""
    found: dict[str, Any] = {}
    async with database.begin() as uow:
        await _outlook_of_staff(database, uow, found, now)
        await _outlook_of_cases(database, uow, found)
        await _outlook_of_reporters(database, uow, found)
        await _outlook_of_calls(uow, found)
        await _outlook_of_receipts(uow, found)
        await _outlook_of_what_is_due(uow, found, now)
    await _outlook_of_queues(database, found)
    return {name: value for name, value in found.items() if value not in (None, [], set())}


async def _outlook_of_staff(database: Database, uow: Any, found: dict[str, Any], now: datetime) -> None:
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


async def _outlook_of_reporters(database: Database, uow: Any, found: dict[str, Any]) -> None:
    for person in (database.blind_index.person(RITA), PERSON, OTHER):
        found[f"own reports of {person}"] = [report.id for report, _ in await uow.reports.of_person(person)]
        found[f"draft of {person}"] = await refused(uow.drafts.with_chat(person))
        found[f"follower {person}"] = await refused(uow.receipts.follower(person))
        for fetch in await uow.fetches.of_person(person):
            found[f"fetch of {person}"] = (fetch.pending, fetch.quiet, fetch.owner)


async def _outlook_of_receipts(uow: Any, found: dict[str, Any]) -> None:
    for keyed_hash in ("mark-1", "mark-2"):
        report = await refused(uow.receipts.report_of(keyed_hash))
        found[f"receipt {keyed_hash}"] = report and report.id
    for token in ("token-1", "token-2"):
        found[f"reporter {token}"] = await refused(uow.reports.reporter(ReporterToken(token)))
    found["similar"] = [*await uow.reports.similar(["name"], START - timedelta(days=1))]
    found["erased 3"] = await uow.retention.erased(CaseNumber(3))
    found["leaves"] = {*await uow.retention.leaves()}


async def _outlook_of_what_is_due(uow: Any, found: dict[str, Any], now: datetime) -> None:
    found["bucket is full"] = not await uow.throttle.consume("bucket", BUCKET, now) or None
    found["drafts due"] = {*await uow.drafts.due(LATER)}
    found["untold"] = {*await uow.silent_bodies.untold([PSB, EDU], 10)}
    found["leaving"] = {(one.chat, one.message) for one in await uow.expiring_messages.due(LATER, 10)}
    found["cleanings"] = {one.chat for one in await uow.chat_deletions.self_clearings_due(LATER, 10)}
    found["sweeps"] = {(one.chat, one.first) for one in await uow.chat_deletions.take_due(LATER, 10)}
    waiting = await uow.throttle.waiting()
    found["held"] = {one.case.id for one in waiting if one.passes_at is not None and one.passes_at <= LATER}


async def _outlook_of_calls(uow: Any, found: dict[str, Any]) -> None:
    for number in (1, 2):
        report = await refused(uow.receipts.handed(f"handed-{number}"))
        found[f"handed words {number}"] = report and report.id
    await outlook_of_institutions(uow, found)
    for roster in await uow.rosters.all():
        found[f"roster of {roster.agency}"] = roster.people
    for person, worklist in (await uow.worklists.all()).items():
        found[f"worklist of {person}"] = worklist
    found["called"] = {(case, body) for case, body, _ in await uow.rosters.calls()}
    found["check ins"] = {(one.report, one.asked) for one in await uow.reports.check_ins(LATER, 10)}


async def _outlook_of_cases(database: Database, uow: Any, found: dict[str, Any]) -> None:
    for case in (ONE, TWO):
        found[f"{case}"] = await refused(uow.cases.get(case))
        found[f"recused from {case}"] = await refused(uow.recusals.who(case))
        found[f"reveals of {case}"] = await refused(uow.identities.requests(case))
        retained = await uow.retention.of(case)
        found[f"let go of {case} by"] = retained.let_go_by
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
    due = a_case().deadlines[0].due_at
    found["clocks due"] = {*await uow.cases.due(due)}
    found["clocks due before"] = {*await uow.cases.due(due - timedelta(seconds=1))}


async def _outlook_of_queues(database: Database, found: dict[str, Any]) -> None:
    for _ in range(4):
        for row in await database.outbox.lease(LATER, 50, frozenset()):
            told = (row.chat, row.notice.kind, row.notice.to, row.notice.slot, row.notice.reply_to)
            found[f"message {row.id}"] = told
            await database.outbox.give_up(row, "read", LATER)
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
    """What is returned; nothing where it is refused."""
    try:
        return await asked
    except TiplineError:
        return None
