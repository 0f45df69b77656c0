"""The case: one child's situation with its states, tasks and deadlines, as frozen values. The module `steps` changes
it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.cases import work
from bot.domain.cases.flags import Flag
from bot.domain.cases.links import Link
from bot.domain.cases.record import Closing, Ending, Marked
from bot.domain.cases.tally import UNTOUCHED, Tally, ToldFacts
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey, ReportId
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


class CaseState(StrEnum):
    """The states of a case (casework.md). A draft is not a case yet."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"
    MERGED = "merged"


class TaskState(StrEnum):
    """An agency's part in a case."""

    ALERTED = "alerted"
    ACKED = "acked"
    WORKING = "working"
    DONE = "done"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    """Another body has accepted the lead; this one has no part any more."""
    ENDED_WITHOUT = "ended_without"
    """The case was closed while this part was open, so it was not done."""


class Part(StrEnum):
    """The lead answers for the case; a support helps; a copy only watches (the supervising body's)."""

    LEAD = "lead"
    SUPPORT = "support"
    COPY = "copy"


@dataclass(frozen=True)
class Task:
    """One agency's part in one case."""

    agency: AgencyKey
    part: Part
    state: TaskState
    alerted_at: datetime
    acked_at: datetime | None = None
    acked_by: PersonKey | None = None
    reason: str = ""
    """Why it was declined or transferred; encrypted at rest."""

    @property
    def is_open(self) -> bool:
        """Whether the agency still has this case."""
        return self.state in {TaskState.ALERTED, TaskState.ACKED, TaskState.WORKING}

    @property
    def is_acting(self) -> bool:
        """Whether the agency may act in this case: its part is open, and it does not only watch."""
        return self.is_open and self.part is not Part.COPY

    @property
    def has_part(self) -> bool:
        """Whether the case is this agency's, or was until it ended: the agency neither declined it nor handed it on."""
        return self.is_open or self.state in {TaskState.DONE, TaskState.ENDED_WITHOUT}

    @property
    def is_awaited(self) -> bool:
        """Whether the agency must still acknowledge: it was called, for the first time or again."""
        return self.is_acting and self.state is TaskState.ALERTED

    @property
    def has_acknowledged(self) -> bool:
        """Whether the agency has acknowledged its part, or had when the part ended. An agency that was called again has
        not yet. Older versions ended every part as done; for those only a stored moment tells."""
        return self.state is not TaskState.ALERTED if self.is_open else self.acked_at is not None

    @property
    def responsible(self) -> PersonKey | None:
        """The person who has it for the agency; None while the agency must still acknowledge."""
        return self.acked_by if self.has_acknowledged else None


class DeadlineKind(StrEnum):
    """What a deadline is for."""

    ACKNOWLEDGE = "acknowledge"
    FIRST_ACTION = "first_action"
    ASSESS = "assess"
    REPLY = "reply"
    """The reporter is answered within 3 days, as the receipt promised; the same in every class."""
    OUTCOME = "outcome"
    """The case has an outcome within 90 days."""
    CALL_BACK = "call_back"
    """The district's own faster target: the reporter hears within a day. It is promised to nobody."""
    NEW_DATE = "new_date"
    """The new date that the reporter was told when the answer was late."""
    TRANSFER = "transfer"
    """The body that was asked to lead accepts or returns the case."""
    DECIDE = "decide"
    """Supervisors decide who leads, after the second return of a case."""
    ASSIGNMENT = "assignment"
    """A task that has an owner and a due time is done."""
    LOOK_AGAIN = "look_again"
    """After closing: the lead checks whether the child is safe."""
    JOINT_TALK = "joint_talk"
    """The bodies whose views are far apart have talked."""
    QUESTION = "question"
    """A question to the reporter is answered. Nobody is late when it is not."""
    LOWER = "lower"
    """A second person agrees to the lower class that the lead has proposed, or refuses it."""


@dataclass(frozen=True)
class Deadline:
    """One deadline of a case, running or stopped. `agency` None means the lead, whichever body that is."""

    kind: DeadlineKind
    agency: AgencyKey | None
    started_at: datetime
    due_at: datetime
    armed_version: int
    """The version of the case at which it was set: a step fires once per (case, deadline, step, armed_version)."""
    stopped_at: datetime | None = None
    fired: tuple[str, ...] = ()
    """Steps that have fired: half, breach, double, repeat-1, repeat-2 …"""
    ended: Ending | None = None
    """How it was stopped; None while it runs."""
    item: int | None = None
    """The number of the task or question that it times; None for a deadline of the case or of a part."""
    of: CaseId | None = None
    """The merged case whose own reporter was promised this. None: this case's own reporter."""

    @property
    def times(self) -> tuple[DeadlineKind, AgencyKey | None, int | None, CaseId | None]:
        """The step that the deadline times. No two running deadlines of a case time the same step."""
        return self.kind, self.agency, self.item, self.of


@dataclass(frozen=True)
class Life:
    """The time of a case from its receipt to its closing, kept when it is opened again: counted in numbers, no longer
    timed (L13)."""

    acknowledged_at: datetime | None
    assessed_at: datetime | None
    first_action_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    closing: Closing | None
    deadlines: tuple[Deadline, ...] = field(metadata=stored_as("clocks"))
    opinions: tuple[work.Opinion, ...]
    flags: frozenset[Flag]
    reopened_at: datetime
    """When it was opened again."""
    reopened_by: PersonKey | None = None
    """The person who opened the case by hand. None where its reporter told more."""
    reason: str = ""
    """Why it was opened by hand; encrypted at rest."""
    taken_at: datetime | None = None
    """When its lead last acknowledged it; None for a life that ended under an older version."""
    told_by: CaseId | None = None
    """The case in which the reporter told what opened it again; reporters of other cases that were merged with it are
    not told of that."""


