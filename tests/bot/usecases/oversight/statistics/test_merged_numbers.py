"""A case that was merged into another is in no number for people who must not know of the one that goes on."""

from dataclasses import replace

import pytest

from bot.domain.cases.case import Case
from bot.domain.errors import Conflict
from bot.domain.numbers.board import Board
from bot.usecases.access.scope import Scope
from bot.usecases.casework.barred_merged_cases import bar_all_merged
from bot.usecases.oversight.statistics.boards import WantedNumbers
from bot.usecases.oversight.statistics.counting import fold
from storage.cases.cases import Cases
from storage.cases.tables import cases
from tests.support.acting import begins, taps, writes
from tests.support.casework.casework import bars
from tests.support.casework.merging import merges, parts, supervisor_of, two_of_one_child
from tests.support.officers import EDU, PSB, Officer, employ, officer
from tests.support.oversight.asked_boards import EVERYTHING, board
from tests.support.people import District

WEEK = WantedNumbers("week")
OF_EDU = replace(EVERYTHING, barred_as=frozenset({EDU}))
"""Somebody who may see all, but belongs to the body."""


async def seen(district: District, scope: Scope = OF_EDU) -> dict[str, int]:
    """What of these reports the numbers of a week show."""
    found: Board = await board(district, WEEK, scope)
    return {
        "opened": found.reports.value or 0,
        "merged": found.merged,
        "in weeks": sum(sum(week.opened.values()) for week in found.weeks),
        "told by": sum(bar.count.value or 0 for bar in found.reporters),
        "conversations": found.funnel.sent,
        "open": found.now.total,
    }


BOTH = {"opened": 2, "merged": 1, "in weeks": 2, "told by": 2, "conversations": 2, "open": 1}
NOTHING = dict.fromkeys(BOTH, 0)


async def hands_on(district: District, who: str) -> Officer:
    """The head of the schools' body hands the case on: for the whole body, or alone."""
    head = officer(district, 21, EDU, head=True)
    await employ(district, head, head=EDU)
    await begins(*head.me, "recuse")
    await taps(*head.me, "recuse", "who", who)
    assert await writes(*head.me, "The head of that school is my brother.")
    await district.deliver()
    return head


@pytest.mark.parametrize("is_folded", [False, True])
async def test_a_body_barred_after_a_merge_counts_neither_case(district: District, is_folded: bool) -> None:
    await two_of_one_child(district)
    await merges(await supervisor_of(district))
    assert await seen(district) == BOTH
    if is_folded:
        assert await fold(district.services, district.time.at) > 0
    await hands_on(district, "body")
    assert await seen(district) == NOTHING
    assert await seen(district, EVERYTHING) == BOTH


@pytest.mark.parametrize("number", [1, 2])
async def test_a_body_barred_from_one_case_before_a_merge_counts_neither_case(district: District, number: int) -> None:
    """Either of the two cases may be the one that goes on."""
    await two_of_one_child(district)
    await bars(district, number, PSB)
    await merges(await supervisor_of(district))
    of_police = replace(EVERYTHING, barred_as=frozenset({PSB}))
    assert await seen(district, of_police) == NOTHING
    assert await seen(district, EVERYTHING) == BOTH


async def test_somebody_recused_from_a_merged_case_counts_none_of_its_parts(district: District) -> None:
    await two_of_one_child(district)
    await merges(await supervisor_of(district))
    head = await hands_on(district, "me")
    mine = await seen(district, replace(EVERYTHING, asker=head.agent.person))
    assert {name: mine[name] for name in mine if name != "conversations"} == {
        name: 0 for name in NOTHING if name != "conversations"
    }
    assert await seen(district, EVERYTHING) == BOTH


async def test_after_an_unmerge_both_cases_stay_uncounted_for_the_barred_body(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    await hands_on(district, "body")
    await parts(sue)
    assert await seen(district) == NOTHING
    assert (await seen(district, EVERYTHING))["open"] == 2


async def test_a_rebuild_corrects_cases_merged_by_an_older_version(district: District) -> None:
    """It barred the body from the case that goes on, and left the other as it was."""
    await two_of_one_child(district)
    await merges(await supervisor_of(district))
    await bars(district, 1, PSB)
    of_police = replace(EVERYTHING, barred_as=frozenset({PSB}))
    assert (await seen(district, of_police))["opened"] == 1
    assert await bar_all_merged(district.services, district.time.at) == (1, 0)
    assert await seen(district, of_police) == NOTHING
    assert await seen(district, EVERYTHING) == BOTH
    assert await bar_all_merged(district.services, district.time.at) == (0, 0)


async def test_a_merged_case_that_cannot_be_decrypted_does_not_stop_a_rebuild(district: District) -> None:
    """The case that goes on is changed by hand: the merged one stays as it is, and nothing fails."""
    await two_of_one_child(district)
    await merges(await supervisor_of(district))
    await bars(district, 1, PSB)
    async with district.database._engine.writing() as connection:
        await connection.execute(cases.update().where(cases.c.number == 1).values(sealed=b"\1" * 60))
        await connection.commit()
    assert await bar_all_merged(district.services, district.time.at) == (0, 1), "and is told of"


@pytest.mark.parametrize(("times", "came"), [(1, (1, 0)), (1000, (0, 1))])
async def test_a_rebuild_retries_a_changing_merged_case_and_then_reports_it(
    district: District, monkeypatch: pytest.MonkeyPatch, times: int, came: tuple[int, int]
) -> None:
    await two_of_one_child(district)
    await merges(await supervisor_of(district))
    await bars(district, 1, PSB)
    left, save = iter(range(times)), Cases.save

    async def changed_meanwhile(store: Cases, case: Case, *, was: int) -> None:
        if next(left, None) is not None:
            raise Conflict
        await save(store, case, was=was)

    monkeypatch.setattr(Cases, "save", changed_meanwhile)
    assert await bar_all_merged(district.services, district.time.at) == came
