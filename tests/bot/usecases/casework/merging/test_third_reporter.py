"""Three reports in one case that was closed and opened again by one reporter: after a merge is undone nobody reads that
their own open case is closed, and everybody is promised one answer."""

from datetime import datetime
from itertools import product

import pytest

from bot.domain.cases.case import Case, DeadlineKind
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.casework.merging import unmerging
from tests.support.acting import asking, hands_in, taps
from tests.support.casework.endings import is_closed
from tests.support.casework.merging import FIRST, adds, case_of, merges, reads, supervisor_of, tells
from tests.support.domain.examples import one_of_each
from tests.support.people import District, Someone

SIDE_BY_SIDE = ((1, 2), (1, 3))
"""The second and the third were merged into the first."""
IN_A_ROW = ((2, 3), (1, 2))
"""The third was merged into the second, and the second into the first."""
EVERY_WAY = [
    *((SIDE_BY_SIDE, opener, gone) for opener, gone in product((1, 2, 3), (2, 3))),
    *((IN_A_ROW, opener, 2) for opener in (1, 2, 3)),
]
"""How they were merged, whose words have opened it again, and which case is taken out."""
Promised = dict[DeadlineKind, datetime]


async def three_are_one(district: District, merged: tuple[tuple[int, int], ...]) -> dict[int, Someone]:
    """Who told the case of which number."""
    people = {number: Someone(district, 100 + number) for number in (1, 2, 3)}
    for number, who in people.items():
        await tells(who, f"I saw her cry, {number} times.")
        district.time.move(minutes=5)
    for into, other in merged:
        await merges(await supervisor_of(district), into, other)
        district.time.move(minutes=5)
    return people


async def takes_out(district: District, number: int) -> None:
    """One of the cases becomes a case of its own again."""
    sue = await supervisor_of(district)
    await unmerging.begin(await asking(*sue.me, is_press=True), FIRST)
    if len((await case_of(district, 1)).absorbed) > 1:
        await taps(*sue.me, "unmerge", "which", str(number))
    await hands_in(*sue.me, number=FIRST)
    await district.deliver()


async def as_told(district: District, number: int) -> Case:
    async with district.database.reading() as uow:
        return await case_as_told(uow, (await case_of(district, number)).id)


async def promised(district: District, number: int) -> Promised:
    """When an answer and the result are due to the reporter of this number."""
    deadlines = (await as_told(district, number)).deadlines
    own = [c for c in deadlines if c.of is None and c.stopped_at is None]
    kinds = [c.kind for c in own if c.kind in {DeadlineKind.REPLY, DeadlineKind.OUTCOME}]
    assert len(kinds) == len(set(kinds)), "promised twice"
    return {c.kind: c.due_at for c in own if c.kind in {DeadlineKind.REPLY, DeadlineKind.OUTCOME}}


@pytest.mark.parametrize(("merged", "opener", "gone"), one_of_each(EVERY_WAY, lambda way: way[:2]))
async def test_after_an_unmerge_every_reporter_reads_that_their_case_is_open(
    district: District, merged: tuple[tuple[int, int], ...], opener: int, gone: int
) -> None:
    """Six of nine ways; a long run: all."""
    people = await three_are_one(district, merged)
    await is_closed(district)
    district.time.move(days=1)
    await adds(people[opener], opener, "He hits her again.")
    before = await reads(district, people[opener])
    assert "Opened again" in before
    others = [number for number in people if number != opener]
    assert ["Closed" in await reads(district, people[number]) for number in others] == [True, True]
    district.time.move(days=1)
    now = district.time.at
    await takes_out(district, gone)
    for number in others:
        read = await reads(district, people[number])
        assert "Closed" not in read, number
        assert (await as_told(district, number)).lives[-1].reopened_at == now
    assert await reads(district, people[opener]) == before, "what they have opened they read as before"
    for number in people:
        assert set(await promised(district, number)) == {DeadlineKind.REPLY, DeadlineKind.OUTCOME}, number


async def test_after_an_unmerge_a_reporter_who_had_told_more_reads_the_same_as_before(district: District) -> None:
    """The second has opened it, the third has told more; then both are taken out of the first together."""
    people = await three_are_one(district, IN_A_ROW)
    await is_closed(district)
    for number in (2, 3):
        district.time.move(days=1)
        await adds(people[number], number, "He hits her again.")
    before = {number: await reads(district, people[number]) for number in (2, 3)}
    district.time.move(days=1)
    await takes_out(district, 2)
    assert {number: await reads(district, people[number]) for number in (2, 3)} == before
    assert "Closed" not in await reads(district, people[1])


async def test_after_an_unmerge_each_end_is_read_by_all_reporters_of_that_case(district: District) -> None:
    people = await three_are_one(district, SIDE_BY_SIDE)
    await is_closed(district)
    district.time.move(days=1)
    await adds(people[3], 3, "He hits her again.")
    district.time.move(days=1)
    await takes_out(district, 3)
    district.time.move(days=1)
    await is_closed(district, 1)
    assert ["Closed" in await reads(district, people[number]) for number in (1, 2, 3)] == [True, True, False]
