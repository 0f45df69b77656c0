"""Which deadline is shown where (triage-routing-clocks.md), on cases whose deadlines are written by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.cases.case import Case, CaseState, Clock, ClockKind, Part, Task, TaskState
from bot.domain.cases.deadlines.shown_clocks import (
    due_of_lead,
    in_reminders,
    is_still_missed,
    marked_from,
    next_due,
    on_card,
    still_runs,
    told_due,
    told_due_to,
)
from bot.domain.ids import AgencyKey, CaseId
from tests.support.clock import START
from tests.support.databases.samples import EDU, PSB, a_case

CYL = AgencyKey("CYL")
MERGED = CaseId("case-2")
COPY = Task(CYL, Part.COPY, TaskState.ALERTED, START)
ACKNOWLEDGE, ASSESS, REPLY, OUTCOME = ClockKind.ACKNOWLEDGE, ClockKind.ASSESS, ClockKind.REPLY, ClockKind.OUTCOME


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def clock(kind: ClockKind, due: float, agency: AgencyKey | None = None, **given: object) -> Clock:
    return Clock(kind, agency, START, at(due), 1, **given)  # type: ignore[arg-type]


def timed(*clocks: Clock, **given: Any) -> Case:
    return a_case(clocks=clocks, **given)


MANY = timed(
    clock(OUTCOME, 90),
    clock(ACKNOWLEDGE, 1, stopped_at=at(0.5)),
    clock(ASSESS, 24),
    clock(REPLY, 72),
    clock(ClockKind.FIRST_ACTION, 4),
    clock(ACKNOWLEDGE, 2, PSB),
)


def test_a_card_shows_the_next_three_of_its_body() -> None:
    lead, support = MANY.tasks
    assert [one.kind for one in on_card(MANY, lead)] == [ClockKind.FIRST_ACTION, ASSESS, REPLY]
    assert [(one.kind, one.agency) for one in on_card(MANY, support)] == [(ACKNOWLEDGE, PSB)]
    assert [one.kind for one in on_card(MANY, COPY)] == [ClockKind.FIRST_ACTION, ASSESS, REPLY]


def test_a_reminder_names_the_next_deadline_of_those_it_reminds_of() -> None:
    case = timed(clock(ASSESS, 24, fired=("half",)), clock(ClockKind.FIRST_ACTION, 4, fired=("half",)), clock(REPLY, 1))
    found = in_reminders(case, EDU)
    assert found is not None
    assert found.kind is ClockKind.FIRST_ACTION
    assert in_reminders(case, PSB) is None


def test_a_barred_body_is_reminded_of_nothing() -> None:
    clocks = (clock(ACKNOWLEDGE, 2, PSB, fired=("half",)),)
    assert in_reminders(timed(*clocks), PSB) is not None
    assert in_reminders(timed(*clocks, barred=(PSB,)), PSB) is None


def test_a_reminder_of_what_is_done_is_not_sent() -> None:
    case = timed(clock(ACKNOWLEDGE, 1, stopped_at=at(0.5)), clock(ClockKind.ASSIGNMENT, 9, item=3))
    assert not still_runs(case, ACKNOWLEDGE, None)
    assert still_runs(case, ClockKind.ASSIGNMENT, 3)
    assert not still_runs(case, ClockKind.ASSIGNMENT, 4)


@pytest.mark.parametrize(
    ("kind", "agency", "item", "missed"),
    [
        (ACKNOWLEDGE, EDU, None, True),
        (ACKNOWLEDGE, PSB, None, True),
        (ACKNOWLEDGE, CYL, None, False),
        (ASSESS, EDU, None, False),
        (ClockKind.ASSIGNMENT, EDU, 3, True),
        (ClockKind.ASSIGNMENT, EDU, 4, False),
    ],
)
def test_the_people_above_read_of_a_body_only_while_its_act_is_not_done(
    kind: ClockKind, agency: AgencyKey, item: int | None, *, missed: bool
) -> None:
    clocks = (
        clock(ACKNOWLEDGE, 1),
        clock(ACKNOWLEDGE, 2, PSB),
        clock(ASSESS, 2, stopped_at=at(1)),
        clock(ClockKind.ASSIGNMENT, 9, EDU, item=3),
    )
    assert is_still_missed(timed(*clocks), kind, agency, item) is missed
    assert not is_still_missed(timed(*clocks, state=CaseState.CLOSED, closed_at=at(3)), kind, agency, item)


def test_a_reporter_reads_the_date_of_their_own_case() -> None:
    case = timed(clock(REPLY, 72), clock(REPLY, 99, of=MERGED))
    assert told_due(case, REPLY) == at(72)
    assert told_due_to(case, REPLY, None) == at(72)
    assert told_due_to(case, REPLY, MERGED) == at(99)
    assert told_due(case, OUTCOME) is None


def test_a_list_names_the_next_deadline_of_anybody_while_the_case_is_open() -> None:
    assert next_due(MANY) == at(2)
    assert next_due(timed(clock(ClockKind.QUESTION, 1, item=1), clock(REPLY, 72))) == at(72)
    assert next_due(timed(clock(REPLY, 72), state=CaseState.CLOSED, closed_at=at(3))) is None


def test_the_answer_and_the_outcome_make_a_case_yellow_and_red_and_not_late() -> None:
    assert next_due(timed(clock(REPLY, 1), clock(OUTCOME, 2)), but_marked=True) is None
    assert next_due(timed(clock(REPLY, 1), clock(ASSESS, 24)), but_marked=True) == at(24)


def test_the_lead_is_timed_by_its_first_clock() -> None:
    case = timed(clock(ACKNOWLEDGE, 3), clock(ACKNOWLEDGE, 1, EDU), clock(ACKNOWLEDGE, 0.5, PSB))
    assert due_of_lead(case, ACKNOWLEDGE) == at(1)
    assert due_of_lead(case, ASSESS) is None


@pytest.mark.parametrize(
    ("clocks", "marked"),
    [
        ([clock(REPLY, 72)], (at(72), None)),
        ([clock(REPLY, 72, stopped_at=at(71))], (None, None)),
        ([clock(REPLY, 72, stopped_at=at(73))], (at(72), at(73))),
        ([clock(REPLY, 72, stopped_at=at(73)), clock(REPLY, 90, of=MERGED)], (at(90), None)),
        ([clock(REPLY, 80), clock(REPLY, 70, of=MERGED)], (at(70), None)),
        ([], (None, None)),
    ],
)
def test_a_case_is_marked_from_the_first_missed_or_running_clock_of_the_kind(
    clocks: list[Clock], marked: tuple[datetime | None, datetime | None]
) -> None:
    assert marked_from(timed(*clocks), REPLY) == marked
