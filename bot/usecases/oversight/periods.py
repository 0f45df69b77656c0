"""How far back lists and numbers look, by the words for it."""

from datetime import timedelta

PERIODS = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
    "quarter": timedelta(days=90),
}
