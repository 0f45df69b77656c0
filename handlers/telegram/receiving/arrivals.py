"""Limits how much one sender may send, before anything is stored."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import structlog
from telegram.constants import ChatID

from bot.domain.access.arrivals import (
    BOUNDS,
    Acceptance,
    Arrival,
    Arrivals,
    Bounds,
    Judgement,
    LossNotice,
    SenderCounts,
)
from bot.domain.lanes import ahead_of
from bot.domain.queues.inbox import RawUpdate
from handlers.telegram.receiving.raw_update import body_of, table

log = structlog.get_logger()

SHARED = frozenset(map(int, (ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT)))
"""User ids that Telegram uses for everybody who acts as a group or a channel."""


def sender_of(update: dict[str, Any], keyed_hash: Callable[[str, str], str]) -> str:
    """A keyed hash of the sender, the same in every chat. For who acts as a group or a channel the chat is part of
    it."""
    body = body_of(update)
    who, chat = table(body.get("from")).get("id"), table(body.get("chat")).get("id")
    if type(who) is not int:
        return keyed_hash("sender", f"|{chat}")
    return keyed_hash("sender", f"{who}|{chat}" if who in SHARED else str(who))


@dataclass(frozen=True)
class OfSender:
    """What the sender of this update must be told."""

    update: RawUpdate
    judged: Judgement


@dataclass(frozen=True)
class Admitted:
    """What is stored of a batch, and who must be told something before it is confirmed."""

    rows: Sequence[RawUpdate]
    told: Sequence[OfSender]
    lost: int
    before: Mapping[str, SenderCounts]


class Admission(Protocol):
    """Decides what is stored."""

    def admit(self, updates: Sequence[RawUpdate], now: datetime) -> Admitted: ...
    async def tell(self, told: Sequence[OfSender]) -> None:
        """Writes the notices. Raises when that fails: then the batch is not confirmed."""
        ...

    def take_back(self, admitted: Admitted) -> None:
        """The batch was not stored. It comes again, and is counted then."""
        ...


class UnboundedAdmission:
    """An admission without limits: everything is stored."""

    def admit(self, updates: Sequence[RawUpdate], now: datetime) -> Admitted:
        """All updates are stored."""
        return Admitted(updates, (), 0, {})

    async def tell(self, told: Sequence[OfSender]) -> None:
        """Does nothing: nobody is told."""

    def take_back(self, admitted: Admitted) -> None:
        """Nothing was counted, so nothing is to do."""


class BoundedAdmission:
    """`Admission` by a count for each sender. `is_alarming` reads an update; it is asked of those alone who send
    much."""

    def __init__(
        self,
        is_alarming: Callable[[bytes], bool],
        tell: Callable[[Sequence[OfSender]], Awaitable[None]],
        bounds: Bounds = BOUNDS,
    ) -> None:
        self._is_alarming = is_alarming
        self._tell = tell
        self._arrivals = Arrivals(bounds)

    def admit(self, updates: Sequence[RawUpdate], now: datetime) -> Admitted:
        """The updates within the limits, in their order. Alarming words of somebody who sends much get a lane of their
        own."""
        before = self._arrivals.counted({update.sender for update in updates})
        found = [(update, self._judged(update, now)) for update in updates]
        rows = [
            _in_its_lane(update, judged.acceptance)
            for update, judged in found
            if judged.acceptance is not Acceptance.OVER
        ]
        told = [OfSender(*one) for one in found if one[1].loss_notice is not LossNotice.NOTHING or one[1].alarm_lost]
        return Admitted(rows, told, len(updates) - len(rows), before)

    async def tell(self, told: Sequence[OfSender]) -> None:
        """Tell the senders, and supervisors."""
        log.warning("arrivals_bounded", senders=len({one.update.sender for one in told}))
        await self._tell(told)

    def take_back(self, admitted: Admitted) -> None:
        """The batch was not stored. It comes again, and is counted then."""
        self._arrivals.put_back(admitted.before)

    def _judged(self, update: RawUpdate, now: datetime) -> Judgement:
        if not update.sender:
            return Judgement(Acceptance.TAKEN)
        alarming = self._arrivals.is_crowded(update.sender, now) and self._is_alarming(update.payload)
        return self._arrivals.judge(Arrival(update.sender, alarming), now)


def _in_its_lane(update: RawUpdate, acceptance: Acceptance) -> RawUpdate:
    return replace(update, lane=ahead_of(update.lane)) if acceptance is Acceptance.AHEAD else update
