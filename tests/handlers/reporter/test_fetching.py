"""Files that are being fetched: help and Hide overtake them; what cannot be fetched for a moment is tried again."""

from datetime import timedelta
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Message, Person, picture
from tests.support.running.conversation import begin, tell
from tests.support.running.fetching import NEVER, files_of, until_fetched
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until


async def until_come(here: RunningBot, person: Person) -> None:
    """Time moves on until nothing is being fetched."""

    async def has_come() -> bool:
        if (await files_of(here, person)).fetches:
            await here.world.advance(seconds=30)
            return False
        return True

    await until(has_come)


OVERTAKES = [
    ("/help", "Numbers to call"), ("救命", "Numbers to call"), ("/hide", "Keep it"), ("stop", "Keep it"),
    ("/status", "not sent yet"), ("/info", "What would you like to read"), ("he hits me again", "2 messages"),
]  # fmt: skip


async def test_a_persons_next_message_is_handled_before_their_download_ends(tmp_path: Path) -> None:
    """Each by another person, with one bot."""
    async with running_bot(tmp_path) as here:
        people = [await here.world.person(f"Rita {number}") for number, _ in enumerate(OVERTAKES)]
        for person in people:
            await tell(person)
        await here.world.fault("slow", "download", **NEVER)
        for person, (words, shown) in zip(people, OVERTAKES, strict=True):
            await person.photo(picture())
            await until_fetched(here, person, attrgetter("fetches"))
            await person.say(words)
            await person.wait_for(partial(is_shown, words=shown))
            assert (await files_of(here, person)).states == [], words


def is_shown(message: Message, words: str) -> bool:
    return words in message.words or any(words in label for row in message.labels for label in [row])


@pytest.mark.parametrize("end", ["keep", "erase", "nothing told"])
async def test_a_file_that_arrives_after_hide_is_not_stored(end: str, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await (begin if end == "nothing told" else tell)(rita)
        await here.world.fault("slow", "download", seconds=2.0, times=0)
        await rita.photo(picture(), picture("red"), caption="our kitchen")
        await until_fetched(here, rita, lambda now: len(now.fetches) == 2)
        await rita.say("/hide")
        if end != "nothing told":
            await rita.press("Delete" if end == "erase" else "Keep it")
        await until_fetched(here, rita, lambda now: not now.fetches and not now.rows and not now.on_disk)
        await here.world.heal()
        await here.world.advance(hours=1)
        found = await until_fetched(here, rita, lambda now: now.draft is None or not now.draft.coming)
        assert (found.states, found.fetches, found.rows, found.on_disk) == ([], [], 0, 0)
        assert (found.draft is None) is (end != "keep")


MOMENT = "Bad Request: wrong file_id or the file is temporarily unavailable"
FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    ("status", "getFile", {"status": 500}),
    ("status", "getFile", {"status": 429, "retry_after": 20}),
    ("status", "getFile", {"status": 400, "description": MOMENT}),
    ("status", "getFile", {"status": 404}),
    ("drop_before", "getFile", {}),
    ("status", "download", {"status": 500}),
    ("status", "download", {"status": 404}),
    ("status", "download", {"status": 429, "retry_after": 20}),
    ("drop_before", "download", {}),
    ("truncate", "download", {}),
]  # fmt: skip


async def test_a_file_that_cannot_be_fetched_at_once_is_fetched_later(tmp_path: Path) -> None:
    """Two people, each of whom meets every second fault."""
    async with running_bot(tmp_path) as here:
        people = [await here.world.person("Rita"), await here.world.person("Jun")]
        for person in people:
            await tell(person)
        for number, (kind, method, details) in enumerate(FAULTS):
            rita, files = people[number % 2], 1 + number // 2
            await here.world.fault(kind, method, times=3, **details)
            await rita.photo(picture(), caption=f"letter {number}")
            told = await rita.wait_for("1 file is on its way")
            await until_come(here, rita)
            await rita.wait_for(partial(says_it_is_stored, told.id))
            shown = [message for message in await rita.sees() if "file" in message.words and message.from_bot]
            assert (len(shown), shown[-1].id) == (files, told.id)
            found = await files_of(here, rita)
            assert (found.states, found.fetches) == (["kept"] * files, [])
            assert (found.rows, found.on_disk) == (number + 1, number + 1)
            assert found.draft is not None
            assert {item.caption for item in found.draft.media} == {""}
            assert f"letter {number}" in [piece.text for answer in found.draft.answers for piece in answer.pieces]


def says_it_is_stored(number: int, message: Message) -> bool:
    return message.id == number and message.words == "Kept: 1 file."


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_fetch_waits_as_long_as_telegram_asks(method: str, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("status", method, times=1, status=429, retry_after=300)
        await rita.photo(picture())
        await rita.wait_for("1 file is on its way")
        (fetch,) = (await until_fetched(here, rita, lambda now: now.fetches and now.fetches[0].attempts)).fetches
        due = await here.app.assembly.components.database.fetches.next_due()
        assert due is not None
        assert due - fetch.made_at >= timedelta(seconds=300)
        await here.world.advance(seconds=301)
        await rita.wait_for("Kept: 1 file.")


async def test_an_album_of_five_is_counted_right_while_one_of_it_does_not_come(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("status", "download", times=1, status=500)
        await rita.photo(*[picture(colour) for colour in ("red", "green", "blue", "gray", "olive")])
        line = await rita.wait_for(lambda m: "Kept: 4 files.\n1 file is on its way" in m.words)
        await here.world.advance(seconds=3)
        again = await rita.wait_for(lambda m: m.words == "Kept: 5 files.")
        assert again.id == line.id
        assert (await files_of(here, rita)).states == ["kept"] * 5


async def test_a_file_that_telegram_no_longer_has_is_given_up_and_the_sender_told(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("status", "getFile", times=0, status=500)
        await rita.photo(picture(), picture("red"))
        await rita.wait_for("2 files are on their way")
        for later in ({"hours": 12}, {"hours": 11, "minutes": 50}):
            await here.world.advance(**later)
            await rita.say(f"still here after {later}")
            await rita.wait_for(f"{2 + ('minutes' in later)} messages")
        await here.world.advance(minutes=11)
        await rita.wait_for("2 files did not reach us.")
        found = await until_fetched(here, rita, lambda now: not now.rows)
        assert (found.states, found.fetches, found.on_disk) == (["failed", "failed"], [], 0)


async def test_an_album_with_one_failed_file_says_two_stored_and_one_not(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("status", "getFile", times=1, status=400, description="Bad Request: invalid file_id")
        await rita.photo(picture(), picture("red"), picture("blue"))
        await rita.wait_for(lambda m: "Kept: 2 files.\n1 file did not reach us." in m.words)
        assert sorted((await files_of(here, rita)).states) == ["failed", "kept", "kept"]
