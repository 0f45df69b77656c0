"""Less noise at three in the morning: by hand from "After a step of the clock" (triage-routing-clocks.md).

At night (22-07) only P1 wakes anybody; what else there is for one person waits for seven as one list. Bullying (P3) is
acknowledged in 8 h by the lead and in 16 h by supports; danger now (P1) in 15 min, supports in 30.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.access.pacing import APART, LastTold, tell_at
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Address, Notice, ToAgency, ToPerson
from bot.domain.people import Staff
from tests.support.acting import are_rights_of
from tests.support.casework.ladder import steps
from tests.support.officers import CYL, EDU, JUS, PROC, PSB, employ, officer, reported, ticks
from tests.support.people import PROFILE, District, Someone, answer_until

EVENING = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
"""Seven in the evening in the district: eight hours later it is three in the morning."""
MORNING = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
"""Seven in the morning."""


async def head_of(district: District, *bodies: AgencyKey) -> Address:
    """Somebody who heads these bodies."""
    hana = officer(district, 60, bodies[0])
    await are_rights_of(district, Staff(hana.agent.person, hana.visitor.user, "en", heads=frozenset(bodies)))
    return ToPerson(hana.agent.person)


async def in_danger(district: District, user: int) -> None:
    """A report of an assault now, which the police lead."""
    rita = Someone(district, user)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await answer_until(rita, "harms")
    await rita.tick("harms", "assault")


async def each_minute(district: District, minutes: int, who: Address, step: int = 1) -> list[tuple[datetime, Notice]]:
    """What reaches this person, and when, over so many minutes; the ticker looks after each of these steps."""
    heard: list[tuple[datetime, Notice]] = []
    for _ in range(0, minutes, step):
        district.time.move(minutes=step)
        heard += [(district.time.at, notice) for notice in await ticks(district) if notice.to == who]
    return heard


async def test_a_head_hears_of_two_silent_cases_of_danger_at_most_once_an_hour(district: District) -> None:
    """The storm of the issue was 24 private messages in a night. The first comes at fifteen minutes."""
    head = await head_of(district, PSB)
    district.time.at = EVENING + timedelta(hours=6)
    begun = district.time.at
    await in_danger(district, 100)
    await in_danger(district, 101)
    heard = await each_minute(district, 200, head)
    moments = [at for at, _ in heard]
    assert timedelta(minutes=15) <= moments[0] - begun <= timedelta(minutes=16)
    assert all(later - sooner >= timedelta(hours=1) for sooner, later in pairwise(moments))
    assert {row["number"] for _, row in steps([notice for _, notice in heard])} == {1, 2}
    assert len(heard) <= 4


async def test_lines_without_danger_wait_for_the_morning_as_one_list(district: District) -> None:
    head = await head_of(district, EDU)
    district.time.at = EVENING
    for user in (100, 101):
        await reported(Someone(district, user))
        district.time.move(minutes=20)
    heard = await each_minute(district, 12 * 60, head, step=5)
    assert [at for at, _ in heard] == [MORNING]
    told = [(row["number"], row["clock"]) for _, row in steps([heard[0][1]])]
    assert sorted(told) == [(1, "acknowledge"), (2, "acknowledge")]


async def test_groups_are_told_at_once_without_a_sound(district: District) -> None:
    district.time.at = EVENING
    await reported(Someone(district, 100))
    district.time.move(hours=8)
    told = await ticks(district)
    groups = [n for n in told if isinstance(n.to, ToAgency) and n.kind in {"ladder", "ladders", "reminder"}]
    assert {n.to.agency for n in groups if isinstance(n.to, ToAgency)} == {EDU, PROC, CYL, PSB}
    assert all(n.silent for n in groups)


async def test_a_danger_message_at_night_includes_the_waiting_lines(district: District) -> None:
    head = await head_of(district, EDU, PSB)
    district.time.at = EVENING
    await reported(Someone(district, 100))
    district.time.move(hours=8)
    assert [n for n in await ticks(district) if n.to == head] == []
    await in_danger(district, 101)
    ((at, one),) = await each_minute(district, 16, head)
    assert at == EVENING + timedelta(hours=8, minutes=15)
    assert {row["number"] for _, row in steps([one])} == {1, 2}


async def test_several_silent_supports_are_one_message_to_the_lead_and_one_to_a_head_of_two(district: District) -> None:
    head = await head_of(district, CYL, PSB)
    district.time.at = EVENING
    await reported(Someone(district, 100))
    await officer(district, 20, EDU).takes()
    district.time.move(hours=16)
    told = [n for n in await ticks(district) if n.kind in {"ladder", "ladders"}]
    assert sorted(str(n.to) for n in told) == sorted([str(ToAgency(EDU)), str(head)])
    late = {(to, row["agency"]) for to, row in steps(told) if row["clock"] == "acknowledge"}
    lead = ToAgency(EDU)
    assert late == {(lead, CYL), (lead, PSB), (lead, PROC), (head, CYL), (head, PSB)}


async def test_a_supervisor_hears_at_once_that_nobody_takes_a_second_case_of_danger(district: District) -> None:
    sue = officer(district, 40, JUS)
    await employ(district, sue, supervisor=True)
    await in_danger(district, 100)
    district.time.move(minutes=10)
    await in_danger(district, 101)
    heard = await each_minute(district, 16, ToPerson(sue.agent.person))
    assert [(at - district.time.at).total_seconds() / 60 for at, _ in heard] == [-11.0, -1.0]


HOURS = st.floats(0, 48).map(lambda hours: EVENING + timedelta(hours=hours))
LATER = st.lists(st.tuples(st.integers(0, 300), st.booleans()), min_size=1, max_size=20)


@given(HOURS, LATER)
def test_one_person_is_never_told_twice_within_the_hour_nor_woken_but_for_danger(
    start: datetime, messages: list[tuple[int, bool]]
) -> None:
    """Lines of any kind come at any time. Each is sent, at least an hour after the one before. At night only those are
    sent that have one about danger with them."""
    now, told, sent = start, LastTold(), list[datetime]()
    waiting: list[bool] = []
    for minutes, is_danger in messages:
        now += timedelta(minutes=minutes)
        if told.waits_until is not None and told.waits_until <= now:
            _check(told.waits_until, waiting)
            sent, waiting = [*sent, told.waits_until], []
        told = told.by(now)
        at = tell_at(PROFILE.policy, PROFILE.zone, told, now, wakes=is_danger, at_once=False)
        assert at - now <= (APART if is_danger else timedelta(hours=10))
        told, waiting = LastTold(told.sent_at, at), [*waiting, is_danger]
    assert all(later - sooner >= APART for sooner, later in pairwise(sent))


def _check(at: datetime, waiting: list[bool]) -> None:
    hour = at.astimezone(PROFILE.zone).hour
    assert any(waiting) or 7 <= hour < 22


@pytest.mark.parametrize("hours", [1, 12, 30])
def test_danger_never_waits_longer_than_an_hour(hours: int) -> None:
    told = LastTold(EVENING + timedelta(hours=hours), EVENING + timedelta(hours=hours, minutes=40))
    now = EVENING + timedelta(hours=hours, minutes=10)
    at = tell_at(PROFILE.policy, PROFILE.zone, told, now, wakes=True, at_once=False)
    assert at == EVENING + timedelta(hours=hours, minutes=40)


@pytest.mark.parametrize("waits", [None, timedelta(hours=73)])
def test_a_clock_that_was_ahead_delays_no_message_for_more_than_an_hour(waits: timedelta | None) -> None:
    noon = MORNING + timedelta(hours=5)
    told = LastTold(noon + timedelta(hours=72), None if waits is None else noon + waits).by(noon)
    assert tell_at(PROFILE.policy, PROFILE.zone, told, noon, wakes=False, at_once=False) == noon + APART
