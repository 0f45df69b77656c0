"""A message that can no longer be used says so, without buttons, wherever it stands."""

from collections.abc import Collection

from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases.case import Case
from bot.domain.ids import ChatId, PersonKey, UserId
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.reporter.files import Gone
from bot.usecases.services import Transaction


async def retire(
    act: Transaction, slot: str, said: Say, *, case: Case | None = None, but: ChatId | None = None
) -> None:
    """Replaces a message that can no longer be used, in every chat where it stands (except in `but`), by a sentence
    without buttons. Where it is about a case of which the person may not be told any more, it is removed."""
    about = None if case is None else case.id
    gone = await act.uow.recusals.who(about) if about is not None else set[PersonKey]()
    for chat in await act.uow.outbox.shown_in(slot):
        if chat == but:
            continue
        to = ToChat(chat, await locale_in(act, chat))
        if case is not None and await _is_out_of(act, case, chat, gone):
            over = Leaves(None)
            await act.uow.outbox.add(Notice(Gone(), to, case=about, slot=slot, mode=Mode.DELETE, leaves=over))
        else:
            await act.uow.outbox.add(Notice(said, to, case=about, slot=slot, mode=Mode.EDIT))


async def _is_out_of(act: Transaction, case: Case, chat: ChatId, gone: Collection[PersonKey]) -> bool:
    """Whether it is the private chat of somebody who has handed the case on (`gone`), or who heads a barred body."""
    if chat < 0:
        return False
    person = act.services.blind_index.person(UserId(chat))
    staff = await act.uow.staff.get(person)
    return person in gone or (staff is not None and is_barred(case, staff.heads))


async def locale_in(act: Transaction, chat: ChatId) -> str:
    """The language of one of our chats."""
    if chat > 0:
        staff = await act.uow.staff.get(act.services.blind_index.person(UserId(chat)))
        return staff.locale if staff is not None else act.services.profile.staff_language
    here = [place.locale for place in await act.uow.agencies.all() if place.joined == chat]
    return next(iter(here), act.services.profile.staff_language)
