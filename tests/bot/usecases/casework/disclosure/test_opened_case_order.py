"""An opened case shows what was told, then which body has which part with its deadlines, then what can be done."""

import pytest

from bot.usecases.casework.disclosure import opening
from handlers.officer.buttons import Assess
from handlers.officer.buttons_case import EndPart, ShowCase
from handlers.officer.buttons_work import ShowDesk
from tests.support.acting import asking
from tests.support.officers import CYL, EDU, ONE, Officer, officer, reported
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown


async def opened(chats: Chats, who: Officer) -> Shown:
    await opening.open_story(await asking(*who.me), ONE)
    await chats.deliver()
    [shown] = [one for (chat, _), one in chats.shown.items() if chat == who.visitor.chat and "Who has it" in one.text]
    return shown


async def test_an_opened_case_shows_the_report_then_the_parts_then_the_acts(district: District, rita: Someone) -> None:
    """Bullying, P3: first action within 24 hours, supports acknowledge within 16 (triage-routing-clocks.md)."""
    chats, amal = Chats(district), officer(district, 20, EDU)
    await reported(rita)
    await amal.takes()
    shown = await opened(chats, amal)
    told, _, parts = shown.text.partition("Who has it")
    assert "They wait for him after school." in told
    assert "Education · lead · acknowledged · first action by Tue 3 Mar, 10:00" in parts
    assert "Youth League · support" in parts
    assert "acknowledge by Tue 3 Mar, 02:00" in parts
    assert {Assess(1), ShowCase(1), ShowDesk()} <= set(shown.buttons)


@pytest.mark.parametrize(("body", "is_offered"), [(EDU, False), (CYL, True)])
async def test_only_a_body_that_helps_may_end_its_part(
    district: District, rita: Someone, body: str, is_offered: bool
) -> None:
    chats, who = Chats(district), officer(district, 21, body)  # type: ignore[arg-type]
    await reported(rita)
    await who.takes()
    assert (EndPart(1) in (await opened(chats, who)).buttons) == is_offered
