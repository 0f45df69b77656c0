"""A line that remembers what it sends, Rita, who writes to it, and Amal of the police."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.officers import PSB, Officer, employ, officer
from tests.support.reporting.private_chat import Present, Watched, open_watched


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[Watched]:
    made = await open_watched(tmp_path)
    yield made
    await made.database.close()


@pytest.fixture
def rita(district: Watched) -> Present:
    return Present(district)


@pytest.fixture
async def amal(district: Watched) -> Officer:
    """An officer of the police, who lead where danger is reported without a kind of harm, or a beating."""
    made = officer(district, 21, PSB)
    await employ(district, made)
    return made
