"""A refusal names somebody who may do it, and never the person who was refused (issue 10, item 11)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.access.roles import MATRIX, Action, Role, who_may
from bot.domain.access.whom_to_ask import whom_to_ask
from bot.domain.cases.case import Case
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import PROC, a_case, a_closing
from tests.support.facts_of_notices import CATALOGUE
from tests.support.running.bot_with_roles import ROLES

S = Role
NAMED: dict[str, set[Role]] = {
    "ask-the-lead": {S.LEAD},
    "ask-lead-officer": {S.LEAD, S.SUPERVISOR, S.SUPERVISING},
    "ask-the-agencies": {S.LEAD, S.SUPPORT_ACKED},
    "ask-supports": {S.SUPPORT},
    "ask-head": {S.HEAD, S.SUPERVISING},
    "ask-head-or-above": {S.HEAD, S.SUPERVISOR, S.SUPERVISING},
    "ask-heads": {S.HEAD, S.SUPPORT_HEAD},
    "ask-supervising": {S.SUPERVISING},
    "ask-those-above": {S.SUPERVISOR, S.SUPERVISING},
    "ask-a-supervisor": {S.SUPERVISOR},
    "ask-police": {S.POLICE, S.SUPERVISING},
    "ask-head-of-police": {S.POLICE_HEAD, S.SUPERVISING},
    "not-asked-to-lead": {S.ASKED},
    "not-handed-to-you": {S.HANDED},
    "release-two-bodies": {S.KEY_HOLDER},
    "acknowledge-first": set(),
    "lead-cannot-decline": set(),
    "ask-officers": {S.MEMBER},
    "ask-officers-or-above": {S.MEMBER, S.SUPERVISOR},
}
"""Whom the text of each refusal names."""
NOT_ABOUT_A_CASE = {
    Action.LIST, Action.STATE, Action.OWN_WORK, Action.OVERDUE, Action.AGENCIES, Action.NUMBERS, Action.EXPORT,
    Action.INSTITUTIONS, Action.INSTITUTION_DUTY, Action.INTAKE, Action.ROSTER, Action.GROUP_LANGUAGE, Action.DRILL,
    Action.QUARANTINE, Action.RESET_SECOND_FACTOR, Action.LEAVE, Action.NEW_GROUP,
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Every class, with and without an end that is proposed, watched and not watched by the supervising body."""
    for urgency in Urgency:
        case = replace(a_case(), urgency=urgency)
        yield from (case, replace(case, proposal=a_closing(case)), replace(case, barred=(PROC,)))


def sets_of_roles() -> set[frozenset[Role]]:
    """The roles in a case of people who know of it."""
    knows = MATRIX[Action.SUMMARY].who
    return {role.case for role in ROLES.values() if role.case & knows} | {frozenset({one}) for one in knows}


def refused() -> Iterator[tuple[Action, frozenset[Role], frozenset[Role]]]:
    for action in set(MATRIX) - NOT_ABOUT_A_CASE - {Action.OWN_REPORT}:
        for case in cases():
            allowed = who_may(action, case, supervising=PROC)
            yield from ((action, one, allowed) for one in sets_of_roles() if allowed.isdisjoint(one))


def test_nobody_is_sent_to_themselves_nor_to_somebody_who_may_not_either() -> None:
    wrong = set()
    for action, own, allowed in refused():
        key = whom_to_ask(action, allowed, own)
        if NAMED[key] & own or not NAMED[key] <= allowed:
            wrong.add((action, key, own))
    assert wrong == set()


def test_nobody_is_sent_to_themselves_for_acts_on_the_whole_line() -> None:
    roles = {role.line for role in ROLES.values()} - {frozenset()}
    for action in NOT_ABOUT_A_CASE:
        allowed = MATRIX[action].who
        for own in (one for one in roles if allowed.isdisjoint(one)):
            key = whom_to_ask(action, allowed, own)
            assert not NAMED[key] & own, (action, key, own)
            assert NAMED[key] <= allowed, (action, key, own)


def test_every_group_of_people_to_ask_has_words_in_every_language() -> None:
    assert [key for key in NAMED for one in CATALOGUE.languages if not CATALOGUE.has(f"error-{key}", one)] == []


@pytest.mark.parametrize(
    ("action", "own", "urgency", "key"),
    [
        (Action.APPROVE, {S.LEAD, S.HEAD}, Urgency.P1, "ask-supervising"),
        (Action.APPROVE, {S.LEAD}, Urgency.P3, "ask-head"),
        (Action.REVEAL, {S.LEAD, S.HEAD}, Urgency.P3, "ask-police"),
        (Action.HOLD, {S.SUPERVISOR}, Urgency.P3, "ask-supervising"),
        (Action.TASK_GIVE, {S.LEAD}, Urgency.P3, "ask-heads"),
        (Action.TRANSFER_ACCEPT, {S.LEAD}, Urgency.P3, "not-asked-to-lead"),
        (Action.LOWER_AGREE, {S.LEAD}, Urgency.P3, "ask-head-or-above"),
        (Action.CLOSE, {S.SUPPORT}, Urgency.P3, "ask-the-lead"),
        (Action.ASSESS, {S.SUPPORT}, Urgency.P3, "acknowledge-first"),
        (Action.ACT, {S.SUPERVISOR}, Urgency.P3, "ask-the-agencies"),
        (Action.DECLINE, {S.LEAD}, Urgency.P3, "lead-cannot-decline"),
    ],
)
def test_whom_to_ask_as_written_by_hand(action: Action, own: set[Role], urgency: Urgency, key: str) -> None:
    case = replace(a_case(), urgency=urgency)
    assert whom_to_ask(action, who_may(action, case, supervising=PROC), frozenset(own)) == key
