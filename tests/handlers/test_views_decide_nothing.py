"""A view makes a text of what a use case or the domain has decided. It asks no rights, and does not decide who is
barred or who may be told."""

import ast
from collections.abc import Iterator
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
MATRIX = {"MATRIX", "may", "allows", "who_may"}


def decisions_in(module: str) -> Iterator[str]:
    """What a module reads that only rules may read."""
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.ImportFrom) and node.module in DECIDING:
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name not in DECIDED)
        if isinstance(node, ast.ImportFrom) and node.module == "bot.domain.access.roles":
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name in MATRIX)
        if isinstance(node, ast.Attribute) and node.attr in ASKED and not _is_said(node.value):
            yield f"{node.lineno}: .{node.attr}"


def _is_said(value: ast.expr) -> bool:
    """Whether it is a field of the notice or of one of its rows, which was decided when the notice was written, or what
    the registry of institutions holds."""
    return ast.unparse(value) in {"said", "one", "uow.institutions"}


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_a_view_decides_nothing_about_people(path: Path) -> None:
    assert list(decisions_in(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "shown = task.agency not in case.barred",
        "from bot.usecases.access.scope import group_scope",
        "from bot.domain.access.roles import MATRIX",
        "gone = await uow.recusals.who(case.id)",
    ],
)
def test_the_check_finds_a_decision(line: str) -> None:
    assert list(decisions_in(line))
