"""Records what became of a row after an attempt to send it, and tells those who must know when it did not arrive."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, select, update

from bot.domain.back_off import back_off
from bot.domain.chats import ExpiringMessage
from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, MessageId, UserId
from bot.domain.notices.notice import Leaves, Mode, Priority, ToAgency
from bot.domain.notices.supervisor.delivery import GroupSilent, NotTaken, Undelivered
from bot.domain.notices.supervisor.groups import GroupOpen
from bot.domain.notices.undelivered import is_missed, must_be_heard, told_to_supervisors
from bot.domain.queues.delivery import Dead, Gone, Later, Moved, OutboxRow, Outcome, Refused, Sent, Unclear
from bot.usecases.access.arrived_answers import note_answers, undelivered
from bot.usecases.access.group_news import note_arrival, note_lost, note_refusal, pass_on
from bot.usecases.access.waiting_calls import call_the_next
from storage.cases.barred_bodies import barred_bodies
from storage.cases.reports import Reports
from storage.cases.tables import cases
from storage.chats.expiring_messages import ExpiringMessageTable
from storage.chats.messages import Messages
from storage.chats.self_clearing import ChatDeletionTable
from storage.people.staff import StaffTable
from storage.queues.alert_counts import count_alert
from storage.queues.delivery_stores import DeliveryStores
from storage.queues.group_rows import agencies_of
from storage.queues.outgoing import Outgoing
from storage.queues.tables import outbox
from storage.records.audit import Audit
from storage.session import Session

LONGEST_WAIT = 300
UNENDED = update(outbox).where(outbox.c.id == bindparam("row"), outbox.c.ended_at.is_(None))
REPEATED = select(outbox.c.id).where(outbox.c.id == bindparam("row"), outbox.c.uncertain > 0)
DANGER_WAIT = 15
"""The longest wait, in seconds, between two attempts of an alert about danger; of other rows it is longer."""
FREE = "Free"
"""The reason of rows that ended without a call to Telegram that counts."""
REFUSES = "ChatRefuses"
"""The reason of rows that wait for a chat that takes no message."""
CHAT_TRIES = 20
"""After so many attempts (an hour and more) a row for a chat that refuses it is given up. A body's row is never given
up."""
TOLD_AFTER = 3
"""The number of unclear attempts after which supervisors are told that a body's group does not take a row."""
UNANSWERED = "Unanswered"
"""The reason of rows that were sent too often without an answer and are not sent again."""


