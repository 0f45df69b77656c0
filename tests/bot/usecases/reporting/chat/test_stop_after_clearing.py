"""Words in a chat that was cleared bring back no card: nobody who looks at the phone then may read of danger (SG13)."""

from bot.domain.ids import ChatId
from bot.usecases.reporting.chat import hiding, self_clearing
from bot.usecases.reporting.draft import officer_may_write
from handlers.reporter.buttons import MayWrite
from tests.support.people import District, Someone
from tests.support.reporting.danger import told_harm
from tests.support.screens.chats import Chats, Shown

CARD = "Call 110 now"


async def told_and_allowed(rita: Someone) -> Chats:
    """Rita has told of danger, and allowed officers to write to her by the card's button."""
    chats = Chats(rita.district)
    rita.district.deliver = chats.deliver  # type: ignore[method-assign,assignment]
    await told_harm(rita)
    await officer_may_write.may_write(rita.request, is_allowed=True)
    await chats.deliver()
    assert cards(chats, rita.visitor.chat)
    return chats


def cards(chats: Chats, chat: ChatId) -> list[Shown]:
    return [shown for (at, _), shown in chats.shown.items() if at == chat and CARD in shown.text]


async def test_stop_in_a_chat_that_has_cleared_itself_brings_back_no_card(district: District, rita: Someone) -> None:
    chats = await told_and_allowed(rita)
    await self_clearing.choose(rita.request, 1)
    district.time.move(minutes=70)
    await self_clearing.delete_due_messages(district.services, district.time.at)
    await chats.deliver()
    assert cards(chats, rita.visitor.chat) == []
    await rita.stop()
    assert cards(chats, rita.visitor.chat) == []


async def test_stop_after_hide_brings_back_no_card(district: District, rita: Someone) -> None:
    chats = await told_and_allowed(rita)
    await hiding.clear(rita.request, erase=False)
    await chats.deliver()
    assert cards(chats, rita.visitor.chat) == []
    await rita.stop()
    assert cards(chats, rita.visitor.chat) == []


async def test_stop_while_the_card_stands_takes_the_tick_from_it(district: District, rita: Someone) -> None:
    chats = await told_and_allowed(rita)
    (before,) = cards(chats, rita.visitor.chat)
    assert MayWrite("no") in before.buttons
    await rita.stop()
    (after,) = cards(chats, rita.visitor.chat)
    assert MayWrite("yes") in after.buttons
