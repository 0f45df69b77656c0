"""The disk fills up under the running bot: told at 10 % free, files refused in words at 3 %, words always taken."""

import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.loops import disk_watch
from bot.simulator.client import picture
from bot.system import free_percent
from tests.support.processes.outages import RunningBots, outage_notices, running_bots
from tests.support.waiting import until

MEGABYTE = 1 << 20
SIZE = 100


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is looked at several times a second, not every five."""
    monkeypatch.setattr(disk_watch, "LOOK", 0.2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of a hundred megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(place)]
    if subprocess.run(order, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def leave_free(disk: Path, percent: float) -> None:
    """Other programs write until so much is free."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    free = free_percent(disk)
    assert free is not None
    filler.write_bytes(b"\0" * int((free - percent) / 100 * SIZE * MEGABYTE))


async def is_told(here: RunningBots, words: str) -> bool:
    return await outage_notices(here.ada, words) == 1


async def test_low_disk_space_is_reported_then_files_are_refused_but_never_words(small_disk: Path) -> None:
    async with running_bots(small_disk, f"sqlite:///{small_disk}/tipline.db") as here:
        rita = await here.world.person("Rita")
        await rita.say("/start")
        leave_free(small_disk, 8)
        await until(partial(is_told, here, "磁盘空间不多了"))
        await rita.photo(picture())
        await rita.wait_for("Kept: 1")
        leave_free(small_disk, 2)
        await until(partial(is_told, here, "磁盘快满了"))
        assert (await here.ask(here.apps[0], "health"))[1]["disk_trouble"] == "full"
        await rita.photo(picture("blue"), caption="his arm")
        await rita.wait_for("There is no room for files just now.")
        await rita.say("He is beaten.")
        await rita.wait_for("kept", after=await rita.wait_for("There is no room"))
        (small_disk / "filler").unlink()
        await until(partial(is_told, here, "磁盘空间已恢复"))
        await rita.photo(picture("red"))
        await rita.wait_for("Kept: 1", after=await rita.wait_for("There is no room"))
        assert (await here.ask(here.apps[0], "health"))[1]["outbox_dead"] == 0
