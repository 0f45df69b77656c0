"""What every test would compute again and no test changes: computed once in a process."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.profile import files
from bot.profile.files import SHIPPED
from bot.profile.load import load_profile
from bot.runtime import components
from storage.database import engine

T = TypeVar("T")
OWN = Path(__file__).parents[1] / "profiles"
"""Profiles of the tests, which no test changes."""


def make_once(patch: pytest.MonkeyPatch) -> None:
    """SQL is compiled once for all databases of a kind, and a profile that no test changes is read once, also where
    others are based on it."""
    patch.setattr(engine, "create_async_engine", SharedSql(create_async_engine))
    patch.setattr(components, "load_profile", read_once(load_profile))
    patch.setattr(files, "read", read_once(files.read))
    trust_once(patch)


def trust_once(patch: pytest.MonkeyPatch) -> None:
    """The certificates of the machine are read once for all clients. Each bot makes two clients, and reading costs 20
    milliseconds."""
    patch.setattr("httpx._transports.default.create_ssl_context", cache(httpx.create_ssl_context))


class SharedSql:
    """Engines of one kind of database share one dialect, and so one cache of compiled statements."""

    def __init__(self, make: Callable[..., AsyncEngine]) -> None:
        self._make = make
        self._dialects: dict[str, Dialect] = {}
        self._written: dict[Any, Any] = {}

    def __call__(self, *args: Any, **options: Any) -> AsyncEngine:
        made = self._make(*args, execution_options={"compiled_cache": self._written}, **options)
        inner = made.sync_engine
        own, kind = inner.dialect, made.url.drivername
        inner.dialect = self._dialects.get(kind, own)

        def is_connected(*_: object) -> None:
            self._dialects.setdefault(kind, own)

        event.listen(inner, "connect", is_connected)
        return made


def read_once(read: Callable[[Any], T]) -> Callable[[str | Path], T]:
    """As `read`, but shipped profiles and those of the tests are cached."""
    cached = cache(read)

    def profile(name_or_path: str | Path) -> T:
        path = Path(name_or_path)
        is_ours = str(name_or_path).isidentifier() or path.is_relative_to(SHIPPED) or path.is_relative_to(OWN)
        return cached(name_or_path) if is_ours else read(name_or_path)

    return profile
