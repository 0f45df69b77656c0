"""Handover: the whole case goes to the officer on call of the police, and whoever gave it is told what came of it.

Source: issue 13, real life. It changes neither the lead nor any deadline; the police get a part where they have
none.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.cases.stages.transfer import bring_in
from bot.domain.cases.work import Handover, HandoverState
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.profile import Policy

SILENT_AFTER = timedelta(minutes=5)
"""If nobody has opened a case within this time, the officer who handed it over is told."""


def newest(case: Case) -> Handover | None:
    """The last handover; only that one counts."""
    return case.handovers[-1] if case.handovers else None


def works_on(case: Case, body: AgencyKey) -> bool:
    """Whether the body has an open part in the case that is more than a copy."""
    part = case.task(body)
    return part is not None and part.is_acting


def refuse(case: Case, to: AgencyKey) -> None:
    """Raises IllegalStep for a closed case, a body that must not know of it, and a handover that is on its way to that
    body."""
    require_open(case)
    if to in case.barred:
        raise IllegalStep("handover-not-possible")
    last = newest(case)
    if last is not None and last.state is HandoverState.SOUGHT:
        raise IllegalStep("handover-on-its-way")


def hand_over(case: Case, to: AgencyKey, by: By, policy: Policy) -> Case:
    """The officer on call of the body is sought. A body without a part gets one, with its time to acknowledge."""
    refuse(case, to)
    joined = next_version(case) if works_on(case, to) else bring_in(case, to, policy, by.at)
    return replace(joined, handovers=(*case.handovers, Handover(to, by.agency, by.person, by.at)))


def is_sought(case: Case, body: AgencyKey) -> bool:
    """Whether an officer of the body is being sought for a handover."""
    last = newest(case)
    return last is not None and last.to == body and last.state is HandoverState.SOUGHT


def found(case: Case, person: PersonKey | None) -> Case:
    """One of the officers on call has it; None: nobody could be called."""
    state = HandoverState.NOBODY if person is None else HandoverState.CALLED
    return _with_last(case, replace(case.handovers[-1], state=state, person=person))


def not_reached(case: Case, person: PersonKey) -> Case:
    """The officer cannot be written to: the next one is sought. The very same case where it was not given to them."""
    last = newest(case)
    if last is None or last.person != person or last.state is not HandoverState.CALLED or not case.is_open:
        return case
    return _with_last(case, replace(last, state=HandoverState.SOUGHT, person=None))


def given_up(case: Case, person: PersonKey) -> Case:
    """The case after the person who was handed it has recused themselves. The next person on call is sought, unless
    somebody else of the body has acknowledged the case. Where nobody is sought, the case comes back unchanged, as no
    new version."""
    last, part = newest(case), None
    if last is not None and last.person == person and last.state in {HandoverState.CALLED, HandoverState.OPENED}:
        part = case.task(last.to)
    if last is None or part is None or not (case.is_open and part.is_awaited) or last.to in case.barred:
        return case
    again = replace(last, state=HandoverState.SOUGHT, person=None, opened_at=None)
    return replace(case, handovers=(*case.handovers[:-1], again))


def opened(case: Case, now: datetime) -> Case:
    """The officer has opened it. The very same case where they had opened it before."""
    last = case.handovers[-1]
    if last.state is not HandoverState.CALLED:
        return case
    return _with_last(case, replace(last, state=HandoverState.OPENED, opened_at=now))


def is_given_to(case: Case, person: PersonKey) -> bool:
    """Whether this person may open what was handed over: while the case is open and their body has its part."""
    last = newest(case)
    return last is not None and last.person == person and case.is_open and works_on(case, last.to)


def _with_last(case: Case, last: Handover) -> Case:
    return next_version(replace(case, handovers=(*case.handovers[:-1], last)))
