"""The house keeps its shape: five folders, a place for every module, small functions, a README that tells facts."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.classes import PROGRAM, classes_of_one_name, public_classes
from tests.house.counts import long_functions, long_modules, long_signatures, median_function
from tests.support.sources.modules import tree_of

ROOT = Path(__file__).parent.parent
SOURCES = ("bot", "handlers", "storage", "locales")
BANNED = {"utils", "helpers", "common", "manager", "service", "misc"}


def modules_and_packages() -> Iterator[Path]:
    for folder in SOURCES:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "versions" not in path.parts)


def modules() -> Iterator[Path]:
    yield from modules_and_packages()


def test_there_are_five_source_folders() -> None:
    found = {path.parent.relative_to(ROOT).parts[0] for path in ROOT.glob("[!.]*/**/*.py")}
    assert found == {*SOURCES, "tests"}


def test_every_module_stands_in_a_layer_and_no_import_is_excepted() -> None:
    """import-linter fails for a module that no layer names."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    ordered = {name for c in contracts if c.get("exhaustive") for name in c["containers"]}
    assert ordered == {"bot", "bot.usecases", "storage", "handlers"}
    excepted = [line for contract in contracts for line in contract.get("ignore_imports", ())]
    ignored = [line for contract in contracts for line in contract.get("exhaustive_ignores", ())]
    assert (excepted, ignored) == ([], [])


def test_every_folder_says_what_lives_there() -> None:
    folders = [path for path in modules_and_packages() if path.name == "__init__.py" and path.parent.parent != ROOT]
    assert [path for path in folders if not ast.get_docstring(tree_of(path))] == []
    assert len(folders) > 20


def test_no_module_is_over_300_lines_and_no_function_over_30() -> None:
    """Split by a noun; there is no list of exemptions, and the tests are no exemption either."""
    assert long_modules(*SOURCES, "tests") == []
    assert long_functions(*SOURCES, "tests") == []
    assert median_function() <= 8


def test_no_function_takes_more_than_five_parameters() -> None:
    """What belongs together has a name: who acts in which transaction, an own report, how a screen is shown."""
    assert long_signatures("bot/usecases", "handlers") == []


def test_a_public_class_name_is_defined_once() -> None:
    """Once in the program and once in the tests. The simulator is left out: it is Telegram and the people, and names
    its classes after them. A test may call a twin as the program calls what it stands for."""
    assert classes_of_one_name(*PROGRAM) == []
    assert classes_of_one_name("tests") == []


def test_public_classes_are_found(tmp_path: Path) -> None:
    """Else every name would stand once."""
    source = tmp_path / "two.py"
    source.write_text("class One: ...\nclass _Own: ...\nclass Two(One):\n    class Inner: ...\n", "utf-8")
    assert list(public_classes(source)) == ["One", "Two"]


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in modules() if path.stem in BANNED] == []


def test_every_module_says_what_it_promises() -> None:
    silent = [path for path in modules() if path.stat().st_size and not ast.get_docstring(tree_of(path))]
    assert silent == []


def pins(name: str) -> set[str]:
    """The blocks of a lock file: a pinned package with its hashes. Which systems need it differs from file to file."""
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
    return {re.sub(r" ; [^\\]*", " ", block) for block in blocks}


def test_the_lock_files_have_hashes_and_name_no_index() -> None:
    for name in ("requirements.lock", "requirements-run.lock"):
        assert all("--hash=sha256:" in pin and "==" in pin for pin in pins(name))
        assert "://" not in (ROOT / name).read_text("utf-8")


def test_runtime_dependencies_are_pinned_as_in_the_tests_without_test_tools() -> None:
    run = pins("requirements-run.lock")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {_named(pin) for pin in run}
    assert run == {pin for pin in pins("requirements.lock") if _named(pin) in names}
    needed, tools = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    assert {_named(line) for line in needed} <= names
    assert names & {_named(line) for line in tools} == set()


def _named(line: str) -> str:
    return re.split(r"[^A-Za-z0-9.-]", line)[0].lower().replace(".", "-")


def test_the_tests_that_the_threats_page_names_exist() -> None:
    named = set(re.findall(r"`(test_[a-z0-9_]+)`", (ROOT / "THREATS.md").read_text("utf-8")))
    written = {name for path in (ROOT / "tests").rglob("test_*.py") for name in TEST.findall(path.read_text("utf-8"))}
    assert named - written == set()
    assert len(named) > 20


TEST = re.compile(r"def (test_[a-z0-9_]+)")
