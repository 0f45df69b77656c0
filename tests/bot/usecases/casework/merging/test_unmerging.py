"""L12 on the real database: a merge is undone within 30 days; each case and its cards are as they were."""

from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, DeadlineKind
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.domain.notices.officer.cases import Card, Story
from bot.domain.notices.officer.merged_cases import PartPreview
from bot.domain.notices.say import SayOfMerge
from bot.usecases.casework.merging import unmerging
from tests.support.acting import asking, taps
from tests.support.casework.merging import (
    FIRST,
    case_of,
    merges,
    noted_in_one,
    parts,
    supervisor_of,
    tells,
    two_of_one_child,
)
from tests.support.domain.compared_cases import plain
from tests.support.officers import EDU, PROC, officer
from tests.support.people import District, Someone


async def test_after_an_unmerge_each_case_has_its_own_number_and_state_again(district: District) -> None:
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


async def test_an_unmerge_is_started_by_either_number_and_shown_before(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    await unmerging.begin(await asking(*sue.me, is_press=True), (await case_of(district, 2)).number)
    [shown] = [n.content for n in await district.deliver() if isinstance(n.content, PartPreview)]
    assert (shown.number, shown.other, shown.lead, shown.other_lead) == (1, 2, EDU, EDU)
    assert (await case_of(district, 2)).state is CaseState.MERGED


async def test_the_supervising_body_may_unmerge_and_the_lead_may_not(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merges(amal)
    with pytest.raises(NotAllowed, match="ask-those-above"):
        await parts(amal)
    await parts(officer(district, 23, PROC))
    assert (await case_of(district, 2)).is_open


async def test_a_merge_cannot_be_undone_after_thirty_days(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    district.time.move(days=30, seconds=1)
    with pytest.raises(IllegalStep, match="undo-too-late"):
        await parts(sue)


async def test_unmerging_a_case_that_was_not_merged_is_refused(district: District) -> None:
    await two_of_one_child(district)
    with pytest.raises(IllegalStep, match="not-merged"):
        await parts(await supervisor_of(district))


async def test_one_of_several_merged_cases_is_chosen_to_take_out(district: District) -> None:
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


async def test_an_unmerge_deletes_cards_of_bodies_without_a_part_and_tells_the_others(district: District) -> None:
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
    heard = [n.content for n in told if isinstance(n.content, SayOfMerge) and n.content.key == "staff-merge-undone"]
    assert {(said.number, said.other) for said in heard} == {(1, 2), (2, 1)}


def is_taken_away(notice: Notice) -> bool:
    return isinstance(notice.content, Card) and notice.mode is Mode.DELETE


async def test_notes_written_while_merged_stay_with_both_cases(district: District) -> None:
    _, sue = await noted_in_one(district)
    await parts(sue)
    async with district.database.reading() as uow:
        for number in (1, 2):
            notes = await uow.notes.of_case((await case_of(district, number)).id)
            assert [note.words for note in notes] == ["Both parents were called"]


async def test_after_an_unmerge_both_cases_have_their_own_deadlines(district: District) -> None:
    await two_of_one_child(district)
    second = await case_of(district, 2)
    sue = await supervisor_of(district)
    await merges(sue)
    district.time.move(minutes=10)
    await parts(sue)
    back = await case_of(district, 2)
    due = {c.kind: c.due_at for c in back.deadlines if c.agency is None}
    assert due[DeadlineKind.REPLY] == second.received_at + timedelta(days=3)
    assert due[DeadlineKind.ACKNOWLEDGE] == second.received_at + timedelta(hours=1)
