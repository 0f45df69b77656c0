"""How many examples a test tries: few in the suite, always the same ones; as many as TIPLINE_EXAMPLES says in a long
run (`make properties`), others each time."""

import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")
LONG = "TIPLINE_EXAMPLES"


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


def same_each_time() -> None:
    """The suite tries the same examples in every run of the same tests: what is green here is green elsewhere. New
    ones are for a long run, which is looked at by whoever began it."""
    settings.register_profile("suite", derandomize=LONG not in os.environ)
    settings.load_profile("suite")
