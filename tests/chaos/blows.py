"""The blows of a schedule, each dealt from outside: to the wire, to the machine, by people, by time."""

import asyncio
import resource
import signal
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp

from bot.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Refused
from tests.chaos.ground import Ground
from tests.chaos.launcher import READ
from tests.chaos.people import Reporter
from tests.chaos.plan import AUTUMN, SPRING, Blow
from tests.handlers.house import TOKEN, until

LEFT = AgencyKey("CYL")
"""The body whose group throws the bot out, and takes it back."""
GROWS = tuple(AgencyKey(key) for key in ("EDU", "PSB", "PROC"))
FULL = 8192
"""Bytes of a file beyond which nothing can be written while the disk is full."""

SEND = "sendMessage"
ON_THE_WIRE: Mapping[str, tuple[dict[str, Any], ...]] = {
    "flood": ({"kind": "status", "method": SEND, "times": 3, "status": 429, "retry_after": 1,
               "description": "Too Many Requests: retry after 1"},),
    "flood_bare": ({"kind": "status", "method": SEND, "times": 3, "status": 429, "description": "Too Many Requests"},),
    "server_fault": ({"kind": "status", "method": SEND, "times": 3, "status": 500, "chat": "group"},
                     {"kind": "status", "method": SEND, "times": 2, "status": 500, "chat": "private"}),
    "html_502": ({"kind": "raw", "times": 5, "status": 502, "description": "<html>502 Bad Gateway</html>"},),
    "drop_before": ({"kind": "drop_before", "method": SEND, "times": 2, "chat": "group"},
                    {"kind": "drop_before", "times": 2}),
    "drop_after": ({"kind": "drop_after", "method": SEND, "times": 2, "chat": "group"},
                   {"kind": "drop_after", "times": 2}),
    "slow": ({"kind": "slow", "method": SEND, "times": 2, "seconds": READ + 0.5},
             {"kind": "slow", "method": "getUpdates", "seconds": 1.0}),
    "truncated": ({"kind": "truncate", "method": SEND, "times": 2}, {"kind": "truncate", "method": "getUpdates"}),
    "refused_401": ({"kind": "status", "method": "getUpdates", "status": 401, "description": "Unauthorized"},
                    {"kind": "status", "method": SEND, "status": 401, "description": "Unauthorized"}),
    "refused_404": ({"kind": "status", "method": "getUpdates", "status": 404, "description": "Not Found"},
                    {"kind": "status", "method": SEND, "status": 404, "description": "Not Found"}),
    "repeated": ({"kind": "repeat_update", "method": "getUpdates", "times": 4},),
    "reordered": ({"kind": "reorder_updates", "method": "getUpdates", "times": 4},),
    "poison": ({"kind": "missing_fields", "method": "getUpdates"},),
    "newer_api": ({"kind": "unknown_fields", "method": "*", "times": 12},),
    "deleted_topic": ({"kind": "status", "method": SEND, "status": 400, "chat": "group",
                       "description": "Bad Request: message thread not found"},),
}  # fmt: skip


