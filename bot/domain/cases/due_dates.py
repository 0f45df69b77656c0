"""By when a task is due: the choices that are offered, and a date that somebody has typed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.errors import BadAnswer

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
"""What is due on a day without an hour is due then."""
DATE = re.compile(
    r"(?:(?P<year>\d{4})[-/年])?(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})[日号]?"
    r"(?:[ T]*(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|[点时](?P<half>半)?(?:(?P<past>\d{1,2})分?)?))?"
)


def due_of(words: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment that somebody has typed: 2026-12-03, 12-03 15:00 or 12月3日15点. Without a year it is the next such
    day. Raises BadAnswer (key not-a-date) for anything else, (key due-too-far) for more than a year ahead."""
    local = now.astimezone(zone)
    found = _moment(words, zone, local.year)
    if found <= now and DATE.fullmatch(_plain(words)).group("year") is None:  # type: ignore[union-attr]
        found = _moment(words, zone, local.year + 1)
    if found - now > FARTHEST:
        raise BadAnswer("due-too-far")
    return found


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()


def _moment(words: str, zone: ZoneInfo, year: int) -> datetime:
    found = DATE.fullmatch(_plain(words))
    if found is None:
        raise BadAnswer("not-a-date")
    at = found.groupdict()
    minute = "30" if at["half"] else at["minute"] or at["past"] or "0"
    hour, minute = (at["hour"], minute) if at["hour"] else END_OF_DAY.split(":")
    try:
        local = datetime(int(at["year"] or year), int(at["month"]), int(at["day"]), int(hour), int(minute), tzinfo=zone)
    except ValueError:
        raise BadAnswer("not-a-date") from None
    return local.astimezone(UTC)
