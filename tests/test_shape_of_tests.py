"""The tests keep their shape: each asserts something, helpers lie in tests/support, waits say what they waited for."""

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.support.sources.assertions import Sources
from tests.support.sources.modules import modules_below, nodes_of
from tests.support.waiting import CameNot, until

TESTS = Path(__file__).parent


def everything() -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module of the tests, with the name of its file."""
    for path in modules_below(TESTS):
        name = path.relative_to(TESTS).as_posix()
        yield from ((name, node) for node in nodes_of(path))


def test_every_test_asserts_something() -> None:
    assert Sources(TESTS).without_assertion() == []


def test_the_check_finds_a_test_without_an_assertion(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("def looks():\n    assert 1\n\ndef acts():\n    pass\n", "utf-8")
    within = "def look():\n        assert 1"
    bodies = {"by_itself": "assert 1", "by_a_helper": "looks()", "by_one_within": f"{within}\n    look()"}
    bodies |= {"nothing": "acts()", "not_called": within}
    tests = "\n".join(f"def test_{name}():\n    {body}\n" for name, body in bodies.items())
    imports = f"from {tmp_path.name}.helper import acts, looks\n"
    (tmp_path / "test_some.py").write_text(imports + tests, "utf-8")
    assert Sources(tmp_path).without_assertion() == [
        "test_some.py::test_nothing",
        "test_some.py::test_not_called",
    ]


def test_no_test_borrows_from_another_test() -> None:
    """What several tests need lies in tests/support."""
    borrowed = [
        (name, node.module)
        for name, node in everything()
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tests.")
        and node.module.rpartition(".")[2].startswith(("test_", "conftest"))
    ]  # fmt: skip
    assert borrowed == []


def test_folders_that_outlive_a_test_are_made_in_one_place() -> None:
    """A test may set another folder for temporary files. What stays after it must not lie there. `made_by` names what
    makes a folder that nobody removes at the end of a block."""
    made_by = {"mkdtemp", "gettempdir"}
    found = {
        name
        for name, node in everything()
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in made_by
    }
    assert {name for name in found if not name.startswith("bench/")} == {"support/lasting_folders.py"}


def test_no_loop_waits_without_a_limit() -> None:
    """A loop of our own around a sleep says nothing when it fails: `until` says what was waited for. A loop that never
    ends by itself waits for nothing: whoever began it ends it."""
    loops = [
        f"{name}:{node.lineno}"
        for name, node in everything()
        if name != "support/waiting.py"
        and isinstance(node, ast.While)
        and not is_endless(node)
        and any(map(is_fixed_sleep, ast.walk(node)))
    ]
    assert loops == []


def test_no_test_sleeps_for_a_fixed_time() -> None:
    """A slow machine needs longer, and nobody says what for: `until` does. To sleep for 0 seconds lets others go on."""
    sleeps = [
        f"{name}:{node.lineno}"
        for name, node in everything()
        if name.rpartition("/")[2].startswith("test_") and isinstance(node, ast.Call) and is_fixed_sleep(node)
        and isinstance(seconds := node.args[0], ast.Constant) and seconds.value
    ]  # fmt: skip
    assert sleeps == []


def is_endless(node: ast.While) -> bool:
    """`while True`, and no way out of it."""
    ways_out = (ast.Break, ast.Return)
    return isinstance(node.test, ast.Constant) and not any(isinstance(one, ways_out) for one in ast.walk(node))


def is_fixed_sleep(node: ast.AST) -> bool:
    """A sleep of so many seconds; one of random length is work that somebody does."""
    is_sleep = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sleep"
    return is_sleep and isinstance(node, ast.Call) and isinstance(next(iter(node.args), None), ast.Constant | ast.Name)


async def test_a_wait_that_fails_says_for_what_and_what_was_seen() -> None:
    """Names by hand: of the question, of the values that it looks at, and the last answer."""
    queue = ["a row"]

    async def is_empty(rows: list[str]) -> bool:
        """Whether nothing is left."""
        return not rows

    with pytest.raises(CameNot, match=r"waited 0 s for .*is_empty.*Whether nothing is left.*a row.*False"):
        await until(partial(is_empty, queue), limit=0, pause=0)
    with pytest.raises(CameNot, match=r"lambda: not queue, .*where queue = \['a row'\]; the last answer was False"):
        await until(lambda: not queue, limit=0, pause=0)


async def test_a_change_ends_the_waiting() -> None:
    seen: list[int] = []
    await until(lambda: len(seen) == 3, pause=0, meanwhile=lambda: seen.append(1))
    assert seen == [1, 1, 1]
