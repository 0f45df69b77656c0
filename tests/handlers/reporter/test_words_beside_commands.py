"""Words beside a command: the command is obeyed, and nothing that was typed is lost."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.errors import Conflict
from bot.domain.report import Report
from bot.simulator.client import Person
from bot.usecases.access.membership import make_invite
from storage.unit_of_work import Work
from tests.support.domain.examples import some_of, turned
from tests.support.running.conversation import BULLYING, answer, begin, send, tell
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

REPORTERS = ("start", "help", "hide", "stop", "status", "language", "info", "privacy", "follow", "verify")
OFFICERS = (
    "take",
    "open",
    "cases",
    "case",
    "overdue",
    "stats",
    "remind",
    "hold",
    "seal",
    "reveal",
    "quarantine",
    "audit",
)
WORDS = (
    "/{} my stepfather beats me",
    "/{}，我爸爸打我",
    "/{}。救救我",
    "/{}: he comes at night",
    "/{}@tipline_demo_bot he comes at night",
    "/{}\nhe comes at night",
    "/{} 😢 er schlägt",
    "/{} 13800138000",
)


IN_PLACE = pytest.mark.asyncio(loop_scope="module")
"""All with one bot; everybody writes from an account of their own."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningBot]:
    async with running_bot(tmp_path_factory.mktemp("words")) as made:
        yield made


async def words_of(here: RunningBot, person: Person) -> list[str]:
    """Everything that the line stores of what the person wrote, in a conversation or in reports."""
    database = here.app.assembly.components.database
    key = database.blind_index.person(person.id)  # type: ignore[arg-type]
    async with database.reading() as uow:
        draft = await uow.drafts.of(key)
        told = [report for report, _ in await uow.reports.of_person(key)]
    answers = [answer for one in (draft, *told) if one is not None for answer in one.answers]
    pieces = [piece for answer in answers for piece in answer.pieces]
    return [piece.text for piece in [*pieces, *(piece for report in told for piece in added(report))]]


def added(report: Report) -> list[Any]:
    return [piece for addition in report.additions for piece in addition.pieces]


async def until_stored(here: RunningBot, person: Person, text: str) -> None:
    async def is_stored() -> bool:
        return text in await words_of(here, person)

    await until(is_stored)


OBEYED = {
    "start": "Who is writing?",
    "help": "Numbers to call",
    "hide": "delete",
    "stop": "delete",
    "status": "is kept, and not sent yet",
    "language": "Choose your language",
    "info": "What would you like to read?",
    "privacy": "Who can read this",
    "follow": "five words",
    "verify": "Please send the slip",
}


@IN_PLACE
@pytest.mark.parametrize("command", REPORTERS)
async def test_a_command_is_obeyed_and_the_words_beside_it_are_kept(command: str, here: RunningBot) -> None:
    """The suite tries each command in two of eight forms, the next one in others: a form is parted from its command
    before anybody asks which it is."""
    for form in some_of(turned(WORDS, REPORTERS.index(command)), 2):
        rita = await here.world.person("Rita")
        text = form.format(command)
        await rita.say(text)
        await rita.wait_for(lambda shown: OBEYED[command].casefold() in shown.words.casefold())
        await until_stored(here, rita, text)


@IN_PLACE
@pytest.mark.parametrize("command", ["help", "hide", "stop", "status", "info"])
async def test_words_beside_a_command_do_not_answer_the_question_on_screen(command: str, here: RunningBot) -> None:
    rita = await here.world.person("Rita")
    await tell(rita)
    await rita.say(f"/{command}，他打我")
    await until_stored(here, rita, f"/{command}，他打我")
    assert await words_of(here, rita) == ["He is beaten on the way to school", f"/{command}，他打我"]


@IN_PLACE
@pytest.mark.parametrize("command", ["help", "hide", "stop", "status", "start"])
async def test_after_sending_words_beside_a_command_reach_the_officers(command: str, here: RunningBot) -> None:
    rita = await here.world.person("Rita")
    await tell(rita)
    await send(rita)
    await rita.say(f"/{command} he was hit again")
    await until_stored(here, rita, f"/{command} he was hit again")


