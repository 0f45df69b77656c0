"""Cases that the version before stored, read by today's program: their marks are told truthfully, in lists too."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.marks import marks_of, state_of
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.older_cases import as_today
from bot.domain.cases.record import Mark
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.numbers.events import happened
from bot.system import RandomTokens
from storage.cases.case_shape import CaseShape
from storage.database.engine import Engine
from storage.database.migrate import downgrade
from storage.unit_of_work import Database, Work
from tests.support.clock import START, FixedClock
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.opened_database import BOT, FOLLOW_UP
from tests.support.databases.raw import run
from tests.support.databases.samples import a_case, a_full_case
from tests.support.domain.profiles import shipped

POLICY = shipped().policy
BEFORE = "0010"
"""The tables of the version before."""
KINDS = {"acknowledge", "first_action", "assess", "reply", "outcome"}
FLAGS = {"info_requested", "yellow", "red", "sealed_media", "conflict", "legal_hold", "incomplete", "read_first"}
FLAGS |= {"quarantine"}
"""All the words that the version before knows."""
ON_BOTH = pytest.mark.parametrize("older_url", ["sqlite", "postgresql"], indirect=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NO = None


def at(ago: timedelta) -> datetime:
    return START - ago


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def a_deadline(kind: str, begun: datetime, time: timedelta, done: datetime | None = NO, *fired: str) -> dict[str, Any]:
    """A deadline of the lead as the version before stored it: nothing says how it has ended."""
    due = iso(begun + time)
    return {
        "kind": kind, "agency": None, "started_at": iso(begun), "due_at": due, "armed_version": 1,
        "stopped_at": iso(done), "fired": list(fired),
    }  # fmt: skip


def older(number: int, ago: timedelta, deadlines: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """A case as the version before stored it, in its words."""
    received = at(ago)
    task = {"agency": "EDU", "part": "lead", "state": "alerted", "alerted_at": iso(received), "reason": ""}
    help_ = {**task, "agency": "PSB", "part": "support", "acked_at": None, "acked_by": None}
    case = {
        "id": f"case-{number}", "number": number, "version": 3, "state": "received", "urgency": "P3", "rules": ["T23"],
        "harms": ["bullying"], "age_band": "7_10", "area": "unknown", "received_at": iso(received),
        "tasks": [{**task, "acked_at": None, "acked_by": None}, help_], "barred": [], "clocks": deadlines, "flags": [],
        "opinions": [], "measures": [], "own_words": False, "acknowledged_at": None, "assessed_at": None,
        "first_action_at": None, "answered_at": None, "closed_at": None, "proposal": None, "closing": None,
    }  # fmt: skip
    return {**case, **{name: iso(v) if isinstance(v, datetime) else v for name, v in changes.items()}}


def usual(ago: timedelta, **done: datetime | None) -> list[dict[str, Any]]:
    """The lead's deadlines of a P3 case of so long ago; `done`: acts and their moments."""
    times = {"acknowledge": 8 * HOUR, "first_action": DAY, "assess": 3 * DAY, "reply": 3 * DAY, "outcome": 90 * DAY}
    fired = [(kind, ("breach",) if ago >= time else ()) for kind, time in times.items()]
    return [a_deadline(kind, at(ago), times[kind], done.get(kind), *steps) for kind, steps in fired]


def silent() -> dict[str, Any]:
    """Nobody has acknowledged for nine hours: yellow, as it was called then."""
    return older(1, 9 * HOUR, usual(9 * HOUR), flags=["yellow"])


def first_class() -> dict[str, Any]:
    """P1, in hand, but the reporter has waited for 26 hours; they were told that the answer is late."""
    taken = dict.fromkeys(("acknowledge", "first_action", "assess"), at(26 * HOUR))
    deadlines = usual(26 * HOUR, **taken)
    deadlines[3] = a_deadline("reply", at(26 * HOUR), DAY, NO, "half", "breach")
    acts = {"acknowledged_at": at(26 * HOUR), "first_action_at": at(26 * HOUR), "assessed_at": at(26 * HOUR)}
    return older(2, 26 * HOUR, deadlines, urgency="P1", flags=["yellow", "incomplete"], state="in_progress", **acts)


def unanswered() -> dict[str, Any]:
    """Everything is done but the answer, for four days."""
    soon = at(4 * DAY) + HOUR
    deadlines = usual(4 * DAY, acknowledge=soon, first_action=soon, assess=soon)
    acts = {"acknowledged_at": soon, "first_action_at": soon, "assessed_at": soon}
    return older(3, 4 * DAY, deadlines, flags=["yellow"], state="in_progress", **acts)


