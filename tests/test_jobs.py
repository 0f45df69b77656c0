"""Tests that run in several processes end as in one, and a process that dies fails only the test that it was at."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.support.processes.jobs import portions
from tests.support.processes.shared import ROOT

SHARED = """
import os, time, warnings, pytest

@pytest.fixture(scope="session", autouse=True)
def shared():
    yield
    assert not os.environ.get("BREAKS"), "cannot be taken down"

def test_passes(tmp_path):
    warnings.warn("said by a test")

def test_fails():
    print("what it printed")
    assert 1 == 2

@pytest.mark.skip(reason="not today")
def test_is_skipped(): ...
"""
DIES = """
import os

def test_before(): ...

def test_kills_its_process(): os._exit(7)

def test_after(): ...
"""
OTHERS = "import pytest\n\n@pytest.mark.parametrize('number', range(20))\ndef test_other(number): ...\n"


def run(folder: Path, *words: str, **environment: str) -> tuple[int, str]:
    """pytest's exit code and all that it said, about three modules of tests."""
    for name, text in (("shared", SHARED), ("dies", DIES), ("others", OTHERS)):
        (folder / f"test_{name}.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.support.processes.jobs", "-p", "no:randomly", "-ra"]
    where = ["--rootdir", str(folder), "--import-mode", "importlib", "-o", "addopts=", str(folder)]
    done = subprocess.run(
        [*command, *where, *words],
        cwd=ROOT,
        env={"PATH": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_test_has_its_result_though_a_process_dies(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--jobs", "2")
    assert code == 1
    assert "2 failed, 23 passed, 1 skipped, 1 warning" in said
    assert "its process ended with exit code 7" in said
    told = ("what it printed", "said by a test", "not today")
    assert [words for words in told if words not in said] == []


def test_the_first_failure_ends_the_run_if_that_was_asked_for(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--jobs", "2", "-x", "-k", "fails or other")
    assert (code, "stopping after 1 failures" in said) == (1, True)


def test_what_tests_share_and_cannot_be_taken_down_fails_the_run(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--jobs", "2", "-k", "passes or other", BREAKS="yes")
    assert (code, "cannot be taken down" in said) == (1, True)


def test_tests_of_one_module_stay_together_but_for_those_of_whole_programs() -> None:
    paths = ["bot/test_one.py", "bot/test_one.py", "bot/test_two.py", "crash/test_lives.py", "crash/test_lives.py"]
    items: Any = [SimpleNamespace(path=Path(path)) for path in paths]
    assert [len(portion) for portion in portions(items)] == [2, 1, 1, 1]
