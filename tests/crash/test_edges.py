"""A commit is named by the function that asked for it, never by what opens transactions for all of them."""

import sys

import pytest

from bot.usecases.deadlines import monitoring
from storage.database.direct_connection import DirectConnection
from tests.crash.edges import borrower
from tests.support.people import District


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who asked for each commit since."""
    found: list[str] = []
    commit = DirectConnection.commit

    async def noting(connection: DirectConnection) -> None:
        found.append(borrower(sys._getframe(1)))
        await commit(connection)

    monkeypatch.setattr(DirectConnection, "commit", noting)
    return found


async def test_a_commit_of_a_job_is_named_by_the_job(district: District, names: list[str]) -> None:
    await monitoring.note_intake(district.services, district.time.at)
    await monitoring.update_alarms(district.services, {"outbox_dead": 1}, district.time.at)
    assert names == ["monitoring.note_intake", "monitoring._tell_alarms"]
