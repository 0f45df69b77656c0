"""What the clocks call for: reminders, the ladder, marks, an apology to the reporter; and the morning digest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import deadlines
from bot.domain.case import Case, CaseState, ClockKind, Flag
from bot.domain.casework import take_over
from bot.domain.deadlines import Consequence
from bot.domain.errors import Conflict
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.notices import Address, Fact, Mode, Notice, Priority, ToAgency, ToOversight, ToPerson
from bot.domain.quiet import waking
from bot.domain.urgency import Urgency
from bot.ports import OVERSIGHT, CaseFilter, Membership, UnitOfWork
from bot.usecases.hearing import hearers
from bot.usecases.line import Line
from bot.usecases.oversight import case_row
from bot.usecases.telling import card_slot, tell_agencies, tell_reporters

SHOWN = 5
COPIES_SHOWN = 20
CATCH_UP = timedelta(hours=1)
"""A line that never sent a digest begins with one that is on time."""
TAKEN_OVER = frozenset({ClockKind.ACKNOWLEDGE, ClockKind.FIRST_ACTION, ClockKind.ASSESS})
"""What the police would do instead of a silent lead; the reporter's answer and the outcome wait for the lead."""
GATHERED = timedelta(seconds=2)
"""Where several cases are due at once, reminders wait so long for each other: those of a group become one list."""


async def act_on_due(line: Line, now: datetime) -> int:
    """Fire what is due, a case a transaction; how many cases there were. Repeats nothing that has fired.

    A case that cannot be acted on does not hold up the others: its fault is raised when all have had their turn.
    """
    async with line.begin() as uow:
        due = await uow.cases.due(now)
    faults: list[Exception] = []
    for case in due:
        try:
            await act_on_case(line, case, now, GATHERED if len(due) > 1 else timedelta())
        except Conflict:
            continue  # somebody moved the case meanwhile: the next tick looks again
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("cases not acted on", faults)
    return len(due)


async def act_on_case(line: Line, case_id: CaseId, now: datetime, gathered: timedelta = timedelta()) -> None:
    """Recompute on the state as it is now, then mark and tell; reminders go out after `gathered`."""
    async with line.begin() as uow:
        was = await uow.cases.get(case_id)
        case, consequences = deadlines.fire(was, line.profile.policy, line.profile.zone, now)
        if not consequences:
            await uow.cases.save(was, was=was.version)  # its deadline row is out of date (another profile): set anew
            await uow.commit()
            return
        taken = _police_take_over(line, case, consequences, now)
        await uow.cases.save(taken, was=was.version)
        for consequence in consequences:
            await uow.outbox.add(
                replace(reminder(line, case, consequence, now), not_before=now + gathered if gathered else None)
            )
            await _tell(line, uow, case, consequence, now)
        if taken != case:
            await _tell_takeover(uow, taken, now)
        await tell_agencies(line, uow, taken)
        await uow.commit()


def _police_take_over(line: Line, case: Case, consequences: tuple[Consequence, ...], now: datetime) -> Case:
    """200 % of a P1 clock: the police take the case over, if another body leads and they may know of it."""
    silent = any(c.step == "double" and c.clock.agency is None and c.clock.kind in TAKEN_OVER for c in consequences)
    police = line.profile.agency_with("police")
    if not silent or case.urgency is not Urgency.P1 or police == case.lead or police in case.barred:
        return case
    return take_over(case, police, now)


async def _tell(line: Line, uow: UnitOfWork, case: Case, consequence: Consequence, now: datetime) -> None:
    """After the late body's group: the ladder above it, then (for an unanswered reporter) an apology."""
    action = consequence.step if consequence.is_ladder else "reminded"
    await uow.audit.add(action, at=now, case=case.id, agency=consequence.agency)
    if consequence.is_ladder:
        facts = ladder_facts(case, consequence)
        people = await above(line, uow, case, consequence)
        await uow.outbox.add(*[_ladder(case, ToPerson(person), facts) for person in people])
        places = _places_above(line, case, consequence, has_people=bool(people))
        await uow.outbox.add(*[_ladder(case, place, facts) for place in places])
    if consequence.breached and consequence.clock.kind is ClockKind.REPLY:
        new_date = now + line.profile.policy.reply
        await tell_reporters(line, uow, case, "apology", {"due": new_date.isoformat()}, now)


