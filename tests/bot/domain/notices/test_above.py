"""Who is told of a case above its bodies: no group in which somebody of a barred body may sit."""

from bot.domain.cases.case import Deadline, DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.above import Above, ReaderAbove, above_late_body, late_rows, oversight_group, supervising_group
from bot.domain.notices.notice import ToAgency, ToOversight, ToPerson
from tests.support.clock import START
from tests.support.databases.samples import EDU, PSB, a_case

SUP = AgencyKey("SUP")
OPEN, BARRED, WITHOUT_SUP = a_case(), a_case(barred=(PSB,)), a_case(barred=(SUP,))


def test_the_oversight_group_hears_of_no_case_that_bars_a_body() -> None:
    assert oversight_group(OPEN) == [ToOversight()]
    assert oversight_group(BARRED) == []


def test_the_supervising_body_hears_of_it_unless_it_is_barred_itself() -> None:
    assert supervising_group(OPEN, SUP) == [ToAgency(SUP)]
    assert supervising_group(BARRED, SUP) == [ToAgency(SUP)]
    assert supervising_group(WITHOUT_SUP, SUP) == []


def test_a_supervising_body_that_is_told_otherwise_gets_no_second_message() -> None:
    assert supervising_group(OPEN, SUP, but=[SUP]) == []
    assert supervising_group(OPEN, SUP, but=[PSB]) == [ToAgency(SUP)]


def late(agency: AgencyKey | None = None) -> Deadline:
    return Deadline(DeadlineKind.ACKNOWLEDGE, agency, START, START, 1)


def test_of_a_late_lead_its_heads_supervisors_and_the_supervising_body_are_told() -> None:
    told = above_late_body(OPEN, late(), LadderStep.BREACH, SUP)
    assert told == Above(heads=(EDU,), groups=(SUP,), supervisors=True)


def test_at_twice_the_time_the_heads_of_the_supervising_body_are_told_too() -> None:
    assert above_late_body(OPEN, late(), LadderStep.DOUBLE, SUP).heads == (EDU, SUP)


def test_a_supervising_body_that_is_late_itself_or_barred_is_not_told_by_its_group() -> None:
    assert above_late_body(OPEN, late(), LadderStep.BREACH, EDU).groups == ()
    assert above_late_body(WITHOUT_SUP, late(), LadderStep.BREACH, SUP).groups == ()


def test_of_a_late_support_its_heads_and_the_lead_are_told() -> None:
    for step in (LadderStep.BREACH, LadderStep.DOUBLE):
        told = above_late_body(OPEN, late(PSB), step, SUP)
        assert told == Above(heads=(PSB,), groups=(EDU,), supervisors=False)


def test_of_a_late_task_of_the_lead_only_its_heads_are_told() -> None:
    told = above_late_body(OPEN, late(EDU), LadderStep.BREACH, SUP)
    assert told == Above(heads=(EDU,), groups=(), supervisors=False)


def test_what_supervisors_are_to_decide_is_not_told_as_late() -> None:
    """The ladder tells nobody of it as of a body that is late, and so it is not told again."""
    supervisor = ReaderAbove(ToPerson(PersonKey("sue")), supervisor=True)
    passed = {kind: a_case(deadlines=(fired(kind),)) for kind in (DeadlineKind.DECIDE, DeadlineKind.ACKNOWLEDGE)}
    told = {kind: [row.deadline for row in late_rows(case, supervisor, SUP, START)] for kind, case in passed.items()}
    assert told == {DeadlineKind.DECIDE: [], DeadlineKind.ACKNOWLEDGE: [DeadlineKind.ACKNOWLEDGE]}


def fired(kind: DeadlineKind) -> Deadline:
    return Deadline(kind, None, START, START, 1, fired=(LadderStep.BREACH,))
