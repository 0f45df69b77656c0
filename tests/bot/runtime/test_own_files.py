"""What the program writes can be read by its user alone, even where others could read it before; nobody can read its
memory."""

import os
import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.incoming.file_bytes import jpeg
from tests.support.processes.bot_process import TOKEN, BotProcess
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import free_port


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    """As a careless shell starts it."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
async def bot(tmp_path: Path, _open_to_all: None) -> AsyncIterator[BotProcess]:
    simulator = Simulator(token=TOKEN, now=SystemClock().now, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        yield BotProcess(base, world, tmp_path, free_port())
    await simulator.stop()


def limits_of(process: int) -> str:
    return Path(f"/proc/{process}/limits").read_text("utf-8")


async def test_database_files_and_keys_are_of_their_user_alone(bot: BotProcess) -> None:
    (bot.home / "tipline.db").touch(0o666)
    async with bot.running() as process:
        rita = await bot.world.person("Rita")
        await tell(rita)
        await rita.document(jpeg(), "wall.jpg", "image/jpeg")
        await rita.wait_for("1 file")
        await send(rita)
        limits = limits_of(process.pid)
        written = [path for path in bot.home.rglob("*") if path.name != "log.jsonl"]
        modes = {str(path.relative_to(bot.home)): stat.S_IMODE(path.stat().st_mode) for path in written}
    assert {"tipline.db", "tipline.db-wal", "keys.json"} <= set(modes)
    assert [name for name, mode in modes.items() if mode & 0o077] == []
    [core] = [line for line in limits.splitlines() if line.startswith("Max core file size")]
    assert core.split()[4:6] == ["0", "0"]
