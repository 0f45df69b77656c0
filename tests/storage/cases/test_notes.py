"""Internal notes: stored with their case, in order; one that was changed by hand affects no other."""

import json
from dataclasses import replace

from sqlalchemy import update

from bot.domain.cases.case import Case, TaskState
from bot.domain.cases.lists import Note
from bot.domain.ids import AgencyKey
from storage.cases.case_shape import CaseShape
from storage.cases.tables import notes
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.samples import a_case

EDU = AgencyKey("EDU")


async def test_notes_come_in_order_and_a_changed_one_is_left_out(database: Database) -> None:
    case = a_case(1)
    async with database.begin() as uow:
        await uow.cases.add(case)
        for words in ("first", "second", "third"):
            await uow.notes.add(Note(case.id, START, EDU, words))
        await uow.commit()
    async with database.reading() as uow:
        assert [note.words for note in await uow.notes.of_case(case.id)] == ["first", "second", "third"]
    async with database.begin() as uow:
        await uow._session.connection.execute(update(notes).where(notes.c.n == 2).values(n=9))  # type: ignore[attr-defined]
        await uow.commit()
    async with database.reading() as uow:
        assert [note.words for note in await uow.notes.of_case(case.id)] == ["first", "third"]


def test_a_left_part_is_read_as_done_by_older_versions_and_as_left_by_todays() -> None:
    shape = CaseShape()
    case = a_case(1)
    left = replace(case, tasks=tuple(replace(task, state=TaskState.ENDED_WITHOUT) for task in case.tasks))
    written = shape.dump(left)
    assert {task["state"] for task in json.loads(written)["tasks"]} == {"done"}
    found: Case = shape.load(written)
    assert found == left
