"""A transaction that only reads takes no lock that writers wait for."""

import ast
from collections.abc import Iterable, Iterator
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
    """Lines at which a unit of work that may write is begun, in whose body nothing is ever committed, or is left
    alone before anything is. Who hands out the unit of work itself does not commit it: whoever gets it does."""
    return [
        node.lineno
        for node in nodes
        if isinstance(node, ast.AsyncWith)
        and any(begins_to_write(item.context_expr) for item in node.items)
        and not hands_out(node)
        and (".commit()" not in ast.unparse(node) or is_left_before(node))
    ]


def hands_out(begun: ast.AsyncWith) -> bool:
    """Whether it yields what it has begun, as it is."""
    names = {ast.unparse(item.optional_vars) for item in begun.items if item.optional_vars is not None}
    return any(isinstance(node, ast.Yield) and node.value and ast.unparse(node.value) in names for node in of(begun))


def is_left_before(begun: ast.AsyncWith) -> bool:
    """Whether it returns nothing, so that nothing was done, above the first commit."""
    ends = [node.lineno for node in of(begun) if isinstance(node, ast.Return) and is_nothing(node.value)]
    return any(line < min(commits_of(begun)) for line in ends)


def commits_of(begun: ast.AsyncWith) -> Iterator[int]:
    return (node.lineno for node in of(begun) if isinstance(node, ast.Attribute) and node.attr == "commit")


def of(begun: ast.AsyncWith) -> Iterator[ast.AST]:
    return (node for line in begun.body for node in ast.walk(line))


def is_nothing(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and not value.value)


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


@pytest.mark.parametrize("left", ["return", "return None", "return False", "return ''"])
def test_the_check_finds_a_writing_unit_of_work_that_is_left_before_it_writes(left: str) -> None:
    head = "async def act():\n    async with services.begin() as uow:\n"
    early = f"{head}        if await uow.told():\n            {left}\n        await uow.commit()\n"
    assert only_read(ast.walk(ast.parse(early))) == [2]
    late = f"{head}        await uow.commit()\n        {left}\n"
    assert only_read(ast.walk(ast.parse(late))) == []


@pytest.mark.parametrize(("handed", "found"), [("uow", []), ("Act(uow)", [2]), ("", [2])])
def test_only_whoever_hands_out_the_unit_of_work_itself_need_not_commit_it(handed: str, found: list[int]) -> None:
    body = f"async def begun():\n    async with services.begin() as uow:\n        yield {handed}\n"
    assert only_read(ast.walk(ast.parse(body))) == found


async def test_a_reader_is_answered_while_somebody_writes_and_may_write_nothing(database: Database) -> None:
    async with database.begin() as writing, database.reading() as reading:
        await writing.cases.add(a_case())
        assert await reading.cases.by_number(a_case().number) is None
        with pytest.raises(RuntimeError):
            await reading.commit()
