"""Questions that wait for a person's press: which kinds there are, which of them wait in a case, and who answers them.

Parts that a body must acknowledge, and tasks, stand on a desk as work (bot/domain/cases/stages/in_hand.py,
assignments.py). The questions here are put to people besides: each stands on the desk of everybody who may answer it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.access.roles import Action, Role, may
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.stages.handover import is_given_to, newest
from bot.domain.cases.work import HandoverState, TransferState
from bot.domain.ids import AgencyKey, PersonKey


class Awaited(StrEnum):
    """A question that somebody must answer by a press."""

    ACCEPT = "accept"
    """The body that is asked to lead accepts the case or gives it back."""
    LEAD = "lead"
    """No body has accepted the lead. Supervisors and the supervising body name one."""
    CLOSE = "close"
    """A second person agrees to close the case as the lead has proposed."""
    LOWER = "lower"
    """A second person agrees to the lower class, or refuses it."""
    HANDED = "handed"
    """The police officer on call is to open what was handed over to them."""
    REVEAL = "reveal"
    """A second person decides whether somebody learns who reported."""
    RELEASE = "release"
    """A person of the other body hands sealed files out."""
    ERASE = "erase"
    """A second person agrees that a closed case is erased, or keeps it."""
    LOOK = "look"
    """A report that came over the limit: a supervisor lets it through or keeps it back."""
    GROUP = "group"
    """A body that already has a group shall get another one: a supervisor agrees or refuses."""


ANSWERED_BY: Mapping[Awaited, Action] = MappingProxyType(
    {
        Awaited.ACCEPT: Action.TRANSFER_ACCEPT,
        Awaited.LEAD: Action.TRANSFER_DECIDE,
        Awaited.CLOSE: Action.APPROVE,
        Awaited.LOWER: Action.LOWER_AGREE,
        Awaited.HANDED: Action.HANDED,
        Awaited.REVEAL: Action.REVEAL_AGREE,
        Awaited.RELEASE: Action.RELEASE,
        Awaited.ERASE: Action.KEEP,
        Awaited.LOOK: Action.QUARANTINE,
        Awaited.GROUP: Action.NEW_GROUP,
    }
)
"""The right that is needed for the answer."""


@dataclass(frozen=True)
class Waiting:
    """One question about a case that is still open."""

    kind: Awaited
    agency: AgencyKey
    """The body that has asked it."""
    due_at: datetime | None = None
    by: PersonKey | None = None
    """The person who asked. They cannot be the one who answers."""


def waiting_in(case: Case) -> tuple[Waiting, ...]:
    """The questions that are stored in the case itself."""
    return (*_about_lead(case), *_about_end(case), *_about_class(case), *_handed(case)) if case.is_open else ()


def _about_lead(case: Case) -> Iterator[Waiting]:
    asked = case.transfer
    if asked is None:
        return
    due_at = _due(case, DeadlineKind.TRANSFER, DeadlineKind.DECIDE)
    if not asked.answer and asked.to not in case.barred:
        yield Waiting(Awaited.ACCEPT, asked.from_agency, due_at, asked.proposed_by)
    if asked.state is TransferState.UNDECIDED:
        yield Waiting(Awaited.LEAD, asked.from_agency, due_at)


def _about_end(case: Case) -> Iterator[Waiting]:
    end = case.proposal
    if end is not None and end.agency == case.lead:
        yield Waiting(Awaited.CLOSE, end.agency, by=end.proposed_by)


def _about_class(case: Case) -> Iterator[Waiting]:
    change = case.lowering
    if change is not None and change.was is case.urgency and change.agency == case.lead:
        yield Waiting(Awaited.LOWER, change.agency, _due(case, DeadlineKind.LOWER), change.by)


def _handed(case: Case) -> Iterator[Waiting]:
    last = newest(case)
    is_called = last is not None and last.state is HandoverState.CALLED and last.person is not None
    if last is not None and last.person is not None and is_called and is_given_to(case, last.person):
        yield Waiting(Awaited.HANDED, last.agency)


def _due(case: Case, *kinds: DeadlineKind) -> datetime | None:
    """The moment by which an answer is due. None where there is no deadline."""
    return min((c.due_at for c in case.deadlines if c.kind in kinds and c.stopped_at is None), default=None)


def asked_to_lead(case: Case) -> AgencyKey | None:
    """The body that is asked to lead, whether it has a part in the case or not."""
    is_awaited = any(one.kind is Awaited.ACCEPT for one in waiting_in(case))
    return case.transfer.to if is_awaited and case.transfer is not None else None


def is_for(
    one: Waiting,
    case: Case,
    person: PersonKey,
    roles: frozenset[Role],
    *,
    supervising: AgencyKey,
    key_holders: Collection[AgencyKey] = (),
) -> bool:
    """Whether this person may answer it. `key_holders`: the bodies, of the two that handle sealed files, for which the
    person can press; the second press must be the other body's."""
    if one.by == person or (one.kind is Awaited.RELEASE and not {*key_holders} - {one.agency}):
        return False
    return may(ANSWERED_BY[one.kind], roles, case, supervising=supervising)
