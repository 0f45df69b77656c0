"""The list of late bodies is true when it is sent: without what was done, and without what its reader may not know any
more."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.cases.lists import Recusal
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.deadlines import reminders
from handlers.telegram.text.rendered import RenderContext, Rendered
from locales.catalogue import Catalogue
from tests.support.notices import worded
from tests.support.officers import EDU, Officer, employ, officer, reported
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District, Someone, open_district


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_district(tmp_path)
    await made.bind("EDU", "PSB", "CYL", "PROC")
    yield made
    await made.database.close()


async def a_list(district: District) -> tuple[Notice, Officer]:
    """Two cases that the head's body has not acknowledged in eight hours, on one list."""
    hana = officer(district, 60, EDU, head=True)
    await employ(district, hana, head=EDU)
    for user in (100, 101):
        await reported(Someone(district, user))
    district.time.move(hours=9)
    await reminders.act_on_due(district.services, district.time.at)
    district.time.move(seconds=2)
    (told,) = [notice for notice in await district.deliver() if notice.to == ToPerson(hana.agent.person)]
    return told, hana


async def shown(district: District, notice: Notice) -> Rendered | None:
    text, database = Catalogue(PROFILE.zone, own=PROFILE.texts), district.database
    context = RenderContext(text, text.has, PROFILE, "line_bot", database.reading, database.files, district.time.now)
    return await worded(context, OutboxRow(1, HERE.chat, "en", notice, 0, None, None, is_group=False))


async def on_it(district: District, notice: Notice) -> list[int]:
    """The cases that have a button."""
    seen = await shown(district, notice)
    return [int(key.text.removeprefix("Open ")) for row in seen.keys for key in row] if seen else []


async def test_a_case_taken_before_sending_is_not_in_the_ladder_list(district: District) -> None:
    told, _ = await a_list(district)
    assert await on_it(district, told) == [1, 2]
    await officer(district, 20, EDU).takes()
    assert await on_it(district, told) == [2]


@pytest.mark.parametrize("why", ["recused", "barred"])
async def test_a_case_its_reader_may_no_longer_know_is_not_in_the_ladder_list(district: District, why: str) -> None:
    told, hana = await a_list(district)
    async with district.database.begin() as uow:
        case = await uow.cases.by_number(CaseNumber(1))
        assert case is not None
        if why == "recused":
            await uow.recusals.add(Recusal(case.id, hana.agent.person, EDU, district.time.at, "too close"))
        else:
            await uow.cases.save(replace(case, version=case.version + 1, barred=(AgencyKey("JUS"),)), was=case.version)
        await uow.commit()
    assert await on_it(district, told) == [2]
