"""The second factor and files: handing files out needs it, handing a case on does not; everything opened is deleted."""

from dataclasses import replace

import pytest

from tests.support.acting import begins
from tests.support.casework.sealed_files import ONE, OfficerInPrivate, sealed_case, sets_pin
from tests.support.domain.profiles import shipped
from tests.support.officers import PROC
from tests.support.people import District, kinds


@pytest.fixture
def locking(sealing: District) -> District:
    """A district that seals, with the second factor of the shipped profile."""
    second_factor = shipped().second_factor
    sealing.services = replace(sealing.services, profile=replace(sealing.services.profile, second_factor=second_factor))
    return sealing


async def test_sealed_files_are_handed_out_to_two_people_who_have_both_typed_a_code(locking: District) -> None:
    await sealed_case(locking)
    await locking.deliver()
    police, prosecutor = OfficerInPrivate(locking, 801, "PSB"), OfficerInPrivate(locking, 802, "PROC")
    for one in (police, prosecutor):
        assert kinds(await one.releases()) == ["lock"]
        assert await pressed(locking) == (one is prosecutor)
        sent = await sets_pin(one)
    assert sent.count("sealed_file") == 2


async def pressed(district: District) -> int:
    """How many presses wait for the second one."""
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(ONE)
        assert case is not None
        return len(await uow.sealed_files.pressed(case.id, case.received_at))


async def test_a_recusal_needs_no_second_factor(locking: District) -> None:
    await sealed_case(locking)
    await locking.deliver()
    prosecutor = OfficerInPrivate(locking, 802, PROC)
    await begins(locking, prosecutor.agent, prosecutor.visitor, "recuse")
    assert kinds(await locking.deliver()) == ["desk_prompt"]


async def test_the_count_of_sealed_files_leaves_the_chat_with_the_story(locking: District) -> None:
    await sealed_case(locking)
    await locking.deliver()
    prosecutor = OfficerInPrivate(locking, 802, PROC)
    assert kinds(await prosecutor.opens()) == ["lock"]
    await sets_pin(prosecutor)
    shown = await prosecutor.opens()
    assert kinds(shown) == ["sealed_files", "story"]
    assert all(notice.leaves is not None and notice.expires_at is not None for notice in shown)
