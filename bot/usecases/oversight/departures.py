"""An officer leaves, or loses a phone: one command ends all their rights and hands on their work.

A supervisor names the person; a head of a body replies to one of their messages in the body's group. A person who has
left may do nothing, even while Telegram still shows them in a group. Only a supervisor gives the rights of a group
back.
"""

import re
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases import assignments as rules
from bot.domain.cases.lists import CaseFilter, TaskFilter
from bot.domain.errors import IllegalStep
from bot.domain.ids import ChatId, PersonKey, UserId
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat, ToPerson
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.say import SayAlone, SayByPerson, SayOfPerson
from bot.domain.notices.sentences import AloneKey, ByPersonKey, PersonKeyed
from bot.domain.people import Staff
from bot.usecases.access.asking import Act
from bot.usecases.access.officers import off_rosters
from bot.usecases.access.second_factor import NAME_LENGTH, SLOT, name_of
from bot.usecases.access.transaction import transaction
from bot.usecases.casework.messages.shown_messages import DESK
from bot.usecases.casework.steps import Done, save
from bot.usecases.oversight.case_lists.worklist import end_worklist

NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")
USER = re.compile(r"u[1-9]\d{0,15}")
"""A Telegram account, as it is named by a reply to one of its messages."""
AT_ONCE = 50
PEOPLE = "people"
"""The slot of the list of people in a supervisor's chat, and of each step that leads on from it."""


@transaction(Action.LEAVE, again="leaves")
async def leave(act: Act, who: str = "") -> None:
    """`/leaves WHO`, or `/leaves` as a reply to one of their messages."""
    staff = await found(act, who)
    if staff.person == act.person:
        raise IllegalStep("own-leave")
    if staff.left_at is not None:
        raise IllegalStep("left-already")
    if not act.agent.supervisor and (staff.is_appointed or not act.agent.heads & act.here):
        raise IllegalStep("ask-a-supervisor")
    await _end_rights(act, staff)
    await off_rosters(act.uow, staff.person, act.services.profile.agencies, act.now)
    await _hand_on(act, staff.person)
    await act.uow.audit.add("staff_left", at=act.now, person=act.person, facts={"of": staff.person})
    await _tell(act, staff, "staff-left-told")
    await act.tell(said_of(act, "staff-left-done", name_of(staff.person)))


@transaction(Action.LEAVE, again="returns")
async def come_back(act: Act, who: str = "") -> None:
    """`/returns WHO`: the rights of the groups in which they sit count again. An appointment needs a new invite."""
    if not act.agent.supervisor:
        raise IllegalStep("ask-a-supervisor")
    staff = await found(act, who)
    if staff.left_at is None:
        raise IllegalStep("has-not-left")
    await act.uow.staff.save(replace(staff, left_at=None))
    await act.uow.audit.add("staff_returned", at=act.now, person=act.person, facts={"of": staff.person})
    await _tell(act, staff, "staff-returned-told")
    await act.tell(said_of(act, "staff-returned-done", name_of(staff.person)))


def said_of(act: Act, key: PersonKeyed, who: str) -> Notice:
    """The message that says what was done to the person. After a press it replaces the question and its buttons."""
    said = SayOfPerson(key=key, who=who)
    return Notice(said, act.to, slot=PEOPLE, mode=Mode.EDIT) if act.is_press else Notice(said, act.to)


async def found(act: Act, who: str) -> Staff:
    """The person with that name. Raises IllegalStep where nobody, or several people, have it. A head names people only
    by replying to their messages."""
    if USER.fullmatch(who):
        user = UserId(int(who[1:]))
        person = act.services.blind_index.person(user)
        return await act.uow.staff.get(person) or Staff(person, user, act.to.locale, reachable=False)
    if not NAME.fullmatch(who):
        raise IllegalStep("whom")
    if not act.agent.supervisor:
        raise IllegalStep("answer-their-message")
    known = [one for one in await act.uow.staff.everybody() if name_of(one.person) == who]
    if len(known) != 1:
        raise IllegalStep("whom")
    return known[0]


async def _end_rights(act: Act, staff: Staff) -> None:
    """Ends appointments, second factor, desk and worklist, and removes what is open in their chat."""
    uow, person, home = act.uow, staff.person, ChatId(staff.user)
    ended = replace(staff, supervisor=False, admin=False, heads=frozenset(), auditor=False, left_at=act.now)
    await uow.staff.save(ended)
    await uow.staff.save_desk(person, None)
    await uow.second_factors.drop(person)
    await end_worklist(uow, staff)
    await uow.expiring_messages.hasten(home, act.now)
    to = ToChat(home, staff.locale)
    await uow.outbox.add(*[Notice(MessageGone(), to, slot=slot, mode=Mode.DELETE) for slot in (DESK, SLOT)])


async def _hand_on(act: Act, person: PersonKey) -> None:
    """Frees their tasks, and asks the bodies that have them again."""
    mine = TaskFilter(CaseFilter(), owner=person)
    while found := await act.uow.tasks.page(mine, skip=0, limit=AT_ONCE):
        for known, item in found:
            case = await act.uow.cases.get(known.id)
            agency = next(task.agency for task in case.assignments if task.id == item)
            freed = rules.give(case, item, agency, None)
            await save(act, case, freed, Done("task_given", act.person, agency))


async def _tell(act: Act, staff: Staff, key: ByPersonKey) -> None:
    """Tells supervisors, and the group in which it was said: its members remove the person from it, or add them
    again."""
    said = SayByPerson(key=key, who=name_of(staff.person), by=name_of(act.person))
    people = {one.person for one in await act.uow.staff.supervisors()} - {act.person, staff.person}
    told = [Notice(said, ToPerson(one), priority=Priority.ALERT) for one in sorted(people)]
    told += [Notice(said, ToAgency(one), priority=Priority.ALERT) for one in sorted(staff.heads)]
    if staff.reachable:
        mine: AloneKey = "staff-left-own" if key == "staff-left-told" else "staff-rights-are-back"
        told.append(Notice(SayAlone(key=mine), ToChat(ChatId(staff.user), staff.locale)))
    await act.uow.outbox.add(*told)
