"""L12 on the real database: a merge is undone within 30 days; each case and its cards are as they were."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, ClockKind
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.notices.cases import Card, Story
from bot.domain.notices.lines import Say
from bot.domain.notices.merged_cases import PartPreview
from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.usecases.casework import unmerging
from tests.support.acting import asking, taps
from tests.support.compared_cases import plain
from tests.support.merging import FIRST, case_of, merges, noted_in_one, parts, supervisor_of, tells, two_of_one_child
from tests.support.officers import EDU, PROC, officer
from tests.support.people import District, Someone


async def test_each_case_is_as_it_was_and_answers_to_its_own_number(district: District) -> None:
    await two_of_one_child(district)
    before = [await case_of(district, number) for number in (1, 2)]
    sue = await supervisor_of(district)
    await merges(sue)
    await parts(sue)
    after = [await case_of(district, number) for number in (1, 2)]
    assert [plain(one) for one in after] == [plain(one) for one in before]
    assert [[parting.number for parting in one.partings] for one in after] == [[2], [1]]
    told = await officer(district, 20, EDU).opens(after[1].number)
    assert {notice.content.number for notice in told if isinstance(notice.content, Story)} == {2}


async def test_it_is_found_by_either_number_and_shown_before_it_is_done(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    await unmerging.begin(await asking(*sue.me, is_press=True), (await case_of(district, 2)).number)
    [shown] = [n.content for n in await district.deliver() if isinstance(n.content, PartPreview)]
    assert (shown.number, shown.other, shown.lead, shown.other_lead) == (1, 2, EDU, EDU)
    assert (await case_of(district, 2)).state is CaseState.MERGED


async def test_the_lead_may_not_and_the_supervising_body_may(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merges(amal)
    with pytest.raises(NotAllowed, match="ask-those-above"):
        await parts(amal)
    await parts(officer(district, 23, PROC))
    assert (await case_of(district, 2)).is_open


async def test_after_thirty_days_it_stays(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    district.time.move(days=30, seconds=1)
    with pytest.raises(IllegalStep, match="undo-too-late"):
        await parts(sue)


async def test_nothing_to_undo_is_said(district: District) -> None:
    await two_of_one_child(district)
    with pytest.raises(IllegalStep, match="not-merged"):
        await parts(await supervisor_of(district))


async def test_of_several_one_is_chosen(district: District) -> None:
    await two_of_one_child(district)
    await tells(Someone(district, 102), "I saw her cry.")
    sue = await supervisor_of(district)
    await merges(sue)
    await merges(sue, 1, 3)
    await unmerging.begin(await asking(*sue.me, is_press=True), FIRST)
    await district.deliver()
    await taps(*sue.me, "unmerge", "which", "2")
    [shown] = [n.content for n in await district.deliver() if isinstance(n.content, PartPreview)]
    assert (shown.number, shown.other) == (1, 2)


async def test_cards_of_bodies_without_a_part_any_more_go_and_the_others_hear(district: District) -> None:
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, "They wait for her after school.")
    await tells(omar, "He hits her at night.", harms="home_violence")
    alone = {task.agency for task in (await case_of(district, 2)).tasks} - {
        task.agency for task in (await case_of(district, 1)).tasks
    }
    assert alone, "the test needs a body that has a part in the second case only"
    sue = await supervisor_of(district)
    await merges(sue)
    told = await parts(sue)
    first = await case_of(district, 1)
    gone = {n.to.agency for n in told if n.case == first.id and is_taken_away(n) and isinstance(n.to, ToAgency)}
    assert gone == alone
    heard = [n.content for n in told if isinstance(n.content, Say) and n.content.key == "staff-merge-undone"]
    assert {(said.number, said.other) for said in heard} == {(1, 2), (2, 1)}


def is_taken_away(notice: Notice) -> bool:
    return isinstance(notice.content, Card) and notice.mode is Mode.DELETE


async def test_what_was_noted_while_they_were_one_stays_with_both(district: District) -> None:
    _, sue = await noted_in_one(district)
    await parts(sue)
    async with district.database.reading() as uow:
        for number in (1, 2):
            notes = await uow.notes.of_case((await case_of(district, number)).id)
            assert [note.words for note in notes] == ["Both parents were called"]


async def test_both_go_on_with_their_own_deadlines(district: District) -> None:
    await two_of_one_child(district)
    second = await case_of(district, 2)
    sue = await supervisor_of(district)
    await merges(sue)
    district.time.move(minutes=10)
    await parts(sue)
    back = await case_of(district, 2)
    due = {c.kind: c.due_at for c in back.clocks if c.agency is None}
    assert due[ClockKind.REPLY] == second.received_at + timedelta(days=3)
    assert due[ClockKind.ACKNOWLEDGE] == second.received_at + timedelta(hours=1)
