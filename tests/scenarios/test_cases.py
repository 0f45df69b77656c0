"""Whole cases, as a case worker reads them, are played again by the real bot; `--update` writes them anew. In which
language: see `test_scenarios.py`."""

import asyncio
from pathlib import Path

import pytest

from tests.scenarios.cast import played, read
from tests.scenarios.two_languages import to_play


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "path" in metafunc.fixturenames:
        paths = to_play(Path(__file__).parent / "cases", every=bool(metafunc.config.getoption("--update")))
        metafunc.parametrize("path", paths, ids=lambda path: path.stem)


def test_the_case_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    now = asyncio.run(played(read(written), tmp_path))
    if request.config.getoption("--update"):
        path.write_text(now, encoding="utf-8")
    else:
        assert now == written
