"""Which deadlines a change of class has made sooner, and whose they are (L14)."""

from bot.domain.cases.case import Case, Clock
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.ids import AgencyKey


def sooner_clocks(was: Case, case: Case) -> list[tuple[Clock, Clock | None]]:
    """The running clocks that are due before they were, the soonest first, each with the one before it; None where the
    case had no such deadline."""
    known = {clock.times: clock for clock in was.clocks}
    pairs = [(clock, known.get(clock.times)) for clock in case.clocks if clock.stopped_at is None]
    moved = [(clock, old) for clock, old in pairs if old is None or clock.due_at < old.due_at]
    return sorted(moved, key=lambda pair: pair[0].due_at)


def bodies_with_less_time(was: Case, case: Case) -> list[AgencyKey]:
    """The bodies whose running deadlines are sooner than before, the lead first. One that joins now has its card."""
    bodies = dict.fromkeys(body_of(case, clock) for clock, _ in sooner_clocks(was, case))
    known = [body for body in bodies if was.task(body) is not None]
    return sorted(known, key=lambda body: body != case.lead)
