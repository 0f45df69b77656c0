"""One place opens the transactions that may write. One that only reads takes no lock that writers wait for."""

import ast
import inspect

import pytest

from bot.usecases.services import in_one_transaction
from storage.unit_of_work import Database
from tests.house.transactions import opened_by_hand, places_by_hand
from tests.support.databases.samples import a_case

BY_HAND = (
    "{}: a transaction that may write is opened or committed by hand. Write what it does as a function that takes a "
    "Transaction, and put it behind @transaction_of_program of bot/usecases/acting.py: it opens, commits, and stores "
    "nothing when the function raises. Look first in services.reading() where there may be nothing to do."
)


def test_one_place_opens_and_commits_transactions() -> None:
    assert [BY_HAND.format(place) for place in places_by_hand()] == []
    assert [*opened_by_hand(ast.parse(inspect.getsource(in_one_transaction).replace("in_one_transaction", "other")))]


@pytest.mark.parametrize(
    "begun", ["begin()", "services.begin()", "components.database.begin()", "context.dependencies.bind(None, None)()"]
)
def test_the_check_finds_a_transaction_that_is_opened_by_hand(begun: str) -> None:
    body = f"async def look():\n    async with {begun} as uow:\n        return await uow.cases.get(1)\n"
    assert [*opened_by_hand(ast.parse(body))] == [2]
    assert [*opened_by_hand(ast.parse(body.replace("return await uow.cases.get(1)", "await uow.commit()")))] == [2, 3]
    assert [*opened_by_hand(ast.parse(body.replace(begun, "services.reading()")))] == []


@pytest.mark.parametrize(("handed", "found"), [("uow", []), ("Act(uow)", [2]), ("", [2])])
def test_only_whoever_hands_out_the_unit_of_work_itself_need_not_commit_it(handed: str, found: list[int]) -> None:
    body = f"async def begun():\n    async with services.begin() as uow:\n        yield {handed}\n"
    assert [*opened_by_hand(ast.parse(body))] == found


async def test_a_reader_is_answered_while_somebody_writes_and_may_write_nothing(database: Database) -> None:
    async with database.begin() as writing, database.reading() as reading:
        await writing.cases.add(a_case())
        assert await reading.cases.by_number(a_case().number) is None
        with pytest.raises(RuntimeError):
            await reading.commit()
