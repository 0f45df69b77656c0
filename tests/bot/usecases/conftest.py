"""A line on a real SQLite database, and Rita, who writes to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.bound_district import open_bound
from tests.support.people import District, Someone


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_bound(tmp_path)
    yield made
    await made.database.close()


@pytest.fixture
def rita(district: District) -> Someone:
    return Someone(district)
