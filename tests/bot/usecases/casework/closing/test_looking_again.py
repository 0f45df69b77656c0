"""Follow-up on the real database: after closing, the lead is reminded, looks, and says whether the child is safe."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import Case, CaseState, DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.errors import IllegalStep, NotAllowed, Refusal
from bot.domain.notices.notice import Notice, ToAgency, ToOversight, ToPerson
from bot.domain.notices.say import Say
from bot.domain.notices.supervisor.deadlines import Reminder
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.casework.closed_cases import supervisor
from tests.support.casework.recusal import bar
from tests.support.domain.examples import some_for_each
from tests.support.officers import CYL, EDU, PROC, Officer, employ, history, officer, reported, ticks
from tests.support.officers import the_case as case_of
from tests.support.people import District, Someone


async def closed_to_be_looked_at(
    district: District, rita: Someone, safe: str = "plan", days: str = "30", outcome: str = "school_measure"
) -> Officer:
    """The lead looks again after so many days."""
    await reported(rita)
    amal, head = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("looking_into_it")
    await begins(*amal.me, "close")
    await taps(*amal.me, "close", "outcome", outcome)
    await taps(*amal.me, "close", "safe", safe)
    await taps(*amal.me, "close", "again" if safe == "plan" else "later", days)
    if safe == "no":
        await taps(*amal.me, "close", "body", CYL)
    await writes(*amal.me, "The others have nothing to add")
    await hands_in(*amal.me)
    await (officer(district, 22, PROC) if safe == "no" else head).approves()
    assert (await case_of(district)).state is CaseState.CLOSED
    await district.deliver()
    return amal


async def looks(who: Officer, safe: str) -> list[Notice]:
    await begins(*who.me, "look")
    await taps(*who.me, "look", "safe", safe)
    await writes(*who.me, "Met him at school")
    return await who.district.deliver()


def ended(case: Case) -> list[Ending | None]:
    return [deadline.ended for deadline in case.deadlines if deadline.kind is DeadlineKind.LOOK_AGAIN]


async def test_the_lead_is_reminded_the_day_before_and_nobody_sooner(district: District, rita: Someone) -> None:
    await closed_to_be_looked_at(district, rita)
    await district.deliver()
    district.time.move(days=29)
    assert not [notice for notice in await ticks(district) if isinstance(notice.content, Reminder)]
    district.time.move(hours=13)
    reminded = [notice for notice in await ticks(district) if isinstance(notice.content, Reminder)]
    assert [(notice.to, notice.content.deadline) for notice in reminded] == [(ToAgency(EDU), DeadlineKind.LOOK_AGAIN)]  # type: ignore[union-attr]


async def test_a_finding_is_stored_and_ends_the_follow_up(district: District, rita: Someone) -> None:
    amal = await closed_to_be_looked_at(district, rita)
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


ENDS = [("yes", "harm_not_found"), ("yes", "school_measure"), ("plan", "legal_aid"), ("no", "family_support_or_aid")]
DATES = some_for_each(ENDS, ["7", "14", "30", "90"], 1)
"""Each end with one of the dates; in a long run with all."""


@pytest.mark.parametrize(("safe", "outcome", "days"), [(*end, days) for end, dates in DATES.items() for days in dates])
async def test_any_end_may_carry_a_date_to_look_again(
    district: District, rita: Someone, safe: str, outcome: str, days: str
) -> None:
    amal = await closed_to_be_looked_at(district, rita, safe, days, outcome)
    (deadline,) = [one for one in (await case_of(district)).deadlines if one.kind is DeadlineKind.LOOK_AGAIN]
    district.time.move(days=int(days))
    assert deadline.due_at - district.time.at < timedelta(days=1, minutes=2), "late a day afterwards"
    reminded = [one for one in await ticks(district) if isinstance(one.content, Reminder)]
    assert [one.to for one in reminded] == [ToAgency(EDU)]
    await looks(amal, "yes")
    assert ended(await case_of(district)) == [Ending.MET]


async def test_an_end_without_a_date_is_never_looked_at(district: District, rita: Someone) -> None:
    amal = await closed_to_be_looked_at(district, rita, "yes", "never")
    assert ended(await case_of(district)) == []
    with pytest.raises(IllegalStep, match="nothing-to-look-at"):
        await begins(*amal.me, "look")


async def test_a_child_who_is_safe_with_a_plan_cannot_be_left_without_a_date(district: District, rita: Someone) -> None:
    with pytest.raises(NotAllowed, match="not-an-option"):
        await closed_to_be_looked_at(district, rita, "plan", "never")


@pytest.mark.parametrize(
    ("safe", "key", "line"),
    [
        ("no", "staff-look-unsafe", "looked_again_unsafe"),
        ("unknown", "staff-look-unknown", "looked_again_unknown"),
    ],
)
async def test_a_child_not_known_to_be_safe_is_told_to_those_who_may_reopen(
    district: District, rita: Someone, safe: str, key: str, line: str
) -> None:
    sue = supervisor(district, 41)
    await employ(district, sue, supervisor=True)
    amal = await closed_to_be_looked_at(district, rita)
    district.time.move(days=30)
    told = [one for one in await looks(amal, safe) if isinstance(one.content, Say) and one.content.key == key]
    assert [one.to for one in told] == [ToPerson(sue.agent.person), ToAgency(PROC)]
    assert not any(one.silent for one in told)
    assert (await history(district))[-1] == line
    await begins(*sue.me, "reopen")
    await writes(*sue.me, "The boy has a bruise again")
    await hands_in(*sue.me)
    assert (await case_of(district)).is_open


async def test_an_unknown_safety_reminds_the_lead_once_more(district: District, rita: Someone) -> None:
    amal = await closed_to_be_looked_at(district, rita)
    district.time.move(days=30)
    await looks(amal, "unknown")
    district.time.move(days=7)
    assert ToAgency(EDU) in [one.to for one in await ticks(district) if isinstance(one.content, Reminder)]
    await looks(amal, "yes")
    assert ended(await case_of(district)) == [Ending.WITHOUT, Ending.MET]


async def test_a_barred_supervising_body_is_not_told_of_the_follow_up(district: District, rita: Someone) -> None:
    amal = await closed_to_be_looked_at(district, rita)
    await bar(district, "PROC")
    told = [one for one in await looks(amal, "no") if isinstance(one.content, Say)]
    assert not {ToAgency(PROC), ToOversight()} & {one.to for one in told}


async def test_only_the_lead_can_do_the_follow_up(district: District, rita: Someone) -> None:
    await closed_to_be_looked_at(district, rita)
    with pytest.raises(NotAllowed):
        await looks(officer(district, 30, CYL), "yes")
