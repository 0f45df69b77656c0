"""Every transcript is played again by the real bot before the simulator; `--update` writes them anew."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.scenarios.bot_with_person import bot_with_person
from tests.scenarios.transcript import Script, play, read


async def played_anew(script: Script, folder: Path) -> str:
    """The transcript of what happens now."""
    looked_into = re.findall(r"The group of (\w+) reads", "\n".join(script.acts))
    async with bot_with_person(folder, script.name, script.language, looked_into) as made:
        return await play(script, made)


SCENARIOS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    played = asyncio.run(played_anew(read(written), tmp_path))
    if request.config.getoption("--update"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written