def reminder(line: Line, case: Case, consequence: Consequence, now: datetime) -> Notice:
    """One live reminder per case in the late body's group, under the card; a newer one replaces it. Several that wait
    are one list. What may wait makes no sound in the quiet hours."""
    facts = ladder_facts(case, consequence)
    may_wait = case.urgency in {Urgency.P3, Urgency.P4} and not consequence.is_ladder
    is_quiet = waking(line.profile.policy, line.profile.zone, now) != now
    return Notice(
        "reminder",
        ToAgency(consequence.agency),
        facts,
        Priority.REMINDER,
        case=case.id,
        slot=f"reminder:{case.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
        silent=may_wait and is_quiet,
        merge=True,
    )


def ladder_facts(case: Case, consequence: Consequence) -> dict[str, Fact]:
    """Facts of reminder and ladder: no content."""
    return {
        "number": int(case.number),
        "urgency": case.urgency.value,
        "step": consequence.step,
        "clock": consequence.clock.kind.value,
        "agency": consequence.agency,
        "due_at": consequence.clock.due_at.isoformat(),
        "mark": next((flag.value for flag in (Flag.RED, Flag.YELLOW) if flag in case.flags), ""),
    }


def _ladder(case: Case, to: Address, facts: dict[str, Fact]) -> Notice:
    return Notice("ladder", to, facts, Priority.ALERT, case=case.id)


async def above(line: Line, uow: UnitOfWork, case: Case, consequence: Consequence) -> list[PersonKey]:
    """At the breach: the late body's heads and all supervisors; at twice the time: all heads of the case's bodies.

    Heads of a barred body never hear of the case.
    """
    heads = await uow.staff.heads(consequence.agency)
    if consequence.step == "double":
        heads = [head for head in await uow.staff.all_heads() if head.heads & _bodies(case)]
    supervisors = await uow.staff.supervisors() if consequence.clock.agency is None else []
    return await hearers(uow, case, (*heads, *supervisors))


def _bodies(case: Case) -> set[AgencyKey]:
    return {task.agency for task in case.tasks if task.is_open}


def _places_above(line: Line, case: Case, consequence: Consequence, *, has_people: bool) -> list[Address]:
    """The supervising body's group (unless it is the late one, or barred) and, for the lead, the oversight group.

    A case that bars a body is not named in the oversight group (`oversight.group_scope` says why), unless nobody else
    would hear that a child waits: then its number and clock are.
    """
    if consequence.clock.agency is not None:
        return []
    supervising = line.profile.agency_with("supervising")
    watched = supervising != consequence.agency and supervising not in case.barred
    places: list[Address] = [ToAgency(supervising)] if watched else []
    return places if case.barred and (places or has_people) else [*places, ToOversight()]


async def _tell_takeover(uow: UnitOfWork, case: Case, now: datetime) -> None:
    facts: dict[str, Fact] = {
        "number": int(case.number),
        "urgency": case.urgency.value,
        "step": "takeover",
        "mark": Flag.YELLOW.value,
        "agency": case.lead,
    }
    await uow.audit.add("takeover", at=now, case=case.id, agency=case.lead)
    told = await hearers(uow, case, await uow.staff.supervisors())
    places: list[Address] = [ToAgency(case.lead), *([] if case.barred else [ToOversight()])]
    await uow.outbox.add(*[_ladder(case, to, facts) for to in (*places, *map(ToPerson, told))])


