"""The chain tip of the audit log is posted each day, and a right from the settings adds one line."""

from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, ToOversight
from bot.usecases.access.appointments import appoint
from bot.usecases.oversight import (
    audit,
)
from tests.support.casework.closed_cases import supervised
from tests.support.notices import facts_of
from tests.support.officers import EDU, officer, reported
from tests.support.people import District, Someone


async def test_the_chain_tip_goes_into_the_oversight_group_once_a_day(district: District, rita: Someone) -> None:
    async def anchors() -> list[Notice]:
        await audit.anchor(district.services, district.time.at)
        return [notice for notice in await district.deliver() if notice.kind == "anchor"]

    await reported(rita)
    assert await anchors() == []
    await supervised(district)
    district.time.move(days=1)
    [first] = await anchors()
    assert (first.to, first.silent) == (ToOversight(), True)
    async with district.database.reading() as uow:
        tip = await uow.audit.chain_tip()
    assert (facts_of(first)["lines"], facts_of(first)["head"]) == (tip.lines, tip.hash)
    assert await anchors() == []
    await officer(district, 20, EDU).takes()
    district.time.move(days=1)
    [second] = await anchors()
    assert facts_of(second)["head"] != facts_of(first)["head"]
    assert await district.database.first_break(tip) is None


async def test_a_right_given_by_the_settings_is_logged_once(district: District) -> None:
    for _ in range(2):
        await appoint(district.services, district.time.at, frozenset({UserId(40)}), frozenset())
    async with district.database.reading() as uow:
        assert (await uow.audit.chain_tip()).lines == 1
