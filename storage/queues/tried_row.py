"""What is stored of a row of the outbox, and of the messages in its chat, when an attempt to send it has ended."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, select, update

from bot.domain.chats import ExpiringMessage
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, MessageId
from bot.domain.notices.cases_named import cases_named, is_for_staff
from bot.domain.notices.notice import Leaves, Mode
from bot.domain.queues.delivery import End, MessagePart, OutboxRow, Sent
from bot.domain.queues.next_attempt import PutOff
from storage.cases.barred_bodies import barred_bodies
from storage.cases.tables import cases
from storage.chats.expiring_messages import ExpiringMessageTable
from storage.chats.messages import Messages
from storage.chats.self_clearing import ChatDeletionTable
from storage.queues.alert_counts import count_alert
from storage.queues.parts import encrypted_parts
from storage.queues.tables import outbox
from storage.session import Session

UNENDED = update(outbox).where(outbox.c.id == bindparam("row"), outbox.c.ended_at.is_(None))
REPEATED = select(outbox.c.id).where(outbox.c.id == bindparam("row"), outbox.c.uncertain > 0)
NUMBER = select(cases.c.number).where(cases.c.id == bindparam("case"))
FREED = {"leased_by": None, "leased_until": None}


class TriedOutboxRow:
    """Implements `bot.ports.delivery.TriedRow`."""

    def __init__(self, session: Session, row: OutboxRow, now: datetime, worker: int | None) -> None:
        """`worker`: to which the row was leased."""
        self._session = session
        self._worker = worker
        self._row = row
        self._now = now
        self._messages = Messages(session)
        self._chat = session.chat_hash(row.chat)

    async def note_sent(self, outcome: Sent) -> None:
        """Note what stands in the chat now, what holds the slot, and what must go at which moment."""
        slot, notice = self._row.notice.slot, self._row.notice
        await self._messages.forget(self._chat, outcome.gone)
        await self._gone_by_itself(outcome.messages)
        await self._messages.note(self._chat, outcome.messages, self._now)
        if self._row.unanswered:
            parts = [message for part in self._row.parts for message in part.messages]
            await self._messages.note_anew(self._chat, [*parts, *outcome.messages], self._now)
        if slot is not None and outcome.messages:
            await self._messages.take_slot(self._chat, self._messages.slot_hash(slot), outcome.messages[-1])
        elif slot is not None and notice.mode is Mode.DELETE:
            await self._messages.free_slot(self._chat, self._messages.slot_hash(slot))
        edited = () if outcome.messages or self._row.slot_message is None else (self._row.slot_message,)
        await self._note_what_they_show((*outcome.messages, *edited))

    async def note_parts(self, parts: Sequence[MessagePart]) -> None:
        """Note what of the row stands in its chat before all of it does: it must go as the whole would have to. Where
        the row was moved to another chat meanwhile, nothing of it stands there."""
        known = {message for part in self._row.parts for message in part.messages}
        arrived = [message for part in parts for message in part.messages if message not in known]
        await self._gone_by_itself(arrived)
        await self._messages.note(self._chat, arrived, self._now)
        await self._note_what_they_show(arrived)
        encrypted = encrypted_parts(self._session, self._row.id, self._chat, parts)
        ours = self._in_hand().where(outbox.c.chat == self._chat).values(parts=encrypted)
        await self._session.connection.execute(ours, {"row": self._row.id})

    async def _note_what_they_show(self, messages: Sequence[MessageId]) -> None:
        """Note which cases these messages name, and when they must leave the chat."""
        notice = self._row.notice
        if messages and notice.mode is not Mode.DELETE:
            await self._messages.note_cases(self._chat, messages, await self._cases_shown(), self._now)
        if notice.leaves is not None:
            await self._note_expiry(notice.leaves, messages)

    async def _cases_shown(self) -> Collection[CaseNumber]:
        """The cases that the staff read in its messages. A card, or a file, holds no number: it is about its case."""
        notice = self._row.notice
        named = cases_named(notice)
        number = await self.case_number() if is_for_staff(notice) and not named else None
        return named if number is None else {number}

    async def _gone_by_itself(self, arrived: Sequence[MessageId]) -> None:
        """Note when the messages are to be deleted; also those of an earlier send of this row that had no answer."""
        if self._row.notice.gone_after is None or not arrived:
            return
        stands = [(message, message) for message in arrived]
        if await self._session.scalar(REPEATED, {"row": self._row.id}) is not None:
            stands.append(await self._messages.gap(self._chat, arrived[0]))
        await ChatDeletionTable(self._session).after(self._row.notice, self._row.chat, stands, self._now)

    async def _note_expiry(self, leaves: Leaves, messages: Sequence[MessageId]) -> None:
        """Note when these messages must leave the chat; without a moment, that they need not."""
        book = ExpiringMessageTable(self._session)
        for message in messages:
            if leaves.at is None:
                await book.stays(self._row.chat, message)
                continue
            chat, locale = self._row.chat, self._row.locale
            expiring = ExpiringMessage(chat, message, leaves.at, locale, leaves.doing, leaves.number)
            await book.add(expiring, self._now)

    async def end(self, end: End, reason: str) -> bool:
        """End the row and erase its content; a dead letter keeps it for an operator. False where the row had ended
        already, or where another worker has leased it and it did not arrive."""
        over: dict[str, Any] = {"ended_at": self._now, "fate": end.value, "reason": reason[:200], "parts": None}
        over |= FREED | {"row": self._row.id} | ({} if end is End.DEAD else {"sealed": None})
        return await self._session.change(UNENDED if end is End.SENT else self._in_hand(), over) == 1

    async def put_off(self, wait: PutOff) -> None:
        """Set the next attempt, and count this one."""
        values: dict[str, Any] = {"due_at": outbox.c.not_before if wait.due_at is None else wait.due_at}
        values |= {} if wait.not_before is None else {"not_before": wait.not_before}
        values |= {} if wait.reason is None else {"reason": wait.reason[:200]}
        counted = {"attempts": wait.attempts, "uncertain": wait.uncertain, "faults": wait.faults}
        values |= {name: outbox.c[name] + more for name, more in counted.items() if more}
        ours = self._in_hand().values(values | FREED)
        await self._session.connection.execute(ours, {"row": self._row.id})

    async def wait_for_group(self, chat: ChatId | None, reason: str) -> None:
        """The row is due in this group, or waits until its body has one."""
        mine = self._is_in_hand() & (outbox.c.id == self._row.id)
        hashed = None if chat is None else self._session.chat_hash(chat)
        free = FREED | {"due_at": self._now, "reason": reason[:200], "chat": hashed, "parts": None}
        await self._session.change_genuine(outbox, mine, free)

    async def is_elsewhere(self) -> bool:
        """Whether the row was moved to another chat since it was leased."""
        chat = await self._session.connection.scalar(select(outbox.c.chat).where(outbox.c.id == self._row.id))
        return chat is not None and chat != self._chat

    async def case_number(self) -> CaseNumber | None:
        """The number of the case that the notice is about."""
        case = self._row.notice.case
        return None if case is None else await self._session.scalar(NUMBER, {"case": case})

    async def barred(self) -> Collection[AgencyKey]:
        """The bodies that its case bars, by the rows of the case."""
        return frozenset(await barred_bodies(self._session, self._row.notice.case))

    async def count_alert(self, *, has_arrived: bool) -> None:
        """Count the alert to a body that the row was."""
        await count_alert(self._session, self._row, self._now, has_arrived=has_arrived)

    def _in_hand(self) -> Update:
        """The update of the row, unless another worker has leased it."""
        return UNENDED.where(outbox.c.leased_by.is_not_distinct_from(self._worker))

    def _is_in_hand(self) -> ColumnElement[bool]:
        return outbox.c.ended_at.is_(None) & outbox.c.leased_by.is_not_distinct_from(self._worker)
