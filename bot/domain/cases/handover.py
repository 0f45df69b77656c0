"""Handover: all of a case goes to whoever of the police is on call, and who gave it hears what came of it.

Source: issue 13, real life. It changes neither who leads nor any deadline: the police get a part where they have none.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.case import Case
from bot.domain.cases.transfer import bring_in
from bot.domain.cases.work import Handover, HandoverState
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.profile import Policy

SILENT_AFTER = timedelta(minutes=5)
"""Who handed over hears so long after it was sent that nobody has opened it."""


def newest(case: Case) -> Handover | None:
    """The last handover; only that one counts."""
    return case.handovers[-1] if case.handovers else None


def works_on(case: Case, body: AgencyKey) -> bool:
    """Whether the body has an open part in the case, and not only a copy of it."""
    part = case.task(body)
    return part is not None and part.is_acting


def refuse(case: Case, to: AgencyKey) -> None:
    """Raises IllegalStep for a case that is closed, that the body must not know of, or that is on its way to it."""
    require_open(case)
    if to in case.barred:
        raise IllegalStep("handover-not-possible")
    last = newest(case)
    if last is not None and last.state is HandoverState.SOUGHT:
        raise IllegalStep("handover-on-its-way")


def hand_over(case: Case, to: AgencyKey, agency: AgencyKey, by: PersonKey, policy: Policy, now: datetime) -> Case:
    """Whoever is on call for the body is sought; a body without a part gets one, with its time to acknowledge."""
    refuse(case, to)
    joined = next_version(case) if works_on(case, to) else bring_in(case, to, policy, now)
    return replace(joined, handovers=(*case.handovers, Handover(to, agency, by, now)))


def is_sought(case: Case, body: AgencyKey) -> bool:
    """Whether somebody of the body is being sought for a handover."""
    last = newest(case)
    return last is not None and last.to == body and last.state is HandoverState.SOUGHT


def found(case: Case, person: PersonKey | None) -> Case:
    """Somebody of those on call has it; None: nobody could be called."""
    state = HandoverState.NOBODY if person is None else HandoverState.CALLED
    return _with_last(case, replace(case.handovers[-1], state=state, person=person))


def not_reached(case: Case, person: PersonKey) -> Case:
    """The person cannot be written to: the next one is sought. The very same case where it is not theirs to open."""
    last = newest(case)
    if last is None or last.person != person or last.state is not HandoverState.CALLED or not case.is_open:
        return case
    return _with_last(case, replace(last, state=HandoverState.SOUGHT, person=None))


def opened(case: Case, now: datetime) -> Case:
    """The person has opened it. The very same case where they had before."""
    last = case.handovers[-1]
    if last.state is not HandoverState.CALLED:
        return case
    return _with_last(case, replace(last, state=HandoverState.OPENED, opened_at=now))


def is_given_to(case: Case, person: PersonKey) -> bool:
    """Whether this person may open all that was handed over: while the case is open and their body has its part."""
    last = newest(case)
    return last is not None and last.person == person and case.is_open and works_on(case, last.to)


def _with_last(case: Case, last: Handover) -> Case:
    return next_version(replace(case, handovers=(*case.handovers[:-1], last)))
