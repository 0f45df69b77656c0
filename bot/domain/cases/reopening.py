"""L13: a closed case is opened again by what its reporter adds, and whom that wakes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases import deadlines
from bot.domain.cases.case import Case, CaseState, Clock, Flag, Life, Part, Task, TaskState
from bot.domain.cases.steps import LEAD_CLOCKS, SUPPORT_CLOCKS, add_report_facts
from bot.domain.intake.asides import STORY
from bot.domain.intake.facts import facts_of
from bot.domain.intake.media import KINDS
from bot.domain.intake.report import Addition, Answer, MediaState, Path, Report
from bot.domain.intake.triage import triage
from bot.domain.profile import Policy, Profile

QUIET_FOR = timedelta(hours=24)
"""A case that was opened again wakes people once in this time; danger and words of a P1 or P2 rule always do."""
OF_ONE_LIFE = frozenset({Flag.INFO_REQUESTED, Flag.QUARANTINE})
"""Flags that end with the life they were set in; they stay with it. Marks that it had are in `Case.marked`."""
NOT_TAKEN = frozenset({MediaState.WRONG_TYPE, MediaState.FAILED})
"""Files that the person is told to send in another way, or again."""


def calls_officers(addition: Addition) -> bool:
    """Whether there is something to look at: not greetings, thanks, stickers, or a file that could not be taken."""
    said = any(piece.words.strip() and not piece.courtesy for piece in addition.pieces)
    shown = any(item.kind in KINDS and item.state not in NOT_TAKEN for item in addition.media)
    return said or shown or any(item.words.strip() for item in addition.media)


def is_alarming(profile: Profile, addition: Addition) -> bool:
    """Whether what was added matches a P1 or P2 rule by itself, whatever was told before."""
    told = (Answer(STORY, pieces=addition.pieces),)
    facts = facts_of(profile.questionnaire, Path.ADULT, told, addition.media)
    return triage(profile.triage, facts).urgency.is_grave


def wakes(case: Case, now: datetime, *, alarming: bool) -> bool:
    """Whether more words call the case's bodies with a sound; only after a reopening are there limits."""
    return alarming or case.woken_at is None or now - case.woken_at >= QUIET_FOR


def reopened(profile: Profile, case: Case, report: Report, facts: frozenset[str], now: datetime) -> Case:
    """The closed case as received anew: triaged with all that is told now, with the same lead if it still may, all
    bodies that had it called again, and clocks that begin now. Its life so far is kept beside it."""
    alerted = replace(
        case,
        state=CaseState.ACKNOWLEDGED,
        tasks=tuple(_alerted_again(task, now) for task in case.tasks),
        clocks=(),
        flags=case.flags - OF_ONE_LIFE | {Flag.REOPENED},
        opinions=(),
        acknowledged_at=case.acknowledged_at or now,  # the lead of a case that was acknowledged stays the lead
        proposal=None,
        lowering=None,
        talks=tuple(talk for talk in case.talks if talk.held_at is not None),
        lives=(*case.lives, life_of(case, now)),
    )
    return _received_anew(add_report_facts(profile, alerted, report, facts, now), profile.policy, case.version + 1, now)


def life_of(case: Case, now: datetime) -> Life:
    """The case's life up to now."""
    names = ("acknowledged_at", "assessed_at", "first_action_at", "answered_at", "closed_at")
    moments: dict[str, datetime | None] = {name: getattr(case, name) for name in names}
    flags = case.flags - {Flag.REOPENED}
    return Life(
        **moments, closing=case.closing, clocks=case.clocks, opinions=case.opinions, flags=flags, reopened_at=now
    )


def _alerted_again(task: Task, now: datetime) -> Task:
    """A body that had the case until its end is called again; one that said 'not ours' is not."""
    if not task.has_part:
        return task
    return replace(task, state=TaskState.ALERTED, alerted_at=now, acked_at=None, acked_by=None, reason="")


def _received_anew(case: Case, policy: Policy, version: int, now: datetime) -> Case:
    supports = [task.agency for task in case.tasks if task.part is Part.SUPPORT and task.is_open]
    clocks: list[Clock] = [deadlines.arm(kind, None, case.urgency, policy, now, version) for kind in LEAD_CLOCKS]
    clocks += deadlines.call_back(clocks, case.urgency, policy, now, version)
    clocks += [deadlines.arm(k, key, case.urgency, policy, now, version) for key in supports for k in SUPPORT_CLOCKS]
    return replace(
        case,
        version=version,
        state=CaseState.RECEIVED,
        clocks=tuple(clocks),
        acknowledged_at=None,
        assessed_at=None,
        first_action_at=None,
        answered_at=None,
        closed_at=None,
        closing=None,
    )


def without_proposal(case: Case) -> Case:
    """More was told before the second person agreed: the end was proposed without knowing it, so it is proposed anew.
    The very same case where no end was proposed."""
    return case if case.proposal is None else replace(case, proposal=None, version=case.version + 1)
