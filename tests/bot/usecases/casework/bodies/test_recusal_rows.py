"""Rows of recusals that somebody without the key writes, changes or deletes: nobody is shut out by them, and nobody who
has handed the case on gets it back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, PersonKey
from storage.cases.case_shape import CaseShape
from storage.cases.tables import cases, recusals
from storage.crypto.vault import Unreadable
from tests.support.acting import begins, writes
from tests.support.officers import EDU, Officer, officer, reported
from tests.support.officers import the_case as case_of
from tests.support.people import District, Someone

NONSENSE = b"\1" * 60


async def hands_on(who: Officer) -> None:
    await begins(*who.me, "recuse")
    assert await writes(*who.me, "His father is my brother.")
    await who.district.deliver()


async def by_hand(district: District, statement: Any) -> None:
    """A statement by somebody who may write to the database, past the program."""
    async with district.database._engine.writing() as connection:
        await connection.execute(statement)
        await connection.commit()


def forged(case: Case, person: PersonKey, **more: Any) -> dict[str, Any]:
    """A row that no program has written."""
    return {"case": case.id, "person": person, "at": case.received_at, "sealed": NONSENSE, "row_code": None} | more


async def is_out(who: Officer) -> bool:
    """Whether the case looks like one that does not exist, when opened and in the list."""
    mine = CaseFilter(agencies=frozenset({EDU}), not_for=frozenset({who.agent.person}))
    async with who.district.database.reading() as uow:
        seen = [case.number for case in await uow.cases.page(mine, after=None, limit=10)]
    try:
        await who.opens()
    except NotFound:
        assert seen == []
        return True
    assert seen == [1]
    return False


async def rounds(district: District) -> set[tuple[str, str]]:
    """What the check of rows has named to administrators and supervisors."""
    await district.database.go_round(district.time.at)
    return {*district.database.changed_rows}


async def test_a_recusal_row_written_by_hand_bars_nobody_and_is_reported(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    case = await case_of(district)
    await by_hand(district, insert(recusals).values(forged(case, amal.agent.person)))
    await amal.takes()
    await bo.opens()
    named = await rounds(district)
    assert named == {("recusals", f"{case.id}|{amal.agent.person}")}
    assert not await is_out(amal)
    assert not await is_out(bo)


async def test_a_recusal_row_copied_to_another_person_does_not_bar_them(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    case = await case_of(district)
    await hands_on(amal)
    async with district.database._engine.reading() as connection:
        true = (await connection.execute(recusals.select())).one()
    copied = {**true._mapping, "person": bo.agent.person}
    await by_hand(district, insert(recusals).values(copied))
    await rounds(district)
    assert await is_out(amal)
    assert not await is_out(bo)
    assert (await case_of(district)).handed_on == (amal.agent.person,) == (case.handed_on or ()) + (amal.agent.person,)


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
CHANGES: dict[str, Callable[[str, str], Any]] = {
    "deleted": lambda person, other: delete(recusals),
    "of somebody else": lambda person, other: update(recusals).values(person=other),
    "of somebody else, spoilt": lambda person, other: update(recusals).values(person=other, sealed=NONSENSE),
    "spoilt": lambda person, other: update(recusals).values(sealed=NONSENSE),
    "of another moment": lambda person, other: update(recusals).values(at=LONG_AGO),
    "without a code": lambda person, other: update(recusals).values(row_code=None, sealed=NONSENSE),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_changing_a_recusal_row_by_hand_does_not_let_its_person_back_in(
    district: District, rita: Someone, change: str
) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    await hands_on(amal)
    await by_hand(district, CHANGES[change](amal.agent.person, bo.agent.person))
    with pytest.raises(NotFound, match="no-such-case"):
        await amal.opens()
    await bo.takes()
    named = await rounds(district)
    assert await is_out(amal)
    assert not await is_out(bo)
    assert bool(named) == (change not in {"deleted", "spoilt"})


async def as_an_older_program_wrote_it(district: District) -> None:
    """The encrypted case does not hold who has handed it on."""
    async with district.database.begin() as uow:
        case = await uow.cases.get((await case_of(district)).id)
        session: Any = uow._session  # type: ignore[attr-defined]
        sealed = await session.encrypt(case.id, CaseShape(), replace(case, handed_on=None), "cases")
        await session.connection.execute(update(cases).values(sealed=sealed))
        await uow.commit()


async def who_is_out(district: District, case: CaseId) -> frozenset[PersonKey]:
    async with district.database.reading() as uow:
        return await uow.recusals.who(case)


async def test_in_an_older_case_a_changed_recusal_row_bars_until_it_is_repaired(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    await hands_on(amal)
    await as_an_older_program_wrote_it(district)
    case = await case_of(district)
    await by_hand(district, update(recusals).values(person=bo.agent.person, sealed=NONSENSE))
    with pytest.raises(Unreadable):
        await who_is_out(district, case.id)


async def test_an_older_case_stores_its_recusals_with_its_next_step(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, bo = officer(district, 20, EDU), officer(district, 21, EDU)
    await hands_on(amal)
    await as_an_older_program_wrote_it(district)
    await bo.takes()
    case = await case_of(district)
    assert case.handed_on == (amal.agent.person,)
    await by_hand(district, delete(recusals))
    await by_hand(district, insert(recusals).values(forged(case, bo.agent.person)))
    assert await who_is_out(district, case.id) == {amal.agent.person}
