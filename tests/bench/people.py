"""People who report: each does the acts of the script one after the other, as fast as the bot answers."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

from tests.bench.meter import Meter, cpu_seconds
from tests.bench.script import ACTS, Act

TIMEOUT = 60.0
"""Seconds without an answer after which a person is stuck."""
ALERTED_WITHIN = 20.0
NUMBERS = count(1_000_001)
NOBODY: Mapping[str, Sequence[int]] = {}
TENTHS = 10


class StubServer(Protocol):
    """What people need of the stub."""

    chats: dict[int, "BenchChat"]
    calls: int
    alerts: int
    alerted: asyncio.Event

    def number(self) -> int: ...

    def push(self, kind: str, body: dict[str, Any]) -> None: ...


@dataclass
class BenchChat:
    """What stands in one chat, the newest last."""

    id: int
    keys: dict[int, dict[str, str]] = field(default_factory=dict)
    wanted: str = ""
    seen: asyncio.Future[float] | None = None

    def show(self, number: int, words: str, keys: dict[str, str]) -> None:
        """The bot wrote or changed a message."""
        if self.id < 0:
            return
        self.keys.pop(number, None)
        self.keys[number] = keys
        if self.seen is not None and not self.seen.done() and self._has(words, keys):
            self.seen.set_result(time.perf_counter())

    def _has(self, words: str, keys: dict[str, str]) -> bool:
        return self.wanted in words or any(self.wanted in label for label in keys)

    def message(self, head: dict[str, Any]) -> dict[str, Any]:
        """A message whose buttons were taken away."""
        self.keys.pop(head["message_id"], None)
        return head | {"text": "-"}

    def find(self, label: str) -> tuple[int, str]:
        """The newest message with such a button, and what the button sends."""
        for number, keys in reversed(self.keys.items()):
            for text, data in keys.items():
                if text == label:
                    return number, data
        raise LookupError(f"no button {label}")


@dataclass
class Person:
    """One person in a private chat."""

    server: StubServer
    chat: BenchChat
    meter: Meter

    @property
    def user(self) -> dict[str, Any]:
        """As Telegram names them."""
        return {"id": self.chat.id, "is_bot": False, "first_name": f"P{self.chat.id}", "language_code": "en"}

    async def report(self) -> None:
        """All acts of the script."""
        await self.do(ACTS)
        self.chat.keys.clear()

    async def do(self, acts: Sequence[Act]) -> None:
        """Some of them."""
        for act in acts:
            await self.act(act)

    async def act(self, act: Act) -> None:
        """Do it and wait for the answer."""
        self.chat.wanted = act.then
        self.chat.seen = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        self._do(act)
        async with asyncio.timeout(TIMEOUT):
            self.meter.answered(await self.chat.seen - started)

    def _do(self, act: Act) -> None:
        if act.do == "press":
            number, data = self.chat.find(act.what)
            query = {"id": str(number), "from": self.user, "chat_instance": "1", "data": data}
            self.server.push("callback_query", query | {"message": self._message(number) | {"text": "-"}})
            return
        message = self._message(self.server.number()) | {"from": self.user}
        self.server.push("message", message | (photo(self.chat.id) if act.do == "photo" else words(act.what)))

    def _message(self, number: int) -> dict[str, Any]:
        place = {"id": self.chat.id, "type": "private", "first_name": self.user["first_name"]}
        return {"message_id": number, "date": int(time.time()), "chat": place}


def words(text: str) -> dict[str, Any]:
    """A text; a command is marked as one."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
    return {"text": text, "entities": entities}


def photo(person: int) -> dict[str, Any]:
    """A photo in two sizes."""
    sizes = (("s", 90, 1_500), ("l", 1280, 60_000))
    named = [
        {"file_id": f"F{person}{n}", "file_unique_id": f"U{person}{n}", "width": w, "height": w, "file_size": size}
        for n, w, size in sizes
    ]
    return {"photo": named}


class People:
    """People who report at once, each again and again until `reports` reports are made. Reports are whole: `seconds`
    only ends a run that hangs. `pids` are the processes whose CPU is told."""

    def __init__(
        self, server: StubServer, people: int, reports: int, seconds: float, pids: Mapping[str, Sequence[int]] = NOBODY
    ) -> None:
        self._server = server
        self._people = people
        self._left = reports
        self._seconds = seconds
        self._meter = Meter(reports * len(ACTS), pids)
        self._done = 0
        self._stuck = 0

    async def report(self) -> dict[str, Any]:
        """What was seen: reports and acts done, seconds, waits in milliseconds."""
        calls, alerts, started = self._server.calls, self._server.alerts, time.perf_counter()
        working = time.process_time()
        tasks = [asyncio.create_task(self._one()) for _ in range(self._people)]
        _, cut_off = await asyncio.wait(tasks, timeout=self._seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        seconds, working = time.perf_counter() - started, time.process_time() - working
        seen = self._meter.middle()
        await self._all_alerted(alerts)
        return {
            "reports": self._done,
            "stuck": self._stuck,
            "cut_off": len(cut_off),
            "acts": len(self._meter.waits),
            "seconds": seconds,
            "stub_cpu": working,
            "calls": self._server.calls - calls,
            "alerts": self._server.alerts - alerts,
            **seen,
        }

    async def _all_alerted(self, before: int) -> None:
        """An alert may come after the receipt: wait for the last of them, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(ALERTED_WITHIN):
                while self._server.alerts - before < self._done:
                    self._server.alerted.clear()
                    await self._server.alerted.wait()

    async def _one(self) -> None:
        """One person after the other in the same place: everybody reports once."""
        while self._left > 0:
            self._left -= 1
            person = somebody(self._server, self._meter)
            try:
                await person.report()
            except (TimeoutError, LookupError):
                self._stuck += 1
            else:
                self._done += 1
            del self._server.chats[person.chat.id]


def somebody(server: StubServer, meter: Meter) -> Person:
    """A person whom nobody knows yet."""
    number = next(NUMBERS)
    return Person(server, server.chats.setdefault(number, BenchChat(number)), meter)


async def tenths(server: StubServer, people: int, reports: int, pids: Sequence[int]) -> list[float]:
    """CPU milliseconds an update by tenth of a report. All people do the acts of one tenth, then all those of the next,
    so that what is spent meanwhile belongs to it."""
    spent, acts = [0.0] * TENTHS, [0] * TENTHS
    for _ in range(max(1, reports // people)):
        crowd = [somebody(server, Meter(0)) for _ in range(people)]
        for tenth, share in enumerate(shares()):
            before = cpu_seconds(pids)
            await asyncio.gather(*(one.do(share) for one in crowd))
            spent[tenth] += cpu_seconds(pids) - before
            acts[tenth] += len(share) * people
        for one in crowd:
            del server.chats[one.chat.id]
    return [1000 * cpu / count if count else 0.0 for cpu, count in zip(spent, acts, strict=True)]


def shares() -> list[Sequence[Act]]:
    """The script in ten parts."""
    return [ACTS[len(ACTS) * n // TENTHS : len(ACTS) * (n + 1) // TENTHS] for n in range(TENTHS)]
