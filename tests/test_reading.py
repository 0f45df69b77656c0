"""One place opens the transactions that may write. One that only reads takes no lock that writers wait for."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.usecases.services import in_one_transaction
from storage.unit_of_work import Database
from tests.support.databases.samples import a_case
from tests.support.sources.modules import tree_of

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py"))
BY_HAND = (
    "{}: a transaction that may write is opened or committed by hand. Write what it does as a function that takes a "
    "Transaction, and put it behind @transaction_of_program of bot/usecases/acting.py: it opens, commits, and stores "
    "nothing when the function raises. Look first in services.reading() where there may be nothing to do."
)


def opened_by_hand(tree: ast.AST) -> Iterator[int]:
    """Lines at which a unit of work that may write is begun, or committed. The one place is left out, and what hands
    out the unit of work as it is and does not commit it."""
    for node in outside(tree, in_one_transaction.__name__):
        if isinstance(node, ast.AsyncWith) and any(begins_to_write(item.context_expr) for item in node.items):
            if not hands_out(node):
                yield node.lineno
        elif isinstance(node, ast.Await) and ast.unparse(node.value).endswith(".commit()"):
            yield node.lineno


def outside(tree: ast.AST, name: str) -> Iterator[ast.AST]:
    """All nodes but those of the function with this name."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.AsyncFunctionDef) and node.name == name):
            yield node
            yield from outside(node, name)


def hands_out(begun: ast.AsyncWith) -> bool:
    """Whether it yields what it has begun, as it is."""
    names = {ast.unparse(item.optional_vars) for item in begun.items if item.optional_vars is not None}
    inside = (node for line in begun.body for node in ast.walk(line))
    return any(isinstance(node, ast.Yield) and node.value and ast.unparse(node.value) in names for node in inside)


def begins_to_write(called: ast.expr) -> bool:
    """`begin()`, `services.begin()`, `components.database.begin()`, `dependencies.bind(…)()`."""
    words = ast.unparse(called)
    return words == "begin()" or words.endswith(".begin()") or ".bind(" in words


def test_one_place_opens_and_commits_transactions() -> None:
    found = [
        BY_HAND.format(f"{path.relative_to(ROOT)}:{line}") for path in MODULES for line in opened_by_hand(tree_of(path))
    ]
    assert found == []
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
