"""Rights that come with the settings go with them."""

import pytest

from bot.domain.ids import UserId
from bot.usecases.appointing import NamedInSettings, NotAppointed, appoint, appointed, dismiss
from tests.bot.usecases.people import District


async def test_whom_the_settings_name_no_more_runs_the_line_no_more(district: District) -> None:
    await appoint(district.line, frozenset(), frozenset({UserId(40)}), district.time.at)
    assert [staff.user for staff in await appointed(district.line)] == [40]
    await appoint(district.line, frozenset(), frozenset(), district.time.at)
    assert await appointed(district.line) == []


async def test_who_has_none_or_is_named_by_the_settings_is_not_dismissed(district: District) -> None:
    sue = UserId(40)
    with pytest.raises(NotAppointed):
        await dismiss(district.line, sue, frozenset(), district.time.at)
    await appoint(district.line, frozenset({sue}), frozenset(), district.time.at)
    with pytest.raises(NamedInSettings):
        await dismiss(district.line, sue, frozenset({sue}), district.time.at)
    assert [staff.user for staff in await appointed(district.line)] == [sue]
    await dismiss(district.line, sue, frozenset(), district.time.at)
    assert await appointed(district.line) == []
