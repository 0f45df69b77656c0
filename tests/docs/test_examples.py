"""The examples that docs/adapt shows whole call what there is, with parameters that there are."""

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DIFF = re.compile(r"```diff\n(.*?)```", re.DOTALL)
FILE = re.compile(r"# (\S+)\n")


def added(page: Path) -> Iterator[tuple[str, str]]:
    """The added lines of each file in the diffs of a page, by the file's path."""
    for diff in DIFF.findall(page.read_text("utf-8")):
        _, *parts = FILE.split(diff)
        for path, lines in zip(parts[::2], parts[1::2], strict=True):
            yield path, "\n".join(line[1:] for line in lines.splitlines() if line.startswith("+"))


def calls(lines: str) -> list[ast.Call]:
    """The calls in lines of a module; an entry of a table is read as its value."""
    found: list[ast.Call] = []
    for line in textwrap.dedent(lines).splitlines():
        bare = re.sub(r"^[\w.\"']+: ", "", line.strip().rstrip(","))
        try:
            found += [node for node in ast.walk(ast.parse(bare)) if isinstance(node, ast.Call)]
        except SyntaxError:
            continue
    return found


def wrong(path: str, lines: str) -> Iterator[str]:
    """Parameters that a function of that module does not have."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    for call in calls(lines):
        named = getattr(module, call.func.id, None) if isinstance(call.func, ast.Name) else None
        if getattr(named, "__module__", None) == module.__name__ and callable(named):
            known = set(inspect.signature(named).parameters)
            yield from (f"{path}: {named.__name__}({word.arg}=)" for word in call.keywords if word.arg not in known)


def test_examples_give_functions_only_parameters_that_they_have() -> None:
    parts = [part for page in sorted((ROOT / "docs" / "adapt").glob("*.md")) for part in added(page)]
    of_modules = [(path, lines) for path, lines in parts if path.endswith(".py") and (ROOT / path).exists()]
    assert len(of_modules) > 8
    assert [fault for part in of_modules for fault in wrong(*part)] == []


def test_a_parameter_that_is_gone_is_found() -> None:
    faults = [*wrong("bot/domain/access/roles.py", '    Action.CLOSE: row({S.LEAD}, "p", lock=True),')]
    assert faults == ["bot/domain/access/roles.py: row(lock=)"]
