"""A closed case is opened again, by what its reporter adds or by hand, and bodies are called for it (L13)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import next_version
from bot.domain.cases.assessment.talks import called_by_divergence
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Life, Part, Task, TaskState
from bot.domain.cases.deadlines import timing
from bot.domain.cases.flags import Flag
from bot.domain.cases.merging.merge import PROMISES
from bot.domain.cases.reporter.call_back import to_call_again
from bot.domain.cases.reporter.merged import life_of, reporters_of
from bot.domain.cases.stages.opening import add_report_facts
from bot.domain.cases.stages.rerouting import LEAD_DEADLINES, SUPPORT_DEADLINES
from bot.domain.cases.work import ToldAgain
from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseId, PersonKey
from bot.domain.intake.asides import STORY
from bot.domain.intake.facts import facts_of
from bot.domain.intake.media import KINDS
from bot.domain.intake.triage import Triage, triage
from bot.domain.profile import Policy, Profile
from bot.domain.report import Addition, Answer, MediaState, Path, Report

QUIET_FOR = timedelta(hours=24)
"""A case that was opened again wakes people once in this time; danger, and words that match a P1 or P2 rule, always
do."""
OF_ONE_LIFE = frozenset({Flag.INFO_REQUESTED, Flag.QUARANTINE})
"""Flags that end with the life in which they were set. Marks that it had are in `Case.marked`."""
TO_EACH = frozenset({DeadlineKind.REPLY, DeadlineKind.OUTCOME})
"""What every reporter is promised when a case is opened again by hand."""
NOT_TAKEN = frozenset({MediaState.WRONG_TYPE, MediaState.FAILED})
"""States of files that the person is told to send in another way, or again."""


def calls_officers(addition: Addition) -> bool:
    """Whether there is something for officers to look at: not greetings, thanks, stickers, or a file that could not be
    stored."""
    said = any(piece.words.strip() and not piece.courtesy for piece in addition.pieces)
    shown = any(item.kind in KINDS and item.state not in NOT_TAKEN for item in addition.media)
    return said or shown or any(item.words.strip() for item in addition.media)


def is_alarming(profile: Profile, addition: Addition) -> bool:
    """Whether the addition matches a P1 or P2 rule by itself, whatever was told before."""
    return _alone(profile, addition).urgency.is_grave


def rules_matched(profile: Profile, addition: Addition) -> frozenset[str]:
    """The rules that the addition matches by itself: they count anew even if people have overridden them before."""
    return frozenset(_alone(profile, addition).rules)


def _alone(profile: Profile, addition: Addition) -> Triage:
    told = (Answer(STORY, pieces=addition.pieces),)
    facts = facts_of(profile.questionnaire, Path.ADULT, told, addition.media)
    return triage(profile.triage, facts)


def calls_with_sound(case: Case, now: datetime, *, alarming: bool) -> bool:
    """Whether more words call the case's bodies with a sound; only after a reopening is that limited."""
    return alarming or case.woken_at is None or now - case.woken_at >= QUIET_FOR


def reopened(
    profile: Profile,
    case: Case,
    report: Report,
    facts: frozenset[str],
    now: datetime,
    *,
    anew: frozenset[str] | None = None,
) -> Case:
    """The closed case as received anew, and triaged with all that is told now. The lead stays if it still may lead. All
    bodies that had the case are called again, and deadlines begin now. Its life so far is stored with it. `anew`: see
    `add_report_facts`."""
    alerted = replace(
        _begun_anew(case, replace(life_of(case, now), told_by=report.case), now),
        state=CaseState.ACKNOWLEDGED,
        opinions=(),
        acknowledged_at=case.acknowledged_at or now,  # the lead of a case that was acknowledged stays the lead
    )
    told = add_report_facts(profile, alerted, report, facts, now, anew=anew)
    again = _received_anew(told, profile.policy, case.version + 1, now)
    of = reporters_of(case, report.case)
    again = again if of is None else replace(_promised(again, of), answered_at=case.answered_at)
    return to_call_again(again, now)


def reopened_by_hand(case: Case, person: PersonKey, reason: str, policy: Policy, now: datetime) -> Case:
    """Supervisors or the supervising body open the closed case again, and say why. It is in progress, with its class
    and its assessment, and a new answer to the reporter and a new outcome are due. The lead and all bodies that had it
    are called again, and must acknowledge in their time. Raises IllegalStep (key not-closed) for a case that is not
    closed."""
    if case.state is not CaseState.CLOSED:
        raise IllegalStep("not-closed")
    if not reason.strip():
        raise IllegalStep("reason-needed")
    life = replace(life_of(case, now), reopened_by=person, reason=reason)
    anew = replace(_begun_anew(case, life, now), state=CaseState.IN_PROGRESS)
    known = tuple(task for task in anew.tasks if task.agency not in case.barred or task.part is Part.LEAD)
    anew = replace(anew, tasks=known)
    kinds = [kind for kind in LEAD_DEADLINES if not _is_done(case, kind)]
    deadlines = _deadlines(anew, kinds, policy, now)
    theirs = [replace(c, of=one.case) for one in case.absorbed for c in deadlines if c.kind in TO_EACH]
    again = to_call_again(next_version(replace(anew, deadlines=(*deadlines, *theirs))), now)
    return called_by_divergence(again, now)


