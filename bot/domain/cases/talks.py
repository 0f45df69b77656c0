"""The joint talk: bodies whose views are far apart talk within 24 hours, or when the lead calls them; with a record.

Source: casework.md, Joint talk and Assessment. The higher value holds until the talk is recorded. A talk that was not
held in its time goes to supervisors.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases import deadlines
from bot.domain.cases.assessment import SCALES, is_divergent
from bot.domain.cases.case import Case, Clock, ClockKind, acting_part, next_version, require_open
from bot.domain.cases.work import Talk
from bot.domain.errors import BadAnswer, IllegalStep
from bot.domain.ids import AgencyKey, PersonKey

AFTER_DIVERGENCE = timedelta(hours=24)


def call(case: Case, due_at: datetime, person: PersonKey | None, now: datetime) -> Case:
    """The bodies of the case are asked to talk by then. One talk waits at a time; an earlier date replaces a later."""
    require_open(case)
    if due_at <= now:
        raise IllegalStep("due-in-the-past")
    waiting = to_be_held(case)
    if waiting is not None and waiting.due_at <= due_at:
        raise IllegalStep("talk-waits")
    case = deadlines.end_kind(case, ClockKind.JOINT_TALK, now) if waiting is not None else case
    held = tuple(talk for talk in case.talks if talk.held_at is not None)
    clock = Clock(ClockKind.JOINT_TALK, None, now, due_at, case.version + 1)
    return next_version(replace(case, talks=(*held, Talk(now, person, due_at)), clocks=(*case.clocks, clock)))


def called_by_divergence(was: Case, case: Case, now: datetime) -> Case:
    """A view that has come two or more apart from another one calls a talk; the very same case where none has."""
    if not is_divergent(case) or is_divergent(was):
        return case
    waiting = to_be_held(case)
    if waiting is not None and waiting.due_at <= now + AFTER_DIVERGENCE:
        return case
    return call(case, now + AFTER_DIVERGENCE, None, now)


def record(
    case: Case, agency: AgencyKey, person: PersonKey, values: dict[str, int], decision: str, now: datetime
) -> Case:
    """A member of a body with a part writes down what was agreed; `values` has hazard, seriousness, credibility."""
    acting_part(case, agency)
    waiting = to_be_held(case)
    if waiting is None:
        raise IllegalStep("no-talk-called")
    if values.keys() != set(SCALES) or any(not 0 <= value <= 3 for value in values.values()):
        raise BadAnswer("not-an-option")
    if not decision.strip():
        raise IllegalStep("decision-needed")
    held = replace(
        waiting,
        held_at=now,
        recorded_by=person,
        agency=agency,
        hazard=values["hazard"],
        seriousness=values["seriousness"],
        credibility=values["credibility"],
        decision=decision,
    )
    case = replace(case, talks=(*case.talks[:-1], held))
    return next_version(deadlines.stop(case, ClockKind.JOINT_TALK, None, now))


def to_be_held(case: Case) -> Talk | None:
    """The talk that was called and has no record yet."""
    last = case.talks[-1] if case.talks else None
    return last if last is not None and last.held_at is None else None