class DeliveryResults:
    """Records the end of one attempt, in one transaction."""

    def __init__(self, session: Session, row: OutboxRow, now: datetime, worker: int | None) -> None:
        """`worker`: to which the row was leased. A worker that was taken for dead may still record that the row was
        sent, for that is true. It may not change the row otherwise while another worker has leased it."""
        self._session = session
        self._worker = worker
        self._row = row
        self._now = now
        self._messages = Messages(session)
        self._audit = Audit(session)
        self._stores = DeliveryStores(session, self._audit)
        self._chat = session.chat_hash(row.chat)

    async def record(self, outcome: Outcome) -> None:
        """Record the outcome and add the notices that follow. The caller commits."""
        match outcome:
            case Sent():
                await self._sent(outcome)
            case Later():
                await self._later(outcome)
            case Moved(chat):
                await self._moved(chat)
            case Gone():
                await self._gone(outcome)
            case Refused():
                await self._refused(outcome.cause)
            case Unclear():
                await self._unclear(outcome)
            case Dead(reason):
                if await self._end("dead", reason):
                    await count_alert(self._session, self._row, self._now, has_arrived=False)
                    await self._tell_undelivered(perhaps=reason == UNANSWERED)
        await self._audit.write()

    async def _sent(self, outcome: Sent) -> None:
        slot, notice = self._row.notice.slot, self._row.notice
        await self._messages.forget(self._chat, outcome.gone)
        if notice.gone_after is not None:
            await self._gone_by_itself(outcome)
        await self._messages.note(self._chat, outcome.messages, self._now)
        if outcome.messages and self._row.is_group and (self._row.attempts or isinstance(notice.content, GroupOpen)):
            await note_arrival(self._stores, self._row.chat, self._now)
        if slot is not None and outcome.messages:
            await self._messages.take_slot(self._chat, self._messages.slot_hash(slot), outcome.messages[-1])
        elif slot is not None and notice.mode is Mode.DELETE:
            await self._messages.free_slot(self._chat, self._messages.slot_hash(slot))
        if notice.leaves is not None:
            edited = () if outcome.messages or self._row.slot_message is None else (self._row.slot_message,)
            await self._note_expiry(notice.leaves, (*outcome.messages, *edited))
        if notice.then is not None and outcome.messages:
            await Outgoing(self._session).add(notice.then)
        lost = [] if outcome.messages else await undelivered(self._stores, notice)
        await note_answers(self._stores, notice, self._now)
        await self._stores.outbox.add(*lost)
        if await self._end("sent", FREE if outcome.is_free else "") and outcome.messages:
            await count_alert(self._session, self._row, self._now, has_arrived=True)

    async def _gone_by_itself(self, outcome: Sent) -> None:
        """Note when the messages are to be deleted; also those of an earlier send of this row that had no answer."""
        stands = [(message, message) for message in outcome.messages]
        if stands and await self._session.scalar(REPEATED, {"row": self._row.id}) is not None:
            stands.append(await self._messages.gap(self._chat, outcome.messages[0]))
        await ChatDeletionTable(self._session).after(self._row.notice, self._row.chat, stands, self._now)

    async def _note_expiry(self, leaves: Leaves, messages: tuple[MessageId, ...]) -> None:
        """Note when these messages must leave the chat; without a moment, that they need not."""
        book = ExpiringMessageTable(self._session)
        for message in messages:
            if leaves.at is None:
                await book.stays(self._row.chat, message)
                continue
            chat, locale = self._row.chat, self._row.locale
            expiring = ExpiringMessage(chat, message, leaves.at, locale, leaves.doing, leaves.number)
            await book.add(expiring, self._now)

    async def _later(self, outcome: Later) -> None:
        """Set the next attempt. A row that failed because its chat or Telegram is away keeps its place, so that all
        rows go out in order afterwards."""
        told: dict[str, Any] = {
            "uncertain": outbox.c.uncertain + int(outcome.uncertain),
            "reason": outcome.reason[:200],
        }
        told |= {"attempts": outbox.c.attempts + int(outcome.failed or outcome.until is None)}
        if outcome.until is not None:
            await self._write(not_before=outcome.until, due_at=outcome.until, **told)
        elif outcome.keeps_place:
            await self._write(due_at=outbox.c.not_before, **told)
        else:
            danger = self._row.notice.priority is Priority.DANGER
            usual = back_off(self._row.attempts, DANGER_WAIT if danger else LONGEST_WAIT)
            await self._again(usual if outcome.seconds is None else outcome.seconds, **told)
        if outcome.tell:
            await self._tell_of_group(GroupSilent)

    async def _again(self, seconds: float, **told: Any) -> None:
        due_at = self._now + timedelta(seconds=seconds)
        await self._write(**{"due_at": due_at, "attempts": outbox.c.attempts + 1, **told})

    async def _moved(self, chat: ChatId) -> None:
        """The chat has a new id: the group's binding and all its rows follow. Each move waits longer, should ids move
        in a circle."""
        for agency in await agencies_of(self._session).move(self._row.chat, chat):
            await self._audit.add("group_moved", at=self._now, agency=agency)
        await self._again(0.0 if self._row.attempts == 0 else back_off(self._row.attempts, LONGEST_WAIT))

    async def _is_elsewhere(self) -> bool:
        """Whether the row was moved to another chat since it was leased. Then the answer of the old chat does not
        count."""
        chat = await self._session.connection.scalar(select(outbox.c.chat).where(outbox.c.id == self._row.id))
        return chat is not None and chat != self._chat

    async def _gone(self, outcome: Gone) -> None:
        if await self._is_elsewhere():
            await self._write(due_at=outbox.c.not_before)
            return
        if self._row.is_group:
            await note_lost(self._stores, self._row.chat, outcome.cause, self._now)
        else:
            await self._lose_person()
        if isinstance(self._row.notice.to, ToAgency):
            await self._wait_for_group(self._row.notice.to.agency, outcome.reason)
            return
        lost = await undelivered(self._stores, self._row.notice)
        await note_answers(self._stores, self._row.notice, self._now)
        is_ended = await self._end("gone", outcome.reason)
        await self._stores.outbox.add(*(lost if is_ended else ()))
        if is_ended:
            await call_the_next(self._stores, self._row.notice, self._now)
        if is_ended and must_be_heard(self._row.notice):
            await pass_on(self._stores, self._row.notice)
        if is_ended and is_missed(self._row.notice):
            await self._tell_undelivered()

    async def _refused(self, cause: Cause) -> None:
        """The chat takes no message now: the row waits, a body's row for ever. Supervisors are told when this
        begins."""
        await note_refusal(self._stores, self._row.chat, cause, self._now)
        is_for_body = isinstance(self._row.notice.to, ToAgency)
        if is_for_body or self._row.faults + 1 < CHAT_TRIES:
            tried = {"reason": REFUSES, "faults": outbox.c.faults + int(not is_for_body)}
            await self._again(back_off(self._row.attempts, LONGEST_WAIT), **tried)
        elif await self._end("dead", REFUSES):
            await self._tell_undelivered()

    async def _unclear(self, outcome: Unclear) -> None:
        """The row or the chat may be at fault: later rows of the chat need not wait for this one."""
        at = self._now + timedelta(seconds=outcome.seconds)
        tried = {"attempts": outbox.c.attempts + 1, "faults": outbox.c.faults + 1}
        await self._write(not_before=at, due_at=at, reason=outcome.reason[:200], **tried)
        if self._row.faults + 1 == TOLD_AFTER:
            await self._tell_of_group(NotTaken)

    async def _tell_of_group(self, kind: type[GroupSilent | NotTaken]) -> None:
        """Tell supervisors what is wrong with the group of a body, and which case it is not told of."""
        number = await self._case_number()
        for agency in await agencies_of(self._session).at(self._row.chat):
            await self._audit.add(kind.KIND, at=self._now, agency=agency)
            await self._tell_supervisors(kind(agency=agency, number=number))

    async def _lose_person(self) -> None:
        """The person cannot be reached any more. The id of a private chat is that of its person."""
        person, book = self._session.blind_index.person(UserId(self._row.chat)), StaffTable(self._session)
        await Reports(self._session).forget_chat(person)
        staff = await book.get(person)
        if staff is not None and staff.reachable:
            await book.mark_unreachable(staff)
            await self._audit.add("staff_unreachable", at=self._now, person=person)

    async def _wait_for_group(self, agency: AgencyKey, reason: str) -> None:
        """A body's row is never given up: it goes to the group that is bound now, or waits until one is bound."""
        place = await agencies_of(self._session).place(agency)
        chat = self._session.chat_hash(place.joined) if place and place.joined else None
        mine = self._is_in_hand() & (outbox.c.id == self._row.id)
        free = {"leased_by": None, "leased_until": None, "due_at": self._now, "reason": reason[:200]}
        await self._session.change_genuine(outbox, mine, free | {"chat": chat})

    async def _tell_undelivered(self, *, perhaps: bool = False) -> None:
        """Tell supervisors that it did not arrive; `perhaps`: that it may not have arrived."""
        if not perhaps:
            await self._stores.outbox.add(*await undelivered(self._stores, self._row.notice))
        await self._tell_supervisors(Undelivered(number=await self._case_number(), perhaps=perhaps))

    async def _tell_supervisors(self, said: Undelivered | GroupSilent | NotTaken) -> None:
        supervisors = await StaffTable(self._session).supervisors()
        barred = {*await barred_bodies(self._session, self._row.notice.case)}
        for word in told_to_supervisors(self._row.notice, said, supervisors, barred):
            await Outgoing(self._session).add(word)

    async def _case_number(self) -> CaseNumber | None:
        case = self._row.notice.case
        found = select(cases.c.number).where(cases.c.id == case)
        return None if case is None else await self._session.connection.scalar(found)

    async def _end(self, fate: str, reason: str) -> bool:
        """End the row and erase its content; a dead letter keeps it for an operator. False where the row had ended
        already, or where another worker has leased it and it did not arrive."""
        over: dict[str, Any] = {"ended_at": self._now, "fate": fate, "reason": reason[:200], "leased_until": None}
        over |= {"leased_by": None, "row": self._row.id}
        over |= {} if fate == "dead" else {"sealed": None}
        return await self._session.change(UNENDED if fate == "sent" else self._in_hand(), over) == 1

    async def _write(self, **values: Any) -> None:
        ours = self._in_hand().values(values | {"leased_by": None, "leased_until": None})
        await self._session.connection.execute(ours, {"row": self._row.id})

    def _in_hand(self) -> Update:
        """The update of the row, unless another worker has leased it."""
        return UNENDED.where(outbox.c.leased_by.is_not_distinct_from(self._worker))

    def _is_in_hand(self) -> ColumnElement[bool]:
        return outbox.c.ended_at.is_(None) & outbox.c.leased_by.is_not_distinct_from(self._worker)
