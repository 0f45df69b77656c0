"""What is removed from private chats when somebody may not know of a case any more, or may not read it.

A slot remembers one message, the last one of a notice that was longer than that. So what was shown is removed by the
number of its case too. What is being sent at that moment is found when the messages are deleted: that is done after it
has arrived.
"""

from collections.abc import Callable, Collection, Sequence

from bot.domain.cases.case import Case
from bot.domain.cases.reporter.merged import ids_of, numbers_of
from bot.domain.chats import ExpiringMessage
from bot.domain.ids import AgencyKey, ChatId, MessageId, PersonKey, UserId
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.reporter.files import MessageGone, Wipe
from bot.domain.people import OVERSIGHT
from bot.domain.report import MediaState
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.arrived_answers import answer_slot
from bot.usecases.access.asking import Act
from bot.usecases.access.identity_names import IDENTITY, identity_slot
from bot.usecases.access.waiting_calls import call_slot
from bot.usecases.casework.case_files import file_slot, files_of, files_wait_slot
from bot.usecases.casework.messages import handover_calls
from bot.usecases.casework.messages.slots import (
    approval_slot,
    lead_slot,
    let_go_slot,
    lowering_slot,
    reveal_slot,
    story_slot,
)
from bot.usecases.casework.messages.story_places import place_slots
from bot.usecases.casework.messages.task_messages import opened_slots
from bot.usecases.services import Transaction

LOOKS = 500
"""How many acts of a case's history are read to find for which body somebody has opened it."""
OPENED = frozenset({"opened", "file_opened", "voice_opened", "media_released"})
"""The acts in a case's history that are a look at it."""
READING = frozenset({"open", "handed", "task", IDENTITY})
"""What shows the report with its places and files, a task, and who reported."""


async def readers_for(uow: UnitOfWork, case: Case, bodies: Collection[AgencyKey]) -> frozenset[PersonKey]:
    """People who have looked at the case for one of these bodies."""
    looks = [look for one in ids_of(case) for look in await uow.audit.history(one, LOOKS)] if bodies else []
    found = [look.person for look in looks if look.action in OPENED and look.agency in bodies]
    return frozenset(person for person in found if person is not None)


async def people_of(uow: UnitOfWork, case: Case, bodies: Collection[AgencyKey]) -> frozenset[PersonKey]:
    """The people of these bodies: their heads, who was last seen in their groups, and who has looked at the case for
    them."""
    staff = await uow.staff.everybody()
    theirs = frozenset(one.person for one in staff if not (one.bodies | one.heads).isdisjoint(bodies))
    return theirs | await readers_for(uow, case, bodies)


async def take_everything(
    act: Transaction, case: Case, who: Collection[PersonKey], bodies: Collection[AgencyKey] = ()
) -> None:
    """Removes all that these people have of the case in private: lists, typed words, what was opened, released files,
    calls, questions to a second person, and the button that takes back an answer of theirs. Where these bodies are
    barred, all messages that name the case are removed from groups too."""
    person = act.services.blind_index.person
    known = [one.user for one in await act.uow.staff.everybody() if one.person in who]
    named = await act.uow.messages.about(numbers_of(case))
    await _take_from_groups(act, case, bodies, {chat for chat, _ in named if chat < 0} if bodies else ())
    asking = [act.visitor.user] if isinstance(act, Act) else []
    chats = {chat for chat, _ in named} | {ChatId(user) for user in (*known, *asking)}
    mine = frozenset(chat for chat in chats if person(UserId(chat)) in who)
    await _wipe(act, case, lambda one: person(UserId(one.chat)) in who, mine, is_all=True)
    calls = [call_slot(case, task.agency) for task in case.tasks]
    asked = [approval_slot(case), lowering_slot(case), let_go_slot(case), reveal_slot(case), lead_slot(case)]
    handed = [handover_calls.slot(case), handover_calls.handed_slot(case)]
    answers = [answer_slot(case, one.id) for one in case.outgoing if one.left_at is None and one.by in who]
    opened = [*await _slots_of_opened(act.uow, case, released=True), files_wait_slot(case)]
    for slot in (*opened, *calls, *asked, *handed, *answers):
        await take_away(act, case, slot, who)


async def take_opened_from_all(act: Transaction, case: Case) -> None:
    """Removes all that was opened from every chat; whoever may still see the case can open it again. Released files
    stay: two people would have to agree anew."""
    sent_to = frozenset(chat for chat in await act.uow.outbox.being_sent_to() if chat > 0)
    await _wipe(act, case, lambda one: one.doing in READING, sent_to)
    for slot in await _slots_of_opened(act.uow, case, released=False):
        await take_away(act, case, slot)