@dataclass(frozen=True)
class Merging:
    """Kept by a case that was merged into another: into which, since when, and how both were just before."""

    into: CaseId
    number: CaseNumber
    at: datetime
    by: PersonKey
    whole: "Case"
    """The case into which it was merged."""
    own: "Case"
    """The case itself, as it was before."""
    reports: tuple[ReportId, ...] = ()
    """The reports of this case: questions about them go back with them."""
    reason: str = ""
    """Why they were merged: a key of bot.domain.cases.merging.merge.REASONS."""


@dataclass(frozen=True)
class Case:
    """One child's situation as the rules work on it: no names, nothing that was told."""

    id: CaseId
    number: CaseNumber
    version: int
    state: CaseState
    urgency: Urgency
    rules: tuple[str, ...]
    """Ids of the triage rules that matched (T01 …)."""
    harms: tuple[str, ...]
    age_band: str
    """The option of the age question, or 'unknown'."""
    area: str
    """The option of the area question, or 'unknown'."""
    received_at: datetime
    tasks: tuple[Task, ...]
    barred: tuple[AgencyKey, ...] = ()
    """Agencies that must not know of the case (conflict rule)."""
    deadlines: tuple[Deadline, ...] = field(default=(), metadata=stored_as("clocks"))
    flags: frozenset[Flag] = field(default_factory=frozenset)
    opinions: tuple[work.Opinion, ...] = ()
    measures: tuple[work.Measure, ...] = ()
    own_words: bool = False
    """The child itself reported: credibility starts at 2."""
    acknowledged_at: datetime | None = None
    assessed_at: datetime | None = None
    first_action_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    proposal: Closing | None = None
    closing: Closing | None = None
    marked: tuple[Marked, ...] = ()
    lives: tuple[Life, ...] = ()
    """Earlier lives of a case that was opened again, oldest first."""
    told_again: tuple[work.ToldAgain, ...] = ()
    """Reporters who told more after another reporter's words had opened the case, oldest first."""
    woken_at: datetime | None = None
    """When words after closing last called its bodies with a sound."""
    links: tuple[Link, ...] = ()
    transfers: tuple[work.Transfer, ...] = ()
    """Every proposal that another body leads, oldest first; at most the last one is open."""
    handovers: tuple[work.Handover, ...] = ()
    """Handovers of the whole case to the person on call of the police, oldest first."""
    has_had_grace: bool = False
    """The lead's deadlines were moved once for a transfer; they are never moved again."""
    assignments: tuple[work.Assignment, ...] = ()
    class_changes: tuple[work.ClassChange, ...] = ()
    """What people have raised and lowered, oldest first."""
    lowering: work.ClassChange | None = None
    """A lower class that the lead has proposed and nobody has agreed to yet."""
    talks: tuple[work.Talk, ...] = ()
    """Joint talks, oldest first; at most the last one has not taken place yet."""
    questions: tuple[work.Question, ...] = ()
    channel: str = ""
    """In which way it was told to staff, who entered it: an option of the profile; '' where its reporter wrote here."""
    outgoing: tuple[work.OutgoingAnswer, ...] = ()
    """Answers to the reporter that have not arrived, oldest first."""
    answers_given: int = 0
    """How many answers were written; each has its number."""
    absorbed: tuple[work.Absorbed, ...] = ()
    """Cases that were merged into this one, oldest first."""
    merging: Merging | None = None
    """Set while the case is merged into another one."""
    partings: tuple[work.Parting, ...] = ()
    """Merges of this case that were undone, oldest first."""
    told: ToldFacts | None = None
    """What its own report says, for the numbers; None in a case of an older version."""
    handed_on: tuple[PersonKey, ...] | None = field(default=None, compare=False)
    """Who has handed it on, as its store keeps it with the case; None in a case of an older version."""
    tally: Tally = field(default=UNTOUCHED, compare=False)
    """What its store keeps so that no number of a past day changes."""

    @property
    def first_life(self) -> "Case | Life":
        """The life in which the case was first received: moments after the receipt are counted in it."""
        return self.lives[0] if self.lives else self

    @property
    def lead(self) -> AgencyKey:
        """The agency that answers for the case."""
        return next(task.agency for task in self.tasks if task.part is Part.LEAD)

    @property
    def transfer(self) -> work.Transfer | None:
        """The proposal that another body leads, which waits for an answer or a decision."""
        last = self.transfers[-1] if self.transfers else None
        return last if last is not None and last.is_open else None

    def with_task(self, task: Task) -> "Case":
        """The case with the changed part of a body. Does not raise the version."""
        return replace(self, tasks=tuple(task if old.agency == task.agency else old for old in self.tasks))

    def task(self, agency: AgencyKey) -> Task | None:
        """The agency's part; None when it has none."""
        return next((task for task in self.tasks if task.agency == agency), None)

    @property
    def is_open(self) -> bool:
        """Whether the case is neither closed nor merged into another."""
        return self.state not in {CaseState.CLOSED, CaseState.MERGED}
