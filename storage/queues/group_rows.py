"""What waits to be sent to groups of bodies, as the groups are bound, lost and moved."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, update

from bot.domain.ids import AgencyKey
from storage.chats.agencies import Agencies
from storage.queues.tables import outbox
from storage.session import Session

UNSENT = outbox.c.ended_at.is_(None)
ANEW = {"parts": None}
"""A row goes to another chat, where nothing of it stands."""


class GroupRows:
    """Implements `storage.chats.agencies.WaitingRows`. Chats are named by their keyed hashes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def bound(self, agency: AgencyKey, chat: str, locale: str) -> None:
        """All that waits for the body goes to this chat, in its language."""
        waiting = (outbox.c.agency == agency) & UNSENT
        await self._session.change_genuine(outbox, waiting, ANEW | {"chat": chat, "locale": locale})
        self._session.note_post()

    async def lost(self, agencies: Collection[AgencyKey], chat: str) -> None:
        """What was for these bodies in this chat waits for another one."""
        unsent = (outbox.c.chat == chat) & outbox.c.agency.in_(agencies) & UNSENT
        await self._session.change_genuine(outbox, unsent, ANEW | {"chat": None})

    async def restored(self, agency: AgencyKey, chat: str, locale: str) -> None:
        """What waits for the body goes to this chat, in its old order and in the language of the group."""
        waiting, back = (outbox.c.agency == agency) & UNSENT, {"chat": chat, "locale": locale}
        await self._session.change_genuine(outbox, waiting, back | {"due_at": outbox.c.not_before})
        self._session.note_post()

    async def moved(self, agencies: Collection[AgencyKey], old: str, new: str) -> None:
        """What waits for the old chat goes to the new one, also what waits because the old one was lost."""
        theirs = (outbox.c.chat == old) | (outbox.c.chat.is_(None) & outbox.c.agency.in_(agencies))
        await self._session.change_genuine(outbox, UNSENT & theirs, {"chat": new})
        self._session.note_post()

    async def send_now(self, chat: str, now: datetime) -> bool:
        """What waits for the chat is tried now; False when nothing waits."""
        may_go = (outbox.c.not_before <= now) & outbox.c.leased_until.is_(None)
        hurried = await self._change(chat, may_go, due_at=outbox.c.not_before)
        self._session.note_post()
        return hurried > 0

    async def speak(self, chat: str, locale: str) -> None:
        """What waits for a body in this chat is written in this language."""
        await self._change(chat, outbox.c.agency.is_not(None), locale=locale)

    async def _change(self, chat: str, which: ColumnElement[bool], **values: object) -> int:
        unsent = update(outbox).where(outbox.c.chat == chat, UNSENT, which)
        return (await self._session.connection.execute(unsent.values(values))).rowcount


def agencies_of(session: Session) -> Agencies:
    """The groups of bodies, whose waiting messages follow them."""
    return Agencies(session, GroupRows(session))
