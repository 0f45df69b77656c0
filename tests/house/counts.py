"""What can be counted in the files themselves."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

from tests.support.sources.assertions import Sources
from tests.support.sources.modules import nodes_of

ROOT = Path(__file__).parents[2]
SOURCES = ("bot", "handlers", "storage", "locales")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 30
MOST_PARAMETERS = 5
ADAPT = ROOT / "docs/adapt"


def modules(*folders: str) -> list[Path]:
    """Modules in these folders; migrations stay as they were written."""
    found = [path for name in folders for path in sorted((ROOT / name).rglob("*.py"))]
    return [path for path in found if "versions" not in path.parts]


def functions(*folders: str) -> list[tuple[int, str]]:
    """The length of every function without its docstring, and where it stands."""
    return [found for folder in folders for found in _functions(folder)]


@cache
def _functions(folder: str) -> tuple[tuple[int, str], ...]:
    return tuple(_measured(folder))


def _measured(folder: str) -> Iterator[tuple[int, str]]:
    for path in modules(folder):
        for node in nodes_of(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                told = ast.get_docstring(node) is not None and len(node.body) > 1
                start = (node.body[0].end_lineno or 0) + 1 if told else node.lineno
                yield (node.end_lineno or 0) - start + 1, f"{path.relative_to(ROOT)}:{node.name}"


def long_modules(*folders: str) -> list[str]:
    """Modules over 300 lines."""
    return [
        str(path.relative_to(ROOT))
        for path in modules(*folders)
        if path.read_text("utf-8").count("\n") > LONGEST_MODULE
    ]


def long_functions(*folders: str) -> list[str]:
    """Functions over 30 lines."""
    return [where for length, where in functions(*folders) if length > LONGEST_FUNCTION]


def long_signatures(*folders: str) -> list[str]:
    """Functions that take more than five parameters, by position or by name; `self` is none."""
    return [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in modules(*folders)
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and len(_parameters(node.args) - {"self", "cls"}) > MOST_PARAMETERS
    ]


def _parameters(arguments: ast.arguments) -> set[str]:
    return {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}


def median_function() -> int:
    """Lines of a function in the middle of all."""
    return round(median(length for length, _ in functions(*SOURCES)))


def files_of_a_verb() -> int:
    """How many files a new verb of the staff touches: rows of the table in docs/adapt, and one for each language."""
    table = (ADAPT / "add-a-verb.md").read_text("utf-8").split("\n\n")[1]
    return sum(row.split("|")[1].count("`") // 2 for row in table.splitlines()[2:])


def tests_without_assertion() -> list[str]:
    """Tests that cannot fail by themselves."""
    return Sources(ROOT / "tests").without_assertion()
