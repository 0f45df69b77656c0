"""What python-telegram-bot on its own forgets, doubles or lets run twice: the losses that no other test holds by name.

The ids in the docstrings are those of the table in test_losses.py.
"""

import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.runtime.app import App
from bot.simulator.client import Message, Person, World, picture
from bot.simulator.server import Simulator
from bot.system import MovableClock
from bot.usecases.access.membership import make_invite
from handlers.telegram.files.media import CHUNK, Downloads
from handlers.telegram.text.links import invite_link
from storage.database.direct_connection import DirectConnection
from tests.crash.edges import borrower
from tests.support.databases.databases import PostgresMaker
from tests.support.processes.bot_process import BotProcess
from tests.support.running.cast_in_place import CastInPlace
from tests.support.running.conversation import BULLYING, answer, begin, send, tell
from tests.support.running.running_bot import MORNING, TOKEN, USERNAME, free_port, running, settings_for
from tests.support.running.wire import wire
from tests.support.waiting import until

SECRET = "secret-of-the-webhook"  # pragma: allowlist secret
EDU = AgencyKey("EDU")


@dataclass
class HomeOfBots:
    """A world that outlives the bots in it."""

    world: World
    simulator: Simulator
    clock: MovableClock
    base: str
    home: Path

    def bot(self, **more: Any) -> Any:
        """One run of the bot on the same home."""
        return running(settings_for(self.base, self.home, **more), self.clock)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[HomeOfBots]:
    clock = MovableClock(MORNING)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        yield HomeOfBots(world, simulator, clock, base, tmp_path)
    await simulator.stop()


@pytest.fixture
def shared_url(postgres_maker: PostgresMaker) -> Iterator[str]:
    """A database for several processes."""
    url = postgres_maker.lend()
    yield url
    postgres_maker.give_back(url)


# --- L: updates ---


async def test_a_burst_interrupted_by_two_sigterms_is_answered_once_each(place: HomeOfBots) -> None:
    """L3, L4: whatever is in hand is finished, the rest is there for the next start."""
    bot = BotProcess(place.base, place.world, place.home, free_port())
    people = [await place.world.person(f"Rita{n}") for n in range(40)]
    async with bot.running() as process:
        for person in people:
            await person.say("/start")
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    async with bot.running(signal.SIGTERM):
        for person in people:
            await person.wait_for("Who is writing?", timeout=60)
    for person in people:
        assert len([message for message in await person.sees() if message.from_bot]) == 1


async def test_no_handler_runs_on_after_its_update_was_given_back(place: HomeOfBots) -> None:
    """L10: `block=False` would let an update count as handled while its handler still runs."""
    async with place.bot() as app:
        handlers = [handler for group in app.assembly.application.handlers.values() for handler in group]
        assert len(handlers) > 20
        assert all(handler.block for handler in handlers)


async def test_a_late_update_of_a_kick_does_not_unbind_a_group_bound_again(place: HomeOfBots) -> None:
    """O1, over a webhook: changes of membership and messages are queues of their own at Telegram."""
    async with place.bot() as app:
        cast = await CastInPlace(app, place.world, place.simulator).gather()
        link = invite_link(USERNAME, "agency", await make_invite(app.services, app.now(), "agency", EDU))
    head, group = cast.heads[EDU], cast.groups[EDU]
    await group.bot("kick", head)
    await place.world.advance(seconds=2)
    opened = await head.open(link, group)
    await place.world.fault("reorder_updates", "getUpdates")
    async with place.bot():
        await head.wait_for(lambda message: message.from_bot, group, after=opened)
        rita = await place.world.person("Rita")
        await tell(rita)
        await send(rita)
        await head.wait_for("案件 1", group)


async def test_a_group_that_added_and_removed_the_bot_during_a_downtime_counts_as_lost(place: HomeOfBots) -> None:
    """O1: what was asked and what was taken back are compared by Telegram's clock, not by when we heard of them."""
    async with place.bot() as app:
        cast = await CastInPlace(app, place.world, place.simulator).gather()
        link = invite_link(USERNAME, "agency", await make_invite(app.services, app.now(), "agency", EDU))
    await cast.heads[EDU].open(link, cast.groups[EDU])
    await place.world.advance(seconds=2)
    await cast.groups[EDU].bot("kick", cast.heads[EDU])
    await place.world.advance(seconds=30)
    async with place.bot():
        await cast.supervisor.wait_for("cannot be reached")


# --- C: conversations ---


