"""How alerts reached the bodies: counted once, when one has arrived or is given up."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.cases.case import Case
from bot.domain.cases.flags import Flag
from bot.domain.numbers.board import Delivery
from bot.domain.numbers.buckets import bucket_of, quantile
from bot.domain.numbers.events import Cell, Increments, words
from bot.domain.numbers.metrics import Metric

ARRIVED, FAILED = "arrived", "failed"


def counted_alert(case: Case, took: timedelta | None, now: datetime) -> Increments:
    """One alert about this case; `took`: how long it was on its way, None: it never arrived. Drills are not counted."""
    if Flag.DRILL in case.flags:
        return Counter()
    extra = FAILED if took is None else f"{ARRIVED}|{bucket_of(took)}"
    return Counter({(now, Cell(Metric.DELIVERY.value, barred=words(case.barred), extra=extra)): 1})


def delivery_of(counts: Mapping[str, int]) -> Delivery:
    """How many arrived and failed, and within which time 95 of 100 of those that arrived did."""
    took = {int(extra.partition("|")[2]): count for extra, count in counts.items() if extra != FAILED}
    return Delivery(sent=sum(took.values()), failed=counts.get(FAILED, 0), p95=quantile(took, 0.95))
