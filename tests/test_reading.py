"""A transaction that only reads takes no lock that writers wait for."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from storage.unit_of_work import Database
from tests.support.databases.samples import a_case
from tests.support.sources.modules import nodes_of

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "bot/usecases").rglob("*.py")) + sorted((ROOT / "handlers").rglob("*.py"))
WRITERS = {"services", "line", "unbound"}
"""What a use case or a handler calls the thing whose `begin` takes the write lock."""


def only_read(nodes: Iterable[ast.AST]) -> list[int]:
    """Lines at which a unit of work that may write is begun, in whose body nothing is ever committed. One that is
    yielded is committed by whoever it is yielded to."""
    return [
        node.lineno
        for node in nodes
        if isinstance(node, ast.AsyncWith)
        and any(begins_to_write(item.context_expr) for item in node.items)
        and ".commit()" not in ast.unparse(node)
        and not any(isinstance(inner, ast.Yield) for inner in ast.walk(node))
    ]


def begins_to_write(called: ast.expr) -> bool:
    """`services.begin()`, `self._services.begin()`, `dependencies.bind(…)()`."""
    words = ast.unparse(called)
    return (words.endswith(".begin()") and words.split(".")[-2].lstrip("_") in WRITERS) or ".bind(" in words


def test_no_use_case_and_no_handler_begins_to_write_and_never_commits() -> None:
    found = {str(path.relative_to(ROOT)): lines for path in MODULES if (lines := only_read(nodes_of(path)))}
    assert found == {}


@pytest.mark.parametrize(
    "begun", ["services.begin()", "self._services.begin()", "context.dependencies.bind(None, None)()"]
)
def test_the_check_finds_a_writing_unit_of_work_that_only_reads(begun: str) -> None:
    body = f"async def look():\n    async with {begun} as uow:\n        return await uow.cases.get(1)\n"
    assert only_read(ast.walk(ast.parse(body))) == [2]
    assert only_read(ast.walk(ast.parse(body.replace("return await uow.cases.get(1)", "await uow.commit()")))) == []
    assert only_read(ast.walk(ast.parse(body.replace(begun, "services.reading()")))) == []


async def test_a_reader_is_answered_while_somebody_writes_and_may_write_nothing(database: Database) -> None:
    async with database.begin() as writing, database.reading() as reading:
        await writing.cases.add(a_case())
        assert await reading.cases.by_number(a_case().number) is None
        with pytest.raises(RuntimeError):
            await reading.commit()
