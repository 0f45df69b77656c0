"""A long report of which only the first messages arrived is sent anew. What had arrived leaves the chat in time, and at
once where its reader may not know of the case any more (SG36)."""

from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.usecases.access import expiring_messages
from bot.usecases.casework.disclosure import opening
from tests.support.acting import asking
from tests.support.casework.handing_on import hands_on
from tests.support.casework.merging import tells
from tests.support.officers import EDU, ONE, Officer, officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, read_by


async def half_sent(district: District, fault: TelegramError) -> tuple[Officer, Chats]:
    """A report of several messages, of which all but the first were refused once."""
    await tells(Someone(district, 100), "They wait for her after school. " * 200)
    amal, chats = officer(district, 20, EDU), Chats(district)
    sent, send = list[int](), chats.send_message

    async def fails_in_the_middle(chat: int, text: str, **more: Any) -> Any:
        sent.append(chat)
        if len(sent) == 2:
            raise fault
        return await send(chat, text, **more)

    chats.send_message = fails_in_the_middle  # type: ignore[method-assign]
    await opening.open_story(await asking(*amal.me), ONE)
    await chats.deliver()
    assert "They wait for her" in read_by(chats, amal)
    return amal, chats


FAULTS = [NetworkError("no answer"), BadRequest("something new")]


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_had_arrived_leaves_the_chat_in_time(district: District, fault: TelegramError) -> None:
    amal, chats = await half_sent(district, fault)
    district.time.move(minutes=5)
    await chats.deliver()
    district.time.move(hours=39)  # with the second factor switched off
    await expiring_messages.let_go(district.services, district.time.at)
    await chats.deliver()
    assert "They wait for her" not in read_by(chats, amal)


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_had_arrived_leaves_the_chat_of_somebody_who_steps_back(
    district: District, fault: TelegramError
) -> None:
    amal, chats = await half_sent(district, fault)
    await hands_on(amal)
    district.time.move(minutes=5)
    await chats.deliver()
    assert "They wait for her" not in read_by(chats, amal)
