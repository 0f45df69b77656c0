"""The key file vanishes, breaks, or is replaced under a running bot: administrators hear at once; reports go on."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from bot.loops import key_watch
from bot.system import RandomTokens
from storage.crypto.key_ring import make_ring
from tests.support.processes.outages import RunningBots, outage_notices, running_bots
from tests.support.running.conversation import send, tell
from tests.support.waiting import until

WELL = "密钥文件已恢复正常"


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key file is looked at several times a second, not every two."""
    monkeypatch.setattr(key_watch, "LOOK", 0.2)


async def is_told(here: RunningBots, words: str, times: int = 1) -> bool:
    return await outage_notices(here.ada, words) == times


def replace(path: Path) -> None:
    """By another key ring."""
    make_ring(path.with_name("other"), RandomTokens())
    path.with_name("other").replace(path)


@pytest.mark.parametrize(
    ("spoil", "words", "state"),
    [
        (Path.unlink, "密钥文件不见了", "missing"),
        (lambda path: path.write_text("{}"), "密钥文件读不出来", "broken"),
        (replace, "密钥文件被换成了另一套密钥", "other"),
    ],
)
async def test_administrators_are_told_at_once_of_a_changed_key_file_and_the_line_goes_on(
    tmp_path: Path, spoil: "object", words: str, state: str
) -> None:
    assert callable(spoil)
    async with running_bots(tmp_path, f"sqlite:///{tmp_path}/tipline.db") as here:
        path = tmp_path / "keys.json"
        shutil.copy(path, tmp_path / "copy")
        spoil(path)
        await until(partial(is_told, here, words))
        assert (await here.ask(here.apps[0], "health"))[1]["key_file_trouble"] == state
        rita = await here.world.person("Rita")
        await tell(rita)
        await send(rita)
        shutil.copy(tmp_path / "copy", path)
        await until(partial(is_told, here, WELL))
        assert await is_told(here, words)
