"""K16: for what is done once a day or a week, a board shows the day on which it was last done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.numbers.jobs import DAILY_JOBS
from bot.domain.urgency import Urgency
from bot.runtime.schedule import daily
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics.boards import WantedNumbers
from tests.support.officers import EDU
from tests.support.oversight.asked_boards import EVERYTHING, board
from tests.support.people import District

WEEK = WantedNumbers("week")


async def all_of_a_day(district: District) -> date:
    """The hour of the digest comes, and everything due then is done."""
    zone = district.services.profile.zone
    local = district.time.at.astimezone(zone)
    hour = local.replace(hour=8, minute=31) + timedelta(days=1)
    district.time.move(seconds=(hour - local).total_seconds())
    for job in daily(district.services, district.sitting):
        await job.act(district.time.at)
    return hour.date()


async def test_each_job_is_shown_with_the_day_of_its_last_run(district: District) -> None:
    assert (await board(district, WEEK)).jobs == (), "nothing has been done yet"
    days = [await all_of_a_day(district) for _ in range(8)]
    monday = next(day for day in days if day.weekday() == 0)
    found = {one.job: one.day for one in (await board(district, WEEK)).jobs}
    assert found == dict.fromkeys(("digest", "on_call", "retention", "anchor"), days[-1]) | {
        "weekly": days[-1] if days[-1].weekday() == 0 else monday
    }


async def test_every_daily_job_is_shown_on_boards(district: District) -> None:
    assert tuple(job.name for job in daily(district.services, district.sitting)) == DAILY_JOBS


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        (Scope(agencies=frozenset({EDU}), private=True), WEEK),
        (EVERYTHING, replace(WEEK, body=EDU)),
        (EVERYTHING, replace(WEEK, urgency=Urgency.P1)),
    ],
)
async def test_a_board_of_one_body_shows_no_jobs(district: District, scope: Scope, wanted: WantedNumbers) -> None:
    await all_of_a_day(district)
    assert (await board(district, wanted, scope)).jobs == ()
    assert (await board(district, WEEK)).jobs
