"""Erasing a case changes nothing that is said about its institution: somebody of it reported, or is not known to have
reported."""

from datetime import timedelta

import pytest

from bot.usecases.oversight.statistics.boards import WantedNumbers
from tests.support.officers import the_case
from tests.support.oversight.asked_boards import board
from tests.support.oversight.head_who_watches import OWN, Watcher, is_barred, somebody_watches
from tests.support.oversight.institutions import staff_reports
from tests.support.people import District, Someone

DAYS = (0, 27, 31, 61, 200, 364, 366, 400)
"""Around the end of the month of the report, and of the twelve months in which it counts."""


@pytest.fixture
async def watcher(district: District, rita: Someone) -> Watcher:
    """Rita has been linked to the school for a while."""
    return await somebody_watches(district, rita)


async def is_erased(district: District) -> None:
    case = await the_case(district)
    async with district.database.begin() as uow:
        await uow.retention.erase(case.id, district.time.at)
        await uow.commit()


async def names(district: District) -> list[tuple[str, bool]]:
    """The silent institutions that the board of the body above names, and which of them never reported."""
    return [(one.name, one.never) for one in (await board(district, WantedNumbers("week"), OWN)).silent]


NEVER, NOT_LATELY = ("No. 1 Primary School", True), ("No. 1 Primary School", False)


@pytest.mark.parametrize("after", [0, 20, 40, 300])
async def test_an_institution_whose_report_is_erased_has_reported(watcher: Watcher, rita: Someone, after: int) -> None:
    """A report of 2 March: silent until March is over, then not for a year, then again, but not as one that never
    reported."""
    district = watcher.district
    start = district.time.at
    await staff_reports(rita)
    district.time.move(days=after)
    await is_erased(district)
    said = {31: [], 61: [], 200: [], 364: [], 366: [], 396: [NOT_LATELY], 4_000: [NOT_LATELY]}
    for day, named in ({0: [NEVER], 27: [NEVER]} | said).items():
        if day >= after:
            district.time.at = start + timedelta(days=day)
            assert await names(district) == named, f"day {day}"


@pytest.mark.parametrize("harms", ["school_staff_abuse", "failure_to_report"])
async def test_erasing_a_report_in_conflict_changes_no_list(watcher: Watcher, rita: Someone, harms: str) -> None:
    before = await watcher.all()
    await staff_reports(rita, harms)
    await is_erased(watcher.district)
    await watcher.sees_the_same(before, days=DAYS)


async def test_erasing_a_report_whose_case_barred_a_body_in_its_month_changes_no_list(
    watcher: Watcher, rita: Someone
) -> None:
    before = await watcher.all()
    await staff_reports(rita)
    await is_barred(watcher.district, watcher.hana)
    await is_erased(watcher.district)
    await watcher.sees_the_same(before, days=DAYS)


async def test_a_report_once_shown_stays_shown_after_a_later_bar_and_erasure(watcher: Watcher, rita: Someone) -> None:
    """A list that changed on that day would say that there was a report, and when it was erased."""
    await staff_reports(rita)
    watcher.district.time.move(days=31)
    shown_since = await watcher.all()
    await is_barred(watcher.district, watcher.hana)
    await is_erased(watcher.district)
    await watcher.sees_the_same(shown_since, days=(0, 1, 27, 28, 200, 330))
