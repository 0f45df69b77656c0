"""What the clocks call for: reminders, the ladder, marks, an apology to the reporter; and the morning digest."""

from datetime import datetime, timedelta

from bot.domain import deadlines
from bot.domain.case import Case, CaseState, ClockKind, Flag
from bot.domain.casework import take_over
from bot.domain.deadlines import Consequence
from bot.domain.errors import Conflict
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.notices import Address, Fact, Mode, Notice, Priority, ToAgency, ToOversight, ToPerson
from bot.domain.urgency import Urgency
from bot.ports import OVERSIGHT, CaseFilter, UnitOfWork
from bot.usecases.line import Line
from bot.usecases.oversight import case_row
from bot.usecases.telling import card_slot, tell_agencies, tell_reporters

SHOWN = 5


async def act_on_due(line: Line, now: datetime) -> int:
    """Fire what is due, a case a transaction; how many cases there were. Repeats nothing that has fired.

    A case that cannot be acted on does not hold up the others: its fault is raised when all have had their turn.
    """
    async with line.begin() as uow:
        due = await uow.cases.due(now)
    faults: list[Exception] = []
    for case in due:
        try:
            await act_on_case(line, case, now)
        except Conflict:
            continue  # somebody moved the case meanwhile: the next tick looks again
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("cases not acted on", faults)
    return len(due)


async def act_on_case(line: Line, case_id: CaseId, now: datetime) -> None:
    """Recompute on the state as it is now, then mark and tell."""
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
            await _tell(line, uow, case, consequence, now)
        if taken != case:
            await _tell_takeover(uow, taken, now)
        await tell_agencies(uow, taken)
        await uow.commit()


def _police_take_over(line: Line, case: Case, consequences: tuple[Consequence, ...], now: datetime) -> Case:
    """200 % of a P1 acknowledgement: the police take the case over, if another body leads and they may know of it."""
    silent = any(
        c.step == "double" and c.clock.agency is None and c.clock.kind is ClockKind.ACKNOWLEDGE for c in consequences
    )
    police = line.profile.agency_with("police")
    if not silent or case.urgency is not Urgency.P1 or police == case.lead or police in case.barred:
        return case
    return take_over(case, police, now)


async def _tell(line: Line, uow: UnitOfWork, case: Case, consequence: Consequence, now: datetime) -> None:
    """The late body's group, then the ladder above it, then (for an unanswered reporter) an apology."""
    action = consequence.step if consequence.is_ladder else "reminded"
    await uow.audit.add(action, at=now, case=case.id, agency=consequence.agency)
    await uow.outbox.add(reminder(case, consequence))
    if consequence.is_ladder:
        facts = ladder_facts(case, consequence)
        people = await above(line, uow, case, consequence)
        await uow.outbox.add(*[_ladder(case, ToPerson(person), facts) for person in people])
        await uow.outbox.add(*[_ladder(case, place, facts) for place in _places_above(line, case, consequence)])
    if consequence.step == "breach" and consequence.clock.kind is ClockKind.REPLY:
        new_date = now + line.profile.policy.reply
        await tell_reporters(line, uow, case, "apology", {"due": new_date.isoformat()}, now)


def reminder(case: Case, consequence: Consequence) -> Notice:
    """One live reminder per case in the late body's group, under the card; a newer one replaces it."""
    facts = ladder_facts(case, consequence)
    night_too = case.urgency in {Urgency.P1, Urgency.P2} or consequence.is_ladder
    return Notice(
        "reminder",
        ToAgency(consequence.agency),
        facts,
        Priority.REMINDER,
        case=case.id,
        slot=f"reminder:{case.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
        silent=not night_too,
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
        "red": Flag.RED in case.flags,
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
    allowed = [staff for staff in (*heads, *supervisors) if not staff.heads & set(case.barred)]
    return list(dict.fromkeys(staff.person for staff in allowed))


def _bodies(case: Case) -> set[AgencyKey]:
    return {task.agency for task in case.tasks if task.is_open}


def _places_above(line: Line, case: Case, consequence: Consequence) -> list[Address]:
    """The supervising body's group (unless it is the late one, or barred) and, for the lead, the oversight group."""
    if consequence.clock.agency is not None:
        return []
    supervising = line.profile.agency_with("supervising")
    watched = supervising != consequence.agency and supervising not in case.barred
    places: list[Address] = [ToAgency(supervising)] if watched else []
    return [*places, ToOversight()]


async def _tell_takeover(uow: UnitOfWork, case: Case, now: datetime) -> None:
    facts: dict[str, Fact] = {
        "number": int(case.number),
        "urgency": case.urgency.value,
        "step": "takeover",
        "agency": case.lead,
    }
    await uow.audit.add("takeover", at=now, case=case.id, agency=case.lead)
    told = [staff for staff in await uow.staff.supervisors() if not staff.heads & set(case.barred)]
    people = [_ladder(case, ToPerson(staff.person), facts) for staff in told]
    await uow.outbox.add(_ladder(case, ToAgency(case.lead), facts), _ladder(case, ToOversight(), facts), *people)


async def digest(line: Line, now: datetime) -> None:
    """The morning digest for every supervisor and the oversight group: what nobody has looked at comes first.

    A supervisor who heads a body that is barred from a case does not find it there, nor in the counts.
    """
    async with line.begin() as uow:
        told: list[tuple[Address, frozenset[AgencyKey]]] = [
            (ToPerson(staff.person), staff.heads) for staff in await uow.staff.supervisors()
        ]
        if await uow.agencies.place(OVERSIGHT) is not None:
            told.append((ToOversight(), frozenset()))
        for to, own in told:
            facts = await digest_facts(uow, own, now)
            await uow.outbox.add(Notice("digest", to, facts, Priority.DIGEST, silent=True))
        await uow.commit()


async def digest_facts(uow: UnitOfWork, own: frozenset[AgencyKey], now: datetime) -> dict[str, Fact]:
    """Counts and the first few of each list, without cases that bar one of `own`."""
    waiting = CaseFilter(states=frozenset({CaseState.RECEIVED}), not_seen_by=own)
    unassessed = CaseFilter(states=frozenset({CaseState.ACKNOWLEDGED}), not_seen_by=own)
    late = [case for case in await uow.cases.overdue(now, limit=200) if not own & set(case.barred)]
    return {
        "at": now.isoformat(),
        "unacknowledged": [case_row(case) for case in await uow.cases.page(waiting, after=None, limit=SHOWN)],
        "unacknowledged_total": await uow.cases.count(waiting),
        "unassessed": [case_row(case) for case in await uow.cases.page(unassessed, after=None, limit=SHOWN)],
        "unassessed_total": await uow.cases.count(unassessed),
        "overdue": [case_row(case) for case in late[:SHOWN]],
        "overdue_total": len(late),
        "received": len(await uow.cases.times(now - timedelta(days=1), now, not_seen_by=own)),
    }
