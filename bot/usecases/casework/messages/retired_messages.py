"""A message that can no longer be used says so, without buttons, wherever it stands."""

from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases.case import Case
from bot.domain.ids import ChatId, UserId
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.reporter.files import Gone
from bot.usecases.services import Transaction


async def retire(
    act: Transaction, slot: str, said: Say, *, case: Case | None = None, but: ChatId | None = None
) -> None:
    """Replaces a message that can no longer be used, in every chat where it stands (except in `but`), by a sentence
    without buttons. Where it is about a case of which the person may not be told any more, it is removed."""
    for chat in await act.uow.sealed_files.shown_in(slot):
        if chat == but:
            continue
        to, about = ToChat(chat, await locale_in(act, chat)), None if case is None else case.id
        if case is not None and await _is_out_of(act, case, chat):
            over = Leaves(None)
            await act.uow.outbox.add(Notice(Gone(), to, case=about, slot=slot, mode=Mode.DELETE, leaves=over))
        else:
            await act.uow.outbox.add(Notice(said, to, case=about, slot=slot, mode=Mode.EDIT))


async def _is_out_of(act: Transaction, case: Case, chat: ChatId) -> bool:
    """Whether it is the private chat of somebody who has handed the case on, or who heads a body that is barred."""
    if chat < 0:
        return False
    person = act.services.blind_index.person(UserId(chat))
    staff = await act.uow.staff.get(person)
    return person in await act.uow.recusals.who(case.id) or (staff is not None and is_barred(case, staff.heads))


async def locale_in(act: Transaction, chat: ChatId) -> str:
    """The language of one of our chats."""
    if chat > 0:
        staff = await act.uow.staff.get(act.services.blind_index.person(UserId(chat)))
        return staff.locale if staff is not None else act.services.profile.staff_language
    here = [place.locale for place in await act.uow.agencies.all() if place.joined == chat]
    return next(iter(here), act.services.profile.staff_language)
