"""Drafts: one open conversation per person, encrypted under the draft's own key."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.cases.case import Case
from bot.domain.ids import CaseId, ChatId, DraftId, PersonKey
from bot.domain.numbers.intake import Ended, counted_end
from bot.domain.report import Draft
from storage.cases.case_counts import CaseCounts
from storage.cases.cases import Cases
from storage.cases.owned_files import keep_files, schedule_files_for_deletion
from storage.cases.report_tables import drafts
from storage.cases.rollups import Rollups
from storage.cases.tables import cases
from storage.crypto.vault import Unreadable
from storage.database.tables import data_keys
from storage.database.values import OF_ANOTHER_VERSION, Shape
from storage.session import Session


@dataclass(frozen=True)
class StoredDraft:
    """A draft and the chat to which it belongs."""

    chat: ChatId
    draft: Draft


STORED: Shape[StoredDraft] = Shape(StoredDraft)
ITS_KEY = select(data_keys.c.wrapped).where(data_keys.c.owner == drafts.c.owner).scalar_subquery().label("wrapped")
OF_PERSON = select(drafts, ITS_KEY).where(drafts.c.person == bindparam("person")).with_for_update()
A_CASE = select(cases.c.id).where(cases.c.id == bindparam("owner"))
OWNER = select(drafts.c.owner).where(drafts.c.person == bindparam("person"))


class Drafts:
    """Implements `bot.ports.drafts.DraftStore`."""

    def __init__(self, session: Session, cancel: Callable[[DraftId], Awaitable[None]]) -> None:
        """`cancel`: the files that are still to come for a draft are no longer wanted."""
        self._session = session
        self._cancel = cancel
        self._owners: dict[PersonKey, str | None] = {}
        """The owner of each draft that this transaction has read, and so has locked."""
        self._known: dict[PersonKey, Draft] = {}

    async def of(self, person: PersonKey) -> Draft | None:
        """The person's open draft. Nobody else may change it until this transaction ends."""
        if person in self._known:
            return self._known[person]
        with_chat = await self.with_chat(person)
        return None if with_chat is None else with_chat[1]

    async def with_chat(self, person: PersonKey) -> tuple[ChatId, Draft] | None:
        """The person's open draft, and the chat that holds it. A draft that does not open counts as none: the person
        begins anew. The key that its row names is left alone, for it may belong to another draft."""
        row = await self._session.find(drafts, OF_PERSON, {"person": person})
        if row is None:
            return None
        self._session.note_key(row.owner, row.wrapped)
        try:
            opened = await self._open(row)
        except Unreadable as error:
            if error.key == OF_ANOTHER_VERSION:
                raise
            self._session.note_unreadable(drafts, row, error)
            self._owners[person] = None
            return None
        self._owners[person] = row.owner
        self._known[person] = opened.draft
        return opened.chat, opened.draft

    async def leave_be(self, person: PersonKey) -> bool:
        """The ticker need not look at the person's draft any more; False when there is none."""
        return bool(await self._session.change_genuine(drafts, drafts.c.person == person, {"due_at": None}))

    async def save(self, person: PersonKey, chat: ChatId, draft: Draft, *, due_at: datetime | None) -> None:
        """Insert or replace; a draft that is replaced by another one is erased."""
        earlier = await self._owner(person)
        if earlier not in {None, draft.id}:
            await self._erase(str(earlier))
        encrypted = await self._session.encrypt(draft.id, STORED, StoredDraft(chat, draft), f"drafts|{person}")
        row = {"person": person, "owner": draft.id, "sealed": encrypted, "due_at": due_at}
        await self._session.save(drafts, row)
        self._owners[person] = draft.id
        self._known[person] = draft
        await keep_files(self._session, draft.id, draft.media)

    async def drop(self, person: PersonKey, *, erase: bool, ended: Ended | None = None, is_moved: bool = False) -> None:
        """Remove the draft; `erase` destroys its key and names its files for deletion. How it ended is counted, unless
        it goes on elsewhere."""
        owner = await self._owner(person)
        self._owners.pop(person, None)
        draft = self._known.pop(person, None)
        if draft is not None and not is_moved:
            await self._count(draft, ended or (Ended.LEFT if erase else Ended.PARTIAL), is_erased=erase)
        await self._session.remove(drafts, {"person": person})
        if erase and owner is not None:
            await self._erase(owner)

    async def _erase(self, owner: str) -> None:
        """Make the draft unreadable for ever, and name its files for deletion. The key of a case is never destroyed
        here: a draft that became a case has given its key away."""
        if await self._session.scalar(A_CASE, {"owner": owner}):
            return
        await self._session.destroy_key(owner)
        await schedule_files_for_deletion(self._session, owner)
        await self._cancel(DraftId(owner))

    async def _count(self, draft: Draft, how: Ended, *, is_erased: bool) -> None:
        """Counts how the draft ended. Where a case was made of the draft, this is counted with that case."""
        now = self._session.context.now()
        case = None if is_erased else await self._case_of(draft)
        if case is None:
            await Rollups(self._session).append(counted_end(draft, how, (), now), stays=True)
        else:
            await CaseCounts(self._session).append(case.id, counted_end(draft, how, case.barred, now))

    async def _case_of(self, draft: Draft) -> Case | None:
        """The case that came of it, which has the draft's key."""
        which = CaseId(draft.id)
        return self._session.stored.get(which) or (await Cases(self._session).known([which])).get(which)

    async def is_due(self, person: PersonKey, now: datetime) -> bool:
        """Whether the moment has come that was set when the person's draft was saved."""
        found = select(drafts).where(drafts.c.person == person, drafts.c.due_at <= now)
        return bool(self._session.are_genuine(drafts, await self._session.connection.execute(found)))

    async def due(self, now: datetime, limit: int = 100) -> Sequence[PersonKey]:
        """The people whose drafts the ticker must look at, earliest first."""
        found = select(drafts).where(drafts.c.due_at <= now).order_by(drafts.c.due_at).limit(limit)
        rows = self._session.are_genuine(drafts, await self._session.connection.execute(found))
        return [PersonKey(row.person) for row in rows]

    async def _owner(self, person: PersonKey) -> str | None:
        if person in self._owners:
            return self._owners[person]
        owner: str | None = await self._session.scalar(OWNER, {"person": person})
        return owner

    async def _open(self, row: Any) -> StoredDraft:
        return await self._session.decrypt(row.owner, STORED, row.sealed, f"drafts|{row.person}")
