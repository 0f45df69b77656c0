"""The roster of a body: heads arrange it; its group is told of each shift; once a month there is a test ring."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import IllegalStep, StaleButton
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import ToAgency, ToPerson
from bot.usecases.access import roster
from bot.usecases.deadlines import duty
from tests.support.acting import asking
from tests.support.casework.roster import manned, only, roster_of, taps_roster
from tests.support.notices import facts_of
from tests.support.officers import PSB, officer
from tests.support.people import District

WOM = AgencyKey("WOM")


async def test_heads_edit_the_roster_and_members_only_join_or_leave(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    with pytest.raises(IllegalStep, match="only-heads"):
        await taps_roster(wu, PSB, "days1")
    stranger = officer(district, 30, WOM)
    with pytest.raises(StaleButton):
        await taps_roster(stranger, PSB, "join")
    head = officer(district, 90, PSB, head=True)
    sent = await taps_roster(head, PSB, "days1")
    assert [one.to for one in only(sent, "roster_line")] == [ToAgency(PSB)]
    await taps_roster(head, PSB, "hours8", 1)
    now_on = roster.now_on(district.services, await roster_of(district, PSB), district.time.at)
    assert now_on == officer(district, 21, PSB).agent.person
    with pytest.raises(StaleButton):
        await roster.tap(await asking(*head.me, is_press=True), PSB, "up", 1, 1)


async def test_taking_somebody_off_the_roster_asks_for_confirmation(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    with pytest.raises(IllegalStep, match="only-heads"):
        await taps_roster(wu, PSB, "ask", 1)
    head = officer(district, 90, PSB, head=True)
    sent = await taps_roster(head, PSB, "ask", 1)
    assert [(one.kind, facts_of(one).get("off")) for one in sent] == [("roster", 1)]
    assert len((await roster_of(district, PSB)).people) == 2
    await taps_roster(head, PSB, "out", 1)
    assert [one.person for one in (await roster_of(district, PSB)).people] == [wu.agent.person]


async def test_the_group_hears_when_the_shift_changes_and_each_morning(district: District) -> None:
    await manned(district, 20, 21)
    head = officer(district, 90, PSB, head=True)
    await taps_roster(head, PSB, "hours4", 1)
    district.time.move(hours=3)
    await duty.tell_shifts(district.services, district.time.at)
    assert only(await district.deliver(), "roster_line") == []
    district.time.move(hours=1)
    await duty.tell_shifts(district.services, district.time.at)
    assert [facts_of(one)["why"] for one in only(await district.deliver(), "roster_line")] == ["turn"]
    await duty.morning(district.services, district.time.at)
    assert [facts_of(one)["why"] for one in only(await district.deliver(), "roster_line")] == ["today"]


async def test_a_morning_line_is_sent_even_if_a_clock_ahead_claimed_the_day(district: District) -> None:
    await manned(district, 20, 21)
    await duty.morning(district.services, district.time.at)
    await duty.morning(district.services, district.time.at + timedelta(days=1))
    await duty.morning(district.services, district.time.at)  # the clock is right again, and all daily jobs are asked
    await district.deliver()
    district.time.move(days=1)
    await duty.morning(district.services, district.time.at)
    assert [facts_of(one)["why"] for one in only(await district.deliver(), "roster_line")] == ["today"]


async def test_a_monthly_test_ring_tells_heads_who_did_not_answer(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await duty.morning(district.services, district.time.at)
    (ring,) = only(await district.deliver(), "test_ring")
    assert ring.to == ToPerson(wu.agent.person)
    assert not ring.silent
    await roster.confirm_test_ring(await asking(*wu.me, is_press=True), PSB)
    district.time.move(minutes=16)
    await duty.tell_shifts(district.services, district.time.at)
    assert only(await district.deliver(), "test_ring_missed") == []
    for day in (1, 20):
        await duty.morning(district.services, district.time.at + timedelta(days=day))
        assert only(await district.deliver(), "test_ring") == []
    district.time.at = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)
    await duty.morning(district.services, district.time.at)
    assert len(only(await district.deliver(), "test_ring")) == 1
    district.time.move(minutes=16)
    await duty.tell_shifts(district.services, district.time.at)
    head = officer(district, 90, PSB).agent.person
    assert [one.to for one in only(await district.deliver(), "test_ring_missed")] == [ToPerson(head)]


async def test_a_missed_test_ring_names_the_person_called_even_after_a_shift_change(district: District) -> None:
    wu, deng = await manned(district, 20, 21)
    head = officer(district, 90, PSB, head=True)
    await duty.morning(district.services, district.time.at)
    await district.deliver()
    await taps_roster(head, PSB, "hours4", 1)
    with pytest.raises(StaleButton):
        await roster.confirm_test_ring(await asking(*deng.me, is_press=True), PSB)
    district.time.move(minutes=16)
    await duty.tell_shifts(district.services, district.time.at)
    (missed,) = only(await district.deliver(), "test_ring_missed")
    assert facts_of(missed)["person"] == wu.agent.person


async def test_a_missed_test_ring_of_somebody_off_the_roster_is_told_to_nobody(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await duty.morning(district.services, district.time.at)
    await taps_roster(wu, PSB, "leave")
    district.time.move(minutes=16)
    await duty.tell_shifts(district.services, district.time.at)
    assert only(await district.deliver(), "test_ring_missed") == []


async def test_the_morning_line_comes_once_a_day_however_often_the_line_starts(district: District) -> None:
    await manned(district, 20, 21)
    district.time.at = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)  # three in the morning in the district
    heard = []
    for hours in (0, 5, 5.5, 6, 20):
        await duty.morning(district.services, district.time.at + timedelta(hours=hours))
        heard.append(sorted(one.kind for one in await district.deliver() if one.kind in {"roster_line", "test_ring"}))
    assert heard == [[], [], ["roster_line", "test_ring"], [], []]
