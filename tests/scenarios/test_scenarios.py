"""Every transcript is played again by the real bot before the simulator; `--update` writes them anew.

A conversation that stands line for line in two languages is played in English. A long run, and `--update`, play both.
That the other one is worded by the texts of its language is held by `test_two_languages.py`.
"""

import asyncio
import re
from pathlib import Path

import pytest

from tests.scenarios.bot_with_person import bot_with_person
from tests.scenarios.transcript import Script, play, read
from tests.scenarios.two_languages import to_play


async def played_anew(script: Script, folder: Path) -> str:
    """The transcript of what happens now."""
    looked_into = re.findall(r"The group of (\w+) reads", "\n".join(script.acts))
    async with bot_with_person(folder, script.name, script.language, looked_into) as made:
        return await play(script, made)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "path" in metafunc.fixturenames:
        paths = to_play(Path(__file__).parent, every=bool(metafunc.config.getoption("--update")))
        metafunc.parametrize("path", paths, ids=lambda path: path.stem)


def test_the_conversation_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    played = asyncio.run(played_anew(read(written), tmp_path))
    if request.config.getoption("--update"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written
