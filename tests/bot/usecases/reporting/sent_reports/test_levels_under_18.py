"""What may be known about a reporter under 18: never asked under 14, asked once more of 14-17 (SG07, SG41)."""

import pytest

from bot.domain.access.identity import Level
from bot.domain.errors import NotAllowed
from bot.domain.ids import CaseNumber
from bot.usecases.reporting.sent_reports import identity
from tests.support.notices import facts_of
from tests.support.people import Someone, kinds

ONE = CaseNumber(1)


async def told(rita: Someone, who: str) -> None:
    """Somebody under 18 has reported."""
    await rita.start()
    await rita.choose("start", who)
    await rita.choose("danger", "no")
    await rita.tick("harms", "assault")
    await rita.choose("next_steps", "go_on")
    await rita.say("He hits me.")
    await rita.done("story")
    await rita.check()
    await rita.send()
    assert len(await rita.reports()) == 1


async def level(rita: Someone) -> Level:
    (report,) = await rita.reports()
    async with rita.district.database.reading() as uow:
        return (await uow.identities.of(report)).level


@pytest.mark.parametrize("who", ["child_self-under_14", "child_other-under_14"])
async def test_somebody_under_14_cannot_see_or_choose_an_identity_level(rita: Someone, who: str) -> None:
    await told(rita, who)
    for number in (None, ONE):
        await identity.show_level(rita.request, number)
        assert kinds(await rita.district.deliver()) == ["status"]
    for wanted in ("confidential", "named", "yes_named"):
        with pytest.raises(NotAllowed):
            await identity.raise_level(rita.request, ONE, wanted)
    assert await level(rita) is Level.HIDDEN


@pytest.mark.parametrize("who", ["child_self-14_17", "child_other-14_17"])
@pytest.mark.parametrize("wanted", ["confidential", "named"])
async def test_somebody_of_14_to_17_must_confirm_an_identity_level(rita: Someone, who: str, wanted: str) -> None:
    await told(rita, who)
    await identity.raise_level(rita.request, ONE, wanted)
    (asked,) = await rita.district.deliver()
    assert (asked.kind, facts_of(asked)["asked"]) == ("identity_level", wanted)
    assert await level(rita) is Level.HIDDEN
    await identity.raise_level(rita.request, ONE, f"yes_{wanted}")
    assert await level(rita) == wanted


async def test_an_adult_need_not_confirm_an_identity_level(rita: Someone) -> None:
    await told(rita, "adult")
    await identity.raise_level(rita.request, ONE, "named")
    assert await level(rita) is Level.NAMED
