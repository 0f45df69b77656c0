"""A view makes a text of what a use case or the domain has decided. It asks no rights, and does not decide who is
barred, who may be told, or which acts are offered."""

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VIEWS = sorted(
    path
    for path in (ROOT / "handlers").rglob("*.py")
    if path.name.startswith(("views", "wording")) or path.parent.name in {"screens", "pictures"}
)
DECIDING = {
    "bot.domain.access.roles_in_case",
    "bot.domain.access.throttle",
    "bot.domain.access.contact_hours",
    "bot.usecases.access.asking",
    "bot.usecases.access.audience",
    "bot.usecases.access.permission",
    "bot.usecases.access.scope",
    "bot.usecases.access.transaction",
}
"""Modules that say who may do or know something."""
DECIDED = {"told_parts"}
"""What they give as a whole: the parts of a case that may be named."""
ASKED = {"barred", "recusals", "supervisors", "heads", "wish"}
"""Attributes of cases, reporters and stores by which such a thing is decided."""
MATRIX = {"MATRIX", "may", "allows", "who_may", "Action"}
STAGES = {
    *("is_open", "is_awaited", "is_acting", "has_acknowledged", "has_part", "part", "state", "urgency"),
    *("lead", "merging", "proposal", "lowering", "transfer", "closing"),
}
"""Attributes of cases and their parts by which an act is offered."""


def decisions_in(module: str) -> Iterator[str]:
    """What a module reads that only rules may read."""
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.ImportFrom) and node.module in DECIDING:
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name not in DECIDED)
        if isinstance(node, ast.ImportFrom) and node.module == "bot.domain.access.roles":
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name in MATRIX)
        if isinstance(node, ast.Attribute) and node.attr in ASKED and not _is_said(node.value):
            yield f"{node.lineno}: .{node.attr}"


def offers_in(module: str) -> Iterator[str]:
    """Where a function that makes buttons chooses among them by the stage of a case."""
    for function in ast.walk(ast.parse(module)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and _makes_buttons(function):
            for node in ast.walk(function):
                read = [part for test in _tests(node) for part in ast.walk(test) if isinstance(part, ast.Attribute)]
                yield from (
                    f"{one.lineno}: .{one.attr}" for one in read if one.attr in STAGES and not _is_said(one.value)
                )


def _makes_buttons(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    made = "" if function.returns is None else ast.unparse(function.returns)
    return "Key" in made or "Rows" in made


def _tests(node: ast.AST) -> list[ast.expr]:
    """The conditions that stand in this node itself."""
    if isinstance(node, ast.If | ast.IfExp):
        return [node.test]
    return node.ifs if isinstance(node, ast.comprehension) else []


def _is_said(value: ast.expr) -> bool:
    """Whether it is a field of the notice or of one of its rows, which was decided when the notice was written, or what
    the registry of institutions holds."""
    return ast.unparse(value) in {"said", "one", "uow.institutions"}


def in_views(find: Callable[[str], Iterable[str]]) -> dict[str, list[str]]:
    """By module of views: what is found in it, where anything is."""
    assert len(VIEWS) > 50
    return {path.stem: found for path in VIEWS if (found := [*find(path.read_text("utf-8"))])}


def test_a_view_decides_nothing_about_people() -> None:
    assert in_views(decisions_in) == {}


def test_a_view_does_not_choose_the_acts_that_are_offered() -> None:
    """Which ones are is said by bot/domain/access/offered_acts.py, or by the notice."""
    assert in_views(offers_in) == {}


def constants_in(module: str) -> list[str]:
    """The constants that a module takes from use cases."""
    found = [node for node in ast.walk(ast.parse(module)) if isinstance(node, ast.ImportFrom)]
    taken = [(node.module or "", one.name) for node in found for one in node.names]
    return [f"{home}: {name}" for home, name in taken if home.startswith("bot.usecases") and name.isupper()]


def test_a_view_takes_no_constant_from_a_use_case() -> None:
    """What views and use cases both know stands in the domain, or comes with the notice."""
    assert in_views(constants_in) == {}


def test_the_check_finds_a_constant() -> None:
    assert constants_in("from bot.usecases.oversight.people import LEAVES, shown")


@pytest.mark.parametrize(
    "line",
    [
        "shown = task.agency not in case.barred",
        "from bot.usecases.access.scope import group_scope",
        "from bot.domain.access.roles import MATRIX",
        "from bot.domain.access.roles import Action",
        "gone = await uow.recusals.who(case.id)",
    ],
)
def test_the_check_finds_a_decision(line: str) -> None:
    assert list(decisions_in(line))


@pytest.mark.parametrize(
    "body",
    [
        "if case.proposal is not None:\n        rows.append(approve)",
        "rows += [look] if agency == case.lead else []",
        "rows += [key for task in case.tasks if task.is_awaited]",
    ],
)
def test_the_check_finds_an_act_that_a_view_offers(body: str) -> None:
    assert list(offers_in(f"def keys(case, rows) -> tuple[Key, ...]:\n    {body}\n"))
