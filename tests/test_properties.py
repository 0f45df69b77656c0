"""`make properties` runs every module of which the suite tries a share.

It is one that asks how many examples are tried, itself or by a module of tests/support.
"""

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.sources.modules import nodes_of

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
SHARES = {"hypothesis", "tests.support.domain.examples"}
"""Who says how many examples are tried."""


def imported_by(path: Path) -> set[str]:
    """The modules that a module imports."""
    found = set[str]()
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def that_try_a_share() -> set[str]:
    """Modules of tests that import such a one, or a module that does; the suite's conftest is for all of them."""
    paths = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in TESTS.rglob("*.py")}
    imports = {name: imported_by(path) for name, path in paths.items() if name != "tests.conftest"}
    reached, size = {*SHARES}, 0
    while len(reached) > size:
        size = len(reached)
        reached |= {name for name, others in imports.items() if others & reached}
    return {str(paths[name].relative_to(ROOT)) for name in reached & {*paths} if paths[name].name.startswith("test_")}


def test_a_long_run_tries_every_module_of_which_the_suite_tries_a_share_once() -> None:
    if shutil.which("make") is None:
        pytest.skip("there is no make here")
    order = ["make", "--dry-run", "properties"]
    told = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    named = [word for word in told.split() if word.startswith("tests/")]
    assert len(that_try_a_share()) > 80
    assert sorted(named) == sorted(that_try_a_share())
