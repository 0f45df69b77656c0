"""Single values of a profile's TOML: how they are written, and what they become."""

import re
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def _duration(value: object) -> object:
    """'15m', '4h', '3d' -> timedelta."""
    match = re.fullmatch(r"([1-9]\d*)([mhd])", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("want a number with m, h or d, like '15m'")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _zone(value: object) -> object:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no time zone of this name: {value}") from error


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
PublicKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=40)]
