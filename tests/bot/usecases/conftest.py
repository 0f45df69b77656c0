"""A line on a real SQLite database, and Rita, who writes to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.people import District, Someone, open_district


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_district(tmp_path)
    await made.bind("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")
    yield made
    await made.database.close()


@pytest.fixture
def rita(district: District) -> Someone:
    return Someone(district)
