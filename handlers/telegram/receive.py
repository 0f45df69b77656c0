"""Updates into the inbox, first of all: stored and committed, and only then confirmed to Telegram."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

import aiohttp
import structlog

from bot.domain.lanes import lane_of_chat
from bot.ports.inbox import RawUpdate
from bot.ports.time import Wake
from handlers.telegram.arrivals import Admitted, Gate, OpenGate, sender_of
from handlers.telegram.buttons import parse
from handlers.telegram.raw_update import BODIES, INT63, body_of, read, table
from handlers.telegram.server_time import Note, deaf
from handlers.telegram.slim import slim_update
from handlers.telegram.transport import LONGEST_FLOOD, YES, nobody

log = structlog.get_logger()

ALLOWED_UPDATES = BODIES
"""Named at every call: Telegram remembers the last list it was given."""
POLL = 25
LIMIT = 100
BODY_LIMIT = 4 * 1024 * 1024
LONGEST_PAUSE = 30.0
STAYS_REFUSED = 3
"""Repeats, after 1, 2 and 4 s, after which a refused token or address is no slip: whoever runs the line is paged."""
AWAY_PAUSE = 5
STORE_LIMIT = 1.5
"""Seconds that updates get to be stored; after them the database counts as away, and whoever wrote is told so."""
UNSTORED_PAUSE = 1.0
"""Seconds until it is tried again: meanwhile others may have written, who must hear within five."""


class Store(Protocol):
    """As much of `bot.ports.Inbox` as intake needs."""

    async def store(self, updates: Sequence[RawUpdate], now: datetime) -> int: ...
    async def park_raw(self, body: bytes, reason: str, now: datetime) -> None: ...


class Naming(Protocol):
    """As much of `bot.ports.Marks` as intake needs."""

    def mark(self, purpose: str, text: str) -> str: ...


def lane_of(update: dict[str, Any], marks: Naming) -> str:
    """Updates of one lane are handled in order: a person in private, a case that a group's button names, else a chat.

    Names nobody: ids are hashed with a key.
    """
    body = body_of(update)
    places = (body.get("chat"), table(body.get("message")).get("chat"), body.get("from"))
    chat = next((place for place in map(table, places) if place), {})
    number = getattr(parse(str(body.get("data", ""))), "number", None)
    if number is not None and chat.get("type") != "private":
        return f"case:{number}"
    place = chat.get("id")
    return lane_of_chat(marks.mark, place if type(place) is int else "strange")


async def nothing(_: object = None) -> None:
    """Tells nobody."""


class Intake:
    """What polling and webhook share: stores batches, wakes the inbox loop, remembers when it last went well."""

    def __init__(self, inbox: Store, marks: Naming, now: Callable[[], datetime], wake: Wake) -> None:
        self._inbox = inbox
        self._blind_index = marks
        self._wake = wake
        self.now = now
        self.last_at: datetime | None = None
        self.trouble = ""
        self.is_refused = False
        """Whether Telegram goes on refusing the token, or does not know the bot."""
        self.is_away = False
        """The last updates that came could not be stored."""
        self.stored = 0
        self.not_kept = 0
        """Updates of people who sent too many at once."""
        self.gate: Gate = OpenGate()
        self._heard_at: float | None = None
        self.apologise: Callable[[Sequence[object]], Awaitable[None]] = nothing
        """Called with updates that could not be stored."""
        self.well: Callable[[datetime], Awaitable[None]] = nothing
        """Called after each answer of Telegram that was stored; on webhooks a quiet hour says nothing."""
        self.back: Callable[[], Awaitable[None]] = nothing
        """Called when updates could be stored again."""

    def raw(self, update: object) -> RawUpdate | None:
        """The update as a row, whatever is in it; None for what is no update: without a number, and nobody's."""
        if not isinstance(update, dict) or not (type(update.get("update_id")) is int or body_of(update)):
            return None
        words = json.dumps(slim_update(update), ensure_ascii=False, separators=(",", ":"))
        body = words.encode("utf-8", "replace")  # of half a sign, "?"
        marks = self._blind_index
        return RawUpdate(self._number(update, body), lane_of(update, marks), body, sender_of(update, marks.mark))

    def _number(self, update: dict[str, Any], body: bytes) -> int:
        """Its own, by which a repeat is known; of one that fits in no column a number is made that is nobody else's."""
        number = update.get("update_id")
        if type(number) is int and 0 <= number <= INT63:
            return number
        return -1 - int(self._blind_index.mark("update", body.decode())[:15], 16)

    async def store(self, updates: Sequence[RawUpdate]) -> None:
        """One commit for what fits; whoever sent more is told so. Raises when the database is away: then nothing may be
        confirmed."""
        was_away, admitted = self.is_away, self.gate.admit(updates, self.now())
        if updates or was_away:
            await self._store(admitted)
        self.last_at, self.trouble, self.is_away, self.is_refused = self.now(), "", False, False
        self._heard_at = asyncio.get_running_loop().time()
        if was_away:
            await self._try(self.back)

    async def _store(self, admitted: Admitted) -> None:
        try:
            async with asyncio.timeout(STORE_LIMIT):
                self.stored += await self._inbox.store(admitted.rows, self.now())
            if admitted.told:
                async with asyncio.timeout(STORE_LIMIT):
                    await self.gate.tell(admitted.told)
        except BaseException:
            self.gate.take_back(admitted)
            self.is_away = True
            raise
        self.not_kept += admitted.lost
        self._wake.set()

    def begin(self) -> None:
        """From now on something should be heard of Telegram every half a minute."""
        self._heard_at = asyncio.get_running_loop().time()

    def silent_for(self) -> float | None:
        """Seconds since something was heard and stored, counted without any clock; None before the beginning."""
        return None if self._heard_at is None else asyncio.get_running_loop().time() - self._heard_at

    async def note_well(self) -> None:
        """Telegram has answered, and all it gave is stored."""
        await self._try(lambda: self.well(self.now()))

    async def _try(self, act: Callable[[], Awaitable[None]]) -> None:
        """What is only noted must not make anybody think that an update was not stored."""
        try:
            async with asyncio.timeout(STORE_LIMIT):
                await act()
        except Exception as error:  # the updates are stored
            log.error("intake_not_noted", error=type(error).__name__)

    async def park(self, body: bytes) -> None:
        """Keep what is no update for an operator."""
        log.error("no_update_body")
        async with asyncio.timeout(STORE_LIMIT):
            await self._inbox.park_raw(body, "NoUpdate", self.now())


