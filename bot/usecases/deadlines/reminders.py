"""What follows from deadlines: reminders, the ladder, marks, the news for the reporter that the answer is late; and the
morning digest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines import firing
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.marks import colour_of
from bot.domain.cases.lists import (
    CaseFilter,
)
from bot.domain.cases.reporter import questions
from bot.domain.cases.steps import take_over
from bot.domain.daily import hour_of_today
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.notices.above import TOLD_OTHERWISE
from bot.domain.notices.case_rows import CaseRow
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToOversight, ToPerson
from bot.domain.notices.reporter.to_reporters import AnswerLate
from bot.domain.notices.supervisor.deadlines import Digest, Reminder
from bot.domain.people import (
    OVERSIGHT,
)
from bot.domain.urgency import Urgency
from bot.ports.people import (
    Membership,
)
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.cards import (
    card_slot,
)
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.bodies import transfers
from bot.usecases.casework.correspondence.expiring_answers import let_answers_leave
from bot.usecases.casework.messages.announce import (
    tell_agencies,
    tell_reporters,
)
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.deadlines.duty import remind_taker
from bot.usecases.deadlines.ladder import tell_above, tell_takeover
from bot.usecases.each import each, job_of
from bot.usecases.oversight.audit import CATCH_UP
from bot.usecases.oversight.case_lists.case_rows import case_row
from bot.usecases.oversight.case_lists.filters import with_word
from bot.usecases.reporting.draft.answered_questions import tell_askers_of_silence
from bot.usecases.reporting.sent_reports.left_alone import tell_of_silence
from bot.usecases.services import Services, Transaction

TALK = DeadlineKind.JOINT_TALK
SHOWN = 5
COPIES_SHOWN = 20
TAKEN_OVER = frozenset({DeadlineKind.ACKNOWLEDGE, DeadlineKind.FIRST_ACTION, DeadlineKind.ASSESS})
"""Deadlines that the police would meet in place of a silent lead. The answer to the reporter and the outcome stay the
lead's."""
AT_ONCE = 100
"""How many cases are read at one beat."""
DIGEST_LASTS = timedelta(days=1)
"""A digest that cannot be sent by then is not sent any more: the next one says what is so now. One with new cases of
which its reader gets no card waits: nothing else names them to that reader."""
GATHERED = timedelta(seconds=2)
"""How long reminders wait for each other where several cases are due at once: those of one group are sent as one
list."""


async def act_on_due(services: Services, now: datetime) -> int:
    """Acts on the deadlines that are due, one case in a transaction. Returns how many cases there were. A deadline that
    was acted on is not acted on again.

    A case on which it fails does not hold up the others.
    """
    job = await job_of(services, "case", now)
    async with services.reading() as uow:
        due = await uow.cases.due(now, AT_ONCE + len(job.faults))
    gathered = GATHERED if len(due) > 1 else timedelta()
    return await each(job, due, lambda case: act_on_case(services, now, case, gathered))


@transaction_of_program
async def act_on_case(act: Transaction, case_id: CaseId, gathered: timedelta = timedelta()) -> None:
    """Computes from the case as it is now what is due, then marks it and tells. Reminders are sent after `gathered`."""
    services, uow, now = act.services, act.uow, act.now
    was = await let_answers_leave(act, await uow.cases.get(case_id))
    case, consequences = firing.fire(was, services.profile.policy, services.profile.zone, now)
    if not consequences:
        await uow.cases.save(was, was=was.version)  # the profile has changed: its deadline row is saved anew
        return
    unanswered = transfers.without_answer(services.profile, case, consequences, now)
    asked = questions.without_answers(unanswered, consequences, now)
    taken = _police_take_over(services, asked, consequences, now)
    await uow.cases.save(taken, was=was.version)
    for consequence in consequences:
        if consequence.deadline.kind in TOLD_OTHERWISE:
            continue
        later = now + gathered if gathered else None
        each_body = [replace(consequence, agency=body) for body in reminded(case, consequence)]
        reminders = [reminder(services, case, one, now) for one in each_body]
        await uow.outbox.add(*[replace(one, not_before=later) for one in reminders])
        await remind_taker(act, case, consequence)
        await _tell(act, case, consequence, gathered)
        await tell_of_silence(act, case, consequence)
    await _tell_of_late_answer(act, was, case)
    await tell_askers_of_silence(act, unanswered, asked)
    await transfers.tell_of_silence(act, case, unanswered)
    if taken != asked:
        await tell_takeover(act, asked, taken)
    await tell_agencies(act, taken)
    await follow_case(act, was, taken)