async def test_an_answer_whose_commit_failed_is_stored_in_the_end(
    place: HomeOfBots, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C2: a write that fails is done again, not forgotten."""
    failures = ["answering._press"]
    commit = DirectConnection.commit

    async def failing(connection: DirectConnection) -> None:
        if borrower_of_commit() in failures:
            failures.clear()
            raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))
        await commit(connection)

    monkeypatch.setattr(DirectConnection, "commit", failing)
    rita = await place.world.person("Rita")
    async with place.bot():
        await begin(rita)
        await answer(rita, *BULLYING[:1])
        await rita.wait_for("in danger right now")
    assert failures == []
    async with place.bot():
        await answer(rita, *BULLYING[1:])


def borrower_of_commit() -> str:
    """Who asked for the commit that is running."""
    return borrower(sys._getframe(2))


async def test_two_processes_share_one_conversation(place: HomeOfBots, shared_url: str) -> None:
    """C3: a state that is read once at start would be an old one in every process but the last that wrote it."""
    ports = free_port(), free_port()
    urls = [f"http://127.0.0.1:{port}/telegram" for port in ports]
    rita = await place.world.person("Rita")
    settings = [
        {
            "database_url": shared_url,
            "webhook_url": hook,
            "webhook_secret": SECRET,
            "webhook_listen": f"127.0.0.1:{port}",
        }
        for hook, port in zip(urls, ports, strict=True)
    ]
    async with place.bot(**settings[0]) as first, place.bot(**settings[1]) as second:
        await begin(rita)
        for number, step in enumerate(BULLYING):
            await place.simulator.cloud.webhook.set(urls[number % 2], SECRET, 40)
            await answer(rita, step)
        await rita.wait_for("in your own words")
        stored = [(await app.status.report())["updates_stored"] for app in (first, second)]
    assert all(stored), stored


async def test_an_idle_conversation_ends_even_after_a_downtime(place: HomeOfBots) -> None:
    """C4: how long a conversation is kept is a row; the ticker of the next process finds it."""
    rita = await place.world.person("Rita")
    async with place.bot():
        await tell(rita)
    await place.world.advance(hours=25)
    async with place.bot() as app:

        async def is_erased() -> bool:
            return await draft_of(app, rita) is None

        await until(is_erased)
        await begin(rita)


async def test_a_draft_at_a_removed_question_goes_on(place: HomeOfBots) -> None:
    """C4: after a change of the questions a conversation goes on at a question that there is."""
    rita = await place.world.person("Rita")
    async with place.bot() as app:
        await begin(rita)
        await answer(rita, *BULLYING[:1])
        person = app.assembly.components.database.blind_index.person(UserId(rita.id))
        async with app.assembly.components.database.begin() as uow:
            draft = await uow.drafts.of(person)
            assert draft is not None
            gone = replace(draft, screen="question_of_last_year")
            await uow.drafts.save(person, ChatId(rita.chat), gone, due_at=place.clock.now())
            await uow.commit()
    async with place.bot():
        await rita.say("/start")
        await answer(rita, ("You were at", "Go on"))
        await rita.wait_for("in danger right now")


async def test_a_conversation_that_ended_does_not_come_back(place: HomeOfBots) -> None:
    """C5: what became empty is empty after the next start too."""
    rita = await place.world.person("Rita")
    async with place.bot():
        await tell(rita)
        await send(rita)
    async with place.bot() as app:
        assert await draft_of(app, rita) is None
        asked = await rita.say("/start")
        await rita.wait_for("Who is writing?", after=asked)


async def draft_of(app: App, person: Person) -> object:
    """What the person has begun."""
    async with app.assembly.components.database.reading() as uow:
        return await uow.drafts.of(app.assembly.components.database.blind_index.person(UserId(person.id)))


# --- J: timers ---


async def test_deadlines_missed_during_a_downtime_are_marked_afterwards(place: HomeOfBots) -> None:
    """J1, J2: a deadline is a row; no job waits in memory, and none is too late to be done."""
    rita = await place.world.person("Rita")
    async with place.bot() as app:
        cast = await CastInPlace(app, place.world, place.simulator).gather()
        await tell(rita)
        await send(rita)
        await cast.officers[EDU].wait_for("Case 1", cast.groups[EDU])
    await place.world.advance(hours=9)
    async with place.bot():
        await cast.officers[EDU].wait_for("is late", cast.groups[EDU])
        await cast.supervisor.wait_for(is_late)
    told = [message for message in await cast.supervisor.sees() if is_late(message)]
    assert len(told) == 1


def is_late(message: Message) -> bool:
    """The ladder's word about the case."""
    return "Case 1" in message.words and "is late" in message.words


# --- B, F, E ---


async def test_a_button_from_an_earlier_process_still_works(place: HomeOfBots) -> None:
    """B2: what a button means stands in the button, not in a memory."""
    rita = await place.world.person("Rita")
    async with place.bot():
        await begin(rita)
    async with place.bot():
        await answer(rita, *BULLYING)


async def test_a_file_is_streamed_and_never_whole_in_memory() -> None:
    """F1: twenty megabytes of many people at once must not be in memory."""
    async with wire() as here:
        rita = await here.world.person("Rita")
        await rita.document(picture() + bytes(3_000_000), "letter.pdf")
        (update,) = here.simulator.cloud.updates.take(1)
        sizes = [
            len(chunk) async for chunk in Downloads().fetch(here.bot, update.wire()["message"]["document"]["file_id"])
        ]
    assert sum(sizes) > 3_000_000
    assert max(sizes) <= CHUNK


async def test_an_edited_command_does_not_run_again(place: HomeOfBots) -> None:
    """E1: an edit is evidence, never an order."""
    rita = await place.world.person("Rita")
    async with place.bot():
        words = await rita.say("/start")
        await rita.wait_for("Who is writing?")
        await rita.edit(words, "/help")
        await rita.edit(words, "/hide")
        await answer(rita, *BULLYING[:1])
        await rita.wait_for("in danger right now")
        shown = [message.words for message in await rita.sees() if message.from_bot]
    assert len(shown) == 1
