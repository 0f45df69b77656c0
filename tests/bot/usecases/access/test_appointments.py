"""Rights that come with the settings end with them."""

import pytest

from bot.domain.ids import UserId
from bot.usecases.access.appointments import NamedInSettings, NotAppointed, appoint, appointed, dismiss
from tests.support.people import District


async def test_somebody_removed_from_the_settings_loses_the_appointment(district: District) -> None:
    await appoint(district.services, district.time.at, frozenset(), frozenset({UserId(40)}))
    assert [staff.user for staff in await appointed(district.services)] == [40]
    await appoint(district.services, district.time.at, frozenset(), frozenset())
    assert await appointed(district.services) == []


async def test_somebody_without_appointment_or_named_in_settings_cannot_be_dismissed(district: District) -> None:
    sue = UserId(40)
    with pytest.raises(NotAppointed):
        await dismiss(district.services, district.time.at, sue, frozenset())
    await appoint(district.services, district.time.at, frozenset({sue}), frozenset())
    with pytest.raises(NamedInSettings):
        await dismiss(district.services, district.time.at, sue, frozenset({sue}))
    assert [staff.user for staff in await appointed(district.services)] == [sue]
    await dismiss(district.services, district.time.at, sue, frozenset())
    assert await appointed(district.services) == []
