"""The timeline of a case in the reporter's plain words: what was done and on which day, never by whom.

A case that was opened again shows its present life only, and says since when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, CaseState


@dataclass(frozen=True)
class PlainStep:
    """One line of what was done. `what` is part of the name of its text: status-step-<what>."""

    what: str
    at: datetime | None = None


def plain_steps(case: Case) -> tuple[PlainStep, ...]:
    """What has been done, the earliest first; last, whether nobody has it at this moment. The end of a closed case is
    among the promises (promises.py)."""
    if case.state is CaseState.MERGED:
        return (PlainStep("merged"),)
    done = sorted(_done(case), key=lambda found: found[1])
    steps = [PlainStep(what, at) for what, at in done]
    return (*steps, *_waiting(case, is_taken=any(step.what == "taken" for step in steps)))


def _done(case: Case) -> Iterator[tuple[str, datetime]]:
    """The steps since the case was last opened that a reporter may know of. An act from before a reopening is left
    out."""
    since = case.lives[-1].reopened_at if case.lives else None
    acts = {"taken": _taken_at(case, since), "looked": case.assessed_at, "begun": case.first_action_at}
    if since is not None:
        yield "reopened", since
    yield from ((what, at) for what, at in acts.items() if at is not None and (since is None or at >= since))


def _taken_at(case: Case, since: datetime | None) -> datetime | None:
    """When the lead first acknowledged in this life. A case opened by hand keeps the moment of the life before."""
    if since is None or case.acknowledged_at is None or case.acknowledged_at >= since:
        return case.acknowledged_at
    lead = case.task(case.lead)
    return None if lead is None else lead.acked_at


def _waiting(case: Case, *, is_taken: bool) -> Iterator[PlainStep]:
    """Whether nobody has the open case: not yet, or not any more, because the body that had it handed it on."""
    lead = case.task(case.lead)
    if case.is_open and lead is not None and lead.is_awaited:
        yield PlainStep("waits" if is_taken else "untaken")
