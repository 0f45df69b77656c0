"""Messages about a case that stand in chats follow the case. Buttons that can no longer be used are changed or removed.
What a body may not see any more is removed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bot.domain.access.awaited import awaited_bodies
from bot.domain.access.roles import needs_supervising_body
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.cases.stages.ending import nobody_goes_on
from bot.domain.ids import AgencyKey, PersonKey, UserId
from bot.domain.notices.merging import LIST
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat, ToPerson
from bot.domain.notices.officer.cases import StoryKeys
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.say import SayOfCase
from bot.domain.notices.sentences import CaseKey
from bot.domain.notices.supervisor.deadlines import ReminderList
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.cards import card_slot
from bot.usecases.access.waiting_calls import call_slot
from bot.usecases.casework.barred_merged_cases import bar_merged
from bot.usecases.casework.barred_reports import note_barred
from bot.usecases.casework.messages.calling import note_calls
from bot.usecases.casework.messages.removed_messages import (
    LOOKS,
    people_of,
    readers_for,
    take_away,
    take_everything,
    take_opened,
    take_opened_from_all,
)
from bot.usecases.casework.messages.retired_messages import locale_in, retire
from bot.usecases.casework.messages.same_child_cards import name_on_other_cards
from bot.usecases.casework.messages.slots import approval_slot, lowering_slot, story_slot
from bot.usecases.casework.messages.task_messages import (
    ended_items,
    moved_items,
    opened_slot,
    over,
    told_of_tasks,
)
from bot.usecases.casework.unfinished import closed_meanwhile
from bot.usecases.services import Transaction

LEADS_APPROVAL = "lead_approval"
"""Name of the slot beside the lead's card for a proposal to close that does not stand any more."""
DESK = "desk"
"""The slot of the form on an officer's desk."""


async def follow_case(act: Transaction, was: Case, case: Case) -> None:
    """Brings the messages about a case up to date. Call it after each step, with the case before and after. When a
    closed case is opened again, the reopening itself tells the people who are called."""
    if was.is_open:
        await note_calls(act.uow, case, act.now, was=was)
    for body in sorted(set(awaited_bodies(was)) - set(awaited_bodies(case))):
        await _end_call(act, case, body)
    await act.uow.outbox.add(*told_of_tasks(act.services, was, case, act.now))
    await _follow_opened_tasks(act, was, case)
    gone = await _readers_without_a_part(act.uow, was, case)
    if gone:
        await take_opened(act, case, gone)
    if ways(case) != ways(was):
        await _change_stories(act, case, gone)
    if was.proposal is not None and case.proposal != was.proposal:
        await retire(act, approval_slot(case), SayOfCase(key=why_over(was, case), number=case.number), case=case)
        await act.uow.outbox.add(*_told_that_nobody_goes_on(was, case))
    if was.lowering is not None and case.lowering != was.lowering:
        await retire(act, lowering_slot(case), SayOfCase(key="staff-lower-over", number=case.number), case=case)
    if was.is_open and not case.is_open:
        await _say_closed_on_desks(act.uow, case)
        await take_away(act, case, f"why:{case.id}")
    await _bar(act, was, case)
    bodies = stopped_bodies(was, case)
    await act.uow.outbox.add(*[_reminder_gone(case, agency) for agency in bodies])
    with_lists = dict.fromkeys([*bodies, *sorted(set(case.barred) - set(was.barred))])
    await act.uow.outbox.add(*[_list_now(agency) for agency in await _lists_of(act.uow, with_lists)])


async def _end_call(act: Transaction, case: Case, body: AgencyKey) -> None:
    """Says in the call to the person on call that the call is over. The call is removed where the body has no part any
    more."""
    part = case.task(body)
    if part is None or not part.has_part or body in case.barred or is_quarantined(case):
        await take_away(act, case, call_slot(case, body))
    else:
        await retire(act, call_slot(case, body), SayOfCase(key="staff-call-over", number=case.number), case=case)


def why_over(was: Case, case: Case) -> CaseKey:
    """Why a proposal to close does not stand any more. A body that has left is not named: perhaps it must not know."""
    if not case.is_open:
        return "staff-closed"
    if case.lead != was.lead:
        return "staff-approval-over-lead"
    if nobody_goes_on(replace(case, proposal=was.proposal)):
        return "staff-approval-over-body"
    return "staff-approval-over-class" if case.urgency is not was.urgency else "staff-approval-over"


def _told_that_nobody_goes_on(was: Case, case: Case) -> list[Notice]:
    """The notice to the lead's group that the proposal was withdrawn, because the body that was to go on with the child
    has left. The proposal must be made anew; by another body, where the one that left was the lead."""
    if case.proposal is not None or not case.is_open or not nobody_goes_on(replace(case, proposal=was.proposal)):
        return []
    said, slot = SayOfCase(key="staff-approval-over-body", number=case.number), f"{LEADS_APPROVAL}:{case.id}"
    return [Notice(said, ToAgency(case.lead), Priority.ALERT, case.id, slot, Mode.REPLACE, card_slot(case))]


