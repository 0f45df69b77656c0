"""The second factor with the whole bot and the shipped district: set up in the chat, restarts, what is deleted when."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyotp

from bot.cli.demo import Cast, CastByLinks
from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person, World, picture
from bot.simulator.server import Simulator
from bot.system import MovableClock
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import MORNING, TOKEN, USERNAME, RunningBot, running, running_bot, settings_for
from tests.support.waiting import until

EDU = AgencyKey("EDU")
STORY = "Three boys take his lunch money"
PIN = "804172"


async def taken(cast: Cast) -> Person:
    """A report with a photo, acknowledged; returns the officer who did it."""
    teacher, song = cast.reporters[0], cast.officers[EDU]
    await tell(teacher, STORY)
    await teacher.photo(picture("red"))
    await teacher.wait_for("1 file")
    await send(teacher)
    await song.press("Acknowledge", cast.groups[EDU])
    await song.wait_for("Acknowledged", cast.groups[EDU])
    return song


def code(message: Message, clock: MovableClock) -> str:
    """What an app that has scanned this message shows now."""
    found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", message.words)
    assert found is not None
    return pyotp.TOTP(found[0].replace(" ", "")).at(clock.now())


async def has_nothing(person: Person) -> bool:
    """Whether no word and no file of the report is in the private chat."""
    shown = await person.sees()
    return not any(STORY in message.words or message.photo for message in shown)


async def sets_pin(person: Person) -> None:
    """A PIN, typed twice."""
    await person.wait_for("Choose a number")
    await person.say(PIN)
    await person.wait_for("once more")
    await person.say(PIN)


async def test_an_officer_sees_a_story_only_after_a_code_and_then_the_wanted_one(
    tmp_path: Path,
) -> None:
    async with running_bot(tmp_path, profile="jiulongpo") as place:
        song = await taken(await place.cast())
        await song.say("/open 1")
        await nobody_wrote_a_code(place, song)
        await song.press("Authenticator app")
        secret = await song.wait_for("Set up your authenticator app")
        assert secret.photo
        assert secret.protected
        assert secret.spoiler
        assert STORY not in " ".join(message.words for message in await song.sees())
        typed = await song.say(code(secret, place.clock))
        story = await song.wait_for(STORY)
        assert "Assess" in story.labels
        shown = await song.sees()
        assert {typed.id, secret.id} & {message.id for message in shown} == set()
        assert shown[-1].id == story.id
        await what_was_opened_leaves(place, song)


async def nobody_wrote_a_code(place: RunningBot, song: Person) -> None:
    """Then the ticker deletes the secret from the chat after five minutes, and a code of it sets nothing up."""
    await song.press("Authenticator app")
    secret = await song.wait_for("Set up your authenticator app")
    await place.world.advance(minutes=5, seconds=1)

    async def is_gone() -> bool:
        return secret.id not in {message.id for message in await song.sees()}

    await until(is_gone)
    await song.say(code(secret, place.clock))
    await song.wait_for("too late")


async def what_was_opened_leaves(place: RunningBot, song: Person) -> None:
    """By the ticker: after ten minutes, in batches, and one neutral line stays."""
    await place.world.advance(minutes=9, seconds=30)
    await song.wait_for(STORY)
    await place.world.advance(seconds=40)
    closed = await song.wait_for("This was hidden after ten minutes. To go on: /open_1")
    await until(lambda: has_nothing(song))
    assert [m.words for m in await song.sees() if "hidden" in m.words] == [closed.words]
    assert await place.world.calls(method="deleteMessages")
    await song.say("/open 1")
    await song.wait_for("Write the six digits")


@asynccontextmanager
async def world(home: Path) -> AsyncIterator[tuple[World, MovableClock, str]]:
    """The simulated Telegram alone."""
    clock = MovableClock(MORNING)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    try:
        async with World(base) as made:
            yield made, clock, base
    finally:
        await simulator.stop()


async def test_a_restart_neither_opens_nor_closes_a_second_factor_and_deletions_go_on(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as (made, clock, base):
        settings = settings_for(base, tmp_path, profile="demo")
        async with running(settings, clock) as app:
            song = await taken(await CastByLinks(app, made).gather())
            await song.say("/open 1")
            await sets_pin(song)
            await song.wait_for(STORY)
        await made.advance(minutes=5)
        async with running(settings, clock):
            seen = await song.say("/open 1")
            await song.wait_for(STORY, after=seen)
        await made.advance(hours=39)
        async with running(settings, clock):
            await song.wait_for("This was hidden after ten minutes")
            await until(lambda: has_nothing(song))
            await song.say("/open 1")
            await song.wait_for("Locked.")
            assert await has_nothing(song)


async def commands_show_nothing(song: Person) -> None:
    """Before a code has opened the second factor, each way to content asks for it."""
    for command in ("/open 1", "/case 1", "/assess 1", "/reply 1", "/act 1"):
        typed = await song.say(command)
        await song.wait_for("Choose a number", after=typed)
    shown = await song.sees()
    content = (STORY, "Who has it", "Assess case", "Answer the reporter", "first action")
    assert not any(words in message.words or message.photo for message in shown for words in content)


async def test_wrong_codes_are_reported_and_a_supervisor_removes_the_second_factor(tmp_path: Path) -> None:
    async with running_bot(tmp_path, profile="demo") as place:
        cast = await place.cast()
        song, sue = await taken(cast), cast.supervisor
        await commands_show_nothing(song)
        await song.press("Open in private", cast.groups[EDU])
        await sets_pin(song)
        await song.wait_for(STORY)
        await place.world.advance(minutes=11)
        await until(lambda: has_nothing(song))
        wanted = await song.say("/assess 1")
        await song.wait_for("Locked.", after=wanted)
        for minutes in (0, 0, 0, 2, 6):
            await place.world.advance(minutes=minutes)
            typed = await song.say("111111")
            locked = await song.wait_for("Locked.", after=typed)
        assert "no code is looked at before" in locked.words
        warned = await sue.wait_for("Five wrong codes")
        found = re.search(r"/newcode ([0-9a-f]{8})", locked.words)
        assert found is not None
        assert found[1] in warned.words
        await sue.say(f"/newcode {found[1]}")
        await sets_pin(sue)
        await sue.wait_for("is off")
        await song.wait_for("has taken your lock off")
        await song.say("/assess 1")
        await sets_pin(song)
        await song.wait_for("Assess case 1")
