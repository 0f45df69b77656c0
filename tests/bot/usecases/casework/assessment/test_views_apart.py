"""Opinions two or more apart call a talk within 24 hours, whichever step has brought them about (casework.md)."""

from datetime import timedelta

from bot.domain.cases.assessment import talks
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, ToAgency, ToOversight
from bot.domain.notices.officer.merged_cases import MergePreview
from bot.domain.notices.officer.reopening import ReopenPreview
from bot.domain.notices.say import Say
from bot.domain.people import OVERSIGHT
from bot.usecases.casework.bodies import taking
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.casework import words_of
from tests.support.casework.merging import (
    FIRST,
    SECOND,
    case_of,
    compares,
    merges,
    parts,
    supervisor_of,
    two_of_one_child,
)
from tests.support.casework.recusal import bar
from tests.support.officers import CYL, EDU, Officer, officer, reported, the_case
from tests.support.people import District, Someone

DAY = timedelta(hours=24)
APART = "The agencies' views of it are two or more apart: they are asked to talk within 24 hours."


async def views(who: Officer, number: CaseNumber, hazard: int) -> list[Notice]:
    """The officer's body acknowledges this case and assesses it."""
    await taking.acknowledge(await asking(*who.me, is_press=True), number)
    await begins(*who.me, "assess", number)
    for scale, value in (("hazard", hazard), ("seriousness", 1), ("credibility", 2)):
        await taps(*who.me, "assess", scale, value, number)
    await hands_in(*who.me, number=number)
    return await who.district.deliver()


def asked(told: list[Notice]) -> set[object]:
    return {one.to for one in told if isinstance(one.content, Say) and one.content.key == "staff-divergence"}


def due(case: Case) -> list[timedelta]:
    """Of the talks that wait: how long after they were called they are due."""
    waiting = [c for c in case.deadlines if c.kind is DeadlineKind.JOINT_TALK and c.stopped_at is None]
    return [deadline.due_at - deadline.started_at for deadline in waiting]


async def apart_in_two(district: District) -> tuple[Officer, Officer]:
    """In one case the lead sees little danger, in the other another body sees much; within each, no two opinions
    differ."""
    await two_of_one_child(district)
    amal, cara = officer(district, 20, EDU), officer(district, 22, CYL)
    assert not asked(await views(amal, FIRST, 0))
    assert not asked(await views(cara, SECOND, 2))
    return amal, cara


async def test_a_merge_that_brings_diverging_opinions_together_calls_a_talk(district: District) -> None:
    await district.bind(OVERSIGHT)
    amal, _ = await apart_in_two(district)
    [shown] = [one for one in await compares(amal) if isinstance(one.content, MergePreview)]
    assert APART in await words_of(district, shown)
    await hands_in(*amal.me, number=FIRST)
    assert asked(await district.deliver()) == {ToAgency(EDU), ToAgency(CYL), ToOversight()}
    assert due(await case_of(district, 1)) == [DAY]


async def test_an_unmerge_ends_the_talk_about_diverging_opinions(district: District) -> None:
    await apart_in_two(district)
    sue = await supervisor_of(district)
    await merges(sue)
    assert not asked(await parts(sue))
    for number in (1, 2):
        case = await case_of(district, number)
        assert (talks.waiting_talk(case), due(case)) == (None, [])


async def test_a_merge_with_agreeing_opinions_calls_no_talk(district: District) -> None:
    await two_of_one_child(district)
    amal, cara = officer(district, 20, EDU), officer(district, 22, CYL)
    await views(amal, FIRST, 1)
    await views(cara, SECOND, 2)
    [shown] = [one for one in await compares(amal) if isinstance(one.content, MergePreview)]
    assert APART not in await words_of(district, shown)
    await hands_in(*amal.me, number=FIRST)
    assert not asked(await district.deliver())
    assert due(await case_of(district, 1)) == []


async def test_reopening_by_hand_calls_the_talk_that_never_took_place(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, hana, cara = officer(district, 20, EDU), officer(district, 21, EDU, head=True), officer(district, 22, CYL)
    await views(amal, FIRST, 0)
    assert asked(await views(cara, FIRST, 2)) == {ToAgency(EDU), ToAgency(CYL)}
    await amal.answers("thank_you")
    await district.deliver()
    await amal.closes("school_measure")
    await hana.approves()
    district.time.move(days=3)
    await district.deliver()
    sue = await supervisor_of(district)
    await begins(*sue.me, "reopen")
    await writes(*sue.me, "The school has called")
    [shown] = [one for one in await district.deliver() if isinstance(one.content, ReopenPreview)]
    assert APART in await words_of(district, shown)
    await hands_in(*sue.me)
    assert asked(await district.deliver()) == {ToAgency(EDU), ToAgency(CYL)}
    assert due(await the_case(district)) == [DAY]


async def is_called(district: District) -> bool:
    return talks.waiting_talk(await the_case(district)) is not None


async def test_the_opinion_of_a_barred_body_calls_no_talk(district: District, rita: Someone) -> None:
    """A talk is between agencies (casework.md, Assessment): one alone is not asked, nor told by it of a hidden view."""
    await district.bind(OVERSIGHT)
    await reported(rita)
    await views(officer(district, 22, CYL), FIRST, 0)
    await bar(district, CYL)
    assert asked(await views(officer(district, 20, EDU), FIRST, 2)) == set()
    assert not await is_called(district)


async def ends_part(cara: Officer) -> None:
    await begins(*cara.me, "finish")
    await writes(*cara.me, "Nothing to add")
    await cara.district.deliver()


async def test_the_opinion_of_a_body_without_a_part_calls_no_talk(district: District, rita: Someone) -> None:
    await reported(rita)
    cara = officer(district, 22, CYL)
    await views(cara, FIRST, 0)
    await ends_part(cara)
    assert asked(await views(officer(district, 20, EDU), FIRST, 2)) == set()
    assert not await is_called(district)


async def test_the_opinion_of_a_body_brought_in_again_counts_again(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, cara = officer(district, 20, EDU), officer(district, 22, CYL)
    await views(cara, FIRST, 0)
    await ends_part(cara)
    await views(amal, FIRST, 2)
    await begins(*amal.me, "bringin")
    await taps(*amal.me, "bringin", "body", CYL)
    await writes(*amal.me, "They know the family after all")
    await hands_in(*amal.me)
    assert asked(await district.deliver()) == {ToAgency(EDU), ToAgency(CYL)}
    assert due(await the_case(district)) == [DAY]
