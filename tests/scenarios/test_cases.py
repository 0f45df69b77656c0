"""Whole cases, as a case worker reads them, are played again by the real bot; `--update` writes them anew."""

import asyncio
from pathlib import Path

import pytest

from tests.scenarios.cast import played, read

PLAYS = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("path", PLAYS, ids=lambda path: path.stem)
def test_the_case_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    now = asyncio.run(played(read(written), tmp_path))
    if request.config.getoption("--update"):
        path.write_text(now, encoding="utf-8")
    else:
        assert now == written
