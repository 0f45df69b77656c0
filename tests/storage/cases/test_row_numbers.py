"""A row that somebody has written by hand, or renumbered, uses up no number of later rows."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, update

from bot.domain.cases.lists import Note, Reply
from bot.domain.ids import AgencyKey
from bot.domain.report import Addition, Piece
from storage.cases.report_tables import additions, replies
from storage.cases.row_numbers import next_number
from storage.cases.tables import notes
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.databases.samples import a_case, a_report, a_reporter

EDU = AgencyKey("EDU")
LAST = 2**31 - 1
"""The highest number that a row can have on PostgreSQL."""


@given(st.sets(st.integers(-5, 40)), st.sampled_from([0, 1]))
def test_a_new_row_number_is_free_and_at_most_the_number_of_rows(taken: set[int], first: int) -> None:
    number = next_number(taken, first)
    assert number not in taken
    assert first + len(taken) <= number <= first + 2 * len(taken)


@given(st.integers(0, 40))
def test_without_gaps_a_new_row_number_is_the_next_one(count: int) -> None:
    assert next_number(range(count)) == count


async def by_hand(database: Database, statement: Any) -> None:
    async with database._engine.writing() as connection:
        await connection.execute(statement)
        await connection.commit()


@once_on_postgres("number", [2, 3, 4, LAST])
async def test_an_addition_is_stored_whatever_rows_exist(database: Database, number: int) -> None:
    report = replace(a_report("case-1", "report-1", "token-1"), additions=(said("as sent"),))
    async with database.begin() as uow:
        await uow.cases.add(a_case(1))
        await uow.reports.save_reporter(a_reporter(database, "token-1"))
        await uow.reports.add(report)
        await uow.reports.add_addition(report, said("first"))
        await uow.commit()
    await by_hand(database, insert(additions).values(report="report-1", n=number, sealed=b"x", row_code=None))
    for words in ("second", "third"):
        async with database.begin() as uow:
            await uow.reports.add_addition(report, said(words))
            await uow.commit()
    async with database.reading() as uow:
        [found] = await uow.reports.of_case(report.case)
    assert [one.pieces[0].text for one in found.additions] == ["as sent", "first", "second", "third"]


def said(words: str) -> Addition:
    return Addition(START, pieces=(Piece(words, 1, START),))


@once_on_postgres("number", [0, 1, 2, 3, LAST])
async def test_notes_and_answers_are_stored_whatever_rows_exist(database: Database, number: int) -> None:
    case = a_case(1)
    async with database.begin() as uow:
        await uow.cases.add(case)
        await uow.commit()
    for table in (notes, replies):
        await by_hand(database, insert(table).values(case=case.id, n=number, sealed=b"x"))
    for words in ("first", "second", "third"):
        async with database.begin() as uow:
            await uow.notes.add(Note(case.id, START, EDU, words))
            await uow.reports.add_reply(Reply(case.id, START, EDU, words=words))
            await uow.commit()
    async with database.reading() as uow:
        assert [one.words for one in await uow.notes.of_case(case.id)] == ["first", "second", "third"]
        assert [one.words for one in await uow.reports.replies_of(case.id)] == ["first", "second", "third"]


async def test_a_renumbered_row_blocks_no_later_row(database: Database) -> None:
    case = a_case(1)
    async with database.begin() as uow:
        await uow.cases.add(case)
        await uow.reports.add_reply(Reply(case.id, START, EDU, words="first"))
        await uow.commit()
    await by_hand(database, update(replies).values(n=LAST))
    async with database.begin() as uow:
        await uow.reports.add_reply(Reply(case.id, START, EDU, words="second"))
        await uow.commit()
    async with database.reading() as uow:
        assert [one.words for one in await uow.reports.replies_of(case.id)] == ["second"]
