"""Tests of the tests: rows that are put in are those that the act itself would have written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.cases.stages import opening
from bot.domain.intake.triage import Triage, triage
from bot.domain.profile import TriageRule
from bot.domain.urgency import Urgency
from storage.schema import metadata
from tests.support import recorded_walks
from tests.support.bound_district import open_bound
from tests.support.officers import EDU, history, officer, reported, the_case
from tests.support.people import PROFILE, District, Someone, kinds


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """Nothing is known at the beginning of each test, and only what a test says here counts as a change."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorded_walks, "STEPS", {})
        patch.setattr(recorded_walks, "KNOWN", set())
        patch.setattr(recorded_walks, "PATCHING", set())
        yield


async def counted(district: District) -> dict[str, int]:
    """How many rows each table has."""
    async with district.database._engine.reading() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


async def goes_on(district: District, rita: Someone) -> tuple[object, ...]:
    """Rita reports, and an officer takes the case and assesses it; what is so then, but for what chance made."""
    await reported(rita, "yes")
    amal = officer(district, 20, EDU)
    await amal.takes()
    await amal.assesses(2, 2, 2)
    case, told = await the_case(district), kinds(await district.deliver())
    later = kinds(await rita.say("More"))
    sent = [(notice.kind, notice.priority, type(notice.to)) for notice in district.sent]
    return case.state, case.deadlines, case.lead, case.version, told, later, sent, await history(district)


async def test_what_is_put_in_is_what_the_acts_have_written(tmp_path: Path) -> None:
    found = []
    for name in ("first", "second", "never known"):
        district = await open_bound(tmp_path / name)
        if name == "never known":
            district.opened = None
        found.append((await goes_on(district, Someone(district)), await counted(district)))
        await district.database.close()
    assert found[0] == found[1] == found[2]


async def test_the_second_time_nothing_is_worked_out_again(tmp_path: Path) -> None:
    first = await open_bound(tmp_path / "first")
    await reported(Someone(first))
    second = await open_bound(tmp_path / "second")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Someone, "send", None)
        await reported(Someone(second))
    assert (await the_case(first)).id == (await the_case(second)).id
    for district in (first, second):
        await district.database.close()


async def told_by(person: Someone) -> tuple[object, ...]:
    """Their only report: who reported, when, and what was answered."""
    [report] = await person.reports()
    return person.visitor.person, report.sent_at, [(one.question, one.options) for one in report.answers], report.case


@pytest.mark.parametrize("what", ["another person", "another time", "another answer", "something written before"])
async def test_what_differs_is_worked_out(tmp_path: Path, what: str) -> None:
    first = await open_bound(tmp_path / "first")
    await reported(Someone(first))
    second = await open_bound(tmp_path / "second")
    rita = Someone(second, 8 if what == "another person" else 7)
    if what == "another time":
        second.time.move(minutes=1)
    if what == "something written before":
        await Someone(second, 9).start()
    await reported(rita, "yes" if what == "another answer" else "")
    assert await told_by(Someone(first)) != await told_by(rita)
    for district in (first, second):
        await district.database.close()


async def reported_with(folder: Path, patch: pytest.MonkeyPatch | None) -> Urgency:
    """The class of Rita's report; with `patch`, triage gives P1 to every report."""
    if patch is not None:

        def severe(rules: Sequence[TriageRule], facts: frozenset[str]) -> Triage:
            return replace(triage(rules, facts), urgency=Urgency.P1)

        patch.setattr(opening, "triage", severe)
    district = await open_bound(folder)
    await reported(Someone(district), "yes")
    case = await the_case(district)
    await district.database.close()
    return case.urgency


async def test_a_test_that_changes_the_program_is_given_nothing_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await reported_with(tmp_path / "as shipped", None) is Urgency.P3
    recorded_walks.PATCHING.add("this test")
    assert await reported_with(tmp_path / "changed", monkeypatch) is Urgency.P1


async def test_a_test_that_changes_the_program_leaves_nothing_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded_walks.PATCHING.add("this test")
    assert await reported_with(tmp_path / "changed", monkeypatch) is Urgency.P1
    monkeypatch.undo()
    recorded_walks.PATCHING.clear()
    assert await reported_with(tmp_path / "as shipped", None) is Urgency.P3


async def test_under_another_profile_it_is_worked_out(tmp_path: Path) -> None:
    urgent = tuple(replace(rule, floor=Urgency.P1) for rule in PROFILE.triage)
    found = []
    for name, profile in (("first", PROFILE), ("another", replace(PROFILE, triage=urgent)), ("second", PROFILE)):
        district = await open_bound(tmp_path / name)
        district.services = replace(district.services, profile=profile)
        await reported(Someone(district), "yes")
        found.append((await the_case(district)).urgency)
        await district.database.close()
    assert found == [Urgency.P3, Urgency.P1, Urgency.P3]
