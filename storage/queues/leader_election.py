"""This process among those that share a PostgreSQL database: alive while its lock is held, and one of them leads.

The locks live on a connection of their own, so PostgreSQL itself takes them back when the process is gone. What a
worker without a lock had leased is freed by the others; whoever gets the leader's lock next, leads. The same connection
carries the wake-ups (NOTIFY, without content). On SQLite there is one process, and it leads.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from zlib import crc32

import structlog

from bot.domain.errors import Unreachable
from bot.domain.queues.queue import Queue
from storage.counters.counters import NEXT_OF
from storage.database.engine import Engine
from storage.database.errors import refusal_of_postgres
from storage.schema import Moment

log = structlog.get_logger()

BEAT = 0.5
"""Seconds between two looks at which workers are alive and which one leads, and between two attempts to connect."""
ANSWER_LIMIT = 4.0
SURE = 5.0
"""Seconds after the last answer of PostgreSQL during which the locks are certainly still held by this process.
PostgreSQL ends the session of a process that hangs after SILENT, and of a machine that vanished after six seconds
(`Engine`)."""
SILENT = "SET idle_session_timeout = '7s'"
SOON = "SET synchronous_commit = off"
"""A lost wake-up loses nothing."""
WORKERS, LEADER, CODING = 0x74696C77, 0x74696C6C, 0x74696C63
"""Spaces of advisory locks: per worker, per bot, and for workers that write row codes (older ones do not)."""
NEXT_NUMBER = NEXT_OF.format(name="worker")
LEASED = """SELECT leased_by FROM inbox WHERE closed_at IS NULL AND leased_by IS NOT NULL
UNION SELECT leased_by FROM outbox WHERE ended_at IS NULL AND leased_by IS NOT NULL
UNION SELECT leased_by FROM fetches WHERE leased_by IS NOT NULL"""
ALIVE = """SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
AND classid::bigint = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
FREE = """UPDATE {queue} SET due_at = $2, leased_until = NULL, leased_by = NULL, {counted} WHERE id IN
(SELECT id FROM {queue} WHERE {is_open} AND leased_by = ANY($1) FOR UPDATE SKIP LOCKED)"""
"""Frees the rows of dead workers. A locked row is skipped, because the last act of the dead worker is just closing it.
The next beat looks again."""
FREEING = (
    FREE.format(queue="inbox", is_open="closed_at IS NULL", counted="attempts = attempts + 1, lost = lost + 1"),
    FREE.format(queue="outbox", is_open="ended_at IS NULL", counted="uncertain = uncertain + 1"),
    FREE.format(queue="fetches", is_open="NOT parked", counted="attempts = attempts + 1"),
)

Heard = Callable[[Queue], None]


