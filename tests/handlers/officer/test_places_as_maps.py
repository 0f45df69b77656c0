"""A shared place reaches the officer as a map: protected, with the report, and deleted with it."""

import re
from pathlib import Path

import pytest

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person
from tests.support.running.conversation import answer, begin, send, tell
from tests.support.running.running_bot import RunningBot, running_bot

EDU, PSB, CIV = AgencyKey("EDU"), AgencyKey("PSB"), AgencyKey("CIV")
HERE, THERE = (29.56301, 106.55156), (29.50234, 106.51111)
FIGURES = re.compile(r"\d+\.\d{3,}")


def maps(shown: list[Message]) -> list[tuple[float, float]]:
    """Positions of the maps in a chat, in order."""
    places = [message.raw["location"] for message in shown if "location" in message.raw]
    return [(place["latitude"], place["longitude"]) for place in places]


async def opened(officer: Person, cast: Cast, agency: AgencyKey, words: str) -> list[Message]:
    """What the officer's private chat shows once the report is open."""
    group = cast.groups[agency]
    await officer.press("Acknowledge", group)
    await officer.wait_for("Acknowledged", group)
    await officer.press("Open in private", group)
    await officer.wait_for(words)
    return await officer.sees()


async def in_danger(person: Person) -> None:
    """Somebody shares where the child is, and what it is about."""
    await begin(person)
    await answer(person, ("Who is writing?", "I am an adult"), ("in danger right now", "Yes, now"))
    await person.wait_for("Where is the child now?")
    await person.location(*HERE)
    await answer(person, ("What kind of harm", "Assault, beating"), ("What kind of harm", "Done"))


async def on_stage(here: RunningBot) -> tuple[Cast, Person]:
    cast = await here.cast()
    return cast, await here.world.person("Rita")


async def test_the_place_of_a_child_in_danger_is_a_protected_map_without_coordinates(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast, rita = await on_stage(here)
        await in_danger(rita)
        shown = await opened(cast.officers[PSB], cast, PSB, "Where now")
        assert maps(shown) == [HERE]
        assert all(message.protected for message in shown if "location" in message.raw)
        (story,) = [message for message in shown if "Where now" in message.words]
        assert "Where now: map 1 above" in story.words
        assert not FIGURES.search("".join(message.words for message in shown))
        assert next(message.id for message in shown if "location" in message.raw) < story.id


async def test_places_told_with_the_story_and_after_sending_are_maps_in_their_order(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast, rita = await on_stage(here)
        await tell(rita)
        await rita.location(*HERE)
        await rita.wait_for("Kept, 2 messages")
        await send(rita)
        await answer(rita, ("Your case number is", "Add more"))
        await rita.location(*THERE)
        await rita.wait_for("Added")
        shown = await opened(cast.officers[EDU], cast, EDU, "In their words")
        assert maps(shown) == [HERE, THERE]
        (story,) = [message for message in shown if "In their words" in message.words]
        assert "map 1 above" in story.words.split("Added")[0]
        assert "map 2 above" in story.words.split("Added")[1]
        assert not FIGURES.search(story.words)


async def test_the_map_leaves_the_chat_when_its_reader_steps_back(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast, rita = await on_stage(here)
        await in_danger(rita)
        deng = cast.officers[PSB]
        assert maps(await opened(deng, cast, PSB, "Where now")) == [HERE]
        await answer(deng, ("Where now", "Step back"))
        await deng.wait_for("Please write in your own words")
        await deng.say("I know the family.")
        await deng.wait_for("You have stepped back from case 1")
        await here.world.read_everything()
        assert maps(await deng.sees()) == []


@pytest.mark.parametrize("agency", [PSB, CIV])
async def test_no_map_is_shown_in_any_group(tmp_path: Path, agency: AgencyKey) -> None:
    async with running_bot(tmp_path) as here:
        cast, rita = await on_stage(here)
        await in_danger(rita)
        await opened(cast.officers[PSB], cast, PSB, "Where now")
        group = cast.groups[agency]
        assert maps(await cast.officers[agency].sees(group)) == []


async def test_a_place_refused_by_telegram_is_sent_as_coordinates(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast, rita = await on_stage(here)
        await in_danger(rita)
        await here.world.fault("status", "sendLocation", times=0, status=400, description="Bad Request: wrong map")
        shown = await opened(cast.officers[PSB], cast, PSB, "Where now")
        assert maps(shown) == []
        assert [m.words for m in shown if FIGURES.search(m.words)] == ["Map position: 29.56301, 106.55156"]