def _police_take_over(services: Services, case: Case, consequences: tuple[Consequence, ...], now: datetime) -> Case:
    """When a P1 deadline has passed twice over, the police take the case over if another body leads it and they may
    know of it."""
    silent = any(
        c.kind is LadderStep.DOUBLE and c.deadline.agency is None and c.deadline.kind in TAKEN_OVER
        for c in consequences
    )
    police = services.profile.agency_with("police")
    if not silent or case.urgency is not Urgency.P1 or police == case.lead or police in case.barred:
        return case
    return take_over(case, police, services.profile.policy, now)


async def _tell(act: Transaction, case: Case, consequence: Consequence, gathered: timedelta) -> None:
    """After the group of the late body was told: tells the ladder above it."""
    action = consequence.kind.value if consequence.is_ladder else "reminded"
    await act.uow.audit.add(action, at=act.now, case=case.id, agency=consequence.agency)
    if consequence.is_ladder:
        await tell_above(act, case, consequence, gathered)


async def _tell_of_late_answer(act: Transaction, was: Case, case: Case) -> None:
    """Tells a reporter without an answer that we are late, with the new date; once. When that date passes too, the
    ladder is told and /status says so."""
    known = {deadline.times for deadline in was.deadlines if deadline.stopped_at is None}
    for given in case.deadlines:
        if given.kind is DeadlineKind.NEW_DATE and given.stopped_at is None and given.times not in known:
            said, of = AnswerLate(number=case.number, due=given.due_at), given.of or case.id
            await tell_reporters(act, case, said, of={of})


def reminded(case: Case, consequence: Consequence) -> list[AgencyKey]:
    """The bodies whose groups are reminded: the late one; of a joint talk every body that is to talk."""
    others = [task.agency for task in case.tasks if task.is_acting] if consequence.deadline.kind is TALK else []
    return list(dict.fromkeys([consequence.agency, *others]))


def reminder(services: Services, case: Case, consequence: Consequence, now: datetime) -> Notice:
    """The reminder in the late body's group, a live message under the card; a newer one replaces it. Several that wait
    are sent as one list. In the quiet hours only a P1 makes a sound."""
    is_quiet = after_quiet_hours(services.profile.policy, services.profile.zone, now) != now
    return Notice(
        Reminder(
            number=case.number,
            urgency=case.urgency,
            step=consequence.kind,
            deadline=consequence.deadline.kind,
            agency=consequence.agency,
            due_at=consequence.deadline.due_at,
            mark=colour_of(case, now),
            item=consequence.deadline.item,
        ),
        ToAgency(consequence.agency),
        priority=Priority.REMINDER,
        case=case.id,
        slot=f"reminder:{case.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
        silent=is_quiet and case.urgency is not Urgency.P1,
        merge=True,
    )


async def digest(services: Services, membership: Membership, now: datetime) -> None:
    """The morning digest for every supervisor, the oversight group and the supervising body; once a day, however often
    it is called. If the line was down at that hour, it is sent when the line is back.

    A supervisor who belongs to a body that is barred from a case, as head or as member of its group, does not find the
    case there, nor in the counts. One who has handed it on does not find it either. Raises Unreachable when Telegram
    cannot be asked who belongs where.
    """
    local, hour = _today(services, now)
    bodies_of = await _bodies_of_supervisors(services, membership) if local >= hour else {}
    await _digest_once(services, now, bodies_of)


