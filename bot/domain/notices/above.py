"""Who stands above the bodies of a case, and what they are told of it: the group of the supervising body, the oversight
group, and people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.addresses import Address, ToAgency, ToOversight
from bot.domain.cases.case import Case, Deadline
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.lateness import body_of, late_deadlines
from bot.domain.cases.deadlines.marks import colour_of
from bot.domain.ids import AgencyKey
from bot.domain.notices.supervisor.deadlines import LadderRow


def oversight_group(case: Case) -> list[Address]:
    """The oversight group; not for a case that bars a body, because its members may sit there."""
    return [] if case.barred else [ToOversight()]


def supervising_group(case: Case, supervising: AgencyKey, but: Collection[AgencyKey] = ()) -> list[Address]:
    """The group of the supervising body, unless the case bars it. `but`: bodies that are told in another way."""
    return [] if supervising in {*case.barred, *but} else [ToAgency(supervising)]


@dataclass(frozen=True)
class ReaderAbove:
    """Somebody above late bodies: a group, or a member of the staff in private."""

    to: Address
    sees_all: bool
    """Whether they are told of all bodies."""
    heads: frozenset[AgencyKey] = frozenset()
    """The bodies that they head. Of those they are told in any case."""

    def is_told(self, case: Case, deadline: Deadline) -> bool:
        """Whether they are told of this deadline when it passes. The group of a late body is reminded otherwise."""
        body = body_of(case, deadline)
        is_of_lead = deadline.agency is not None and self.to == ToAgency(case.lead)
        return self.to != ToAgency(body) and (self.sees_all or is_of_lead or body in self.heads)


def late_rows(case: Case, reader: ReaderAbove, now: datetime) -> list[LadderRow]:
    """The missed deadlines of the case of which this reader is told, each with its last step."""
    return [
        row_of(case, deadline, LadderStep.DOUBLE if LadderStep.DOUBLE in deadline.fired else LadderStep.BREACH, now)
        for deadline in late_deadlines(case, now)
        if LadderStep.BREACH in deadline.fired and reader.is_told(case, deadline)
    ]


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
