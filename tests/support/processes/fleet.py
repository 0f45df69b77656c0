"""Several real processes of the program on one PostgreSQL database, killed without warning and started again."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.processes.children import Child, started
from tests.support.running.running_bot import TOKEN, free_port
from tests.support.waiting import until

ROOT = Path(__file__).parents[3]


@dataclass
class Fleet:
    """`program` runs `size` times on one home and one database."""

    base: str
    home: Path
    database_url: str
    program: tuple[str, ...] = ("bot", "run")
    more: dict[str, str] = field(default_factory=dict)
    is_forked: bool = True
    """Whether the processes are forked from one that has imported the program. Where its cost is measured, they are
    not."""
    ports: list[int] = field(default_factory=list)
    running: dict[int, asyncio.subprocess.Process | Child] = field(default_factory=dict)
    kills: int = 0

    def environment(self, port: int) -> dict[str, str]:
        """Ordinary settings, as an operator would write them."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "PYTHONDONT"))}
        ours = {
            "TOKEN": TOKEN, "API_URL": self.base, "HOME": str(self.home), "DATABASE_URL": self.database_url,
            "LISTEN": f"127.0.0.1:{port}", "WEBHOOK_LISTEN": f"127.0.0.2:{port}", "LOG": "json info",
        }  # fmt: skip
        return clean | {f"TIPLINE_{name}": value for name, value in (ours | self.more).items()}

    async def start(self, port: int) -> None:
        """Starts one process; each has one log file, which continues."""
        log_file, (name, *words) = self.home / f"log-{port}.jsonl", self.program
        if self.is_forked:
            module = "bot.__main__" if name == "bot" else name
            self.running[port] = await started((*words,), self.environment(port), log_file, module)
            return
        with log_file.open("ab") as log:
            self.running[port] = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *self.program, cwd=ROOT, env=self.environment(port), stdout=log, stderr=log
            )

    async def health(self, port: int, path: str = "health") -> Any:
        """What the process says about itself; None while it does not answer."""
        address = f"http://127.0.0.1:{port}/{path}"
        try:
            async with aiohttp.ClientSession() as session, session.get(address) as answer:
                return await answer.json() if path == "health" else answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return None

    async def is_ready(self, port: int) -> bool:
        """Whether it answers. A process that ended by itself is a failure."""
        assert self.running[port].returncode is None, (self.home / f"log-{port}.jsonl").read_text("utf-8")[-2000:]
        return bool(await self.health(port, "ready"))

    async def kill(self, port: int) -> None:
        """SIGKILL."""
        self.running[port].kill()
        await self.running[port].wait()
        self.kills += 1

    async def leaders(self) -> list[int]:
        """Ports of the processes that lead."""
        return [port for port in self.ports if ((await self.health(port)) or {}).get("leads")]

    async def harass(self, done: asyncio.Event, every: float) -> None:
        """Kills one after the other (the leader too) and starts it again, until done; two are up at any time."""
        at = 0
        while not await _is_set(done, every):
            victim = self.ports[at % len(self.ports)]
            if all([await self.is_ready(port) for port in self.ports]):
                await self.kill(victim)
                await self.start(victim)
                at += 1


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def fleet(
    base: str,
    home: Path,
    database_url: str,
    *,
    size: int = 3,
    program: tuple[str, ...] = ("bot", "run"),
    more: Mapping[str, str] | None = None,
    is_forked: bool = True,
) -> AsyncIterator[Fleet]:
    """All processes are up; all are killed at the end."""
    made = Fleet(base, home, database_url, program, dict(more or {}), is_forked, [free_port() for _ in range(size)])
    try:
        for port in made.ports:
            await made.start(port)
        for port in made.ports:
            await until(lambda port=port: made.is_ready(port))
        yield made
    finally:
        for process in made.running.values():
            if process.returncode is None:
                process.kill()
            await process.wait()
