"""Follow-up on the real database: after a closing with a plan the lead is reminded, looks, and says what was seen."""

import pytest

from bot.domain.cases.case import Case, CaseState, ClockKind, Ending
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.notices.clocks import Reminder
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Notice, ToAgency
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.officers import CYL, EDU, PROC, Officer, officer, reported, ticks
from tests.support.officers import the_case as case_of
from tests.support.people import District, Someone


async def closed_with_a_plan(district: District, rita: Someone) -> Officer:
    """The lead looks again in thirty days."""
    await reported(rita)
    amal, head = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("looking_into_it")
    await begins(*amal.me, "close")
    await taps(*amal.me, "close", "outcome", "school_measure")
    await taps(*amal.me, "close", "safe", "plan")
    await taps(*amal.me, "close", "again", "30")
    await writes(*amal.me, "The others have nothing to add")
    await hands_in(*amal.me)
    await head.approves()
    assert (await case_of(district)).state is CaseState.CLOSED
    return amal


async def looks(who: Officer, safe: str) -> list[Notice]:
    await begins(*who.me, "look")
    await taps(*who.me, "look", "safe", safe)
    await writes(*who.me, "Met him at school")
    return await who.district.deliver()


def ended(case: Case) -> list[Ending | None]:
    return [clock.ended for clock in case.clocks if clock.kind is ClockKind.LOOK_AGAIN]


async def test_the_lead_is_reminded_the_day_before_and_nobody_sooner(district: District, rita: Someone) -> None:
    await closed_with_a_plan(district, rita)
    await district.deliver()
    district.time.move(days=29)
    assert not [notice for notice in await ticks(district) if isinstance(notice.content, Reminder)]
    district.time.move(hours=13)
    reminded = [notice for notice in await ticks(district) if isinstance(notice.content, Reminder)]
    assert [(notice.to, notice.content.clock) for notice in reminded] == [(ToAgency(EDU), ClockKind.LOOK_AGAIN)]  # type: ignore[union-attr]


async def test_what_was_seen_is_kept_and_nobody_has_to_look_again(district: District, rita: Someone) -> None:
    amal = await closed_with_a_plan(district, rita)
    district.time.move(days=30)
    told = await looks(amal, "yes")
    assert not [
        notice for notice in told if isinstance(notice.content, Say) and notice.content.key == "staff-look-unsafe"
    ]
    assert ended(await case_of(district)) == [Ending.MET]
    async with district.database.reading() as uow:
        notes = await uow.notes.of_case((await case_of(district)).id)
    assert [note.words for note in notes] == ["Met him at school"]
    with pytest.raises(Refusal):
        await looks(amal, "yes")


async def test_a_child_who_is_not_safe_is_told_to_those_above_at_once(district: District, rita: Someone) -> None:
    amal = await closed_with_a_plan(district, rita)
    district.time.move(days=30)
    told = [
        n.to for n in await looks(amal, "no") if isinstance(n.content, Say) and n.content.key == "staff-look-unsafe"
    ]
    assert ToAgency(PROC) in told


async def test_another_body_does_not_look_for_the_lead(district: District, rita: Someone) -> None:
    await closed_with_a_plan(district, rita)
    with pytest.raises(NotAllowed):
        await looks(officer(district, 30, CYL), "yes")
