"""Rights: default deny, and nothing at all for a barred agency."""

import os
from dataclasses import replace
from itertools import chain, combinations, product

import pytest

from bot.domain.access.roles import MATRIX, Action, Role, allows, may
from bot.domain.access.roles_in_case import roles_in_case
from bot.domain.cases.assignments import ended_without
from bot.domain.cases.case import Case, Part, Task, TaskState
from bot.domain.cases.steps import acknowledge
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import AMAL, CYL, DANGER, EDU, PROC, PSB, a_case, acknowledged
from tests.support.domain.answers import NOW
from tests.support.domain.examples import LONG


def everything(case_agencies: list[str], **more: object) -> set[Action]:
    case = a_case()
    roles = roles_in_case(case, agencies=case_agencies, supervising=PROC, **more)  # type: ignore[arg-type]
    return {action for action in Action if may(action, roles, case, supervising=PROC)}


def test_a_stranger_may_do_nothing() -> None:
    assert everything([]) == set()


def test_an_officer_of_another_body_may_do_nothing() -> None:
    assert everything(["JUS"]) == set()


def test_a_member_of_the_lead_may_work_on_the_case_but_not_approve_its_end() -> None:
    rights = everything([EDU])
    assert {Action.ACKNOWLEDGE, Action.STORY, Action.MEDIA, Action.ASSESS, Action.REPLY, Action.CLOSE} <= rights
    assert Action.APPROVE not in rights


def test_a_support_sees_the_story_only_after_it_acknowledged() -> None:
    assert Action.STORY not in everything([CYL])
    case = acknowledge(a_case(), CYL, AMAL, NOW)
    assert may(Action.STORY, roles_in_case(case, agencies=[CYL], supervising=PROC), case, supervising=PROC)
    assert not may(Action.MEDIA, roles_in_case(case, agencies=[CYL], supervising=PROC), case, supervising=PROC)


def test_a_head_works_on_the_own_bodys_case_without_being_in_its_group() -> None:
    rights = everything([], heads=[EDU])
    assert {Action.SUMMARY, Action.STORY, Action.ACKNOWLEDGE, Action.ASSESS, Action.ACT, Action.APPROVE} <= rights
    helping = everything([], heads=[CYL])
    assert {Action.SUMMARY, Action.ACKNOWLEDGE, Action.DECLINE} <= helping
    assert not helping & {Action.STORY, Action.REPLY, Action.CLOSE, Action.APPROVE}


def test_a_supervisor_sees_no_story() -> None:
    rights = everything([], supervisor=True)
    assert Action.SUMMARY in rights
    assert not rights & {Action.STORY, Action.MEDIA, Action.REPLY, Action.ASSESS}


@pytest.mark.parametrize("urgency", [Urgency.P1, Urgency.P2])
def test_a_grave_case_is_closed_only_with_the_supervising_body(urgency: Urgency) -> None:
    case = replace(acknowledged(), urgency=urgency)
    assert not may(Action.APPROVE, frozenset({Role.HEAD}), case, supervising=PROC)
    assert may(Action.APPROVE, frozenset({Role.SUPERVISING}), case, supervising=PROC)


def test_somebody_of_a_barred_body_has_no_role_in_the_case_even_as_head_or_supervisor() -> None:
    case = replace(a_case(DANGER), barred=(PSB,))
    assert roles_in_case(case, agencies=[PSB, EDU], heads=[EDU], supervisor=True, supervising=PROC) == frozenset()
    assert roles_in_case(case, agencies=[], heads=[PSB], supervisor=True, supervising=PROC) == frozenset()


def sizes_of_sets() -> list[int]:
    """All sizes in a long run; else sets of few roles, and of all roles but a few."""
    every = [*range(len(Role) + 1)]
    return every if LONG in os.environ else [*every[:4], *every[-3:]]


def test_sets_of_roles_are_allowed_exactly_what_the_matrix_names() -> None:
    case = a_case()
    sets = chain.from_iterable(combinations(Role, size) for size in sizes_of_sets())
    for roles in map(frozenset, sets):
        for action in Action:
            allowed = bool(MATRIX[action].who & roles)
            assert may(action, roles, case, supervising=PROC) is allowed


