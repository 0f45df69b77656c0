"""Safe contact as seen in the chat: five words, coming back with them, Hide in every way, what is deleted by itself."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.notices.notice import ToChat
from bot.simulator.client import Message, Person
from locales.words import word_list
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES
from tests.support.notices import notice_of
from tests.support.running.conversation import answer, begin, send, tell
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

HIDE_WORDS = [word.strip() for name in LANGUAGES for word in CATALOGUE("words-hide", name).split(",")]


IN_PLACE = pytest.mark.asyncio(loop_scope="module")
"""All with one bot; everybody writes from an account of their own."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningBot]:
    async with running_bot(tmp_path_factory.mktemp("contact")) as made:
        yield made


async def code_of(person: Person) -> tuple[Message, str]:
    """The message with the code, and its words below the spoiler."""
    message = await person.wait_for("keep these five words")
    spoiler = next(entity for entity in message.raw["entities"] if entity["type"] == "spoiler")
    return message, message.words[spoiler["offset"] : spoiler["offset"] + spoiler["length"]]


async def gone(person: Person, message: Message) -> None:
    async def is_gone() -> bool:
        return message.id not in {seen.id for seen in await person.sees()}

    await until(is_gone)


@IN_PLACE
async def test_the_receipt_code_is_under_a_spoiler_and_deleted_when_confirmed(home: RunningBot) -> None:
    rita = await home.world.person("Rita")
    await tell(rita)
    await send(rita)
    message, words = await code_of(rita)
    assert len(words.split()) == 5
    assert set(words.split()) <= set(word_list("en"))
    await rita.press("I have them", message=message)
    await gone(rita, message)


@IN_PLACE
async def test_the_receipt_code_is_deleted_by_itself(home: RunningBot) -> None:
    rita = await home.world.person("Rita")
    await tell(rita)
    await send(rita)
    message, _ = await code_of(rita)
    home.clock.advance(timedelta(minutes=10, seconds=1))
    await gone(rita, message)


@IN_PLACE
async def test_words_that_were_made_ahead_are_of_one_report_each_and_open_it(home: RunningBot) -> None:
    """Words are made ahead while nobody reports; the later reports get such words."""
    given = []
    for name in ("Rita", "Rana", "Remo"):
        person = await home.world.person(name)
        await tell(person)
        await send(person)
        given.append((await code_of(person))[1])
    assert len(set(given)) == 3
    other = await home.world.person("Omar")
    for words in given:
        await other.say("/follow")
        await other.wait_for("write the five words")
        await other.say(words)
        await other.wait_for("Sent on")


@IN_PLACE
async def test_another_account_comes_back_with_the_words_and_adds_to_them(home: RunningBot) -> None:
    rita, other = await home.world.person("Rita"), await home.world.person("Omar")
    await tell(rita, "A story that nobody sees again")
    await send(rita)
    _, words = await code_of(rita)
    await other.say("/follow")
    await other.wait_for("write the five words")
    typed = await other.say(words.upper().replace(" ", "， "))
    shown = await other.wait_for("Sent on")
    await gone(other, typed)
    assert not re.search("story|nobody|beaten", " ".join(seen.words for seen in await other.sees()))
    await other.press("Add more", message=shown)
    await other.wait_for("what you want to add")
    await other.say("It happened again")
    await other.wait_for("It goes to the officers")
    direct = await other.say(f"/follow {words}")
    await gone(other, direct)


@IN_PLACE
async def test_a_cry_for_help_where_a_code_is_awaited_is_stored(home: RunningBot) -> None:
    omar = await home.world.person("Omar")
    await omar.say("/follow")
    await omar.wait_for("write the five words")
    told = await omar.say("he hits me at home")
    await omar.wait_for("Who is writing?")
    assert told.id in {seen.id for seen in await omar.sees()}


@IN_PLACE
async def test_hide_is_understood_in_every_language_as_command_word_and_button(home: RunningBot) -> None:
    rita = await home.world.person("Rita")
    for way in (*HIDE_WORDS, "/hide", " HIDE. ", "button"):
        await begin(rita)
        await answer(rita, ("Who is writing?", "I am an adult"))
        screen = await rita.wait_for("in danger right now")
        await (rita.press("Hide", message=screen) if way == "button" else rita.say(way))
        line = await rita.wait_for("Done. You can write here at any time.", after=screen)
        await gone(rita, screen)
        assert {seen.id for seen in await rita.sees()} == {line.id}, way
        await rita.press("Delete it", message=line)
        await gone(rita, line)


@IN_PLACE
async def test_hide_deletes_messages_that_were_being_sent(home: RunningBot) -> None:
    rita = await home.world.person("Rita")
    await begin(rita)
    await home.world.fault("status", "sendMessage", times=2, status=500)
    await rita.say("/help")
    await rita.say("/hide")
    await rita.wait_for("Done. You can write here at any time.")

    async def is_clear() -> bool:
        return len(await rita.sees()) == 1

    await until(is_clear)


@IN_PLACE
async def test_no_unrequested_message_is_sent_without_a_yes(home: RunningBot) -> None:
    rita = await home.world.person("Rita")
    await tell(rita)
    await send(rita)
    await code_of(rita)
    before = len([seen for seen in await rita.sees() if seen.from_bot])
    facts = {"until": "2026-03-02T02:00:00+00:00", "person": home.app.services.blind_index.person(rita.id)}  # type: ignore[arg-type]
    async with home.app.assembly.components.database.begin() as uow:
        await uow.outbox.add(notice_of("expired_soon", ToChat(rita.id, "en"), facts, starts=True))  # type: ignore[arg-type]
        await uow.outbox.add(notice_of("say", ToChat(rita.id, "en"), {"key": "aside-changed"}))  # type: ignore[arg-type]
        await uow.commit()
    await rita.wait_for("Changed.")
    assert len([seen for seen in await rita.sees() if seen.from_bot]) == before + 1


@IN_PLACE
async def test_a_chat_is_cleared_as_its_person_chose(home: RunningBot) -> None:
    rita = await home.world.person("Rita")
    await rita.say("/privacy")
    await rita.press("Clear by itself", message=await rita.wait_for("Who can read this"))
    await rita.press("1 hour", message=await rita.wait_for("cleared by itself"))
    await rita.wait_for("goes after one hour")
    home.clock.advance(timedelta(minutes=61))

    async def is_clear() -> bool:
        return await rita.sees() == []

    await until(is_clear)
