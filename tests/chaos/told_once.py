"""What a storm has left twice in the database: the words or the file of a message, a step of a deadline."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.cases.case import Case, Deadline
from bot.domain.ids import AgencyKey
from bot.domain.report import MediaRef, Piece

STEPS = ("breach", "double")
TAKEOVER = "takeover"
ROUNDING = timedelta(seconds=1)
LAST = timedelta(days=10_000)
"""After a deadline, later than anything in a storm."""


def stored_twice(pieces: Iterable[Piece], files: Iterable[MediaRef]) -> set[int]:
    """Ids of messages whose words or file are stored twice. Words stand in a piece, or beside the file of the same
    message. A piece without words has no place beside a file."""
    words, media = Counter[int](), Counter[int]()
    for item in files:
        media[item.message_id] += 1
        words[item.message_id] += bool(item.words)
    for piece in pieces:
        words[piece.message_id] += 1
        media[piece.message_id] += not piece.words and media[piece.message_id] > 0
    return {message for count in (words, media) for message, times in count.items() if times > 1}


@dataclass(frozen=True)
class StepTold:
    """One step of one deadline, as it may be told once. `agency` None: told of the body that led then."""

    step: str
    agency: AgencyKey | None
    begin: datetime
    end: datetime
    """From then on the next step of the deadline would have been told in its place."""


class Entry(Protocol):
    """One act of a case, as the audit log tells it."""

    @property
    def at(self) -> datetime: ...
    @property
    def action(self) -> str: ...
    @property
    def agency(self) -> AgencyKey | None: ...


def steps_told_twice(case: Case, acts: Sequence[Entry]) -> list[str]:
    """The acts about late bodies that no deadline of the case accounts for, such as "breach of EDU". Each step of a
    deadline accounts for one act. `acts`: all of the case, in their order.

    A lead's deadlines go on under the next lead. So an act from before the police took the case over may be about a
    deadline that is the police's today. What they had to meet as a support is gone then.
    """
    overs = [at for at, act in enumerate(acts) if act.action == TAKEOVER]
    gone = [StepTold(step, acts[at].agency, case.received_at, acts[at].at) for at in overs for step in STEPS]
    causes = [*_steps_of(case.deadlines), *gone]
    told, possible = [at for at, act in enumerate(acts) if act.action in STEPS], list[list[int]]()
    for at in told:
        following = next((acts[over].agency for over in overs if over > at), None)
        led = acts[at].agency == case.lead if following is None else acts[at].agency != following
        possible.append([number for number, one in enumerate(causes) if _accounts(one, acts[at], led=led)])
    return [f"{acts[told[left]].action} of {acts[told[left]].agency}" for left in _unmatched(possible)]


def _steps_of(deadlines: Sequence[Deadline]) -> Iterator[StepTold]:
    """triage-routing-clocks.md: the breach at the due moment, the double after twice the time."""
    for one in deadlines:
        doubled = one.due_at + (one.due_at - one.started_at)
        moments = {"breach": (one.due_at, doubled), "double": (doubled, doubled + LAST)}
        for step, (begin, end) in moments.items():
            if step in one.fired:
                yield StepTold(step, one.agency, begin, end)


def _accounts(cause: StepTold, act: Entry, *, led: bool) -> bool:
    """Whether the act can be about this step. `led`: its body led the case then."""
    is_whose = led if cause.agency is None else act.agency == cause.agency
    return act.action == cause.step and is_whose and cause.begin - ROUNDING <= act.at <= cause.end + ROUNDING


def _unmatched(possible: Sequence[Sequence[int]]) -> list[int]:
    """The acts that are left where as many as possible are given a cause, each cause to one act."""
    given: dict[int, int] = {}

    def finds(act: int, tried: set[int]) -> bool:
        for cause in possible[act]:
            if cause not in tried:
                tried.add(cause)
                if cause not in given or finds(given[cause], tried):
                    given[cause] = act
                    return True
        return False

    return [act for act in range(len(possible)) if not finds(act, set())]