def rows_of(role: Role) -> set[Action]:
    """The rows of the matrix that name this role."""
    return {action for action, allowed in MATRIX.items() if role in allowed.who}


def test_an_auditor_sees_numbers_and_lateness_and_no_case() -> None:
    assert rows_of(Role.AUDITOR) == {Action.OVERDUE, Action.AGENCIES, Action.NUMBERS}


def test_an_administrator_is_named_in_no_row() -> None:
    assert rows_of(Role.ADMIN) == set()


def test_only_its_reporter_has_the_rights_of_a_reporter_in_a_report() -> None:
    assert rows_of(Role.REPORTER) == {Action.OWN_REPORT}
    assert MATRIX[Action.OWN_REPORT].who == {Role.REPORTER}


def test_somebody_who_recused_themselves_has_no_role_in_the_case() -> None:
    found = roles_in_case(a_case(), agencies=[EDU], heads=[EDU], supervisor=True, supervising=PROC, recused=True)
    assert found == frozenset()


HELPING = {
    (TaskState.ALERTED, False): Role.SUPPORT,
    (TaskState.ALERTED, True): Role.SUPPORT,  # it was called again
    (TaskState.ACKED, False): Role.SUPPORT_ACKED,
    (TaskState.ACKED, True): Role.SUPPORT_ACKED,
    (TaskState.WORKING, False): Role.SUPPORT_ACKED,
    (TaskState.WORKING, True): Role.SUPPORT_ACKED,
    (TaskState.DONE, False): Role.SUPPORT,  # older programs ended every part as done
    (TaskState.DONE, True): Role.SUPPORT_ACKED,
    (TaskState.ENDED_WITHOUT, False): Role.SUPPORT,
    (TaskState.ENDED_WITHOUT, True): Role.SUPPORT_ACKED,
    (TaskState.DECLINED, False): None,
    (TaskState.DECLINED, True): None,
    (TaskState.TRANSFERRED, False): None,
    (TaskState.TRANSFERRED, True): None,
}
"""The state of a supporting body's part, and whether the moment of an acknowledgement is stored."""


def with_part(part: Part, state: TaskState, *, has_moment: bool) -> tuple[Case, Task]:
    """A case whose lead is EDU, or which CYL supports or watches, with the part in that state."""
    case = acknowledged()
    task = case.task(EDU if part is Part.LEAD else CYL)
    assert task is not None
    moment = {"acked_at": NOW, "acked_by": AMAL} if has_moment else {"acked_at": None, "acked_by": None}
    task = replace(task, part=part, state=state, **moment)
    return case.with_task(task), task


def test_the_table_of_rights_of_a_support_names_every_state() -> None:
    assert set(HELPING) == set(product(TaskState, [False, True]))


@pytest.mark.parametrize(("state", "has_moment"), HELPING)
def test_only_a_support_that_has_acknowledged_reads_the_story_in_every_state(
    state: TaskState, has_moment: bool
) -> None:
    case, _ = with_part(Part.SUPPORT, state, has_moment=has_moment)
    found, wanted = roles_in_case(case, agencies=[CYL], supervising=PROC), HELPING[state, has_moment]
    assert found == ({wanted} if wanted else set())
    assert may(Action.STORY, found, case, supervising=PROC) is (wanted is Role.SUPPORT_ACKED)


@pytest.mark.parametrize(("part", "state", "has_moment"), [*product(Part, TaskState, [False, True])])
def test_closing_a_case_gives_nobody_a_new_right(part: Part, state: TaskState, has_moment: bool) -> None:
    case, task = with_part(part, state, has_moment=has_moment)
    ended = ended_without(case, NOW)
    for bodies in ({"agencies": [task.agency]}, {"agencies": [], "heads": [task.agency]}):
        before, after = (roles_in_case(seen, **bodies, supervising=PROC) for seen in (case, ended))  # type: ignore[arg-type]
        assert {action for action in Action if allows(action, after)} <= {a for a in Action if allows(a, before)}
