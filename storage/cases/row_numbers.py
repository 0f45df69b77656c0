"""The numbers of rows that belong to one case or report, in the order in which they came."""

from collections.abc import Iterable


def next_number(taken: Iterable[int], first: int = 0) -> int:
    """One behind as many as there are, and free: a row that somebody has written in with the highest number of all
    leaves room for the next ones."""
    known = frozenset(taken)
    number = first + len(known)
    while number in known:
        number += 1
    return number
