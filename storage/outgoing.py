"""Writing to the outbox inside a unit of work: who is meant becomes a chat, or waits until there is one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices import Notice, Priority, ToAgency, ToChat, ToPerson, ToReporter
from bot.ports import OVERSIGHT
from storage.agencies import Agencies
from storage.messages import Messages
from storage.reports import Reports
from storage.session import Session
from storage.staff import StaffBook
from storage.tables import outbox
from storage.values import dump_notice
from storage.vault import Label

NEW_ROW = insert(outbox).returning(outbox.c.id)
SEAL = update(outbox).where(outbox.c.id == bindparam("row"))


@dataclass(frozen=True)
class Target:
    """Where a row goes: `chat` None waits for the agency's group."""

    chat: ChatId | None
    locale: str
    agency: AgencyKey | None = None


class Outgoing:
    """`bot.ports.OutboxStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, *notices: Notice) -> None:
        """A row for each notice that somebody can get; rows of an agency without a chat wait."""
        for notice in notices:
            target = await self._target(notice)
            if target is not None:
                await self._write(notice, target)

    async def _target(self, notice: Notice) -> Target | None:
        """None: nobody can get it (no oversight group, an unknown or unreachable person)."""
        match notice.to:
            case ToChat(chat, locale):
                return Target(chat, locale)
            case ToAgency(agency):
                return await self._group(agency) or Target(None, "", agency)
            case ToReporter(token):
                reporter = await Reports(self._session).reporter(token)
                return None if reporter is None else Target(reporter.chat, reporter.language)
            case ToPerson(person):
                staff = await StaffBook(self._session).get(person)
                reachable = staff is not None and staff.reachable
                return Target(ChatId(staff.user), staff.locale) if staff is not None and reachable else None
        oversight = await self._group(OVERSIGHT)
        return None if oversight is None else Target(oversight.chat, oversight.locale)

    async def _group(self, agency: AgencyKey) -> Target | None:
        place = await Agencies(self._session).place(agency)
        if place is None or place.chat is None or place.lost_at is not None:
            return None
        return Target(place.chat, place.locale, agency)

    async def _write(self, notice: Notice, target: Target) -> None:
        chat = None if target.chat is None else await self._session.note_chat(target.chat)
        row = self._row(notice, target, chat)
        if notice.merge and await self._is_waiting(row):
            return
        row_id = await self._session.connection.scalar(NEW_ROW, row)
        sealed = self._session.vault.seal(Label.QUEUE, dump_notice(notice), f"outbox|{row_id}")
        await self._session.connection.execute(SEAL, {"row": row_id, "sealed": sealed})
        self._session.has_post = True

    def _row(self, notice: Notice, target: Target, chat: str | None) -> dict[str, Any]:
        now, mark = self._session.keeper.now(), Messages(self._session).slot_mark
        due_at = notice.not_before or now
        return {
            "kind": notice.kind,
            "priority": int(notice.priority),
            "turn": 0 if notice.priority is Priority.DANGER else 1,
            "agency": target.agency,
            "chat": chat,
            "slot": None if notice.slot is None else mark(notice.slot),
            "reply_to": None if notice.reply_to is None else mark(notice.reply_to),
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

    async def _is_waiting(self, row: dict[str, Any]) -> bool:
        """Whether an unsent row of the same chat, kind and slot will show the newest state. It is held until the
        commit, so that it is not sent with the state of before; and it takes the priority of the newer one."""
        place = outbox.c.agency == row["agency"] if row["chat"] is None else outbox.c.chat == row["chat"]
        unsent = outbox.c.ended_at.is_(None) & outbox.c.leased_until.is_(None)
        same = (outbox.c.kind == row["kind"]) & outbox.c.slot.is_not_distinct_from(row["slot"])
        found = select(outbox.c.id, outbox.c.priority).where(place & unsent & same).order_by(outbox.c.id).limit(1)
        waiting = (await self._session.connection.execute(found.with_for_update())).first()
        if waiting is None:
            return False
        if row["priority"] < waiting.priority:
            sooner = {name: row[name] for name in ("priority", "turn")}
            await self._session.connection.execute(update(outbox).where(outbox.c.id == waiting.id).values(sooner))
        return True
