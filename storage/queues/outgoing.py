"""Writes to the outbox in a unit of work. The addressee of a notice becomes a chat; a body without a group waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update

from bot.domain.ids import AgencyKey, ChatId, MessageId
from bot.domain.notices.merging import LADDERS, kinds_merged, merged
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToChat, ToPerson, ToReporter, as_change
from bot.domain.notices.reporter.files import MessageGone, Wipe
from bot.domain.people import OVERSIGHT
from storage.cases.reports import Reports
from storage.chats.chat_ids import ChatIds
from storage.chats.messages import Messages
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.lists import MAY_TAKE_LONG
from storage.database.notice_rows import dump_notice, load_notice
from storage.people.staff import StaffTable
from storage.queues.group_rows import UNSENT, agencies_of
from storage.queues.leased_messages import LeasedMessages
from storage.queues.message_places import being_sent_to, shown_in, strays
from storage.queues.tables import outbox
from storage.schema import ROW_CODE
from storage.session import Session

LOOKED_AT = 20
"""The highest number of waiting rows of a chat that are checked for a row into which a notice can be merged."""

NEW_ROW = insert(outbox).returning(outbox.c.id)
ON_ITS_WAY = (
    select(outbox.c.id)
    .where(outbox.c.slot == bindparam("slot"), outbox.c.chat == bindparam("chat"), outbox.c.ended_at.is_(None))
    .where(outbox.c.leased_until.is_not(None))
    .limit(1)
)
WAITING_REPLY = outbox.c.ended_at.is_(None) & (outbox.c.priority == int(Priority.REPLY))
WAITING_REPLIES = select(outbox.c.id).where(outbox.c.chat == bindparam("at"), WAITING_REPLY)
FIRST = {"priority": int(Priority.DANGER), "turn": 0}
TO_DELETE = UNSENT & outbox.c.kind.in_([Wipe.KIND, MessageGone.KIND]) & outbox.c.leased_until.is_(None)
"""What must be deleted, in any chat."""
REWRITE = update(outbox).where(outbox.c.id == bindparam("row"))


NO_SLOT, OF_SLOT = "none", "slot"


@cache
def mergeable(place: str, slot: str, kinds: int) -> Select[Any]:
    """The oldest unsent rows of one of so many kinds in a chat or for an agency; in no slot, in one, or wherever."""
    of_kind = outbox.c.kind.in_([bindparam(f"kind{number}") for number in range(kinds)])
    unsent = outbox.c.ended_at.is_(None) & outbox.c.leased_until.is_(None) & of_kind
    found = select(outbox).where(outbox.c[place] == bindparam("place"), unsent)
    if slot:
        found = found.where(outbox.c.slot.is_(None) if slot == NO_SLOT else outbox.c.slot == bindparam("slot"))
    return found.order_by(outbox.c.id).limit(LOOKED_AT).with_for_update().execution_options(**MAY_TAKE_LONG)


@dataclass(frozen=True)
class MessageTarget:
    """Where a row goes: `chat` None waits for the agency's group."""

    chat: ChatId | None
    locale: str
    agency: AgencyKey | None = None