def raised() -> dict[str, Any]:
    """The class rose on the first day, and the promised answer was moved with it."""
    deadlines = usual(2 * DAY)
    deadlines[3] = a_deadline("reply", at(DAY), DAY, NO, "breach")
    return older(4, 2 * DAY, deadlines, urgency="P1", flags=["yellow"])


def closed() -> dict[str, Any]:
    """Answered on the fourth day, closed on the 95th without any first action; the support never answered."""
    answered, end = at(100 * DAY) + 4 * DAY, at(5 * DAY)
    acts = {"acknowledged_at": at(100 * DAY), "assessed_at": at(100 * DAY), "answered_at": answered, "closed_at": end}
    taken = dict.fromkeys(("acknowledge", "assess"), at(100 * DAY))
    deadlines = usual(100 * DAY, **taken, reply=answered, first_action=end, outcome=end)
    deadlines.append({**a_deadline("acknowledge", at(100 * DAY), 16 * HOUR, end), "agency": "PSB"})
    return older(5, 100 * DAY, deadlines, flags=["yellow", "red"], state="closed", **acts)


OLDER: tuple[Callable[[], dict[str, Any]], ...] = (silent, first_class, unanswered, raised, closed)


class AsItIs(CaseShape):
    """Stores a case in given words."""

    def __init__(self, words: dict[str, Any]) -> None:
        super().__init__()
        self._words = words

    def dump(self, value: Case) -> bytes:
        """The words."""
        return json.dumps(self._words).encode()


async def opened(url: str, folder: Path, clock: FixedClock) -> Database:
    """Today's program on this database."""
    return await Database.open(
        url, folder / "keys.json", str(folder / "files"), clock.now, RandomTokens(), bot=BOT, follow_up=FOLLOW_UP,
        next_at=lambda case: min((c.due_at for c in case.deadlines if c.stopped_at is None), default=None),
        as_today=lambda case: as_today(case, POLICY),
    )  # fmt: skip


@pytest.fixture(scope="module")
def older_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an SQLite database that the version before has left; no test changes it."""
    folder = tmp_path_factory.mktemp("older")
    asyncio.run(leave(f"sqlite:///{folder}/older.db", folder))
    return folder


@pytest.fixture
def older_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that the version before has left, SQLite's unless a test asks for both kinds."""
    if getattr(request, "param", "sqlite") == "sqlite":
        shutil.copytree(request.getfixturevalue("older_file"), tmp_path, dirs_exist_ok=True)
        return f"sqlite:///{tmp_path}/older.db"
    maker: PostgresMaker = request.getfixturevalue("postgres_maker")
    url = maker.make()
    asyncio.run(leave(url, tmp_path))
    return url


@pytest.fixture
async def upgraded(older_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Database]:
    """The same, opened by today's program."""
    again = await opened(older_url, tmp_path, clock)
    yield again
    await again.close()


async def leave(url: str, folder: Path) -> None:
    """What the version before leaves in a database without any table."""
    database = await opened(url, folder, FixedClock())
    for words in (make() for make in OLDER):
        await add_older(database, words)
    await database.close()
    engine = Engine(url)
    async with engine.writing() as connection:
        await downgrade(connection, BEFORE)
    await engine.close()
    for words in (make() for make in OLDER):
        flags = "," + ",".join(words["flags"]) + "," if words["flags"] else ""
        await run(url, f"UPDATE cases SET flags = '{flags}' WHERE number = {words['number']}")


async def add_older(database: Database, words: dict[str, Any]) -> None:
    """The row of a case as the version before stored it."""
    case = CaseShape().load(json.dumps(words).encode())
    async with database.begin() as uow:
        assert isinstance(uow, Work)
        uow.cases._shape = AsItIs(words)  # type: ignore[attr-defined]
        await uow.cases.add(case)
        await uow.commit()


async def listed(database: Database, mark: Mark, *, open_only: bool = True) -> list[int]:
    """/cases MARK."""
    wanted = CaseFilter(marks=frozenset({mark}), open_only=open_only)
    async with database.reading() as uow:
        return [case.number for case in await uow.cases.page(wanted, after=None, limit=10)]


