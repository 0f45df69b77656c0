"""/intake and the second factor: asked for at the beginning, and again once it has shut; nothing typed is lost."""

from dataclasses import replace

import pytest

from bot.domain.ids import AgencyKey
from tests.support.casework.second_factor import PIN, sets_pin, types
from tests.support.domain.profiles import shipped
from tests.support.officers import Officer, officer
from tests.support.people import District
from tests.support.reporting.staff_intake import TOLD, IntakeOfficer, desk, kinds

CIV = AgencyKey("CIV")


@pytest.fixture
def locked(district: District) -> District:
    """With the second factor of the profile that ships."""
    second_factor = shipped().second_factor
    district.services = replace(
        district.services, profile=replace(district.services.profile, second_factor=second_factor)
    )
    return district


async def _open(district: District) -> tuple[IntakeOfficer, Officer]:
    """The officer has set a PIN; the first question is there."""
    chen, self = desk(district, 20, CIV), officer(district, 20, CIV)
    assert kinds(await chen.intake()) == ["lock"]
    sent = await sets_pin(self)
    assert kinds(sent)[-1] == "question"
    return chen, self


async def test_an_answer_given_after_the_code_expired_is_stored_and_shown_after_the_next_code(locked: District) -> None:
    chen, self = await _open(locked)
    await chen.who.choose("channel", "letter")
    locked.time.move(minutes=11)
    assert kinds(await chen.who.choose("caller_language", "dialect")) == ["lock"]
    draft = await chen.who.draft()
    assert draft is not None
    assert draft.answer("caller_language") is not None
    sent = await types(self, PIN)
    assert kinds(sent)[-1] == "question"
    assert await chen.who.draft() is not None


async def test_a_staff_intake_is_not_sent_while_the_second_factor_is_closed(locked: District) -> None:
    chen, self = await _open(locked)
    await chen.who.choose("channel", "letter")
    await chen.who.choose("caller_language", "dialect")
    await chen.who.choose("danger", "no")
    await chen.who.tick("harms", "neglect")
    await chen.who.choose("who", "relative")
    await chen.who.say(TOLD)
    await chen.who.send()
    await chen.who.choose("caller_words", "none")
    locked.time.move(minutes=11)
    assert kinds(await chen.who.send()) == ["lock"]
    assert await chen.who.draft() is not None
    await types(self, PIN)
    assert "entered" in kinds(await chen.who.send())


async def test_a_danger_report_entered_by_staff_needs_no_code(locked: District) -> None:
    await locked.bind("PSB", "PROC", "CIV")
    chen, _ = await _open(locked)
    await chen.who.choose("channel", "call_110")
    await chen.who.choose("caller_language", "dialect")
    await chen.who.choose("danger", "yes_now")
    await chen.who.skip("place_now")
    locked.time.move(minutes=11)
    sent = kinds(await chen.who.tick("harms", "assault"))
    assert {"card", "lock"} <= set(sent)