@dataclass
class Storm:
    """Deals the blows of the plan, one after the other, each not before its time."""

    ground: Ground
    cast: Cast
    reporters: list[Reporter]

    async def rage(self, patience: float) -> None:
        """All of them; then, when what was planned for the wire has fallen too, everything works again."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for blow in self.ground.plan.blows:
            await asyncio.sleep(max(0.0, began + blow.at - loop.time()))
            await self._deal(blow)
            self.ground.fallen.append(blow.kind)
        await self._fall(patience)
        await self.ground.world.heal()
        await self.ground.start()
        await self.ground.wait_up()

    async def _fall(self, patience: float) -> None:
        """A fault falls when the bot makes such a call; people go on meanwhile."""

        async def is_over() -> bool:
            return not self.ground.simulator.cloud.faults.listed() or all(one.number for one in self.reporters)

        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await until(is_over)

    async def _deal(self, blow: Blow) -> None:
        for fault in ON_THE_WIRE.get(blow.kind, ()):
            await self.ground.world.fault(**fault)
        if blow.kind not in ON_THE_WIRE:
            deeds: dict[str, Callable[[float], Awaitable[None]]] = {
                "kill": self._kill,
                "end_twice": self._end_twice,
                "database": self._lock if self.ground.server is None else self._stop_server,
                "disk_full": self._fill_disk,
                "files_away": self._hide_files,
                "second_ticker": self._tick_twice,
                "rival_409": self._poll,
                "blocked": self._block,
                "kicked": self._kick,
                "supergroup": self._grow,
                "stale_press": self._let_presses_age,
                "jump": self._jump,
                "clocks_change": self._change_clocks,
            }
            await deeds[blow.kind](blow.chance)

    # --- the machine ---

    async def _kill(self, chance: float) -> None:
        await self.ground.end(signal.SIGKILL)
        await asyncio.sleep(chance / 2)
        await self.ground.start()

    async def _end_twice(self, chance: float) -> None:
        """A second SIGTERM while it is ending; it ends once, in order."""
        await self.ground.wait_up()
        code = await self.ground.end(signal.SIGTERM, signal.SIGTERM)
        if code:
            self.ground.faults.append(f"ended with {code} when asked twice")
        await self.ground.start()

    async def _lock(self, chance: float) -> None:
        """Another process holds SQLite's write lock."""
        holder = sqlite3.connect(self.ground.home / "tipline.db", isolation_level=None, timeout=10)
        try:
            holder.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(1.0 + 2.0 * chance)
            holder.execute("ROLLBACK")
        finally:
            holder.close()

    async def _stop_server(self, chance: float) -> None:
        server = self.ground.server
        assert server is not None
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(0.5 + chance)
        await asyncio.to_thread(server.ensure_postgres_running)

    async def _fill_disk(self, chance: float) -> None:
        """No file of the bot may grow; the kernel refuses."""
        process = self.ground.bot
        if process is None or process.returncode is not None:
            return
        was = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (FULL, was[1]))
        await asyncio.sleep(1.0 + chance)
        if process.returncode is None:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, was)

    async def _hide_files(self, chance: float) -> None:
        """Where the folder was, there is something else."""
        folder, away = self.ground.home / "files", self.ground.home / "away"
        folder.mkdir(exist_ok=True)
        folder.rename(away)
        folder.touch()
        await asyncio.sleep(1.0 + chance)
        folder.unlink()
        away.rename(folder)

    async def _tick_twice(self, chance: float) -> None:
        ticker = await self.ground.launch("tick")
        await asyncio.sleep(2.0 + chance)
        await self._jump(chance)
        await asyncio.sleep(1.0)
        ticker.terminate()
        await ticker.wait()

    # --- Telegram and people ---

    async def _poll(self, chance: float) -> None:
        """Somebody else asks for updates with our token, and confirms nothing."""
        url = f"{self.ground.base}/bot{TOKEN}/getUpdates"
        async with aiohttp.ClientSession() as session:
            with suppress(aiohttp.ClientError):  # another fault of the storm may hit this call
                await (await session.post(url, json={"timeout": 0, "limit": 1})).read()

    async def _block(self, chance: float) -> None:
        somebody = self.reporters[int(chance * len(self.reporters))]
        somebody.is_blocking = True
        await somebody.person.block()
        await asyncio.sleep(1.0)
        await somebody.person.unblock()
        somebody.is_blocking = False
        await somebody.person.say("/start")

    async def _kick(self, chance: float) -> None:
        """Thrown out of a group, and invited again by a new link."""
        head, group = self.cast.heads[LEFT], self.cast.groups[LEFT]
        self.ground.rebound.add(LEFT)
        await group.bot("kick", head)
        await asyncio.sleep(1.0)
        await head.open(await self.ground.group_link(LEFT), group)

    async def _grow(self, chance: float) -> None:
        agency = GROWS[int(chance * len(GROWS))]
        group = self.cast.groups[agency]
        old = group.id
        try:
            await group.migrate()
        except Refused:
            return  # it is a supergroup already
        self.ground.former.setdefault(agency, []).append(old)

    # --- time ---

    async def _let_presses_age(self, chance: float) -> None:
        """Nobody is there to hear them for three minutes."""
        await self.ground.end(signal.SIGKILL)
        await asyncio.sleep(0.3)
        self.ground.clock.advance(timedelta(minutes=3))
        await self.ground.start()

    async def _jump(self, chance: float) -> None:
        self.ground.clock.advance(timedelta(minutes=5 + 20 * chance))

    async def _change_clocks(self, chance: float) -> None:
        """To a minute after the change to or from summer time."""
        now = self.ground.clock.now()
        change = SPRING if now < SPRING else AUTUMN
        if change - now < timedelta(hours=2):
            self.ground.clock.advance(max(change - now, timedelta()) + timedelta(minutes=1))
