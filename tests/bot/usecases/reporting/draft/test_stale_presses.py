"""A button is pressed again under a message that shows the present screen, as people do after an outage: the screen
stays where it is, and no message is sent or deleted."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.ids import MessageId
from bot.domain.notices.notice import Mode, Notice
from bot.usecases.reporting.draft import answering
from bot.usecases.services import Request
from tests.support.notices import facts_of
from tests.support.people import Someone

Pressed = Callable[[Request], Awaitable[str]]


def finish_harms(request: Request) -> Awaitable[str]:
    return answering.finish(request, "harms")


def skip_who(request: Request) -> Awaitable[str]:
    return answering.skip_question(request, "reporter_kind")


def go_back(request: Request) -> Awaitable[str]:
    return answering.go_back(request, "harms")


def tick_harm(request: Request) -> Awaitable[str]:
    return answering.tick(request, "harms", "bullying")


def turn_page(request: Request) -> Awaitable[str]:
    return answering.show_page(request, "harms", 1)


async def shown_at(rita: Someone) -> MessageId:
    """The message that shows the present screen."""
    async with rita.district.database.reading() as uow:
        message = await uow.messages.slot(rita.visitor.chat, "screen")
    assert message is not None
    return message


async def pressed_under(rita: Someone, message: MessageId, press: Pressed) -> tuple[str, list[Notice]]:
    """The toast, and what is sent."""
    request = replace(rita.request, visitor=replace(rita.visitor, pressed=message))
    return await press(request), await rita.district.deliver()


@pytest.mark.parametrize("press", [finish_harms, skip_who, tick_harm, turn_page])
async def test_a_press_repeated_under_the_present_screen_sends_and_deletes_nothing(
    rita: Someone, press: Pressed
) -> None:
    await rita.is_reporting()
    toast, (shown,) = await pressed_under(rita, await shown_at(rita), press)
    assert (facts_of(shown)["question"], shown.mode, toast) == ("story", Mode.EDIT, "error-stale-button")


async def test_back_pressed_twice_goes_back_once_and_sends_and_deletes_nothing(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    for _ in range(2):
        _, (shown,) = await pressed_under(rita, await shown_at(rita), go_back)
        assert (facts_of(shown)["question"], shown.mode) == ("danger", Mode.EDIT)


async def test_a_press_under_an_older_message_brings_the_present_screen_to_the_bottom(rita: Someone) -> None:
    await rita.is_reporting()
    older = MessageId(await shown_at(rita) - 1)
    _, (shown,) = await pressed_under(rita, older, finish_harms)
    assert (facts_of(shown)["question"], shown.mode) == ("story", Mode.REPLACE)