class WorkerElection:
    """This process among those that share the database: alive, and perhaps the leader.

    Before `run` the process is a visitor (a command): what it leases, nobody frees."""

    def __init__(self, engine: Engine, bot: int, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._bot = crc32(str(bot).encode()) - 2**31
        self._now = now
        self._number: int | None = None
        self._leads = False
        self._led_last: bool | None = None
        self._sure_until = 0.0
        self._has_others = False
        self._is_visitor = True
        self._on_change: Heard | None = None
        self._news: set[Queue] = set()
        self._wake = asyncio.Event()
        self._stopping = False

    # --- what the queues and the loops ask ---

    @property
    def number(self) -> int | None:
        """The worker's number, while its lock is certainly held."""
        is_sure = self._number is not None and asyncio.get_running_loop().time() < self._sure_until
        return self._number if is_sure else None

    @property
    def epoch(self) -> int:
        """The epoch of this process as leader; 0 while another process leads. On SQLite always 1."""
        if self._engine.is_sqlite:
            return 1
        return (self.number or 0) if self._leads else 0

    @property
    def may_work(self) -> bool:
        """Whether this process may lease updates. Not while it may have lost its lock."""
        return self._engine.is_sqlite or self._is_visitor or self.number is not None

    @property
    def may_send(self) -> bool:
        """Whether this process may lease messages: only the leader may."""
        return self._is_visitor or self.epoch > 0

    @property
    def speaks(self) -> bool:
        """Whether this process speaks for the line: the one that leads; while nobody can be asked who leads, the one
        that led when it could last be asked. One that never could speaks too: nobody else may be left."""
        if self._engine.is_sqlite:
            return True
        return self._leads if self.number is not None else bool(self._led_last)

    # --- running ---

    @property
    def has_others(self) -> bool:
        """Whether another process may take updates in, as far as is known."""
        return not self._engine.is_sqlite and (self._is_visitor or self._has_others or self.number is None)

    def tell(self, queue: Queue) -> None:
        """Wake the others that look after the queue, if there are any; the outbox is the leader's."""
        if self._has_others and not (queue is Queue.OUTBOX and self._leads):
            self._news.add(queue)
            self._wake.set()

    def stop(self) -> None:
        """Release the locks at once."""
        self._stopping = True
        self._wake.set()

    async def run(self, heard: Heard) -> None:
        """Hold the locks until `stop`. When they are lost, get new ones under a new number."""
        self._on_change, self._is_visitor = heard, False
        while not self._stopping:
            if not self._engine.is_sqlite:
                await self._try_to_lead()
            await self._rest(BEAT)

    async def _try_to_lead(self) -> None:
        try:
            await self._lead()
        except _lost() as error:
            log.error("presence_lost", worker=self._number, error=type(error).__name__)
            if self._led_last is None:
                self._led_last = True
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._number, self._leads = None, False
        self._notify_all()

    def _notify_all(self) -> None:
        for queue in Queue:
            self._notify(queue)

    def _notify(self, queue: Queue, *_: object) -> None:
        if self._on_change is not None:
            self._on_change(queue)

    async def _lead(self) -> None:
        """Hold the locks over one connection, until it ends."""
        async with asyncio.timeout(ANSWER_LIMIT):
            connection = await self._engine.own_connection()
        connection.add_termination_listener(self._cut)
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                number = await self._enter(connection)
            while not self._stopping:
                async with asyncio.timeout(ANSWER_LIMIT):
                    await self._beat(connection, number)
                await self._pass_on(connection)
        finally:
            connection.terminate()

    def _cut(self, _: Any) -> None:
        """The connection is gone, and the locks with it."""
        if self._number is not None:
            self._let_go()
        self._wake.set()

    async def _enter(self, connection: Any) -> int:
        """Get a new number and its lock, and listen for the wake-ups of other processes."""
        number = int(await connection.fetchval(NEXT_NUMBER))
        await connection.execute("SELECT pg_advisory_lock($1, $2)", WORKERS, number)
        await connection.execute("SELECT pg_advisory_lock($1, $2)", CODING, number)
        await connection.execute(SILENT)
        await connection.execute(SOON)
        for queue in Queue:
            await connection.add_listener(channel(queue), partial(self._notify, queue))
        return number

    async def _beat(self, connection: Any, number: int) -> None:
        """Confirm our lock, try to become the leader, and free the leases of workers that died. Leases are read before
        it is asked which workers are alive."""
        asked_at = asyncio.get_running_loop().time()
        leased = await self._leased(connection)
        alive = {row[0] for row in await connection.fetch(ALIVE, WORKERS)}
        if number not in alive:
            raise ConnectionError("the lock is gone")
        if not self._leads and await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", LEADER, self._bot):
            self._leads = True
            log.info("leads", worker=number)
        self._number, self._sure_until = number, asked_at + SURE
        self._led_last = self._leads
        self._has_others = len(alive) > 1
        if dead := leased - alive:
            await self._free(connection, dead)
        if dead or self._has_others:
            self._notify_all()

    async def _leased(self, connection: Any) -> set[int]:
        """The workers that have leased rows. Returns an empty set where a table is damaged. The locks stay held
        then."""
        try:
            return {row[0] for row in await connection.fetch(LEASED)}
        except refusal_of_postgres() as error:
            if connection.is_closed():
                raise
            log.error("leases_unknown", error=type(error).__name__)
            return set()

    async def _free(self, connection: Any, dead: set[int]) -> None:
        """Free the rows that these workers had leased: they are due now, and the attempt counts."""
        for freeing in FREEING:
            await connection.execute(freeing, list(dead), Moment.number(self._now()))
        log.warning("freed", workers=sorted(dead))

    async def _pass_on(self, connection: Any) -> None:
        """Pass wake-ups on at once, until the next beat."""
        clock = asyncio.get_running_loop().time
        until = clock() + BEAT
        while not (self._stopping or connection.is_closed()) and (left := until - clock()) > 0:
            await self._rest(left)
            news, self._news = self._news, set()
            async with asyncio.timeout(ANSWER_LIMIT):
                for queue in news:
                    await connection.execute("SELECT pg_notify($1, '')", channel(queue))

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()


def _lost() -> tuple[type[Exception], ...]:
    """The errors that a query may raise whose connection is being cut."""
    from asyncpg import InterfaceError, InternalClientError  # noqa: PLC0415 - SQLite needs no other driver

    return OSError, TimeoutError, Unreachable, refusal_of_postgres(), InterfaceError, InternalClientError


def channel(queue: Queue) -> str:
    """The name under which PostgreSQL passes wake-ups on."""
    return f"tipline_{queue.value}"