@transaction_of_program
async def _digest_once(act: Transaction, bodies_of: Mapping[PersonKey, frozenset[AgencyKey]]) -> None:
    local, hour = _today(act.services, act.now)
    before = await act.uow.daily_runs.claim("digest", local.toordinal()) if local >= hour else None
    if before is not None and (before or local - hour < CATCH_UP):
        days = local.toordinal() - before if before else 1
        await _send_digest(act, bodies_of, act.now - timedelta(days=days))


def _today(services: Services, now: datetime) -> tuple[datetime, datetime]:
    """The time as it is in the district, and the digest's hour on this day."""
    return hour_of_today(now, services.profile.policy.digest_at, services.profile.zone)


async def _bodies_of_supervisors(services: Services, membership: Membership) -> dict[PersonKey, frozenset[AgencyKey]]:
    """The bodies that each supervisor belongs to. Telegram is asked outside of any transaction."""
    async with services.reading() as uow:
        supervisors = await uow.staff.supervisors()
    told = {one.person: (one.heads, await membership.belonging(one.user)) for one in supervisors}
    return {person: heads | belonging.sure | belonging.unsure for person, (heads, belonging) in told.items()}


async def _send_digest(
    act: Transaction,
    bodies_of: Mapping[PersonKey, frozenset[AgencyKey]],
    since: datetime,
) -> None:
    supervising = act.services.profile.agency_with("supervising")
    told: list[tuple[Address, CaseFilter]] = [
        (ToPerson(person), CaseFilter(not_seen_by=bodies, not_for=frozenset({person})))
        for person, bodies in bodies_of.items()
    ]
    bound = {place.agency for place in await act.uow.agencies.all() if place.works}
    if OVERSIGHT in bound:
        told.append((ToOversight(), CaseFilter(not_seen_by=frozenset(act.services.profile.agencies))))
    if supervising in bound:
        told.append((ToAgency(supervising), CaseFilter(not_seen_by=frozenset({supervising}))))
    for to, seen in told:
        said = await digest_of(act.uow, seen, since, act.now)
        if to == ToAgency(supervising):
            copies = await _copies(act, since)
            said = replace(said, copies=copies, copies_total=len(copies))
        until = None if said.copies else act.now + DIGEST_LASTS
        await act.uow.outbox.add(Notice(said, to, priority=Priority.DIGEST, silent=True, expires_at=until))


async def digest_of(uow: UnitOfWork, seen: CaseFilter, since: datetime, now: datetime) -> Digest:
    """The digest: counts and the first few of each list, of the cases that `seen` lets through."""
    waiting, unassessed = (with_word(seen, word) for word in ("unacknowledged", "unassessed"))
    return Digest(
        at=now,
        unacknowledged=_rows(await uow.cases.page(waiting, after=None, limit=SHOWN), now),
        unacknowledged_total=await uow.cases.count(waiting),
        unassessed=_rows(await uow.cases.page(unassessed, after=None, limit=SHOWN), now),
        unassessed_total=await uow.cases.count(unassessed),
        overdue=_rows(await uow.cases.overdue(now, seen, limit=SHOWN), now),
        overdue_total=await uow.cases.count_overdue(now, seen),
        received=await uow.cases.count_received(since, now, seen),
    )


def _rows(cases: Sequence[Case], now: datetime) -> tuple[CaseRow, ...]:
    return tuple(case_row(case, now) for case in cases)


async def _copies(act: Transaction, since: datetime) -> tuple[CaseRow, ...]:
    """New cases of which the supervising body gets no card (P4), newest first."""
    supervising = act.services.profile.agency_with("supervising")
    low = frozenset(urgency for urgency, way in act.services.profile.policy.copies.items() if way == "digest")
    wanted = CaseFilter(urgency=low, not_seen_by=frozenset({supervising}), open_only=False)
    page = await act.uow.cases.page(wanted, after=None, limit=COPIES_SHOWN) if low else ()
    return _rows([case for case in page if case.received_at >= since], act.now)
