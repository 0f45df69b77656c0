"""A message that can no longer be used says so, without buttons, wherever it stands."""

from bot.domain.ids import ChatId, UserId
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.usecases.services import Transaction


async def retire(act: Transaction, slot: str, said: Say, *, but: ChatId | None = None) -> None:
    """Replaces a message that can no longer be used, in every chat where it stands (except in `but`), by a sentence
    without buttons."""
    for chat in await act.uow.sealed_files.shown_in(slot):
        if chat == but:
            continue
        to = ToChat(chat, await locale_in(act, chat))
        await act.uow.outbox.add(Notice(said, to, slot=slot, mode=Mode.EDIT))


async def locale_in(act: Transaction, chat: ChatId) -> str:
    """The language of one of our chats."""
    if chat > 0:
        staff = await act.uow.staff.get(act.services.blind_index.person(UserId(chat)))
        return staff.locale if staff is not None else act.services.profile.staff_language
    here = [place.locale for place in await act.uow.agencies.all() if place.joined == chat]
    return next(iter(here), act.services.profile.staff_language)
