"""Monday's report: once, to the people who get it, and about nothing that they must not know."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, ToAgency, ToPerson
from bot.domain.notices.supervisor.exports import WeeklyReport, WeeklyTable
from bot.usecases.oversight.statistics import weekly
from tests.support.casework.recusal import bar
from tests.support.officers import CYL, EDU, JUS, PROC, employ, officer, reported
from tests.support.people import District, Someone

SUE, HAN, LOU, KIM = 40, 41, 42, 43


async def sent(district: District) -> list[Notice]:
    await weekly.send_weekly(district.services, district.sitting, district.time.at)
    return [one for one in await district.deliver() if isinstance(one.content, WeeklyReport | WeeklyTable)]


def monday(district: District, **more: float) -> None:
    """The next Monday at half past eight in the district, and so much later."""
    zone = district.services.profile.zone
    local = district.time.at.astimezone(zone)
    day = local.date() + timedelta(days=7 - local.weekday())
    hour = datetime(day.year, day.month, day.day, 8, 30, tzinfo=zone).astimezone(UTC)
    district.time.at = hour + timedelta(**more)


async def staffed(district: District, rita: Someone) -> None:
    """A case that education leads and that bars JUS; the heads of both, a supervisor, and one who sits in JUS."""
    await reported(rita)
    await bar(district, JUS)
    await employ(district, officer(district, SUE, CYL), supervisor=True)
    await employ(district, officer(district, HAN, EDU), head=EDU)
    await employ(district, officer(district, LOU, JUS), head=JUS)
    await employ(district, officer(district, KIM, JUS), supervisor=True)
    district.sitting.groups[UserId(KIM)] = frozenset({JUS})
    await district.deliver()


async def test_the_weekly_report_is_sent_once_with_a_table(district: District, rita: Someone) -> None:
    await staffed(district, rita)
    monday(district, minutes=-1)
    assert await sent(district) == []
    district.time.move(minutes=1)
    found = await sent(district)
    readers = [officer(district, one, EDU).agent.person for one in (SUE, HAN, LOU, KIM)]
    told = {one.to for one in found}
    assert {ToPerson(one) for one in readers} <= told
    assert told - {ToPerson(one) for one in readers} <= {ToAgency(PROC)}
    for reader in told:
        assert [type(one.content) for one in found if one.to == reader] == [WeeklyReport, WeeklyTable]
    assert await sent(district) == []
    district.time.move(days=7)
    assert len(await sent(district)) == len(found)


async def test_the_first_weekly_report_is_about_a_whole_week(district: District, rita: Someone) -> None:
    """A line that begins on a Monday, before or after the hour, has nothing to report yet."""
    monday(district, minutes=-30)
    await staffed(district, rita)
    assert await sent(district) == []
    district.time.move(hours=1)
    assert await sent(district) == []
    district.time.move(days=7)
    assert await sent(district) != []


async def test_a_line_that_began_in_the_middle_of_a_week_reports_after_the_next_one(
    district: District, rita: Someone
) -> None:
    district.time.move(days=1)
    await staffed(district, rita)
    monday(district)
    assert await sent(district) == []
    district.time.move(days=7)
    assert await sent(district) != []


async def test_nobody_gets_a_report_of_a_line_on_which_nothing_has_happened(district: District) -> None:
    await employ(district, officer(district, SUE, CYL), supervisor=True)
    monday(district)
    assert await sent(district) == []


async def test_the_weekly_report_of_a_head_counts_only_cases_they_may_know(district: District, rita: Someone) -> None:
    await staffed(district, rita)
    monday(district)
    opened = {}
    for one in await sent(district):
        if isinstance(one.content, WeeklyReport):
            opened[one.to] = sum(sum(week.opened.values()) for week in one.content.board.weeks)
    people = {name: ToPerson(officer(district, name, EDU).agent.person) for name in (SUE, HAN, LOU, KIM)}
    assert [opened[people[name]] for name in (SUE, HAN, LOU, KIM)] == [1, 1, 0, 0]


async def test_the_weekly_report_is_sent_even_if_a_clock_ahead_claimed_the_monday(
    district: District, rita: Someone
) -> None:
    await staffed(district, rita)
    monday(district)
    assert await sent(district) != []
    district.time.move(days=-1)
    assert await sent(district) == []  # the clock is right again, and all daily jobs are asked
    district.time.move(days=1)
    assert await sent(district) != []


async def test_the_weekly_report_is_not_sent_days_late(district: District, rita: Someone) -> None:
    await staffed(district, rita)
    monday(district, days=1, minutes=1)
    assert await sent(district) == []
