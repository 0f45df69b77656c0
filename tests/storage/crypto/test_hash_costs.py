"""What one guess costs somebody who has the database: by hand from THREATS.md and the second factor's page."""

from argon2 import Type

from tests.support.databases.cheap_hashes import REAL_KEYED, REAL_PIN


def test_a_pin_costs_sixty_four_mebibytes_and_three_passes() -> None:
    assert (REAL_PIN.type, REAL_PIN.memory_cost, REAL_PIN.time_cost) == (Type.ID, 64 * 1024, 3)


def test_a_keyed_hash_costs_nineteen_mebibytes_and_two_passes() -> None:
    assert REAL_KEYED == {"time_cost": 2, "memory_cost": 19 * 1024, "hash_len": 32}
