"""What may be done in a case beside the daily acts, by how it stands: a button is offered only where it leads on."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.access.roles import Action
from bot.domain.cases.assignments import looking_again
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.work import TransferState

Fits = Callable[[Case], bool]


def _always(_: Case) -> bool:
    return True


def _is_undecided(case: Case) -> bool:
    return case.transfer is not None and case.transfer.state is TransferState.UNDECIDED


WAYS: Mapping[str, tuple[Action, Fits]] = MappingProxyType(
    {
        "open": (Action.STORY, _always),
        "reopen": (Action.REOPEN, lambda case: case.state is CaseState.CLOSED),
        "lead": (Action.TRANSFER_DECIDE, _is_undecided),
        "look": (Action.LOOK_AGAIN, lambda case: looking_again(case) is not None),
        "remind": (Action.REMIND, lambda case: case.is_open),
        "audit": (Action.AUDIT, _always),
    }
)
"""Name of the way -> the right it needs, and when it fits."""


def ways_in(case: Case, may: Callable[[Action], bool]) -> tuple[str, ...]:
    """Those that fit the case as it is, and that this person may go."""
    return tuple(name for name, (action, fits) in WAYS.items() if may(action) and fits(case))