class Polling:
    """Long polling over plain HTTP: one update that cannot be parsed does not hold up the others."""

    def __init__(
        self,
        intake: Intake,
        url: str,
        session: aiohttp.ClientSession,
        note: Note = deaf,
        on_answer: Callable[[], None] = nobody,
        met_another: Callable[[], None] = nobody,
    ) -> None:
        """`note` is told the headers of each answer of Telegram; `on_answer` is called when it has given updates, and
        `met_another` at a 409."""
        self._on_answer = on_answer
        self._intake = intake
        self._note = note
        self._met_another = met_another
        self._url = url
        self._session = session
        self._offset: int | None = None
        self._failures = 0
        self._stopping = asyncio.Event()
        self._deadline: asyncio.Timeout | None = None

    def stop(self) -> None:
        """End now; what was fetched and not stored is fetched again by whoever polls next."""
        self._stopping.set()
        if self._deadline is not None and not self._deadline.expired():
            self._deadline.reschedule(asyncio.get_running_loop().time())

    async def run(self) -> None:
        """Until `stop`. No answer of Telegram ends it."""
        self._intake.begin()
        while not self._stopping.is_set():
            pause = await self._once()
            self._failures = self._failures + 1 if pause else 0
            if pause:
                await self._rest(pause)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _once(self) -> float:
        """Fetch and store; seconds to wait before the next time."""
        try:
            async with asyncio.timeout(None) as self._deadline:
                status, body = await self._fetch()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return 0.0 if self._stopping.is_set() else self._away(type(error).__name__)
        finally:
            self._deadline = None
        if status != HTTPStatus.OK:
            return self._refused(status, body)
        return await self._keep(body)

    async def _fetch(self) -> tuple[int, bytes]:
        asked: dict[str, Any] = {"timeout": POLL, "limit": LIMIT, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            asked["offset"] = self._offset
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=POLL + 15)
        asked_at = asyncio.get_running_loop().time()
        async with self._session.post(self._url, json=asked, timeout=timeout) as answer:
            body = await answer.read()
            if body.startswith(YES):
                self._note(answer.headers, asked_at)
            return answer.status, body

    async def _keep(self, body: bytes) -> float:
        """Store the batch, then move the offset."""
        try:
            found = list(table(read(body))["result"])
            rows = [self._intake.raw(update) for update in found]
        except (KeyError, TypeError) as error:
            return self._away(type(error).__name__)
        self._on_answer()
        updates = [row for row in rows if row is not None]
        if self._intake.is_away:
            await self._intake.apologise(found)  # who wrote meanwhile has waited long enough
        try:
            for update, row in zip(found, rows, strict=True):
                if row is None:
                    await self._intake.park(json.dumps(update).encode())
            await self._intake.store(updates)
        except Exception as error:  # the database is away: the offset stays, Telegram keeps the updates
            return await self._unstored(found, type(error).__name__)
        await self._intake.note_well()
        numbers = [number for update in found if type(number := table(update).get("update_id")) is int]
        if numbers:
            self._offset = max(numbers) + 1
        return AWAY_PAUSE if found and not numbers else 0.0

    async def _unstored(self, found: Sequence[object], reason: str) -> float:
        self._intake.trouble = reason
        log.warning("intake_away", error=reason, seconds=UNSTORED_PAUSE)
        await self._intake.apologise(found)
        return min(UNSTORED_PAUSE, LONGEST_PAUSE)

    def _away(self, reason: str) -> float:
        pause = min(2.0 ** min(self._failures, 5), LONGEST_PAUSE)
        self._intake.trouble = reason
        log.warning("intake_away", error=reason, seconds=pause)
        return pause

    def _refused(self, status: int, body: bytes) -> float:
        """409: somebody else polls with this token. 401 and 404: the token or the address is wrong, if it stays so."""
        pause = min(2.0 ** min(self._failures, 5), LONGEST_PAUSE)
        self._intake.trouble = f"http_{status}"
        stays = self._failures >= STAYS_REFUSED
        page = log.critical if stays else log.warning
        self._intake.is_refused = stays and status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}
        if status == HTTPStatus.CONFLICT:
            log.critical("another_poller", seconds=pause)
            self._met_another()
        elif status == HTTPStatus.UNAUTHORIZED:
            page("token_refused", seconds=pause)
        elif status == HTTPStatus.NOT_FOUND:
            page("no_such_bot_or_address", seconds=pause)
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            return max(pause, _asked_pause(body))
        else:
            log.warning("intake_refused", status=status, seconds=pause)
        return pause


def _asked_pause(body: bytes) -> float:
    try:
        return min(LONGEST_FLOOD, float(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 1.0
