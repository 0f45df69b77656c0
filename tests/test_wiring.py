"""Parts are given what they need when they are made: nobody changes them from outside afterwards."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUNTIME = sorted((ROOT / "bot/runtime").rglob("*.py"))
OWN_STATE = {
    "app.py: assembly.uptime.began",
    "app.py: assembly.uptime.has_met",
    "app.py: self.assembly.uptime.is_ending",
}
"""The one part that the running program writes to: how far it has come."""


def patched(module: str) -> list[str]:
    """Attributes of something else than `self` that this module sets."""
    found = [
        ast.unparse(target)
        for node in ast.walk(ast.parse(module))
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        for target in (target.elts if isinstance(target, ast.Tuple) else [target])
        if isinstance(target, ast.Attribute)
    ]
    return [name for name in found if not (name.startswith("self.") and name.count(".") == 1)]


def test_nothing_is_patched_after_construction() -> None:
    found = {f"{path.name}: {name}" for path in RUNTIME for name in patched(path.read_text("utf-8"))}
    assert found - OWN_STATE == set()


@pytest.mark.parametrize(
    "line", ["components.database.wake = note", "self._intake.stop = stop", "a.b, c.d = 1, 2", "x.sent += more"]
)
def test_the_check_finds_a_patched_component(line: str) -> None:
    assert patched(line)
    assert patched("self.intake = Intake(stop)\nself.count += 1\nself.one, self.two = 1, 2") == []
