"""Secrets go in by every way there is: none comes out in a log, in a group, or on the disk in plain."""

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from telegram import Update
from telegram.ext import CommandHandler

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.logs import SHY_LIBRARIES, configure_logs
from bot.simulator.client import Message, Person
from bot.usecases.access.membership import make_invite
from handlers.telegram.handling.context import Context
from handlers.telegram.text.links import invite_link
from tests.support.casework.assessment_form import level_button
from tests.support.running.canary_conversation import Canaries, quiet, whole_conversation
from tests.support.running.conversation import answer
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot
from tests.support.waiting import until

EDU = AgencyKey("EDU")
LOG = logging.getLogger()


@dataclass
class OverheardLogs:
    """What our logs say, and what libraries say before their words are taken off."""

    ours: io.StringIO
    raw: io.StringIO

    def configure(self, wanted: str) -> None:
        """As the program does it, with our ear in place of stderr."""
        with redirect_stderr(self.ours):
            configure_logs(wanted)

    def everything(self) -> None:
        """From now on all that anybody says, libraries too."""
        self.configure("json debug")
        LOG.handlers.insert(0, logging.StreamHandler(self.raw))
        for name in SHY_LIBRARIES:
            logging.getLogger(name).setLevel(logging.DEBUG)


@pytest.fixture
def overheard() -> Iterator[OverheardLogs]:
    """The logs of the program as an operator sets them, kept."""
    before = LOG.handlers, LOG.level, {name: logging.getLogger(name).level for name in SHY_LIBRARIES}
    heard = OverheardLogs(io.StringIO(), io.StringIO())
    heard.configure("json info")
    yield heard
    LOG.handlers, level, levels = before
    LOG.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    structlog.reset_defaults()


async def test_no_secret_or_content_leaves_the_program(tmp_path: Path, overheard: OverheardLogs) -> None:
    canaries = Canaries()
    async with running_bot(tmp_path, log="json debug") as place:
        fail_with(place, canaries)
        cast = await place.cast()
        overheard.everything()
        rita = await place.world.person(canaries.word("first name"), last_name=canaries.word("last name"))
        await whole_conversation(rita, place, canaries)
        await afterwards(rita, place, canaries)
        await officers_work(cast, canaries)
        await others_try(cast, place, canaries)
        await faulty_telegram(rita, place, canaries)
        await what_fails(rita, cast, place, canaries)
        for call in await place.world.calls(method="getFile"):
            canaries.keep(f"file id {call.n}", str(call.params["file_id"]))
        assert any(name.startswith("file id") for name in canaries.known)
        assert_encrypted(tmp_path, canaries)
        await assert_no_group_shows(cast, canaries)
    assert_encrypted(tmp_path, canaries)
    assert_unheard(overheard, canaries, (rita.id, *(person.id for person in cast.reporters)))


# --- where nothing may be ---


def assert_unheard(overheard: OverheardLogs, canaries: Canaries, ids: Iterable[int]) -> None:
    """Nothing in the log, which is no empty log, and would show a secret that is written on purpose."""
    for at, number in enumerate(ids):
        canaries.keep(f"user id {at}", str(number))
    log = overheard.ours.getvalue()
    events = ("update_handled", "update_failed", "handler_fault", "no_update", "intake_away")
    for word in (*events, "later", "unclear", "dead"):
        assert f'"{word}"' in log, word
    assert canaries.found_in(log.encode()) == set()
    told = canaries.found_in(overheard.raw.getvalue().encode())
    assert {"story", "note", "own answer", "child's name", "user id 0"} <= told, (
        "libraries are quiet: this test proves nothing"
    )
    structlog.get_logger("control").error("control", words=canaries.word("control"))
    assert canaries.found_in(overheard.ours.getvalue().encode()) == {"control"}


def assert_encrypted(home: Path, canaries: Canaries) -> None:
    """Nothing in any file of the home folder but the keys'; what is not secret is found there."""
    files = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    files.pop("keys.json")
    assert {name: found for name, data in files.items() if (found := canaries.found_in(data))} == {}
    assert any(name.startswith("files/") for name in files)
    assert any(b"inbox" in data and b"EDU" in data for data in files.values())
    assert Canaries({"control": b"EDU"}).found_in(b"".join(files.values())) == {"control"}


async def assert_no_group_shows(cast: Cast, canaries: Canaries) -> None:
    """Groups show cards, and of what was told nothing. A supervisor reads the name of who joined, and no other."""
    shown = ""
    for group in (*cast.groups.values(), cast.oversight):
        shown += "".join(str(message.raw) for message in await group.owner.sees(group))
    assert "Case 1" in shown
    assert canaries.found_in(shown.encode()) == set()
    await cast.supervisor.wait_for("Who has it")
    private = "".join(message.words for message in await cast.supervisor.sees() if message.from_bot)
    assert "Who has it" in private
    assert canaries.found_in(private.encode()) == {"new head"}


# --- ways in ---


def fail_with(place: RunningBot, canaries: Canaries) -> None:
    """/break raises what holds a secret."""
    words = canaries.word("error text")

    async def on_break(update: Update, _: Context) -> None:
        text = update.message.text if update.message else ""
        raise RuntimeError(words, text, str(update)) from ValueError(words)

    (group,) = place.app.assembly.application.handlers
    handlers = place.app.assembly.application.handlers[group]
    place.app.assembly.application.handlers[group] = [CommandHandler("break", on_break), *handlers]


