"""The joint talk: bodies whose views are far apart talk within 24 hours, or when the lead calls them; with a record.

Source: casework.md, Joint talk and Assessment. The higher value holds until the talk is recorded. A talk that was not
held in its time goes to supervisors.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import acting_part, next_version, require_open
from bot.domain.cases.assessment.assessment import SCALES, class_of, is_divergent
from bot.domain.cases.assessment.classes import with_higher
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines import timing
from bot.domain.cases.work import ClassChange, Talk
from bot.domain.errors import BadAnswer, IllegalStep
from bot.domain.ids import PersonKey
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency

AFTER_DIVERGENCE = timedelta(hours=24)


def call(case: Case, due_at: datetime, person: PersonKey | None, now: datetime) -> Case:
    """Asks the bodies of the case to talk by `due_at`. One talk waits at a time, and an earlier date replaces a later
    one."""
    require_open(case)
    if due_at <= now:
        raise IllegalStep("due-in-the-past")
    waiting = waiting_talk(case)
    if waiting is not None and waiting.due_at <= due_at:
        raise IllegalStep("talk-waits")
    case = timing.end_kind(case, DeadlineKind.JOINT_TALK, now) if waiting is not None else case
    recorded = tuple(talk for talk in case.talks if talk.recorded_at is not None)
    deadline = Deadline(DeadlineKind.JOINT_TALK, None, now, due_at, case.version + 1)
    return next_version(
        replace(case, talks=(*recorded, Talk(now, person, due_at)), deadlines=(*case.deadlines, deadline))
    )


def called_by_divergence(case: Case, now: datetime) -> Case:
    """The bodies' views are two or more apart and no talk waits in the next 24 hours: one is called, whichever step has
    brought it about. The very same case where none has to be."""
    waiting = waiting_talk(case)
    if not is_divergent(case) or (waiting is not None and waiting.due_at <= now + AFTER_DIVERGENCE):
        return case
    return call(case, now + AFTER_DIVERGENCE, None, now)


def record(
    case: Case,
    by: By,
    values: Mapping[str, int],
    decision: str,
    *,
    above: bool = False,
) -> Case:
    """A member of a body with a part writes down what was agreed, or one of the supervising body, with a part or
    without (`above`); `values` has hazard, seriousness, credibility. The class is not moved by it: see
    `with_agreed_class`."""
    require_open(case)
    if not above:
        acting_part(case, by.agency)
    waiting = waiting_talk(case)
    if waiting is None:
        raise IllegalStep("no-talk-called")
    if values.keys() != set(SCALES) or any(not 0 <= value <= 3 for value in values.values()):
        raise BadAnswer("not-an-option")
    if not decision.strip():
        raise IllegalStep("decision-needed")
    recorded = replace(
        waiting,
        recorded_at=by.at,
        recorded_by=by.person,
        agency=by.agency,
        hazard=values["hazard"],
        seriousness=values["seriousness"],
        credibility=values["credibility"],
        decision=decision,
    )
    case = replace(case, talks=(*case.talks[:-1], recorded))
    return next_version(timing.stop(case, DeadlineKind.JOINT_TALK, None, by.at))


def agreed_class(talk: Talk) -> Urgency | None:
    """The class that the agreed values call for; None for a talk without a record."""
    if talk.hazard is None or talk.seriousness is None:
        return None
    return class_of(talk.hazard, talk.seriousness)


def with_agreed_class(case: Case, policy: Policy, now: datetime) -> Case:
    """The case after a record: agreed values that call for a higher class raise it at once, by whoever has recorded
    them. A lower class they do not give: that needs a second person (L15). The very same case where it stands."""
    talk = case.talks[-1] if case.talks else None
    to = agreed_class(talk) if talk is not None else None
    if talk is None or to is None or talk.recorded_by is None or talk.agency is None or to.rank <= case.urgency.rank:
        return case
    change = ClassChange(case.urgency, to, talk.recorded_by, talk.agency, now, talk.decision)
    return next_version(with_higher(case, change, policy, now))


def waiting_talk(case: Case) -> Talk | None:
    """The talk that was called and has no record yet."""
    last = case.talks[-1] if case.talks else None
    return last if last is not None and last.recorded_at is None else None
