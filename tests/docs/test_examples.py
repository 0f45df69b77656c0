"""The examples that docs/adapt shows whole call what there is, with parameters that there are, and put into tables
functions that can be called like their neighbours there."""

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.sources.modules import nodes_of

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


def entries(lines: str) -> Iterator[ast.expr]:
    """The values of the entries that lines add to a table."""
    for line in lines.splitlines():
        if re.match(r"\s+[\w.\"']+: [^=]*,$", line):
            read = ast.parse(f"{{{line.strip().rstrip(',')}}}", mode="eval").body
            assert isinstance(read, ast.Dict)
            yield from read.values


def tables(path: Path) -> Iterator[Sequence[ast.expr]]:
    """The values of each table of a module."""
    yield from (node.values for node in nodes_of(path) if isinstance(node, ast.Dict))


def shape(entry: ast.expr) -> list[str]:
    """What stands at each place of an entry: its kinds, and not what it names."""
    return [type(one).__name__ for one in parts_of(entry)]


def parts_of(entry: ast.expr) -> Sequence[ast.expr]:
    return entry.elts if isinstance(entry, ast.Tuple) else [entry]


def parameters(nodes: Iterable[ast.AST]) -> dict[str, int]:
    """How many parameters each function takes by its place."""
    return {node.name: len(node.args.args) for node in nodes if isinstance(node, ast.FunctionDef)}


def unlike(path: str, lines: str) -> Iterator[str]:
    """Functions that an example puts into a table, and that cannot be called like those that stand there."""
    own = parameters(ast.walk(ast.parse("\n".join(functions(lines)))))
    known = parameters(nodes_of(ROOT / path))
    for entry in entries(lines):
        peers = [one for table in tables(ROOT / path) for one in table if shape(one) == shape(entry)]
        for place, part in enumerate(parts_of(entry)):
            if isinstance(part, ast.Name) and part.id in own:
                there = {known[name] for one in peers if (name := ast.unparse(parts_of(one)[place])) in known}
                assert there, f"{path}: no table holds anything like {ast.unparse(entry)}"
                yield from [] if own[part.id] in there else [f"{path}: {part.id} takes {own[part.id]}, not {there}"]


def functions(lines: str) -> list[str]:
    """The functions that lines add at the top of a module."""
    return re.findall(r"^(?:async )?def .*\n(?:    .*\n|\n(?=    ))*", f"{lines}\n", re.MULTILINE)


def test_examples_give_functions_only_parameters_that_they_have() -> None:
    parts = [part for page in sorted((ROOT / "docs" / "adapt").glob("*.md")) for part in added(page)]
    of_modules = [(path, lines) for path, lines in parts if path.endswith(".py") and (ROOT / path).exists()]
    assert len(of_modules) > 8
    assert [fault for part in of_modules for fault in (*wrong(*part), *unlike(*part))] == []


def test_a_parameter_that_is_gone_is_found() -> None:
    faults = [*wrong("bot/domain/access/roles.py", '    Action.CLOSE: row({S.LEAD}, "p", lock=True),')]
    assert faults == ["bot/domain/access/roles.py: row(lock=)"]


@pytest.mark.parametrize(("more", "takes"), [("", 2), (", ___: datetime, ____: datetime", 4)])
def test_a_function_that_cannot_be_called_like_its_neighbours_is_found(more: str, takes: int) -> None:
    lines = f"""def _is_new(case: Case, _: Collection[AgencyKey]{more}) -> bool:
    return True


        "renew": (Action.REOPEN, _is_new),"""
    path = "bot/domain/access/ways.py"
    assert [*unlike(path, lines)] == [f"{path}: _is_new takes {takes}, not {{3}}"]
    assert [*unlike(path, lines.replace("_is_new", "_unused", 1))] == []
