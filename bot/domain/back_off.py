"""How long to wait before something that failed is tried again."""

DOUBLINGS = 40
"""More would make a number that no wait needs; every longest wait is reached long before."""


def back_off(failures: int, longest: float, first: float = 1.0) -> float:
    """The wait for a count of failures: `first` for 0 and below, then twice as long for each more, at most `longest`.
    The unit is the caller's, usually seconds."""
    return min(first * 2.0 ** min(max(failures, 0), DOUBLINGS), longest)
