"""SG39, L13: for words that were confirmed there is always somebody with a deadline, who has been told.

Every state of a case with ways to tell more; then any order of both.
"""

import asyncio
import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cases.by import By
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.steps import acknowledge, act, answered, assess
from bot.domain.errors import Refusal
from bot.domain.ids import CaseNumber
from tests.support.bound_district import open_bound
from tests.support.case_stages import AMAL, HANA, POLICY, STEPS, Step, a_closing, an_opinion, bring
from tests.support.domain.examples import examples, some_for_each
from tests.support.people import District
from tests.support.reporting.adding_more import Adding, leave
from tests.support.reporting.told_before import told_before
from tests.support.reporting.told_more import WAYS, begins, fault, supervise

TOLD = some_for_each(STEPS, WAYS, 4)
"""Four of the 21 ways for each of the 16 states, other ones for the next state. A long run: all."""


@pytest.mark.parametrize(("state", "ways"), TOLD.items(), ids=TOLD)
async def test_words_added_in_any_state_give_somebody_a_deadline_and_are_told(
    tmp_path: Path, state: str, ways: list[str]
) -> None:
    faults = {}
    for name in ways:
        one = await told_before(name).goes_on(tmp_path / name)
        try:
            if wrong := await moves_and_tells(one, name, state):
                faults[name] = wrong
        finally:
            await one.district.database.close()
    assert faults == {}


async def moves_and_tells(one: Adding, name: str, state: str) -> str:
    """The case comes into this state, and the reporter tells more; what is wrong then."""
    district = one.district
    await bring(district, one.number, state, one.rita)
    await district.deliver()
    district.time.move(minutes=30)
    one.since = len(district.sent)
    await WAYS[name].after(one)
    await district.deliver()
    return await fault(one, WAYS[name], state)


OFFICERS: dict[str, Step] = {
    "acknowledge": lambda case, now: acknowledge(case, case.lead, AMAL, now),
    "assess": lambda case, now: assess(case, an_opinion(case, now), POLICY, now),
    "act": lambda case, now: act(case, By(AMAL, case.lead, now), "visited"),
    "answer": answered,
    "propose the end": lambda case, now: propose_close(case, a_closing(case, now)),
    "agree to the end": lambda case, now: approve_close(case, HANA, now),
}
TIMES = {"an hour passes": 1, "a day passes": 25}
TELLS = ["adds words", "edits the story", "adds a file", "comes with five words", "writes, and is left alone"]
TO_THE_END = ["acknowledge", "assess", "act", "answer", "propose the end", "agree to the end"]
DONE = st.lists(st.sampled_from([*OFFICERS, *TIMES, *TELLS]), max_size=6)


@settings(max_examples=examples(6), deadline=None)
@given(before=DONE, between=DONE, tells=st.sampled_from(TELLS))
def test_words_added_after_any_acts_give_somebody_a_deadline_and_are_told(
    before: list[str], between: list[str], tells: str
) -> None:
    acts = [*before, *TO_THE_END, *between, tells]
    with tempfile.TemporaryDirectory() as folder:
        assert asyncio.run(faults_of(Path(folder), acts)) == []


async def faults_of(folder: Path, acts: list[str]) -> list[tuple[int, str]]:
    """What was told in vain while officers and a reporter did this, and after which act."""
    district, faults = await open_bound(folder), []
    try:
        await supervise(district)
        one = await begins(district, 100, "")
        for place, name in enumerate(acts):
            if name in TIMES:
                district.time.move(hours=TIMES[name])
            elif name in OFFICERS:
                await officer_does(district, one.number, OFFICERS[name])
            elif wrong := await told_in_vain(one, name, place):
                faults.append((place, wrong))
    finally:
        await district.database.close()
    return faults


async def officer_does(district: District, number: CaseNumber, step: Step) -> None:
    """A step of the rules, where they allow it."""
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(number)
        assert was is not None
        with contextlib.suppress(Refusal):
            await uow.cases.save(step(was, district.time.at), was=was.version)
        await uow.commit()


async def told_in_vain(one: Adding, name: str, place: int) -> str:
    """The reporter tells something new in this way; what is wrong then."""
    fresh = replace(one, words=f"He was hit again, the {place}. time.", file=900 + place, since=len(one.district.sent))
    await WAYS[name].after(fresh)
    await one.district.deliver()
    await leave(one)
    return await fault(fresh, WAYS[name], "")
