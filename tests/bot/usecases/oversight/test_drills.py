"""A drill is in no number, however late it gets, and in no list but that of drills (issue 13, real life)."""

from datetime import timedelta

import pytest

from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.stages.drill import drill_case, drill_report
from bot.domain.ids import CaseId, CaseNumber, ReporterToken, ReportId
from bot.usecases.access.scope import Scope
from bot.usecases.deadlines.reminders import digest_of
from bot.usecases.oversight.case_lists import lists
from bot.usecases.oversight.statistics import numbers
from tests.support.acting import in_scope
from tests.support.notices import facts_of
from tests.support.oversight.lists import HERE, listed
from tests.support.people import PROFILE, District

EVERYTHING = Scope(everything=True)
EMPTY = CaseFilter()


@pytest.fixture
async def late(district: District) -> District:
    """A drill with danger that nobody has acknowledged, a hundred days ago."""
    now = district.time.at
    report = drill_report(CaseId("drill"), ReportId("told"), ReporterToken("nobody"), "bullying", "now", now)
    async with district.database.begin() as uow:
        await uow.cases.add(drill_case(PROFILE, report, CaseNumber(1), now))
        await uow.reports.add(report)
        await uow.commit()
    district.time.move(days=100)
    return district


async def test_no_statistic_counts_a_drill(late: District) -> None:
    now = late.time.at
    async with late.database.reading() as uow:
        assert await uow.cases.count_overdue(now, EMPTY) == 0
        assert await uow.cases.caseloads(now, EMPTY) == {}
        assert await uow.cases.count_received(now - timedelta(days=200), now, EMPTY) == 0
        assert await uow.cases.count(CaseFilter(open_only=False)) == 0
        digest = await digest_of(uow, EMPTY, now - timedelta(days=200), now)
    counts = (digest.received, digest.unacknowledged_total, digest.unassessed_total, digest.overdue_total)
    assert counts == (0, 0, 0, 0)


async def asked(district: District, use_case, *words: str) -> dict[str, object]:  # type: ignore[no-untyped-def]
    await in_scope(district.services, EVERYTHING, HERE, district.time.at, use_case, *words)
    return facts_of((await district.deliver())[-1])


async def test_no_list_or_number_for_supervisors_counts_a_drill(late: District) -> None:
    told = await asked(late, numbers.show_stats, "quarter")
    assert [told[name] for name in ("total", "open", "yellow", "red", "late")] == [0, 0, 0, 0, 0]
    assert (await asked(late, lists.list_overdue))["total"] == 0
    bodies = (await asked(late, lists.list_agencies))["rows"]
    assert {(row["open"], row["waiting"], row["late"]) for row in bodies} == {(0, 0, 0)}  # type: ignore[attr-defined]


async def test_only_the_list_of_drills_shows_a_drill(late: District) -> None:
    assert await listed(late, EVERYTHING) == await listed(late, EVERYTHING, "all") == []
    assert await listed(late, EVERYTHING, "late") == await listed(late, EVERYTHING, "red") == []
    assert await listed(late, EVERYTHING, Flag.DRILL) == [1]