class OutgoingMessages:
    """Implements `bot.ports.unit_of_work.OutboxStore`."""

    def __init__(self, session: Session, leased: LeasedMessages | None = None) -> None:
        """`leased`: collects rows that can be sent at once. Without it all rows wait for the next look."""
        self._session = session
        self._leased = leased or LeasedMessages()
        self._hastened: set[str] = set()
        """Chats whose replies have the priority of alerts."""

    async def hasten(self, chat: ChatId) -> None:
        """Give replies to this chat the priority of alerts. Those that wait are moved up too, so that a newer reply
        does not overtake them."""
        hashed = self._session.chat_hash(chat)
        if hashed not in self._hastened:
            self._hastened.add(hashed)
            if await self._session.rows(WAITING_REPLIES, {"at": hashed}):
                await self._session.change_genuine(outbox, (outbox.c.chat == hashed) & WAITING_REPLY, FIRST)

    async def reached(self, chat: ChatId) -> None:
        """Deletes now what waited for the chat. It goes before all that is added to the chat from now on, also before
        alerts: an alert that came first would be deleted with it."""
        now, here = self._session.context.now(), outbox.c.chat == self._session.chat_hash(chat)
        if await self._session.change_genuine(outbox, here & TO_DELETE, FIRST | {"due_at": now, "not_before": now}):
            self._session.note_post()

    async def shown_in(self, slot: str) -> Sequence[ChatId]:
        """Chats in which a message holds the slot, or will when what is on its way has arrived."""
        return await shown_in(self._session, slot)

    async def being_sent_to(self) -> Sequence[ChatId]:
        """Chats to which something is being sent at this moment."""
        return await being_sent_to(self._session)

    async def strays(self, chat: ChatId, since: datetime) -> Sequence[tuple[MessageId, MessageId]]:
        """Ranges of message numbers where messages may be that were never stored."""
        return await strays(self._session, chat, since)

    async def add(self, *notices: Notice) -> None:
        """Add a row for each notice that somebody can receive. Rows of a body without a group wait."""
        for notice in notices:
            target = await self._target(notice)
            if target is not None:
                await self._write(notice, target)

    async def _target(self, notice: Notice) -> MessageTarget | None:
        """The address of the notice. None where nobody can receive the notice (no oversight group, an unknown or
        unreachable person)."""
        match notice.to:
            case ToChat(chat, locale):
                return MessageTarget(chat, locale)
            case ToAgency(agency):
                return await self._group(agency)
            case ToReporter(token):
                reporter = await Reports(self._session).reporter(token)
                may_write = reporter is not None and reporter.wish.may_be_allowed  # SG15, whoever asks
                return MessageTarget(reporter.chat, reporter.language) if reporter is not None and may_write else None
            case ToPerson(person):
                staff = await StaffTable(self._session).get(person)
                reachable = staff is not None and staff.reachable
                return MessageTarget(ChatId(staff.user), staff.locale) if staff is not None and reachable else None
        oversight = await self._group(OVERSIGHT)
        return None if oversight.chat is None else MessageTarget(oversight.chat, oversight.locale)

    async def _group(self, agency: AgencyKey) -> MessageTarget:
        """The group of the body, with its language. A group that was lost keeps its language."""
        place = await agencies_of(self._session).place(agency)
        return MessageTarget(None, "", agency) if place is None else MessageTarget(place.joined, place.locale, agency)

    async def _write(self, notice: Notice, target: MessageTarget) -> None:
        chat = None if target.chat is None else self._session.chat_hash(target.chat)
        if chat is not None and notice.slot is not None and as_change(notice) != notice:
            notice = as_change(notice) if await self._stands(chat, notice.slot) else notice
        if notice.priority is Priority.REPLY and chat in self._hastened:
            notice = replace(notice, priority=Priority.DANGER)
        row = self._row(notice, target, chat)
        lease = await self._lease(target, row)
        if notice.merge and not lease and await self._is_merged(notice, row):
            return
        row_id = await self._session.scalar(NEW_ROW, {**row, **lease})
        encrypted = self._session.vault.encrypt(Label.QUEUE, dump_notice(notice), f"outbox|{row_id}")
        code = self._session.coded(outbox, row | {"id": row_id})[ROW_CODE]
        await self._session.change(REWRITE, {"row": row_id, "sealed": encrypted, ROW_CODE: code})
        if lease and target.chat is not None:
            await self._leased.add(self._session, row_id, target.chat, notice, row)
        elif target.chat is None or notice.not_before is not None or not self._leased.has(target.chat):
            self._session.note_post()  # else the dispatcher looks when the row before it has been sent

    async def _lease(self, target: MessageTarget, row: dict[str, Any]) -> Mapping[str, Any]:
        """The lease of the row, if it can be sent at once. Remembers its chat."""
        if target.chat is None:
            return {}
        lease = await self._leased.lease(self._session, target.chat, row)
        if not lease:
            await ChatIds(self._session).note(target.chat)
        return lease

    async def _stands(self, chat: str, slot: str) -> bool:
        """Whether a message holds the slot in this chat, or a row that will hold it waits."""
        hashed = Messages(self._session).slot_hash(slot)
        if await Messages(self._session).in_slot(chat, hashed) is not None:
            return True
        return await self._session.scalar(ON_ITS_WAY, {"chat": chat, "slot": hashed}) is not None

    def _row(self, notice: Notice, target: MessageTarget, chat: str | None) -> dict[str, Any]:
        now, slot_hash = self._session.context.now(), Messages(self._session).slot_hash
        due_at = notice.not_before or now
        return {
            "kind": notice.kind,
            "priority": int(notice.priority),
            "turn": order_of(notice),
            "agency": target.agency,
            "chat": chat,
            "slot": None if notice.slot is None else slot_hash(notice.slot),
            "reply_to": None if notice.reply_to is None else slot_hash(notice.reply_to),
            "locale": target.locale,
            "made_at": now,
            "not_before": due_at,
            "due_at": due_at,
            "expires_at": notice.expires_at,
            "attempts": 0,
            "uncertain": 0,
            "fate": "",
            "reason": "",
        }

    async def _is_merged(self, notice: Notice, row: dict[str, Any]) -> bool:
        """Merges the notice into an unsent row of the same chat, where possible. Returns whether it did. That row gets
        the more urgent priority of both. It is locked until the commit, so that it is not sent unchanged."""
        kinds, place, slot = kinds_merged(notice.content), row["chat"] or row["agency"], row["slot"]
        of_slot = NO_SLOT if slot is None else OF_SLOT
        found = mergeable("agency" if row["chat"] is None else "chat", of_slot if len(kinds) == 1 else "", len(kinds))
        given = {"place": place} | {f"kind{number}": kind for number, kind in enumerate(kinds)}
        given |= {"slot": slot} if len(kinds) == 1 and slot is not None else {}
        for waiting in await self._session.rows(found, given):
            written = self._opened(waiting)
            both = None if written is None else merged(written, notice)
            if both is not None:
                await self._rewrite(waiting, both)
                return True
        return False

    def _opened(self, row: Any) -> Notice | None:
        if not self._session.is_genuine(outbox, row):
            return None
        try:
            return load_notice(self._session.vault.decrypt(Label.QUEUE, row.sealed, f"outbox|{row.id}"))
        except Unreadable:
            return None

    async def _rewrite(self, row: Any, notice: Notice) -> None:
        """Replace the content of the waiting row; it keeps its place in the chat. A row that waited for the morning is
        sent when the newer notice may be."""
        slot_hash, goes_sooner = Messages(self._session).slot_hash, notice.starts or isinstance(notice.content, LADDERS)
        at = min(row.not_before, notice.not_before or self._session.context.now())
        values = {
            "not_before": at if goes_sooner else row.not_before,
            "due_at": at if goes_sooner else row.due_at,
            "kind": notice.kind,
            "priority": min(row.priority, int(notice.priority)),
            "turn": min(row.turn, order_of(notice)),
            "slot": None if notice.slot is None else slot_hash(notice.slot),
            "reply_to": None if notice.reply_to is None else slot_hash(notice.reply_to),
            "sealed": self._session.vault.encrypt(Label.QUEUE, dump_notice(notice), f"outbox|{row.id}"),
        }
        code = self._session.coded(outbox, row._asdict() | values)[ROW_CODE]
        await self._session.change(REWRITE, {"row": row.id, **values, ROW_CODE: code})


def order_of(notice: Notice) -> int:
    """The order within the chat: danger first."""
    return 0 if notice.priority is Priority.DANGER else 1
