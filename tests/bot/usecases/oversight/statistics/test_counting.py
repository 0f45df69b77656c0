"""After an upgrade from a version without roll-ups no number is told before all cases are counted.

numbers.md: a number that is shown is true.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import update

from bot.domain.errors import Conflict, Refusal, Unreachable
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.notices.supervisor.deadlines import JobFault
from bot.domain.people import Staff
from bot.loops import ticker
from bot.usecases.oversight.statistics import counting
from storage.cases.rollup_tables import increments, rollups
from storage.cases.tables import cases
from tests.support.casework.reopening import closed
from tests.support.officers import PROC, officer, reported
from tests.support.oversight.asked_numbers import stats
from tests.support.people import PROFILE, District, Someone


async def left_by_an_older_version(district: District) -> None:
    """The cases are there, and nothing was counted."""
    async with district.database._engine.writing() as connection:
        await connection.execute(rollups.delete())
        await connection.execute(increments.delete())
        await connection.commit()


async def count(district: District) -> bool:
    """What the leader does at its first beat."""
    recount = district.database.recount(PROFILE.zone)
    now = district.time.at
    return await counting.count_once(district.services, lambda: recount.run(now), now)


async def test_numbers_are_refused_until_older_cases_are_counted(district: District, rita: Someone) -> None:
    await reported(rita)
    await left_by_an_older_version(district)
    await counting.note_uncounted(district.services, district.time.at)
    with pytest.raises(Refusal, match="numbers-being-counted"):
        await stats(district, "week")
    assert await count(district)
    assert (await stats(district, "week"))["total"] == 1


async def test_numbers_are_refused_where_all_older_cases_are_closed(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await left_by_an_older_version(district)
    await counting.note_uncounted(district.services, district.time.at)
    with pytest.raises(Refusal, match="numbers-being-counted"):
        await stats(district, "quarter")
    assert await count(district)
    assert (await stats(district, "quarter"))["total"] == 1


async def test_numbers_are_refused_where_the_newest_older_case_does_not_decrypt(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    await reported(rita)
    await left_by_an_older_version(district)
    async with district.database._engine.writing() as connection:
        await connection.execute(update(cases).where(cases.c.number == 2).values(sealed=b"damaged"))
        await connection.commit()
    await counting.note_uncounted(district.services, district.time.at)
    with pytest.raises(Refusal, match="numbers-being-counted"):
        await stats(district, "week")
    assert await count(district)
    assert (await stats(district, "week"))["total"] == 1


async def breaks() -> None:
    raise ValueError("of a column")


async def hangs() -> None:
    await asyncio.Event().wait()


async def is_away() -> None:
    raise Unreachable


async def comes_second() -> None:
    raise Conflict


async def fails(district: District, attempt: Callable[[], Awaitable[object]] = breaks) -> list[Notice]:
    """What the leader does at a beat where the cases cannot be counted; what is sent then."""
    with pytest.raises((ValueError, Conflict, Unreachable, TimeoutError)):
        await counting.count_once(district.services, attempt, district.time.at)
    return await district.deliver()


async def administered(district: District) -> ToPerson:
    """An administrator, who is told of faults."""
    admin = officer(district, 71, PROC)
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(admin.agent.person, admin.visitor.user, "en", admin=True))
        await uow.commit()
    return ToPerson(admin.agent.person)


async def started_on_older_cases(district: District, rita: Someone) -> ToPerson:
    """An older version has left a case that is not counted, and this one has noted so. Returns an administrator."""
    admin = await administered(district)
    await reported(rita)
    await left_by_an_older_version(district)
    await counting.note_uncounted(district.services, district.time.at)
    return admin


async def test_where_older_cases_cannot_be_counted_it_is_said_and_an_administrator_is_told_once(
    district: District, rita: Someone
) -> None:
    admin = await started_on_older_cases(district, rita)
    told = [(one.content, one.to) for one in await fails(district)]
    assert told == [(JobFault(job="recount", error="ValueError"), admin)]
    with pytest.raises(Refusal, match="numbers-not-counted"):
        await stats(district, "week")
    assert await fails(district) == []
    assert await count(district)
    assert (await stats(district, "week"))["total"] == 1


async def test_a_count_that_another_process_came_before_is_no_fault(district: District, rita: Someone) -> None:
    await started_on_older_cases(district, rita)
    assert [one.content for one in await fails(district, comes_second) if isinstance(one.content, JobFault)] == []
    with pytest.raises(Refusal, match="numbers-being-counted"):
        await stats(district, "week")


async def test_a_count_that_never_ends_is_told_after_half_an_hour(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "LONGEST_COUNT", 0.01)
    await started_on_older_cases(district, rita)
    assert await fails(district, hangs) == []
    district.time.move(minutes=29)
    assert await fails(district, hangs) == []
    with pytest.raises(Refusal, match="numbers-being-counted"):
        await stats(district, "week")
    district.time.move(minutes=1)
    assert [one.content for one in await fails(district, hangs)] == [JobFault(job="recount", error="TimeoutError")]
    with pytest.raises(Refusal, match="numbers-not-counted"):
        await stats(district, "week")


async def test_a_count_that_the_database_always_ends_is_told_after_half_an_hour(
    district: District, rita: Someone
) -> None:
    """It allows a statement less time than that, say."""
    await started_on_older_cases(district, rita)
    for _ in range(3):
        assert await fails(district, is_away) == []
        district.time.move(minutes=10)
    assert [one.content for one in await fails(district, is_away)] == [JobFault(job="recount", error="Unreachable")]
    district.time.move(minutes=10)
    assert await fails(district, is_away) == []


def test_a_count_that_never_ends_is_ended_before_the_ticker_does_so() -> None:
    """Else it could not be told."""
    assert counting.LONGEST_COUNT < ticker.JOB_LIMIT


async def test_a_line_that_was_down_before_its_cases_were_counted_counts_them_and_tells_nobody(
    district: District, rita: Someone
) -> None:
    """It was stopped a moment after its start, or the database was away."""
    await started_on_older_cases(district, rita)
    district.time.move(hours=2)
    await counting.note_uncounted(district.services, district.time.at)
    assert [one.content for one in await fails(district, is_away) if isinstance(one.content, JobFault)] == []
    assert await count(district)
    assert [one.content for one in await district.deliver() if isinstance(one.content, JobFault)] == []
    assert (await stats(district, "week"))["total"] == 1


async def test_where_all_numbers_are_told_a_failed_count_is_no_news(district: District, rita: Someone) -> None:
    await administered(district)
    await reported(rita)
    await district.deliver()
    assert await fails(district) == []
    assert (await stats(district, "week"))["total"] == 1


async def test_where_all_older_cases_are_erased_numbers_are_told_at_once(district: District, rita: Someone) -> None:
    case = await closed(district, rita)
    async with district.database.begin() as uow:
        await uow.retention.erase(case.id, district.time.at)
        await uow.commit()
    await left_by_an_older_version(district)
    await counting.note_uncounted(district.services, district.time.at)
    assert (await stats(district, "week"))["total"] == 0


async def test_a_database_that_was_counted_is_never_refused_again(district: District, rita: Someone) -> None:
    assert await count(district)
    await reported(rita)
    await counting.note_uncounted(district.services, district.time.at)
    assert (await stats(district, "week"))["total"] == 1
    assert not await count(district)


async def test_a_new_database_tells_its_numbers_at_once(district: District, rita: Someone) -> None:
    await counting.note_uncounted(district.services, district.time.at)
    await reported(rita)
    assert (await stats(district, "week"))["total"] == 1