@IN_PLACE
@pytest.mark.parametrize("text", ["/hlp，他打我", "/hlp he hits me", "/papa。", "/helpme 他打我"])
async def test_an_unknown_command_is_stored_with_its_words(text: str, here: RunningBot) -> None:
    rita = await here.world.person("Rita")
    await begin(rita)
    await rita.say(text)
    if "。" in text:
        await rita.wait_for("There is no such command")
        assert await words_of(here, rita) == []
    else:
        await until_stored(here, rita, text)


@IN_PLACE
@pytest.mark.parametrize("text", ["/hlp he hits me", "/take he hits me", "/hlp，他打我"])
async def test_a_command_at_an_open_question_answers_nothing_and_the_person_is_told(
    text: str, here: RunningBot
) -> None:
    rita = await here.world.person("Rita")
    await begin(rita)
    await answer(rita, *BULLYING[:4], ("Who are you?", "Kindergarten or school"))
    await rita.wait_for("Which organisation")
    await rita.say(text)
    shown = await rita.wait_for("There is no such command here, but your words are kept")
    assert "Which organisation" in shown.words
    assert await words_of(here, rita) == [text]
    await rita.say("No. 1 School")
    await rita.wait_for("your post there")


@IN_PLACE
@pytest.mark.parametrize("command", OFFICERS)
async def test_a_staff_command_typed_by_a_reporter_is_stored_as_words(command: str, here: RunningBot) -> None:
    """The suite tries each command in one of three forms."""
    rita = await here.world.person("Rita")
    forms = (f"/{command} he hits me", f"/{command}，他打我", f"/{command} 1 he hits me")
    for text in some_of(turned(forms, OFFICERS.index(command)), 1):
        await rita.say(text)
        await until_stored(here, rita, text)


@pytest.mark.parametrize(
    "words", ["our father hits us", "i am beaten", "oh no", "guess who hits me", "o", "in the cellar"]
)
@IN_PLACE
async def test_words_that_begin_like_a_link_are_stored_as_words(words: str, here: RunningBot) -> None:
    rita = await here.world.person("Rita")
    await rita.say(f"/start {words}")
    await rita.wait_for("Who is writing?")
    await until_stored(here, rita, f"/start {words}")


@IN_PLACE
async def test_a_deep_link_is_not_stored_as_words(here: RunningBot) -> None:
    rita = await here.world.person("Rita")
    secret = await make_invite(here.app.services, here.clock.now(), "supervisor", None)
    for payload in ("o7", f"i{secret}x"):
        await rita.say(f"/start {payload}")
        await rita.wait_for(lambda shown: "Who is writing?" in shown.words or "link" in shown.words)
    assert await words_of(here, rita) == []


@IN_PLACE
async def test_beside_follow_a_code_is_read_as_code_and_words_as_words(here: RunningBot) -> None:
    rita = await here.world.person("Rita")
    await rita.say("/follow acorn velvet lantern picnic harbor")
    await rita.wait_for("These words do not fit")
    assert await words_of(here, rita) == []
    await rita.say("/follow he hits me every day and nobody helps")
    await until_stored(here, rita, "/follow he hits me every day and nobody helps")


@IN_PLACE
async def test_a_forwarded_command_is_not_executed(here: RunningBot) -> None:
    rita, friend = await here.world.person("Rita"), await here.world.person("Friend")
    source = await friend.say("/hide the bruises", friend.chat)
    await begin(rita)
    await rita.forward(source)
    await until_stored(here, rita, "/hide the bruises")


@IN_PLACE
async def test_too_many_words_do_not_delay_the_numbers_to_call(
    here: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That they are not stored is told, also where another act comes first. The command was obeyed by then, and is not
    obeyed again."""
    rita = await here.world.person("Rita")
    await tell(rita)
    for place in range(5):
        await rita.say(f"{place}" + "a" * 4000)
    inbox, commit, lost = here.app.assembly.components.database.inbox, Work.commit, list[int]()

    async def overtaken(work: Work) -> None:
        if work._row is not None and inbox.has_closed(work._row) and len(lost) < 3:
            lost.append(work._row)
            raise Conflict
        await commit(work)

    monkeypatch.setattr(Work, "commit", overtaken)
    await rita.say("/help " + "b" * 4000)
    obeyed = await rita.wait_for("Numbers to call")
    await rita.wait_for("This answer is full", after=obeyed)
    assert len(lost) == 3