def _promised(case: Case, of: CaseId) -> Case:
    """Opened by words of the reporter of a merged case: the answer and the outcome are owed to that reporter."""
    return replace(case, deadlines=tuple(replace(c, of=of) if c.kind in PROMISES else c for c in case.deadlines))


def told_again(case: Case, told_in: CaseId, policy: Policy, now: datetime) -> Case:
    """The open case for a reporter who had read that it is closed and tells more, after another reporter's words had
    opened it. From now on they read that it is open, and an answer and an outcome are due to them too."""
    again = ToldAgain(told_in, now, len(case.lives))
    promised = promised_anew(case, reporters_of(case, told_in), policy, now)
    return next_version(replace(promised, told_again=(*case.told_again, again)))


def promised_anew(case: Case, of: CaseId | None, policy: Policy, now: datetime) -> Case:
    """An answer and an outcome are due from now on to the reporter of the case, or of a merged case (`of`). Does not
    raise the version."""
    urgency, version = case.urgency, case.version + 1
    deadlines = [timing.arm(kind, None, urgency, policy, now, version) for kind in sorted(TO_EACH)]
    deadlines += timing.call_back(deadlines, urgency, policy, now, version)
    theirs = (replace(deadline, of=of) for deadline in deadlines)
    answered_at = None if of is None else case.answered_at
    return to_call_again(replace(case, deadlines=(*case.deadlines, *theirs), answered_at=answered_at), now)


def _begun_anew(case: Case, life: Life, now: datetime) -> Case:
    """The closed case without what ended with its life so far, which is stored with it; its bodies are called again. An
    answer of the life before meets no deadline of this one."""
    return replace(
        case,
        tasks=tuple(_alerted_again(task, now) for task in case.tasks),
        deadlines=(),
        flags=case.flags - OF_ONE_LIFE | {Flag.REOPENED},
        outgoing=(),
        proposal=None,
        lowering=None,
        talks=tuple(talk for talk in case.talks if talk.recorded_at is not None),
        answered_at=None,
        closed_at=None,
        closing=None,
        lives=(*case.lives, life),
    )


def _is_done(case: Case, kind: DeadlineKind) -> bool:
    """Whether an act of the life before still counts: a case in progress was assessed, and acted on."""
    acts = {DeadlineKind.FIRST_ACTION: case.first_action_at, DeadlineKind.ASSESS: case.assessed_at}
    return acts.get(kind) is not None


def _alerted_again(task: Task, now: datetime) -> Task:
    """A body that had the case until its end is called again; one that said 'not ours' is not."""
    if not task.has_part:
        return task
    return replace(task, state=TaskState.ALERTED, alerted_at=now, acked_at=None, acked_by=None, reason="")


def _deadlines(case: Case, kinds: Iterable[DeadlineKind], policy: Policy, now: datetime) -> tuple[Deadline, ...]:
    """The deadlines of the lead of these kinds, and those of the supports, all beginning now."""
    urgency, version = case.urgency, case.version + 1
    supports = [task.agency for task in case.tasks if task.part is Part.SUPPORT and task.is_open]
    deadlines: list[Deadline] = [timing.arm(kind, None, urgency, policy, now, version) for kind in kinds]
    deadlines += timing.call_back(deadlines, urgency, policy, now, version)
    helping = (timing.arm(k, key, urgency, policy, now, version) for key in supports for k in SUPPORT_DEADLINES)
    return (*deadlines, *helping)


def _received_anew(case: Case, policy: Policy, version: int, now: datetime) -> Case:
    deadlines = _deadlines(replace(case, version=version - 1), LEAD_DEADLINES, policy, now)
    return replace(
        case,
        version=version,
        state=CaseState.RECEIVED,
        deadlines=deadlines,
        acknowledged_at=None,
        assessed_at=None,
        first_action_at=None,
    )


def without_proposal(case: Case) -> Case:
    """The case without its proposal to close, after more was told. Whoever made the proposal did not know what was
    told, so it must be made anew. A case without a proposal comes back unchanged."""
    return case if case.proposal is None else replace(case, proposal=None, version=case.version + 1)
