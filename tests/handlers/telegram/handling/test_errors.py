"""What a handler raises: a refusal is shown as a toast or a message; anything else leaves the row open and is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.domain.errors import NotAllowed, TooLong, Unreachable
from bot.usecases.services import say
from handlers.telegram.handling.context import Context
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until


class Raiser:
    """A handler that raises what it is told, so many times."""

    def __init__(self) -> None:
        self.error: BaseException = RuntimeError("words of a foreign error: Wang")
        self.times = 10**6

    async def __call__(self, update: Update, context: Context) -> None:
        if self.times:
            self.times -= 1
            raise self.error
        await say(context.services(update))


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[RunningBot]:
    async with running_bot(tmp_path, supervisors=()) as made:
        yield made


@pytest.fixture
def raiser(here: RunningBot) -> Raiser:
    made = Raiser()
    (group,) = here.app.assembly.application.handlers
    here.app.assembly.application.handlers[group] = [
        CommandHandler("break", made),
        CallbackQueryHandler(made),
        *here.app.assembly.application.handlers[group],
    ]
    return made


async def test_a_refused_message_is_answered_with_a_message(here: RunningBot, raiser: Raiser) -> None:
    raiser.error = TooLong(limit=4000)
    rita = await here.world.person("Rita")
    await rita.say("/break")
    assert "4,000" in (await rita.wait_for("This answer is full")).words
    assert await counted(here, "handled") == 1


async def test_a_refusal_of_a_press_is_shown_over_the_button(here: RunningBot, raiser: Raiser) -> None:
    raiser.error = NotAllowed()
    rita = await here.world.person("Rita")
    await rita.say("/start")
    answer = await rita.answer_to(await rita.press("I am an adult"))
    assert answer["show_alert"] is True
    assert answer["text"] == "That is not open to you."


async def test_an_update_waits_for_an_unreachable_service(here: RunningBot, raiser: Raiser) -> None:
    raiser.error, raiser.times = Unreachable("files"), 2
    rita = await here.world.person("Rita")
    await rita.say("/break")
    await until_handled(here)
    assert await counted(here, "parked") == 0


async def test_an_update_that_keeps_failing_is_parked_and_its_sender_told_whom_to_call(
    here: RunningBot, raiser: Raiser
) -> None:
    cast = await here.cast()
    rita = await here.world.person("Rita")
    await rita.say("/break")

    async def is_parked() -> bool:
        await here.world.advance(seconds=30)
        return await counted(here, "parked") == 1

    await until(is_parked)
    sorry = await rita.wait_for("Something went wrong on our side")
    assert "110" in sorry.words
    assert "Wang" not in sorry.words
    await cast.supervisor.wait_for("could not be handled")


async def counted(here: RunningBot, fate: str) -> int:
    counts = (await here.app.status.report())["updates"]
    assert isinstance(counts, dict)
    return int(counts.get(fate, 0))


async def until_handled(here: RunningBot) -> None:
    async def is_handled() -> bool:
        await here.world.advance(seconds=5)
        return await counted(here, "handled") == 1

    await until(is_handled)
