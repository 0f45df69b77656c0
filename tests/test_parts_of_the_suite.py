"""Each worker of pytest-xdist begins with the tests that are meant for it."""

from tests.support.parts_of_the_suite import in_parts


def test_each_worker_begins_with_its_own_list() -> None:
    assert in_parts([["a", "b"], ["c"]], ["1", "2", "3", "4", "5", "6"], 3) == [*"ab1", *"c23", *"456"]


def test_a_list_that_is_longer_than_a_part_goes_on_in_the_next_one() -> None:
    assert in_parts([["a", "b", "c", "d"]], ["1", "2"], 3) == [*"abcd12"]


def test_one_worker_begins_with_all_that_waits() -> None:
    assert in_parts([["a"]], ["1"], 1) == [*"a1"]
