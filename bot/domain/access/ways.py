"""What can be done in a case besides the daily acts, by the state of the case: a button is offered only where it
works."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.access.roles import Action
from bot.domain.cases.assignments import looking_again
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.flags import Flag
from bot.domain.cases.merging.parting import UNDONE_WITHIN
from bot.domain.cases.work import TransferState
from bot.domain.ids import AgencyKey

Fits = Callable[[Case, Collection[AgencyKey], datetime], bool]
"""Whether it works in the case, for a member of these bodies, now."""


def _always(_: Case, __: Collection[AgencyKey], ___: datetime) -> bool:
    return True


def _waits(case: Case, bodies: Collection[AgencyKey], _: datetime) -> bool:
    """Whether a part of theirs was not acknowledged yet."""
    return case.is_open and any(task.is_awaited for task in case.tasks if task.agency in bodies)


def _is_closed(case: Case, _: Collection[AgencyKey], __: datetime) -> bool:
    return case.state is CaseState.CLOSED


def _is_undecided(case: Case, _: Collection[AgencyKey], __: datetime) -> bool:
    return case.transfer is not None and case.transfer.state is TransferState.UNDECIDED


def _looks_again(case: Case, _: Collection[AgencyKey], __: datetime) -> bool:
    return looking_again(case) is not None


def _can_be_undone(case: Case, _: Collection[AgencyKey], now: datetime) -> bool:
    """Whether another case was merged into this one, not too long ago. Of a merge of an older version
    the day is not known here."""
    return case.is_open and any(one.at is None or now - one.at <= UNDONE_WITHIN for one in case.absorbed)


def _may_get_legal_hold(case: Case, _: Collection[AgencyKey], __: datetime) -> bool:
    return Flag.LEGAL_HOLD not in case.flags


def _is_under_legal_hold(case: Case, _: Collection[AgencyKey], __: datetime) -> bool:
    return Flag.LEGAL_HOLD in case.flags


def _is_open(case: Case, _: Collection[AgencyKey], __: datetime) -> bool:
    return case.is_open


FURTHER_ACTS: Mapping[str, tuple[Action, Fits]] = MappingProxyType(
    {
        "take": (Action.ACKNOWLEDGE, _waits),
        "open": (Action.STORY, _always),
        "reopen": (Action.REOPEN, _is_closed),
        "lead": (Action.TRANSFER_DECIDE, _is_undecided),
        "unmerge": (Action.MERGE_UNDO, _can_be_undone),
        "look": (Action.LOOK_AGAIN, _looks_again),
        "remind": (Action.REMIND, _is_open),
        "audit": (Action.AUDIT, _always),
        "hold": (Action.HOLD, _may_get_legal_hold),
        "lift": (Action.HOLD, _is_under_legal_hold),
    }
)
"""By name: the right that it needs, and when it works."""


def further_acts(
    case: Case, bodies: Collection[AgencyKey], may: Callable[[Action], bool], now: datetime
) -> tuple[str, ...]:
    """The names of what works in the case as it is now, and what this member of these bodies may do."""
    return tuple(name for name, (action, fits) in FURTHER_ACTS.items() if may(action) and fits(case, bodies, now))
