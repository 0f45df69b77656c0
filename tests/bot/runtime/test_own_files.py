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
from tests.support.processes.process import TOKEN, Machine
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import free_port


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    """As a careless shell starts it."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
async def machine(tmp_path: Path, _open_to_all: None) -> AsyncIterator[Machine]:
    simulator = Simulator(token=TOKEN, now=SystemClock().now, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        yield Machine(base, world, tmp_path, free_port())
    await simulator.stop()


def limits_of(process: int) -> str:
    return Path(f"/proc/{process}/limits").read_text("utf-8")


async def test_database_files_and_keys_are_of_their_user_alone(machine: Machine) -> None:
    (machine.home / "tipline.db").touch(0o666)
    async with machine.running() as process:
        rita = await machine.world.person("Rita")
        await tell(rita)
        await rita.document(jpeg(), "wall.jpg", "image/jpeg")
        await rita.wait_for("1 file")
        await send(rita)
        limits = limits_of(process.pid)
        written = [path for path in machine.home.rglob("*") if path.name != "log.jsonl"]
        modes = {str(path.relative_to(machine.home)): stat.S_IMODE(path.stat().st_mode) for path in written}
    assert {"tipline.db", "tipline.db-wal", "keys.json"} <= set(modes)
    assert [name for name, mode in modes.items() if mode & 0o077] == []
    [core] = [line for line in limits.splitlines() if line.startswith("Max core file size")]
    assert core.split()[4:6] == ["0", "0"]
