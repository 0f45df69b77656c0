"""How long the product waits for a database or for Telegram, made long in tests, because a busy machine is not an
outage."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest

from bot.runtime import status
from handlers.telegram import membership
from handlers.telegram.alarms import monitor
from handlers.telegram.receiving import receive, webhook
from storage.queues import inbox, leader_election, progress

LONG = 60.0
"""For how many seconds a test's bot waits for what answers at once on a machine that is not busy."""
LIMITS: tuple[tuple[ModuleType, str], ...] = (
    (receive, "STORE_LIMIT"),
    (webhook, "HOOK_LIMIT"),
    (status, "ANSWER_LIMIT"),
    (monitor, "ANSWER_LIMIT"),
    (leader_election, "ANSWER_LIMIT"),
    (membership, "READ_TIMEOUT"),
    (inbox, "LOCK_TIMEOUT"),
    (progress, "LOCK_TIMEOUT"),
)
REAL: tuple[float, ...] = tuple(getattr(module, name) for module, name in LIMITS)
"""The limits of a real run, in the same order."""


def wait_long(patch: pytest.MonkeyPatch) -> None:
    """Long limits, for every test that is not about waiting."""
    for module, name in LIMITS:
        patch.setattr(module, name, LONG)


@contextmanager
def real_limits() -> Iterator[None]:
    """The limits of a real run, for tests in which something answers late or not at all."""
    with pytest.MonkeyPatch.context() as patch:
        for (module, name), seconds in zip(LIMITS, REAL, strict=True):
            patch.setattr(module, name, seconds)
        yield
