"""How many examples a test tries: few in the suite, always the same ones; as many as TIPLINE_EXAMPLES says in a long
run (`make properties`), others each time."""

import os
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

T = TypeVar("T")
Row = TypeVar("Row", bound=Hashable)
LONG = "TIPLINE_EXAMPLES"
SIGNS = st.characters(exclude_categories=["Cs"])
"""Every character that words may have: all but halves of pairs, as for `st.text()`. That asks, in a fresh clone, which
of a million characters UTF-8 can write, which costs a second of each process."""


def examples(usual: int) -> int:
    """The number for `max_examples`."""
    return int(os.environ.get(LONG, usual))


def some_of(values: Iterable[T], usual: int) -> list[T]:
    """So many of these values, in even steps from the first on. All of them in a long run, and where there are no
    more."""
    found = [*values]
    if LONG in os.environ or len(found) <= usual:
        return found
    return [found[at * len(found) // usual] for at in range(usual)]


def turned(values: Iterable[T], turn: int) -> list[T]:
    """The values in their order, beginning at another one for each `turn`."""
    found = [*values]
    start = turn % len(found) if found else 0
    return found[start:] + found[:start]


def one_of_each(values: Iterable[T], kind: Callable[[Any], Hashable]) -> list[T]:
    """One value of each kind: the first of the first kind, the second of the second one, and so on, so that what else
    differs between them is tried too. All of them in a long run."""
    found = [*values]
    if LONG in os.environ:
        return found
    kinds: dict[Hashable, list[T]] = {}
    for value in found:
        kinds.setdefault(kind(value), []).append(value)
    return [one[at % len(one)] for at, one in enumerate(kinds.values())]


def some_for_each(rows: Iterable[Row], values: Iterable[T], usual: int) -> dict[Row, list[T]]:
    """For each row so many of the values, others for the next row; at least so many that each value is tried with
    some row. All of them with each in a long run."""
    keys, found = [*rows], [*values]
    if LONG in os.environ:
        return dict.fromkeys(keys, found)
    each = min(max(usual, -(-len(found) // len(keys))), len(found))
    places = [at * len(found) // each for at in range(each)]
    return {row: [found[(at + place) % len(found)] for place in places] for at, row in enumerate(keys)}


def same_each_time() -> None:
    """The suite tries the same examples in every run of the same tests, all of them or one alone: what is green here is
    green elsewhere. New ones are for a long run, which is looked at by whoever began it. No time limit, so that a busy
    machine fails nothing."""
    settings.register_profile(
        "suite",
        derandomize=LONG not in os.environ,
        max_examples=examples(40),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("suite")
