"""The real program as a process of its own, killed and started again."""

import os
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp

from bot.simulator.client import World
from tests.support.processes.children import Child, started
from tests.support.running.running_bot import UNLOCKED
from tests.support.waiting import until

TOKEN = "4242:very-secret-token"


@dataclass
class BotProcess:
    """Where the program runs again and again on the same home."""

    base: str
    world: World
    home: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        """Ordinary settings, as an operator would give them."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "PYTHONDONT"))}
        ours = {
            "TOKEN": TOKEN,
            "API_URL": self.base,
            "HOME": str(self.home),
            "LISTEN": f"127.0.0.1:{self.port}",
            "LOG": "json debug",
            "PROFILE": UNLOCKED,
        }
        return clean | {f"TIPLINE_{name}": value for name, value in ours.items()}

    async def start(self, *words: str) -> Child:
        """`python -m bot WORDS`; its log goes on in one file."""
        return await started(words, self.environment, self.home / "log.jsonl")

    async def said(self, *words: str) -> str:
        """What the command prints."""
        with tempfile.NamedTemporaryFile() as output:
            process = await started(words, self.environment, Path(output.name))
            code, printed = await process.wait(), output.read().decode()
        assert code == 0, printed
        return printed

    async def _is_ready(self, process: Child) -> bool:
        assert process.returncode is None, (self.home / "log.jsonl").read_text("utf-8")[-2000:]
        try:
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/ready") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    @asynccontextmanager
    async def running(self, end: signal.Signals = signal.SIGKILL) -> AsyncIterator[Child]:
        """The bot, ready; ended by this signal on leaving."""
        process = await self.start("run")
        try:
            await until(partial(self._is_ready, process))
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(end)
            await process.wait()
