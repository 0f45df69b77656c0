"""Everything that the program defines is used by the program, not by its tests alone."""

import ast
import re
from collections import Counter
from pathlib import Path

from tests.support.sources.modules import nodes_of

ROOT = Path(__file__).parents[1]
CALLED_BY_LIBRARIES = {
    "collect": "prometheus-client",
    "do_request": "python-telegram-bot",
    "handle_endtag": "html.parser",
    "handle_starttag": "html.parser",
    "process_bind_param": "SQLAlchemy",
    "process_result_value": "SQLAlchemy",
    "visit_Placeable": "fluent",
    "visit_TextElement": "fluent",
    "visit_VariableReference": "fluent",
}
"""Methods that a library calls by their names."""
FOR_TESTS = {"fields_of": "hostile presses are made of the declared fields", "SystemClock": "the simulator's own clock"}
"""What stands beside its kin and is asked for by tests."""


def sources() -> list[Path]:
    found = [path for room in ("bot", "handlers", "storage", "locales") for path in (ROOT / room).rglob("*.py")]
    return [path for path in found if "versions" not in path.parts]


def test_no_function_and_no_class_is_without_a_caller() -> None:
    words = Counter(word for path in sources() for word in re.findall(r"\w+", path.read_text("utf-8")))
    unused = {
        node.name
        for path in sources()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and words[node.name] == 1
        and not (node.decorator_list or node.name.startswith("__"))
    }
    assert unused == {*CALLED_BY_LIBRARIES, *FOR_TESTS}
