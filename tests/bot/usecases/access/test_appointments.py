"""Rights that come with the settings end with them."""

import pytest

from bot.domain.ids import UserId
from bot.usecases.access.appointments import NamedInSettings, NotAppointed, appoint, appointed, dismiss
from tests.support.people import District


async def test_somebody_removed_from_the_settings_loses_the_appointment(district: District) -> None:
    await appoint(district.services, frozenset(), frozenset({UserId(40)}), district.time.at)
    assert [staff.user for staff in await appointed(district.services)] == [40]
    await appoint(district.services, frozenset(), frozenset(), district.time.at)
    assert await appointed(district.services) == []


async def test_somebody_without_appointment_or_named_in_settings_cannot_be_dismissed(district: District) -> None:
    sue = UserId(40)
    with pytest.raises(NotAppointed):
        await dismiss(district.services, sue, frozenset(), district.time.at)
    await appoint(district.services, frozenset({sue}), frozenset(), district.time.at)
    with pytest.raises(NamedInSettings):
        await dismiss(district.services, sue, frozenset({sue}), district.time.at)
    assert [staff.user for staff in await appointed(district.services)] == [sue]
    await dismiss(district.services, sue, frozenset(), district.time.at)
    assert await appointed(district.services) == []
