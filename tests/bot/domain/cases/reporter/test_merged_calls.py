"""A reporter who can read no answer is called back; in a merged case, that answers only this reporter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments, steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.merging import merge, parting
from bot.domain.cases.reporter.call_back import to_call_back
from bot.domain.cases.stages import ending
from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseId, CaseNumber, ReportId
from tests.support.domain.a_case import AMAL, BULLYING, DANGER, HANA, POLICY, a_case, a_closing, an_opinion
from tests.support.domain.answers import NOW, Said

LATER = NOW + timedelta(hours=2)
NUMBERS = (1, 2, 3)


def told(number: int, *, by_phone: bool, said: Said = BULLYING) -> Case:
    case = replace(a_case(said), id=CaseId(f"c{number}"), number=CaseNumber(number))
    return to_call_back(case, case.id, NOW) if by_phone else case


def one_of(*cases: Case) -> tuple[Case, list[Case]]:
    """All of them as one case; and each case that was merged."""
    whole, gone = cases[0], list[Case]()
    for number, part in enumerate(cases[1:], 2):
        whole, merged = merge.merge(whole, part, HANA, LATER, [ReportId(f"r{number}")])
        gone.append(merged)
    taken = steps.acknowledge(whole, whole.lead, AMAL, LATER)
    return steps.assess(taken, an_opinion(whole.lead), POLICY, LATER), gone


def called(case: Case, place: int = 0) -> Case:
    """The officers call back, in the order in which the calls are stored in the case."""
    calls = [one for one in case.assignments if one.template == "call_back"]
    return assignments.done(case, calls[place].id, By(AMAL, case.lead, LATER), "Called at noon")


def answered(case: Case) -> set[CaseId | None]:
    """The reporters who do not wait: answered in words that they can read, or by a call."""
    reached = {c.of for c in case.deadlines if c.kind is DeadlineKind.REPLY and c.stopped_at is not None}
    return reached | ({None} if case.answered_at is not None else set())


def test_a_call_does_not_answer_a_reporter_who_was_promised_a_written_answer() -> None:
    case, _ = one_of(told(1, by_phone=False), told(2, by_phone=True))
    case = called(case)
    assert answered(case) == set()
    with pytest.raises(IllegalStep, match="answer-first"):
        ending.propose_close(case, a_closing(case))
    case = steps.answered(case, LATER)
    assert ending.propose_close(case, a_closing(case)).proposal is not None


def test_a_case_stays_open_while_any_caller_must_be_called() -> None:
    case, _ = one_of(told(1, by_phone=False), told(2, by_phone=True))
    case = steps.answered(case, LATER)
    with pytest.raises(IllegalStep, match="answer-first"):
        ending.propose_close(case, a_closing(case))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_each_call_answers_only_its_own_caller(place: int) -> None:
    case, gone = one_of(*(told(number, by_phone=True) for number in NUMBERS))
    case = called(case, place)
    assert (case.answered_at is not None) == (place == 0)
    backs = []
    for merged in reversed(gone):
        case, back = parting.part(case, merged, LATER)
        backs.append(back)
    reached = [one.answered_at is not None for one in (case, *reversed(backs))]
    assert reached == [number == place + 1 for number in NUMBERS]


@pytest.mark.parametrize("place", [0, 1])
def test_a_sooner_call_that_the_district_wishes_for_is_met_only_by_its_own_caller(place: int) -> None:
    case, _ = one_of(*(told(number, by_phone=True, said=DANGER) for number in (1, 2)))
    case = called(case, place)
    waiting = [c.of for c in case.deadlines if c.kind is DeadlineKind.CALL_BACK and c.stopped_at is None]
    assert waiting == [["c2"], [None]][place]
