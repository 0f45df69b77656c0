"""How long something took, as one of fixed buckets: each ends 1.15 times as late as the one before. Medians and other
quantiles are read from counts of buckets; two numbers agree when they lie in the same one."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil, log

RATIO = 1.15
LAST = 150
"""1.15 to the power of 150 seconds is more than forty years."""


def bucket_of(took: timedelta) -> int:
    """0 for up to a second; else the number of the bucket whose upper edge is the first that is not passed."""
    seconds = took.total_seconds()
    return 0 if seconds <= 1 else min(LAST, ceil(round(log(seconds) / log(RATIO), 9)))


def edge(bucket: int) -> timedelta:
    """The upper edge of a bucket."""
    return timedelta(seconds=RATIO**bucket)


def quantile(counts: Mapping[int, int], share: float) -> timedelta | None:
    """The upper edge of the bucket in which that share of all is reached; None where nothing was counted."""
    total = sum(counts.values())
    wanted, seen = ceil(share * total), 0
    for bucket in sorted(counts):
        seen += counts[bucket]
        if total and seen >= max(1, wanted):
            return edge(bucket)
    return None
