"""A message that can no longer be used says so, without buttons, wherever it stands."""

from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases.case import Case
from bot.domain.ids import ChatId, PersonKey, UserId
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.say import AnySay
from bot.domain.people import Staff
from bot.usecases.services import Transaction


async def retire(
    act: Transaction, slot: str, said: AnySay, *, case: Case | None = None, but: ChatId | None = None
) -> None:
    """Replaces a message that can no longer be used, in every chat where it stands (except in `but`), by a sentence
    without buttons. Where it is about a case of which the person may not be told any more, it is removed."""
    about = None if case is None else case.id
    gone = await act.uow.recusals.who(about) if about is not None else set[PersonKey]()
    for chat in await act.uow.outbox.shown_in(slot):
        if chat == but:
            continue
        person = _person_in(act, chat)
        staff = None if person is None else await act.uow.staff.get(person)
        to = ToChat(chat, await _locale(act, chat, staff))
        if case is not None and (person in gone or _heads_barred(case, staff)):
            over = Leaves(None)
            await act.uow.outbox.add(Notice(MessageGone(), to, case=about, slot=slot, mode=Mode.DELETE, leaves=over))
        else:
            await act.uow.outbox.add(Notice(said, to, case=about, slot=slot, mode=Mode.EDIT))


async def locale_in(act: Transaction, chat: ChatId) -> str:
    """The language of one of our chats."""
    person = _person_in(act, chat)
    return await _locale(act, chat, None if person is None else await act.uow.staff.get(person))


def _person_in(act: Transaction, chat: ChatId) -> PersonKey | None:
    """The person whose private chat this is. None for a group."""
    return act.services.blind_index.person(UserId(chat)) if chat > 0 else None


def _heads_barred(case: Case, staff: Staff | None) -> bool:
    """Whether they head a body that must not know of the case."""
    return staff is not None and is_barred(case, staff.heads)


async def _locale(act: Transaction, chat: ChatId, staff: Staff | None) -> str:
    if staff is not None:
        return staff.locale
    groups = await act.uow.agencies.all() if chat < 0 else ()
    return next((place.locale for place in groups if place.joined == chat), act.services.profile.staff_language)