async def afterwards(rita: Person, place: RunningBot, canaries: Canaries) -> None:
    """More is told of the case, something is changed late, and a wish to stop."""
    sent = next(message for message in await rita.sees() if not message.from_bot and canaries_in(message, canaries))
    await rita.edit(sent, canaries.word("edited after sending"))
    await rita.say("/status")
    await rita.press("Add")
    await rita.wait_for("want to add")
    await rita.say(canaries.word("addition"))
    await rita.wait_for("Added to")
    await rita.say(f"/{canaries.word('strange command')}")
    await quiet(place)


def canaries_in(message: Message, canaries: Canaries) -> bool:
    """The first piece of the story."""
    return canaries.known["story"].decode() in message.words


async def officers_work(cast: Cast, canaries: Canaries) -> None:
    """Open, assess with a note, answer in own words, act, each with secrets."""
    song, group = cast.officers[EDU], cast.groups[EDU]
    await song.press("Acknowledge", group)
    await song.wait_for("Acknowledged", group)
    await song.press("Open in private", group)
    await song.wait_for(canaries.known["story"].decode())
    await song.say("/assess 1")
    form = await song.wait_for("Assess case 1")
    for row, value in enumerate((1, 2, 2)):
        await song.answer_to(await song.press(level_button(form, row, value)))
    note = canaries.word("note")
    await song.say(note)
    await song.wait_for(note)
    await song.press("Save")
    await song.wait_for("Saved: case 1")
    await song.say("/reply 1")
    await answer(song, ("Choose a text", "Own words"))
    await song.wait_for("Write your answer")
    await song.say(canaries.word("own answer"))
    await answer(song, ("will read", "Send"))
    await song.wait_for("Your answer for case 1")
    await song.say("/act 1")
    await song.wait_for("What has been done in case 1")
    await song.say(canaries.word("action"))
    await song.wait_for("Recorded for case 1")


async def others_try(cast: Cast, place: RunningBot, canaries: Canaries) -> None:
    """A supervisor, an officer of another body and strangers; commands with secrets beside them."""
    sue, stranger = cast.supervisor, await place.world.person(canaries.word("stranger"))
    await sue.say("/case 1")
    await sue.wait_for("Who has it")
    await sue.say("/cases " + (word := canaries.word("filter")))
    await sue.say("/open 1")
    await sue.wait_for("agencies that work on the case")
    await cast.officers[AgencyKey("JUS")].say("/open 1")
    await cast.officers[AgencyKey("JUS")].wait_for("no such case for you")
    for words in ("/case 1", f"/open {word}", f"/start i{canaries.word('wrong invite')}"):
        await stranger.say(words)
    unused = await make_invite(place.app.services, place.app.now(), "supervisor", None)
    used = await make_invite(place.app.services, place.app.now(), "head", EDU)
    for name, secret in {"unused invite": unused, "used invite": used}.items():
        canaries.keep(name, secret)
    bai = await place.world.person(canaries.word("new head"))
    await bai.open(invite_link(USERNAME, "head", used))
    await bai.wait_for("You are the head of")
    await bai.open(invite_link(USERNAME, "head", used))
    await bai.wait_for("has been used")


async def faulty_telegram(rita: Person, place: RunningBot, canaries: Canaries) -> None:
    """Telegram breaks off, is away, answers half, and puts a secret into what it says of an error."""
    await rita.say("/start")
    await rita.wait_for("Who is writing?")
    for kind in ("drop_before", "drop_after", "truncate", "status"):
        await place.world.fault(kind, "sendMessage", description=canaries.word(f"description {kind}"))
        await rita.say(canaries.word(f"words with {kind}"))
        await quiet(place)
    for method in ("getFile", "sendMessage"):
        await place.world.fault("status", method, status=400, description=canaries.word(f"refusal of {method}"))
        await rita.photo(canaries.photo(f"photo {method}"), caption=canaries.word(f"caption {method}"))
        await quiet(place)
    words = f"Bad Request: message is too long {canaries.word('refusal for good')}"
    await place.world.fault("status", "sendMessage", status=400, description=words)
    await rita.say(canaries.word("words that are never answered"))
    await quiet(place)
    for kind in ("truncate", "missing_fields", "missing_chat", "drop_before"):
        await place.world.fault(kind, "getUpdates")
        await rita.say(canaries.word(f"update with {kind}"))
        await quiet(place)


async def what_fails(rita: Person, cast: Cast, place: RunningBot, canaries: Canaries) -> None:
    """A handler that breaks until the update is parked, and supervisors are told."""
    before = (await place.app.status.report())["inbox_parked"]
    await rita.say(f"/break {canaries.word('parked words')}")

    async def is_parked() -> bool:
        await place.world.advance(seconds=30)
        return (await place.app.status.report())["inbox_parked"] != before

    async def is_told() -> bool:
        """Her chat may have been put off by the faults before."""
        await place.world.advance(seconds=30)
        return any("Something went wrong on our side" in message.words for message in await rita.sees())

    await until(is_parked, pause=0.1)
    await until(is_told, pause=0.1)
    await cast.supervisor.wait_for("could not be handled")
    await quiet(place)
