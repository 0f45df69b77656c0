"""Stores updates in the inbox: each is committed before it is confirmed to Telegram."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.domain.lanes import lane_of_chat
from bot.domain.queues.inbox import RawUpdate
from bot.domain.queues.nobody import NobodyTakes
from bot.ports.queues.inbox import Taker
from bot.ports.time import Wake
from handlers.telegram.connection.slim import slim_update
from handlers.telegram.receiving.arrivals import Admission, Admitted, UnboundedAdmission, sender_of
from handlers.telegram.receiving.raw_update import BODIES, INT63, body_of, table
from handlers.telegram.text.buttons import parse

log = structlog.get_logger()

ALLOWED_UPDATES = BODIES
"""Named at every call: Telegram remembers the last list it was given."""
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
BODY_LIMIT = 4 * 1024 * 1024
AWAY_PAUSE = 5
STORE_LIMIT = 1.5
"""Seconds for storing updates. After them the database counts as away, and whoever wrote is told so."""


class Store(Protocol):
    """The part of `bot.ports.queues.inbox.Inbox` that intake uses."""

    async def store(self, updates: Sequence[RawUpdate], now: datetime, taker: Taker | None = None) -> int: ...
    async def park_raw(self, body: bytes, reason: str, now: datetime) -> None: ...


class KeyedHashes(Protocol):
    """The part of `bot.ports.blind_index.BlindIndex` that intake uses."""

    def keyed_hash(self, purpose: str, text: str) -> str: ...


def lane_of(update: dict[str, Any], blind_index: KeyedHashes) -> str:
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
    return lane_of_chat(blind_index.keyed_hash, place if type(place) is int else "strange")


async def nothing(_: object = None) -> None:
    """Does nothing: nobody is told."""


@dataclass(frozen=True)
class IntakeNews:
    """What is called when intake fails, works again, or has stored updates."""

    wake: Wake
    """Set when updates were stored that no loop has taken at once."""
    send_outage_notice: Callable[[Sequence[object]], Awaitable[None]] = nothing
    """Called with updates that could not be stored."""
    back: Callable[[], Awaitable[None]] = nothing
    """Called when updates could be stored again."""
    well: Callable[[datetime], Awaitable[None]] = nothing
    """Called after each answer of Telegram whose updates were stored. With a webhook a quiet hour means nothing."""
    take: Callable[[], Taker] = NobodyTakes
    """Gives the loop that can handle stored updates at once."""


class Intake:
    """What polling and webhook share: stores batches, wakes the inbox loop, remembers when it last went well."""

    def __init__(
        self,
        inbox: Store,
        blind_index: KeyedHashes,
        now: Callable[[], datetime],
        news: IntakeNews,
        admission: Admission | None = None,
    ) -> None:
        self._inbox = inbox
        self._blind_index = blind_index
        self.now = now
        self.last_at: datetime | None = None
        self.trouble = ""
        self.is_refused = False
        """Whether Telegram keeps refusing the token, or does not know the bot."""
        self.is_away = False
        """Whether the last updates could not be stored."""
        self.stored = 0
        self.not_stored = 0
        """How many updates were not stored because their senders sent too many."""
        self._admission = admission or UnboundedAdmission()
        self._news = news
        self._heard_at: float | None = None

    def raw(self, update: object) -> RawUpdate | None:
        """The update as a row, whatever is in it. None for what is no update: it has no number, and names nobody."""
        if not isinstance(update, dict) or not (type(update.get("update_id")) is int or body_of(update)):
            return None
        words = ENCODER.encode(slim_update(update))
        body = words.encode("utf-8", "replace")  # a lone surrogate becomes "?"
        blind_index = self._blind_index
        return RawUpdate(
            self._number(update, body), lane_of(update, blind_index), body, sender_of(update, blind_index.keyed_hash)
        )

    def _number(self, update: dict[str, Any], body: bytes) -> int:
        """The number of the update, by which a repeat is known. Where it does not fit into the column, a unique one is
        made."""
        number = update.get("update_id")
        if type(number) is int and 0 <= number <= INT63:
            return number
        return -1 - int(self._blind_index.keyed_hash("update", body.decode())[:15], 16)

    def note_trouble(self, reason: str) -> None:
        """Remember in a word why no updates come in; empty when they may come again."""
        self.trouble = reason

    def note_refusal(self, status: int, *, is_refused: bool) -> None:
        """Telegram has answered with this HTTP status. `is_refused`: it keeps refusing the token or the address."""
        self.trouble, self.is_refused = f"http_{status}", is_refused

    async def store(self, updates: Sequence[RawUpdate]) -> None:
        """Store the updates within the limits with one commit, and tell whoever sent more. Raises when the database is
        away: then nothing may be confirmed."""
        was_away, admitted = self.is_away, self._admission.admit(updates, self.now())
        if updates or was_away:
            await self._store(admitted)
        self.last_at, self.trouble, self.is_away, self.is_refused = self.now(), "", False, False
        self._heard_at = asyncio.get_running_loop().time()
        if was_away:
            await self._try(self._news.back)

    async def _store(self, admitted: Admitted) -> None:
        taker = self._news.take()
        try:
            async with asyncio.timeout(STORE_LIMIT):
                new = await self._inbox.store(admitted.rows, self.now(), taker)
            self.stored += new
            if admitted.told:
                async with asyncio.timeout(STORE_LIMIT):
                    await self._admission.tell(admitted.told)
        except BaseException:
            self._admission.take_back(admitted)
            self.is_away = True
            raise
        self.not_stored += admitted.lost
        if new > taker.number_taken:
            self._news.wake.set()

    async def send_outage_notice(self, updates: Sequence[object]) -> None:
        """Report updates that could not be stored."""
        await self._news.send_outage_notice(updates)

    def begin(self) -> None:
        """Begins to count: from now on Telegram should answer every half minute."""
        self._heard_at = asyncio.get_running_loop().time()

    def silent_for(self) -> float | None:
        """Seconds since the last answer of Telegram that was stored, by the loop's time; None before `begin`."""
        return None if self._heard_at is None else asyncio.get_running_loop().time() - self._heard_at

    async def note_well(self) -> None:
        """Note that Telegram has answered, and all its updates are stored."""
        await self._try(lambda: self._news.well(self.now()))

    async def _try(self, act: Callable[[], Awaitable[None]]) -> None:
        """Call it, and log what it raises: the updates are stored, and a failed note must not say otherwise."""
        try:
            async with asyncio.timeout(STORE_LIMIT):
                await act()
        except Exception as error:  # the updates are stored
            log.error("intake_not_noted", error=type(error).__name__)

    async def park(self, body: bytes) -> None:
        """Store what is no update for an operator."""
        log.error("no_update_body")
        async with asyncio.timeout(STORE_LIMIT):
            await self._inbox.park_raw(body, "NoUpdate", self.now())
