"""Which deadline is shown where (triage-routing-clocks.md), on cases whose deadlines are written by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.deadlines.shown_deadlines import (
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
from bot.domain.cases.steps import time_to_acknowledge
from bot.domain.ids import AgencyKey, CaseId
from tests.support.clock import START
from tests.support.databases.samples import EDU, PSB, a_case

CYL = AgencyKey("CYL")
MERGED = CaseId("case-2")
COPY = Task(CYL, Part.COPY, TaskState.ALERTED, START)
ACKNOWLEDGE, ASSESS, REPLY, OUTCOME = (
    DeadlineKind.ACKNOWLEDGE,
    DeadlineKind.ASSESS,
    DeadlineKind.REPLY,
    DeadlineKind.OUTCOME,
)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def deadline(kind: DeadlineKind, due: float, agency: AgencyKey | None = None, **given: object) -> Deadline:
    return Deadline(kind, agency, START, at(due), 1, **given)  # type: ignore[arg-type]


def timed(*deadlines: Deadline, **given: Any) -> Case:
    return a_case(deadlines=deadlines, **given)


MANY = timed(
    deadline(OUTCOME, 90),
    deadline(ACKNOWLEDGE, 1, stopped_at=at(0.5)),
    deadline(ASSESS, 24),
    deadline(REPLY, 72),
    deadline(DeadlineKind.FIRST_ACTION, 4),
    deadline(ACKNOWLEDGE, 2, PSB),
)


def test_a_card_shows_the_next_three_of_its_body() -> None:
    lead, support = MANY.tasks
    assert [one.kind for one in on_card(MANY, lead)] == [DeadlineKind.FIRST_ACTION, ASSESS, REPLY]
    assert [(one.kind, one.agency) for one in on_card(MANY, support)] == [(ACKNOWLEDGE, PSB)]
    assert [one.kind for one in on_card(MANY, COPY)] == [DeadlineKind.FIRST_ACTION, ASSESS, REPLY]


def test_a_reminder_names_the_next_deadline_of_those_it_reminds_of() -> None:
    case = timed(
        deadline(ASSESS, 24, fired=("half",)),
        deadline(DeadlineKind.FIRST_ACTION, 4, fired=("half",)),
        deadline(REPLY, 1),
    )
    found = in_reminders(case, EDU)
    assert found is not None
    assert found.kind is DeadlineKind.FIRST_ACTION
    assert in_reminders(case, PSB) is None


def test_a_barred_body_is_reminded_of_nothing() -> None:
    deadlines = (deadline(ACKNOWLEDGE, 2, PSB, fired=("half",)),)
    assert in_reminders(timed(*deadlines), PSB) is not None
    assert in_reminders(timed(*deadlines, barred=(PSB,)), PSB) is None


def test_a_reminder_of_what_is_done_is_not_sent() -> None:
    case = timed(deadline(ACKNOWLEDGE, 1, stopped_at=at(0.5)), deadline(DeadlineKind.ASSIGNMENT, 9, item=3))
    assert not still_runs(case, ACKNOWLEDGE, None)
    assert still_runs(case, DeadlineKind.ASSIGNMENT, 3)
    assert not still_runs(case, DeadlineKind.ASSIGNMENT, 4)


@pytest.mark.parametrize(
    ("kind", "agency", "item", "missed"),
    [
        (ACKNOWLEDGE, EDU, None, True),
        (ACKNOWLEDGE, PSB, None, True),
        (ACKNOWLEDGE, CYL, None, False),
        (ASSESS, EDU, None, False),
        (DeadlineKind.ASSIGNMENT, EDU, 3, True),
        (DeadlineKind.ASSIGNMENT, EDU, 4, False),
    ],
)
def test_the_people_above_read_of_a_body_only_while_its_act_is_not_done(
    kind: DeadlineKind, agency: AgencyKey, item: int | None, *, missed: bool
) -> None:
    deadlines = (
        deadline(ACKNOWLEDGE, 1),
        deadline(ACKNOWLEDGE, 2, PSB),
        deadline(ASSESS, 2, stopped_at=at(1)),
        deadline(DeadlineKind.ASSIGNMENT, 9, EDU, item=3),
    )
    assert is_still_missed(timed(*deadlines), kind, agency, item) is missed
    assert not is_still_missed(timed(*deadlines, state=CaseState.CLOSED, closed_at=at(3)), kind, agency, item)


def test_a_reporter_reads_the_date_of_their_own_case() -> None:
    case = timed(deadline(REPLY, 72), deadline(REPLY, 99, of=MERGED))
    assert told_due(case, REPLY) == at(72)
    assert told_due_to(case, REPLY, None) == at(72)
    assert told_due_to(case, REPLY, MERGED) == at(99)
    assert told_due(case, OUTCOME) is None


def test_a_list_names_the_next_deadline_of_anybody_while_the_case_is_open() -> None:
    assert next_due(MANY) == at(2)
    assert next_due(timed(deadline(DeadlineKind.QUESTION, 1, item=1), deadline(REPLY, 72))) == at(72)
    assert next_due(timed(deadline(REPLY, 72), state=CaseState.CLOSED, closed_at=at(3))) is None


def test_the_answer_and_the_outcome_make_a_case_yellow_and_red_and_not_late() -> None:
    assert next_due(timed(deadline(REPLY, 1), deadline(OUTCOME, 2)), but_marked=True) is None
    assert next_due(timed(deadline(REPLY, 1), deadline(ASSESS, 24)), but_marked=True) == at(24)


def test_the_lead_is_timed_by_its_first_deadline() -> None:
    case = timed(deadline(ACKNOWLEDGE, 3), deadline(ACKNOWLEDGE, 1, EDU), deadline(ACKNOWLEDGE, 0.5, PSB))
    assert due_of_lead(case, ACKNOWLEDGE) == at(1)
    assert due_of_lead(case, ASSESS) is None


@pytest.mark.parametrize(
    ("deadlines", "marked"),
    [
        ([deadline(REPLY, 72)], (at(72), None)),
        ([deadline(REPLY, 72, stopped_at=at(71))], (None, None)),
        ([deadline(REPLY, 72, stopped_at=at(73))], (at(72), at(73))),
        ([deadline(REPLY, 72, stopped_at=at(73)), deadline(REPLY, 90, of=MERGED)], (at(90), None)),
        ([deadline(REPLY, 80), deadline(REPLY, 70, of=MERGED)], (at(70), None)),
        ([], (None, None)),
    ],
)
def test_a_case_is_marked_from_the_first_missed_or_running_deadline_of_the_kind(
    deadlines: list[Deadline], marked: tuple[datetime | None, datetime | None]
) -> None:
    assert marked_from(timed(*deadlines), REPLY) == marked


def test_a_call_names_the_time_in_which_the_body_must_acknowledge() -> None:
    """The lead's deadline has ended: then a call after it, of a new shift, gives a quarter of an hour."""
    lead, support = MANY.tasks
    quarter = timedelta(minutes=15)
    assert time_to_acknowledge(MANY, support.agency, quarter) == (support.alerted_at, at(2))
    assert time_to_acknowledge(MANY, lead.agency, quarter) == (lead.alerted_at, lead.alerted_at + quarter)
    assert time_to_acknowledge(MANY, CYL, quarter) is None