async def test_an_old_yellow_mark_without_unanswered_reporter_becomes_late(upgraded: Database) -> None:
    assert await listed(upgraded, Mark.YELLOW) == [3]
    async with upgraded.reading() as uow:
        cases = {n: await uow.cases.get(CaseId(f"case-{n}")) for n in range(1, 6)}
    shown = {n: {mark.value for mark in marks_of(case, START)} for n, case in cases.items()}
    assert shown == {1: {"late"}, 2: {"late"}, 3: {"yellow"}, 4: {"late"}, 5: {"red"}}


@ON_BOTH
async def test_lists_are_correct_after_the_first_tick_of_an_upgrade(upgraded: Database) -> None:
    async with upgraded.begin() as uow:
        due = await uow.cases.due(START)
        assert sorted(due) == ["case-1", "case-2", "case-3", "case-4"]
        for name in due:
            case = await uow.cases.get(name)
            await uow.cases.save(case, was=case.version)
        await uow.commit()
    assert await listed(upgraded, Mark.LATE) == [4, 2, 1]
    assert await listed(upgraded, Mark.YELLOW) == [3]
    assert (await listed(upgraded, Mark.RED), await listed(upgraded, Mark.RED, open_only=False)) == ([], [5])


async def test_marks_of_the_years_before_stay_countable(upgraded: Database) -> None:
    async with upgraded.reading() as uow:
        cases = [await uow.cases.get(CaseId(f"case-{number}")) for number in range(1, 6)]
    had = {
        (START - case.received_at): {one.metric for one in happened(case) if one.at <= START} & {"yellow", "red"}
        for case in cases
    }
    assert had[100 * DAY] == {"yellow", "red"}
    assert had[4 * DAY] == {"yellow"}
    assert had[9 * HOUR] == had[26 * HOUR] == had[2 * DAY] == set()


async def test_the_receipts_date_is_the_promise_and_a_sooner_date_a_wish(upgraded: Database) -> None:
    async with upgraded.reading() as uow:
        for name, received in (("case-2", at(26 * HOUR)), ("case-4", at(2 * DAY))):
            case = await uow.cases.get(CaseId(name))
            due = {clock.kind.value: clock.due_at for clock in case.deadlines}
            assert due["reply"] == received + 3 * DAY
            assert due["call_back"] == due["new_date"] - 3 * DAY
        assert due["call_back"] == at(DAY) + DAY


async def test_a_deadline_that_the_closing_stopped_was_not_met(upgraded: Database) -> None:
    async with upgraded.reading() as uow:
        case = await uow.cases.get(CaseId("case-5"))
    states = [(clock.kind.value, clock.agency, state_of(clock, START).value) for clock in case.deadlines]
    assert states == [
        ("acknowledge", None, "met"),
        ("first_action", None, "without"),
        ("assess", None, "met"),
        ("reply", None, "met_late"),
        ("outcome", None, "met_late"),
        ("acknowledge", "PSB", "without"),
        ("new_date", None, "met"),
    ]


@ON_BOTH
async def test_an_older_case_is_converted_once(upgraded: Database) -> None:
    async with upgraded.begin() as uow:
        for n in range(1, 6):
            case = await uow.cases.get(CaseId(f"case-{n}"))
            assert as_today(case, POLICY) == case
            await uow.cases.save(case, was=case.version)
            assert await uow.cases.get(CaseId(f"case-{n}")) == case


def test_the_version_before_can_read_what_today_writes() -> None:
    """Workers of both versions run side by side during an upgrade: a word that one of them does not know is a lost
    alert."""
    case = as_today(CaseShape().load(json.dumps(first_class()).encode()), POLICY)
    assert {clock.kind.value for clock in case.deadlines} == KINDS | {"call_back", "new_date"}
    written = json.loads(CaseShape().dump(case))
    assert {clock["kind"] for clock in written["clocks"]} == KINDS
    assert set(written["flags"]) <= FLAGS
    assert first_class().keys() <= written.keys()
    assert written["clocks"][0].keys() >= a_deadline("reply", START, DAY).keys()
    assert CaseShape().load(CaseShape().dump(case)) == case


def test_the_version_before_can_read_a_case_that_was_opened_again() -> None:
    case = a_full_case()
    assert Flag.REOPENED in case.flags
    assert set(json.loads(CaseShape().dump(case))["flags"]) <= FLAGS
    assert CaseShape().load(CaseShape().dump(case)) == case


async def test_a_new_case_is_read_as_it_was_written(database: Database) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        assert await uow.cases.by_number(CaseNumber(1)) == a_case()
