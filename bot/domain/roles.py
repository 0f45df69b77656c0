"""Who may do what (casework.md, Rights): default deny, asked on fresh state. Barred agencies never."""

from collections.abc import Collection
from enum import StrEnum

from bot.domain.case import Case, Part, TaskState
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency


class Standing(StrEnum):
    """How somebody stands to one case."""

    LEAD = "lead"
    SUPPORT = "support"
    SUPPORT_ACKED = "support_acked"
    """Of a supporting agency that has acknowledged: needs to know."""
    HEAD = "head"
    """Head of the lead agency."""
    SUPERVISOR = "supervisor"
    SUPERVISING = "supervising"
    """Member of the supervising body (the procuratorate)."""


class Action(StrEnum):
    """What can be asked for."""

    SUMMARY = "summary"
    STORY = "story"
    MEDIA = "media"
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline"
    ASSESS = "assess"
    ACT = "act"
    REPLY = "reply"
    CLOSE = "close"
    APPROVE = "approve"
    REMIND = "remind"
    AUDIT = "audit"
    KEEP = "keep"
    """Keep a closed case on, or let it go."""
    HOLD = "hold"


S = Standing
MATRIX: dict[Action, frozenset[Standing]] = {
    Action.SUMMARY: frozenset({S.LEAD, S.SUPPORT, S.SUPPORT_ACKED, S.HEAD, S.SUPERVISOR, S.SUPERVISING}),
    Action.STORY: frozenset({S.LEAD, S.SUPPORT_ACKED, S.HEAD, S.SUPERVISING}),
    Action.MEDIA: frozenset({S.LEAD, S.HEAD, S.SUPERVISING}),
    Action.ACKNOWLEDGE: frozenset({S.LEAD, S.SUPPORT, S.SUPPORT_ACKED, S.HEAD}),
    Action.DECLINE: frozenset({S.LEAD, S.SUPPORT, S.SUPPORT_ACKED}),
    Action.ASSESS: frozenset({S.LEAD, S.SUPPORT_ACKED, S.HEAD, S.SUPERVISING}),
    Action.ACT: frozenset({S.LEAD, S.SUPPORT_ACKED, S.HEAD}),
    Action.REPLY: frozenset({S.LEAD, S.HEAD, S.SUPERVISING}),
    Action.CLOSE: frozenset({S.LEAD, S.HEAD}),
    Action.APPROVE: frozenset({S.HEAD, S.SUPERVISING}),
    Action.REMIND: frozenset({S.SUPERVISOR, S.SUPERVISING}),
    Action.AUDIT: frozenset({S.SUPERVISOR, S.SUPERVISING}),
    Action.KEEP: frozenset({S.SUPERVISOR, S.SUPERVISING}),
    Action.HOLD: frozenset({S.SUPERVISING}),
}
"""Actions not named here, and standings not named in a row, are refused."""


def standings(
    case: Case,
    *,
    agencies: Collection[AgencyKey],
    heads: Collection[AgencyKey] = (),
    supervisor: bool = False,
    supervising: AgencyKey | None = None,
) -> frozenset[Standing]:
    """How a person with these memberships stands to the case; nothing at all when one of them is barred.

    The head of a supporting agency stands as its officers do, in its group or not.
    """
    if set(case.barred) & {*agencies, *heads}:
        return frozenset()
    found: set[Standing] = set()
    for agency in {*agencies, *heads}:
        task = case.task(agency)
        if task is not None and task.part is Part.LEAD:
            found.add(Standing.LEAD if agency in agencies else Standing.HEAD)
        elif task is not None and task.part is Part.SUPPORT and task.state is not TaskState.DECLINED:
            found.add(Standing.SUPPORT if task.state is TaskState.ALERTED else Standing.SUPPORT_ACKED)
    if case.lead in heads:
        found.add(Standing.HEAD)
    if supervisor:
        found.add(Standing.SUPERVISOR)
    if supervising in agencies:
        found.add(Standing.SUPERVISING)
    return frozenset(found)


def may(action: Action, standing: frozenset[Standing], case: Case, *, supervising: AgencyKey | None = None) -> bool:
    """Whether one of the standings allows the action. Closing P1 and P2 needs the supervising body's agreement (L9),
    unless it is barred from the case: then a head's or, where the head leads alone, a supervisor's."""
    allowed = MATRIX.get(action, frozenset())
    if action is Action.APPROVE:
        watched = supervising is not None and supervising not in case.barred
        if watched and case.urgency in {Urgency.P1, Urgency.P2}:
            allowed = frozenset({Standing.SUPERVISING})
        elif not watched:
            allowed = allowed | {Standing.SUPERVISOR}
    if action is Action.HOLD and supervising in case.barred:
        allowed = allowed | {Standing.SUPERVISOR}
    return bool(allowed & standing)
