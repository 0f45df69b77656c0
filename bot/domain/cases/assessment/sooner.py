"""Which deadlines a change of class has made sooner, and whose they are (L14)."""

from bot.domain.cases.case import Case, Deadline
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.ids import AgencyKey


def sooner_deadlines(was: Case, case: Case) -> list[tuple[Deadline, Deadline | None]]:
    """The running deadlines that are due before they were, the soonest first, each with the one before it; None where
    the case had no such deadline."""
    known = {deadline.times: deadline for deadline in was.deadlines}
    pairs = [(deadline, known.get(deadline.times)) for deadline in case.deadlines if deadline.stopped_at is None]
    moved = [(deadline, old) for deadline, old in pairs if old is None or deadline.due_at < old.due_at]
    return sorted(moved, key=lambda pair: pair[0].due_at)


def bodies_with_less_time(was: Case, case: Case) -> list[AgencyKey]:
    """The bodies whose running deadlines are sooner than before, the lead first. One that joins now has its card."""
    bodies = dict.fromkeys(body_of(case, deadline) for deadline, _ in sooner_deadlines(was, case))
    known = [body for body in bodies if was.task(body) is not None]
    return sorted(known, key=lambda body: body != case.lead)
