"""The table of rights in the code says what the hand-written table says: who, where, with which second factor."""

import pytest

from bot.domain.access.roles import MATRIX, Action
from tests.policy.rights import ROWS

PINNED = [name for name, row in ROWS.items() if row.is_pinned]
COMING = [name for name, row in ROWS.items() if not row.is_pinned]


@pytest.mark.parametrize("name", PINNED)
def test_the_matrix_says_what_the_table_says(name: str) -> None:
    right, row = MATRIX[Action(name)], ROWS[name]
    assert {who.value for who in right.who} == {who.value for who in row.who}, "who"
    assert {place.value for place in right.places} == row.places, "where"
    assert right.second_factor is row.second_factor, "second factor"


def test_every_action_of_the_code_has_its_row() -> None:
    missing = {action.value for action in Action} ^ {action.value for action in MATRIX}
    assert not missing, "every Action needs a row in MATRIX (bot/domain/access/roles.py)"
    unpinned = {action.value for action in Action} - set(PINNED)
    assert not unpinned, "write the row into tests/policy/rights.csv by hand, from casework.md, with the state 'pinned'"


@pytest.mark.parametrize("name", COMING)
def test_a_pending_row_has_no_verb_yet(name: str) -> None:
    there = {action.value for action in Action}
    assert name not in there, f"{name} is there: its row in tests/policy/rights.csv is 'pinned' from now on"