async def digest(line: Line, membership: Membership, now: datetime) -> None:
    """The morning digest, once a day whoever asks and however often: for every supervisor, the oversight group and the
    supervising body. A line that was down at the hour sends it when it is back.

    A supervisor who belongs to a body that is barred from a case, as head or as a member of its group, does not find it
    there, nor in the counts; nor does one who has handed it on. Raises Unreachable when Telegram cannot be asked who
    belongs where.
    """
    local = now.astimezone(line.profile.zone)
    today = datetime.combine(local.date(), line.profile.policy.digest_at, line.profile.zone)
    worn = await _worn(line, membership) if local >= today else {}
    async with line.begin() as uow:
        before = await uow.days.claim("digest", local.toordinal()) if local >= today else None
        if before is not None and (before or local - today < CATCH_UP):
            days = local.toordinal() - before if before else 1
            await _send_digest(line, uow, worn, now - timedelta(days=days), now)
        await uow.commit()


async def _worn(line: Line, membership: Membership) -> dict[PersonKey, frozenset[AgencyKey]]:
    """The bodies that each supervisor belongs to, asked of Telegram outside of any transaction."""
    async with line.begin() as uow:
        supervisors = await uow.staff.supervisors()
    return {one.person: one.heads | await membership.agencies_of(one.user) for one in supervisors}


async def _send_digest(
    line: Line, uow: UnitOfWork, worn: Mapping[PersonKey, frozenset[AgencyKey]], since: datetime, now: datetime
) -> None:
    supervising = line.profile.agency_with("supervising")
    told: list[tuple[Address, CaseFilter]] = [
        (ToPerson(person), CaseFilter(not_seen_by=bodies, not_for=frozenset({person})))
        for person, bodies in worn.items()
    ]
    bound = {place.agency for place in await uow.agencies.all() if place.chat is not None and place.lost_at is None}
    if OVERSIGHT in bound:
        told.append((ToOversight(), CaseFilter(not_seen_by=frozenset(line.profile.agencies))))
    if supervising in bound:
        told.append((ToAgency(supervising), CaseFilter(not_seen_by=frozenset({supervising}))))
    for to, seen in told:
        facts = await digest_facts(uow, seen, since, now)
        if to == ToAgency(supervising):
            facts |= await _copies(line, uow, since)
        await uow.outbox.add(Notice("digest", to, facts, Priority.DIGEST, silent=True))


async def digest_facts(uow: UnitOfWork, seen: CaseFilter, since: datetime, now: datetime) -> dict[str, Fact]:
    """Counts and the first few of each list, of the cases that `seen` lets through."""
    waiting = replace(seen, states=frozenset({CaseState.RECEIVED}))
    unassessed = replace(seen, states=frozenset({CaseState.ACKNOWLEDGED}))
    return {
        "at": now.isoformat(),
        "unacknowledged": [case_row(case) for case in await uow.cases.page(waiting, after=None, limit=SHOWN)],
        "unacknowledged_total": await uow.cases.count(waiting),
        "unassessed": [case_row(case) for case in await uow.cases.page(unassessed, after=None, limit=SHOWN)],
        "unassessed_total": await uow.cases.count(unassessed),
        "overdue": [case_row(case) for case in await uow.cases.overdue(now, seen, limit=SHOWN)],
        "overdue_total": await uow.cases.count_overdue(now, seen),
        "received": len(await uow.cases.times(since, now, not_seen_by=seen.not_seen_by, not_for=seen.not_for)),
    }


async def _copies(line: Line, uow: UnitOfWork, since: datetime) -> dict[str, Fact]:
    """New cases of which the supervising body gets no card of its own (P4), newest first."""
    supervising = line.profile.agency_with("supervising")
    low = frozenset(urgency for urgency, way in line.profile.policy.copies.items() if way == "digest")
    wanted = CaseFilter(urgency=low, not_seen_by=frozenset({supervising}), open_only=False)
    page = await uow.cases.page(wanted, after=None, limit=COPIES_SHOWN) if low else ()
    fresh = [case_row(case) for case in page if case.received_at >= since]
    return {"copies": list[Fact](fresh), "copies_total": len(fresh)}
