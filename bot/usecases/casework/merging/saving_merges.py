"""Two cases are saved as one (L11), or as two again (L12). Everybody who must know is told, without content.

What people may not know of one case they may not know of the other: whoever has handed one on has handed on both.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.cases.case import Case
from bot.domain.cases.lists import Recusal
from bot.domain.cases.merging import merge as rules
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.notices.above import oversight_group, supervising_group
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.say import SayOfMerge
from bot.domain.notices.sentences import MergeKey
from bot.domain.report import Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.access.cards import card, card_slot
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.casework.assessment.divergence import asked_to_talk, newly_apart
from bot.usecases.casework.assessment.raising import tell_of_raise
from bot.usecases.casework.messages.announce import BESIDE, beside, tell_agencies
from bot.usecases.casework.messages.removed_messages import take_everything
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.casework.messages.silent_bodies import tell_of_unreached
from bot.usecases.casework.messages.task_messages import given_slot, message_gone, of_body, told_of_tasks
from bot.usecases.casework.withheld_files import alert_key_holders
from bot.usecases.services import Transaction

Two = tuple[Case, Case]


async def save_merged(act: CaseAct, whole: Case, part: Case, reason: str) -> Two:
    """Saves the case that goes on and the one that was merged into it, and returns both. Each gets a line in its
    history."""
    uow = act.uow
    told = await reports_of(uow, part)
    case, gone = rules.merge(whole, part, act.person, act.now, [report.id for report in told], reason)
    await _handed_on_both(uow, whole, part)
    moved = case.questions[len(whole.questions) :]
    numbers = {old.id: new.id for old, new in zip(part.questions, moved, strict=True)}
    await _with_questions_numbered(uow, told, numbers)
    await uow.cases.save(gone, was=part.version)
    await uow.cases.save(case, was=whole.version)
    for one in (gone, case):
        await uow.audit.add("merged", at=act.now, case=one.id, person=act.person)
    return case, gone


async def _handed_on_both(uow: UnitOfWork, one: Case, other: Case) -> None:
    """Stores that everybody who recused themselves from one of the cases is recused from both. That includes all cases
    that were merged into them."""
    every = [*ids_of(one), *ids_of(other)]
    known = {recusal.person: recusal for case in every for recusal in await uow.recusals.of_case(case)}
    for case in every:
        gone = await uow.recusals.who(case)
        await _hand_on(uow, [replace(known[who], case=case) for who in sorted(set(known) - gone)])


async def _hand_on(uow: UnitOfWork, recusals: Iterable[Recusal]) -> None:
    for recusal in recusals:
        await uow.recusals.add(recusal)


async def _with_questions_numbered(uow: UnitOfWork, reports: Iterable[Report], numbers: dict[int, int]) -> None:
    """Questions get new numbers in the merged case: additions that answer one name it by its new number."""
    for report in reports:
        additions = tuple(replace(one, question=numbers.get(one.question, one.question)) for one in report.additions)
        if additions != report.additions:
            await uow.reports.rewrite(replace(report, additions=additions))


async def tell_of_merging(act: CaseAct, was: Two, now: Two) -> None:
    """Brings cards, messages beside them and messages in officers' chats up to date, and tells the bodies and the
    people above that both are one case. `was`, `now`: the case that goes on and the one that was merged into it, before
    and after."""
    uow, (whole, part), (case, gone) = act.uow, was, now
    await tell_agencies(act, gone)
    await follow_case(act, part, gone)
    moved = [one for one in part.assignments if one.is_open]
    notices = [message_gone(gone, one.agency, given_slot(gone, one.id)) for one in moved]
    notices += [beside(gone, task.agency, slot) for task in part.tasks for slot in BESIDE]
    await uow.outbox.add(*notices)
    await tell_agencies(act, case)
    await follow_case(act, whole, case)
    for one in now:
        await take_everything(act, one, await uow.recusals.who(one.id))
    await tell_of_raise(act, whole, case)
    await alert_key_holders(act, whole, case)
    await tell_of_unreached(act, case)
    await _tell_groups(uow, case, gone, "staff-merged-group")
    await _tell_above(act, case, gone, "staff-merged")
    await uow.outbox.add(*(asked_to_talk(case) if newly_apart(whole, case) else ()))


async def save_unmerged(act: CaseAct, merged: Case, now: Two) -> None:
    """Saves the case that went on and the one that is a case of its own again, and returns both. `merged`: the latter
    as it was before."""
    uow, (remaining, back) = act.uow, now
    told = await reports_of(uow, merged)
    here = {report.id for report in told}
    asked = [one for one in act.case.questions if one.report in here]
    numbers = {old.id: new.id for old, new in zip(asked, back.questions, strict=True)}
    await _with_questions_numbered(uow, told, numbers)
    await _handed_on_both(uow, remaining, back)
    await _with_notes_of_both(uow, remaining, back)
    await uow.cases.save(remaining, was=act.case.version)
    await uow.cases.save(back, was=merged.version)
    for one in now:
        await uow.audit.add("merge_undone", at=act.now, case=one.id, person=act.person)


async def _with_notes_of_both(uow: UnitOfWork, remaining: Case, back: Case) -> None:
    """Notes that were written while the cases were one stay with both."""
    since = back.partings[-1].merged_at
    for note in await uow.notes.of_case(remaining.id):
        if note.at >= since:
            await uow.notes.add(replace(note, case=back.id))


async def tell_of_parting(act: CaseAct, merged: Case, now: Two) -> None:
    """Each body has the cards and tasks of its own cases again. What belongs to a case in which a body has no part any
    more is removed from its group."""
    services, uow, (remaining, back) = act.services, act.uow, now
    left = {task.agency for task in act.case.tasks} - {task.agency for task in remaining.tasks}
    await uow.outbox.add(*[card(remaining, agency, Mode.DELETE) for agency in sorted(left)])
    await uow.outbox.add(
        *[beside(remaining, body, slot) for body in sorted(left) for slot in (*BESIDE, *of_body(act.case, body))]
    )
    stay = {one.id for one in remaining.assignments}
    moved = [one for one in act.case.assignments if one.id not in stay]
    await uow.outbox.add(*[message_gone(remaining, one.agency, given_slot(remaining, one.id)) for one in moved])
    await tell_agencies(act, remaining)
    await follow_case(act, act.case, remaining)
    await tell_agencies(act, back)
    await uow.outbox.add(*told_of_tasks(services, replace(back, assignments=()), back, act.now))
    await follow_case(act, replace(back, tasks=()), back)
    await tell_of_unreached(act, back)
    for one, other in ((remaining, back), (back, remaining)):
        await _tell_groups(uow, one, other, "staff-merge-undone")
    for was, one in ((act.case, remaining), (merged, back)):
        await uow.outbox.add(*(asked_to_talk(one) if newly_apart(was, one) else ()))
    await _tell_above(act, remaining, back, "staff-merge-undone")


async def _tell_groups(uow: UnitOfWork, case: Case, other: Case, key: MergeKey) -> None:
    """A message under the card in the group of every body of the case."""
    said, slot, rank = _said(case, other, key), f"merged:{case.id}", Priority.ALERT
    beneath = card_slot(case)
    for task in case.tasks:
        if task.is_open:
            to = ToAgency(task.agency)
            await uow.outbox.add(Notice(said, to, rank, case.id, slot, Mode.REPLACE, beneath))


async def _tell_above(act: Transaction, case: Case, other: Case, key: MergeKey) -> None:
    """Supervisors, the oversight group, and a supervising body that gets no card of the case."""
    supervising = act.services.profile.agency_with("supervising")
    with_card = {task.agency for task in case.tasks if task.is_open}
    people = await audience_of(act.uow, case, await act.uow.staff.supervisors())
    places: list[Address] = [*map(ToPerson, people), *oversight_group(case)]
    places += supervising_group(case, supervising, but=with_card)
    said, rank = _said(case, other, key), Priority.ALERT
    await act.uow.outbox.add(*[Notice(said, to, rank, case.id, silent=True) for to in places])


def _said(case: Case, other: Case, key: MergeKey) -> SayOfMerge:
    return SayOfMerge(key=key, number=case.number, other=other.number, urgency=case.urgency, agency=case.lead)
