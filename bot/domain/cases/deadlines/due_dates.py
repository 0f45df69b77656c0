"""By when a task is due: the choices that are offered, and a date that somebody has typed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.errors import BadAnswer
from bot.domain.folding import stream_safe

CHOICES: Mapping[str, timedelta] = MappingProxyType(
    {
        "1h": timedelta(hours=1),
        "4h": timedelta(hours=4),
        "1d": timedelta(days=1),
        "3d": timedelta(days=3),
        "7d": timedelta(days=7),
        "14d": timedelta(days=14),
        "30d": timedelta(days=30),
    }
)
FARTHEST = timedelta(days=366)
END_OF_DAY = "18:00"
"""The hour at which something is due on a day without an hour."""
DATE = re.compile(
    r"(?:(?P<year>\d{4})[-/年])?(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})[日号]?"
    r"(?:[ T]*(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|[点时](?P<half>半)?(?:(?P<past>\d{1,2})分?)?))?"
)


def due_of(words: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment that somebody has typed: 2026-12-03, 12-03 15:00 or 12月3日15点. Without a year it is the
    next such day.
    Raises BadAnswer: due-in-the-past, due-too-far for more than a year ahead, not-a-date for anything else."""
    found = DATE.fullmatch(unicodedata.normalize("NFKC", stream_safe(words)).strip())
    if found is None:
        raise BadAnswer("not-a-date")
    this_year = now.astimezone(zone).year
    years = [int(found["year"])] if found["year"] else [this_year, this_year + 1]
    moments = [at for year in years if (at := _moment(found, zone, year)) is not None]
    ahead = [at for at in moments if at > now]
    if not ahead:
        raise BadAnswer("due-in-the-past" if moments else "not-a-date")
    if ahead[0] - now > FARTHEST:
        raise BadAnswer("due-too-far")
    return ahead[0]


def _moment(found: re.Match[str], zone: ZoneInfo, year: int) -> datetime | None:
    """What was typed, in that year; None where the year has no such day, or the day no such hour."""
    minute = "30" if found["half"] else found["minute"] or found["past"] or "0"
    hour, minute = (found["hour"], minute) if found["hour"] else END_OF_DAY.split(":")
    try:
        local = datetime(year, int(found["month"]), int(found["day"]), int(hour), int(minute), tzinfo=zone)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
