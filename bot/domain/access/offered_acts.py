"""The acts that somebody who has opened a case is offered there: those that they have the right to, and that the case
allows now."""

from collections.abc import Iterator

from bot.domain.access.roles import Action
from bot.domain.access.viewer import Viewer
from bot.domain.cases.assessment.talks import waiting_talk
from bot.domain.cases.assignments import looking_again
from bot.domain.cases.case import Case, CaseState, Part, Task, TaskState
from bot.domain.cases.reporter.questions import waiting
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.urgency import Urgency

RIGHTS = {
    "take": Action.ACKNOWLEDGE,
    "assess": Action.ASSESS,
    "reply": Action.REPLY,
    "ask": Action.QUESTION,
    "unask": Action.QUESTION,
    "act": Action.ACT,
    "task": Action.TASK,
    "close": Action.CLOSE,
    "approve": Action.APPROVE,
    "transfer": Action.TRANSFER,
    "bringin": Action.BRING_IN,
    "handover": Action.HANDOVER,
    "raise": Action.RAISE,
    "lower": Action.LOWER,
    "talk": Action.JOINT_TALK,
    "record": Action.JOINT_RECORD,
    "note": Action.NOTE,
    "recuse": Action.RECUSE,
}
"""By name of an act: the right that it needs. The other acts only look, or ask for their right when they are begun."""


def offered(case: Case, viewer: Viewer, supervising: AgencyKey) -> frozenset[str]:
    """The names of the acts. Each is that of a button and of a command."""
    if not case.is_open:
        return frozenset(_when_closed(case, viewer.agency, supervising))
    acts = viewer.acts(case, supervising)
    return frozenset(
        one for one in _when_open(case, viewer.agency, supervising) if one not in RIGHTS or RIGHTS[one] in acts
    )


def offered_on_card(case: Case, part: Task) -> frozenset[str]:
    """What the card in the group of a body offers, by its part in the case: `take`, `open` in private, `notours`."""
    if not case.is_open:
        return frozenset()
    if part.state is TaskState.DECLINED:
        return frozenset({"open"})
    found = {"take": part.is_awaited, "open": True, "notours": part.part is Part.SUPPORT}
    return frozenset(name for name, is_offered in found.items() if is_offered)


def goes_on_as(case: Case) -> CaseNumber | None:
    """The number of the case that this one was merged into; None where it goes on by itself."""
    return None if case.merging is None else case.merging.number


def _when_closed(case: Case, agency: AgencyKey | None, supervising: AgencyKey) -> Iterator[str]:
    yield from ("case", "desk")
    if case.state is CaseState.CLOSED and agency == supervising:
        yield "reopen"
    if agency == case.lead and looking_again(case) is not None:
        yield "look"


def _when_open(case: Case, agency: AgencyKey | None, supervising: AgencyKey) -> Iterator[str]:
    """What the case allows to this body."""
    yield from ("case", "desk", "assess", "note", "recuse")
    yield from _of_part(None if agency is None else case.task(agency), agency)
    yield from _of_the_whole(case)
    if agency in {case.lead, supervising}:
        yield from ("reply", "ask", "handover")
        yield from ("unask",) if waiting(case) else ()
    if agency == case.lead:
        yield from ("close", "transfer", "bringin", "talk")
        yield from ("lower",) if case.urgency is not Urgency.P4 else ()


def _of_part(task: Task | None, agency: AgencyKey | None) -> Iterator[str]:
    """What follows from the part that the body has. A body that only watches takes no action. A supporting body that
    has acknowledged may end its part."""
    if agency is None or (task is not None and task.is_acting):
        yield from ("act", "task")
    if task is not None and task.is_awaited:
        yield "take"
    if task is not None and task.part is Part.SUPPORT and task.is_open and task.has_acknowledged:
        yield "finish"


def _of_the_whole(case: Case) -> Iterator[str]:
    """What follows from the state of the case, for any body."""
    if case.proposal is not None:
        yield "approve"
    if case.urgency is not Urgency.P1:
        yield "raise"
    if waiting_talk(case) is not None:
        yield "record"