async def take_opened(act: Transaction, case: Case, who: Collection[PersonKey]) -> None:
    """Removes all that was opened, and released files, from the chats of these people."""
    person = act.services.blind_index.person
    sent_to = frozenset(chat for chat in await act.uow.outbox.being_sent_to() if person(UserId(chat)) in who)
    await _wipe(act, case, lambda one: one.doing in READING and person(UserId(one.chat)) in who, sent_to)
    for slot in await _slots_of_opened(act.uow, case, released=True):
        await take_away(act, case, slot, who)


async def take_away(act: Transaction, case: Case, slot: str, who: Collection[PersonKey] | None = None) -> None:
    """Removes messages; people who may still see the case can open it again. `who`: only from the chats of these
    people."""
    found = await act.uow.outbox.shown_in(slot)
    chats = [chat for chat in found if who is None or act.services.blind_index.person(UserId(chat)) in who]
    gone = [ToChat(chat, act.services.profile.staff_language) for chat in chats]
    over = Leaves(None)
    await act.uow.outbox.add(
        *[Notice(MessageGone(), to, case=case.id, slot=slot, mode=Mode.DELETE, leaves=over) for to in gone]
    )


async def _take_from_groups(
    act: Transaction, case: Case, bodies: Collection[AgencyKey], groups: Collection[ChatId]
) -> None:
    """Removes all messages that name the case from the groups of these bodies, and from those of `groups` that are
    former ones: whose they were is not known any more. From a group that is lost they are removed when the bot can. The
    address is the chat, not the body, because the body may have another group by then."""
    places = [await act.uow.agencies.place(body) for body in sorted(bodies)]
    theirs = {place.chat for place in places if place is not None and place.chat is not None}
    others = [chat for chat in groups if not await _is_of_a_body(act.uow, chat)]
    gone = Wipe(messages=(), cases=numbers_of(case))
    for chat in sorted(theirs.union(others)):
        await act.uow.outbox.add(Notice(gone, ToChat(chat, act.services.profile.staff_language)))


async def _is_of_a_body(uow: UnitOfWork, chat: ChatId) -> bool:
    """Whether the group is the one of a body, or was until it was lost."""
    return bool(await uow.agencies.at(chat) or await uow.agencies.lost_in(chat))


async def still_shown(uow: UnitOfWork, said: Wipe, chat: ChatId) -> frozenset[MessageId]:
    """The messages of the cases that stand in the chat now and are to be deleted."""
    named = await uow.messages.about(said.cases) if said.cases else ()
    expiring = [one for one in await uow.expiring_messages.about({*said.cases, *said.opened}) if one.chat == chat]
    opened = [one.message for one in expiring if one.number in said.cases or one.doing in READING]
    found = frozenset(opened) | {message for where, message in named if where == chat}
    return found - await _said_to_present_body(uow, said, chat) if chat < 0 and found else found


async def _said_to_present_body(uow: UnitOfWork, said: Wipe, chat: ChatId) -> frozenset[MessageId]:
    """Messages that stand in the group since it is that of another body, which may know of all these cases: what is
    deleted was said before. None in the group of a body that is barred, and in the oversight group."""
    here = [place for place in await uow.agencies.all() if place.joined == chat]
    cases = [await uow.cases.by_number(number) for number in said.cases]
    barred = {OVERSIGHT}.union(*(case.barred for case in cases if case is not None))
    bound = [place.bound_at for place in here if place.bound_at is not None]
    if not bound or None in cases or any(place.agency in barred for place in here):
        return frozenset()
    return frozenset(await uow.messages.since(chat, max(bound)))


async def _wipe(
    act: Transaction,
    case: Case,
    is_gone: Callable[[ExpiringMessage], bool],
    chats: Collection[ChatId],
    *,
    is_all: bool = False,
) -> None:
    """Removes at once what would leave the chats by itself a little later. `chats`: where it is looked for again when
    all that is being sent there has arrived. `is_all`: there, all messages that name the case are removed."""
    numbers = numbers_of(case)
    gone = [one for one in await act.uow.expiring_messages.about(numbers) if is_gone(one)]
    for chat in sorted({*chats, *(one.chat for one in gone)}):
        messages = tuple(one.message for one in gone if one.chat == chat)
        to = ToChat(chat, act.services.profile.staff_language)
        again = Wipe(messages=messages, cases=numbers if is_all else (), opened=() if is_all else numbers)
        await act.uow.outbox.add(Notice(again, to))
    await act.uow.expiring_messages.done(gone)


async def _slots_of_opened(uow: UnitOfWork, case: Case, *, released: bool) -> Sequence[str]:
    """The slots of the report with its places and files, of the identity beside it, and of tasks that were opened.
    `released`: sealed files that were handed out to two people, too."""
    found = [ref for ref in await files_of(uow, case) if released or ref.state is not MediaState.SEALED]
    files = [file_slot(ref) for ref in found]
    return [story_slot(case), *opened_slots(case), *await place_slots(uow, case), *files, identity_slot(case)]
