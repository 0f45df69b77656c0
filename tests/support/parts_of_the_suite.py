"""The tests in the order in which the workers of pytest-xdist get them."""

from collections.abc import Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_parts(first: Sequence[Sequence[T]], others: Sequence[T], workers: int) -> list[T]:
    """All tests; each worker begins with its list in `first`, if it has one. xdist cuts the whole into as many parts as
    there are workers, and no part is more than one test longer than another."""
    found, rest = list[T](), iter(others)
    left = len(others) + sum(map(len, first))
    for worker in range(workers):
        size, begin = left // (workers - worker), first[worker] if worker < len(first) else ()
        found += [*begin, *islice(rest, max(0, size - len(begin)))]
        left -= size
    return [*found, *rest]
