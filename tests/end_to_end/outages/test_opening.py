"""The real program is started while its database is away: it speaks, waits, and goes on; it ends in order, and what no
waiting mends it says in words."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.simulator.client import World
from tests.support.databases.raw import run
from tests.support.domain.examples import one_of_each
from tests.support.processes.command_line import ran
from tests.support.processes.crowd import place
from tests.support.processes.fleet import Fleet
from tests.support.processes.outages import SORRY, locked, outage_notices, own_server
from tests.support.running.running_bot import TOKEN, free_port
from tests.support.waiting import until

ANSWER = "Who is writing?"


@asynccontextmanager
async def started(base: str, home: Path, url: str, ada: int, size: int = 1) -> AsyncIterator[Fleet]:
    """`size` processes, started but not waited for."""
    ports = [free_port() for _ in range(size)]
    made = Fleet(base, home, url, more={"ADMINS": str(ada)}, ports=ports)
    try:
        for port in ports:
            await made.start(port)
        yield made
    finally:
        for process in made.running.values():
            if process.returncode is None:
                process.kill()
            await process.wait()


async def is_up(here: Fleet, port: int) -> bool:
    return await here.health(port) is not None


async def test_a_start_waits_for_an_unreachable_postgres(tmp_path: Path) -> None:
    async with own_server() as server, place(flood=False) as (base, world):
        await server.stop()
        rita, ada = await world.person("Rita"), await world.person("Ada")
        await rita.say("/start")
        async with started(base, tmp_path, server.url, ada.id, size=2) as here:
            sorry = await rita.wait_for(SORRY, timeout=60)
            assert "110" in (sorry.text or "")
            for port in here.ports:
                await until(partial(is_up, here, port))
                assert not await here.is_ready(port)
            await server.start()
            await rita.wait_for(ANSWER, timeout=60)
            for port in here.ports:
                await until(partial(here.is_ready, port))
            assert await outage_notices(rita) == 1
            await noted(server.url, world)


async def noted(url: str, world: World) -> None:
    """What was said meanwhile stands among the messages, so that Hide finds it: Rita's word, the sorry, the answers."""

    async def is_noted() -> bool:
        [(count,)] = await run(url, "SELECT count(*) FROM messages")
        sent = [call for call in await world.calls(method="sendMessage") if call.code == 200]
        return int(count) >= len(sent) + 1

    await until(is_noted)


async def test_a_start_waits_for_a_locked_sqlite_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tipline.db"
    async with place(flood=False) as (base, world):
        rita, ada = await world.person("Rita"), await world.person("Ada")
        await run(url, "SELECT 1")
        await rita.say("/start")
        with locked(tmp_path / "tipline.db"):
            async with asyncio.TaskGroup() as tasks, started(base, tmp_path, url, ada.id) as here:
                waiting = tasks.create_task(rita.wait_for(SORRY, timeout=60))
                await waiting
                assert not await here.is_ready(here.ports[0])
                (process,) = here.running.values()
                process.send_signal(signal.SIGTERM)
                assert await process.wait() == 0
        async with started(base, tmp_path, url, ada.id):
            await rita.wait_for(ANSWER, timeout=60)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_waiting_start_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    async with place(flood=False) as (base, world):
        ada = await world.person("Ada")
        async with started(base, tmp_path, f"sqlite:///{tmp_path}/tipline.db", ada.id) as here:
            (port,) = here.ports
            await until(partial(here.is_ready, port))
            process = here.running[port]
            process.send_signal(number)
            process.send_signal(number)
            assert await process.wait() == 0
        log = (tmp_path / f"log-{port}.jsonl").read_text("utf-8")
        assert '"event": "stopped"' in log
        assert "Traceback" not in log


# --- What no waiting mends -----------------------------------------------------------------------------------------


UNUSABLE = (
    ("sqlite:///{home}", "cannot be opened"),
    ("sqlite:///file:{home}/tipline.db?mode=ro&uri=true", "may only be read"),
    ("sqlite:///{home}/no-database.db", "damaged"),
    ("nonsense", "no address of a database"),
    ("mysql://somebody@somewhere/x", "no address of a database"),
    ("postgresql://somebody@somewhere:port/x", "no address of a database"),
)
COMMANDS = (("run",), ("staff", "list"))


def address_of(tried: tuple[int, tuple[str, ...]]) -> int:
    """Each address is tried with one of the commands, in a long run with both."""
    return tried[0]


@pytest.mark.parametrize(
    ("number", "command"), one_of_each([(n, words) for n in range(len(UNUSABLE)) for words in COMMANDS], address_of)
)
async def test_an_unusable_database_is_reported_in_words(tmp_path: Path, number: int, command: tuple[str, ...]) -> None:
    url, words = UNUSABLE[number]
    await run(f"sqlite:///{tmp_path}/tipline.db", "SELECT 1")
    (tmp_path / "no-database.db").write_bytes(b"no database at all" * 500)
    code, printed = await ran(tmp_path, *command, TOKEN=TOKEN, DATABASE_URL=url.format(home=tmp_path))
    assert code == 1, printed
    assert words in " ".join(printed.split())
    assert "Traceback" not in printed
    assert not (Path.cwd() / "file:").exists(), "an address is no path"


async def test_a_database_server_that_refuses_us_is_reported_in_words(tmp_path: Path) -> None:
    async with own_server() as server:
        nowhere = server.url.replace("/tipline_1?", "/no_such_database?")
        code, printed = await ran(tmp_path, "run", TOKEN=TOKEN, DATABASE_URL=nowhere)
        assert (code, "refuses us" in printed, "Traceback" in printed) == (1, True, False), printed
        await run(server.url, "ALTER ROLE postgres SET statement_timeout = '1ms'")
        code, printed = await ran(tmp_path, "staff", "list", TOKEN=TOKEN, DATABASE_URL=server.url)
        assert (code, "statement_timeout" in printed, "Traceback" in printed) == (1, True, False), printed
        await server.stop()
        code, printed = await ran(tmp_path, "staff", "list", TOKEN=TOKEN, DATABASE_URL=server.url)
        assert (code, "does not answer" in printed, "Traceback" in printed) == (1, True, False), printed
        await server.start()


async def test_an_unwritable_home_folder_is_named(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("no folder")
    for command in (("run",), ("staff", "list"), ("backup", "x")):
        code, printed = await ran(home, *command, TOKEN=TOKEN)
        assert code == 1, printed
        assert str(home) in "".join(printed.split("\n")) or "key-file-missing" in printed
        assert "Traceback" not in printed