async def _follow_opened_tasks(act: Transaction, was: Case, case: Case) -> None:
    """A task that has ended says so where it was opened; one that another body has now leaves every chat."""
    for item in ended_items(was, case):
        await retire(act, opened_slot(case, item), over(case, item), case=case)
    for item in moved_items(was, case):
        await take_away(act, case, opened_slot(case, item))


def ways(case: Case) -> tuple[object, ...]:
    """What decides which buttons stand under an opened report."""
    parts = {task.agency: (task.part, task.state) for task in case.tasks}
    return case.is_open, case.proposal is None, needs_supervising_body(case), parts


def stopped_bodies(was: Case, case: Case) -> list[AgencyKey]:
    """The bodies for which a deadline has ended: what they were reminded of is done, or no longer needed."""
    runs = {deadline.times for deadline in case.deadlines if deadline.stopped_at is None}
    ran = (deadline for deadline in was.deadlines if deadline.stopped_at is None)
    return list(dict.fromkeys(body_of(was, deadline) for deadline in ran if deadline.times not in runs))


async def _readers_without_a_part(uow: UnitOfWork, was: Case, case: Case) -> frozenset[PersonKey]:
    """People who opened the case for a body that no longer has a part in it, because it declined the case or handed it
    on."""
    return await readers_for(uow, case, _bodies_of(was) - _bodies_of(case))


def _bodies_of(case: Case) -> set[AgencyKey]:
    return {task.agency for task in case.tasks if task.has_part}


async def _bar(act: Transaction, was: Case, case: Case) -> None:
    """Removes what the people of a body that is barred now have of the case, whatever else they are, and what was
    opened from all chats: nobody can say for certain who else belongs to that body."""
    barred = set(case.barred) - set(was.barred)
    if not barred:
        return
    people = await people_of(act.uow, case, barred)
    for person in people & frozenset(await act.uow.staff.busy_with(case.id)):
        await act.uow.staff.save_desk(person, None)
    await take_everything(act, case, people, barred)
    await take_opened_from_all(act, case)
    await name_on_other_cards(act, case)
    await note_barred(act, was, case)
    await bar_merged(act.uow, case)


async def _change_stories(act: Transaction, case: Case, but: Collection[PersonKey]) -> None:
    """Edits the buttons under opened reports, not the words: those are read only when somebody opens the report, which
    is logged. Skips people from whom the report is removed."""
    slot = story_slot(case)
    chats = await act.uow.outbox.shown_in(slot)
    looks = await act.uow.audit.history(case.id, LOOKS) if chats else ()
    opened = {look.person: look.agency for look in looks if look.action == "opened"}
    for chat in [one for one in chats if act.services.blind_index.person(UserId(one)) not in but]:
        said = await _keys_of(act, act.services.blind_index.person(UserId(chat)), opened)
        to = ToChat(chat, await locale_in(act, chat))
        await act.uow.outbox.add(Notice(said, to, case=case.id, slot=slot, mode=Mode.EDIT))


async def _keys_of(
    act: Transaction, person: PersonKey, opened: Mapping[PersonKey | None, AgencyKey | None]
) -> StoryKeys:
    """The buttons for this person: they look for the body for which they have opened it."""
    staff = await act.uow.staff.get(person)
    agency = opened.get(person)
    if staff is None:
        return StoryKeys(agency=agency, reader=person)
    return StoryKeys(agency=agency, heads=staff.heads, supervisor=staff.supervisor, reader=person)


async def _say_closed_on_desks(uow: UnitOfWork, case: Case) -> None:
    """Empties the desks of officers who were filling in a form for a case that is closed now."""
    for person in await uow.staff.busy_with(case.id):
        lying = await uow.staff.desk(person)
        await uow.staff.save_desk(person, None)
        await uow.outbox.add(closed_meanwhile(case, lying, ToPerson(person), DESK))


async def _lists_of(uow: UnitOfWork, agencies: Iterable[AgencyKey]) -> list[AgencyKey]:
    """The agencies in whose group a list of reminders stands."""
    found = []
    for agency in agencies:
        place = await uow.agencies.place(agency)
        chat = None if place is None else place.joined
        if chat is not None and await uow.messages.slot(chat, LIST) is not None:
            found.append(agency)
    return found


def _reminder_gone(case: Case, agency: AgencyKey) -> Notice:
    slot = f"reminder:{case.id}"
    to, rank = ToAgency(agency), Priority.REMINDER
    return Notice(MessageGone(), to, priority=rank, case=case.id, slot=slot, mode=Mode.DELETE)


def _list_now(agency: AgencyKey) -> Notice:
    """The list of reminders as it is now: what is done is left out. It is sent anew where it was removed because it
    named a case from which the body is barred now."""
    to, rank = ToAgency(agency), Priority.REMINDER
    return Notice(ReminderList(), to, priority=rank, slot=LIST, mode=Mode.EDIT, silent=True, merge=True)
