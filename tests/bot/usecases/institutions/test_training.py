"""/duty: a screen for each situation, three questions, and a date for the institution without any name."""

from datetime import date

import pytest

from bot.domain.errors import StaleButton
from bot.domain.notices.supervisor.institutions import DutyPage
from bot.usecases.institutions import training
from tests.support.oversight.institutions import register, registered, works_there
from tests.support.people import District, Someone

END = 13
"""After nine situations and three questions."""


async def shows(rita: Someone, place: int, answer: str = "") -> DutyPage:
    await training.show(rita.request, place, answer)
    [said] = [one.content for one in await rita.district.deliver()]
    assert isinstance(said, DutyPage)
    return said


async def test_finishing_the_training_records_its_date_for_the_institution(district: District, rita: Someone) -> None:
    await register(district)
    await works_there(rita)
    for place in range(1, END):
        assert await shows(rita, place) == DutyPage(place=place)
    assert (await registered(district)).trained_on is None
    assert await shows(rita, END) == DutyPage(place=END, linked=True)
    assert (await registered(district)).trained_on == date(2026, 3, 2)


async def test_training_by_somebody_without_a_link_records_no_date(district: District, rita: Someone) -> None:
    await register(district)
    assert await shows(rita, END) == DutyPage(place=END)
    assert (await registered(district)).trained_on is None
    with pytest.raises(StaleButton):
        await shows(rita, END + 1)
