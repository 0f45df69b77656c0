"""Who stands above the bodies of a case, and what they are told of it: the group of the supervising body, the oversight
group, and people."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.addresses import Address, ToAgency, ToOversight
from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.lateness import body_of, late_deadlines
from bot.domain.cases.deadlines.marks import NOBODY_IS_LATE, colour_of
from bot.domain.ids import AgencyKey
from bot.domain.notices.supervisor.deadlines import LadderRow

TOLD_OTHERWISE = NOBODY_IS_LATE | {DeadlineKind.DECIDE}
"""Deadlines of which no body, and nobody above one, is told as late: what follows from them is told in another way."""


def oversight_group(case: Case) -> list[Address]:
    """The oversight group; not for a case that bars a body, because its members may sit there."""
    return [] if case.barred else [ToOversight()]


def supervising_group(case: Case, supervising: AgencyKey, but: Collection[AgencyKey] = ()) -> list[Address]:
    """The group of the supervising body, where it is told. `but`: see `is_supervising_told`."""
    return [ToAgency(supervising)] if is_supervising_told(case, supervising, but) else []


def is_supervising_told(case: Case, supervising: AgencyKey, but: Collection[AgencyKey] = ()) -> bool:
    """Not where the case bars the supervising body. `but`: bodies that are told in another way."""
    return supervising not in {*case.barred, *but}


@dataclass(frozen=True)
class Above:
    """Who is told that a body missed a deadline, besides the body itself. Who must not know of the case is still among
    them."""

    heads: tuple[AgencyKey, ...]
    """The bodies whose heads are told."""
    groups: tuple[AgencyKey, ...]
    """The bodies whose groups are told."""
    supervisors: bool
    """Whether all supervisors are told."""


def above_late_body(case: Case, deadline: Deadline, step: LadderStep, supervising: AgencyKey) -> Above:
    """Who is told at this step. `supervising`: the body that watches all others.

    For a late lead: its heads, supervisors and the group of the supervising body, unless that is the late one; at twice
    the time also the heads of the supervising body. For a late support, and for a late task: its heads and the group of
    the lead, unless that is the late one.
    """
    body = body_of(case, deadline)
    if deadline.agency is not None:
        return Above((body,), () if body == case.lead else (case.lead,), supervisors=False)
    heads = (body, supervising) if step is LadderStep.DOUBLE else (body,)
    groups = (supervising,) if is_supervising_told(case, supervising, but=[body]) else ()
    return Above(heads, groups, supervisors=True)


@dataclass(frozen=True)
class ReaderAbove:
    """Somebody above late bodies: a group, or a member of the staff in private."""

    to: Address
    supervisor: bool = False
    heads: Collection[AgencyKey] = field(default=())
    """The bodies that they head."""

    def is_among(self, told: Above) -> bool:
        """Whether they are told."""
        is_of_group = isinstance(self.to, ToAgency) and self.to.agency in told.groups
        return is_of_group or (self.supervisor and told.supervisors) or not set(told.heads).isdisjoint(self.heads)


def late_rows(case: Case, reader: ReaderAbove, supervising: AgencyKey, now: datetime) -> list[LadderRow]:
    """The missed deadlines of the case of which this reader is told, each with its last step."""
    late = [one for one in late_deadlines(case, now) if one.kind not in TOLD_OTHERWISE]
    steps = [(one, _last_step(one)) for one in late if LadderStep.BREACH in one.fired]
    told = [(one, step) for one, step in steps if reader.is_among(above_late_body(case, one, step, supervising))]
    return [row_of(case, one, step, now) for one, step in told]


def _last_step(deadline: Deadline) -> LadderStep:
    return LadderStep.DOUBLE if LadderStep.DOUBLE in deadline.fired else LadderStep.BREACH


def row_of(case: Case, deadline: Deadline, step: LadderStep, now: datetime) -> LadderRow:
    """What the people above read of a deadline that has passed."""
    return LadderRow(
        number=case.number,
        urgency=case.urgency,
        step=step,
        agency=body_of(case, deadline),
        deadline=deadline.kind,
        due_at=deadline.due_at,
        mark=colour_of(case, now),
        item=deadline.item,
    )
