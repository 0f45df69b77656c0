"""/verify with the real bot: beside the command, after it, in reply to it, as a file; what is no slip is told like
anything else."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from telegram import Bot

from bot.domain.errors import Conflict
from bot.domain.institutions.base32 import signs_of
from bot.domain.institutions.slip import SignedSlip
from bot.domain.institutions.slip_check import signed_pdf
from bot.domain.institutions.slip_text import signed_bytes, text_of
from bot.simulator.client import Person, picture
from handlers.telegram.handling.context import DEPENDENCIES
from storage.unit_of_work import Work
from tests.support.reporting.slips import SLIP
from tests.support.running.fetching import until_fetched
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
GENUINE, CHANGED, ASK = "This slip is genuine", "not genuine as it stands", "Please send the slip"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningBot]:
    async with running_bot(tmp_path_factory.mktemp("verify")) as made:
        yield made


async def brought(here: RunningBot) -> tuple[str, bytes]:
    """A slip of this line as text and as PDF."""
    async with here.app.assembly.components.database.reading() as uow:
        keys = uow.slip_keys
    slip = replace(SLIP, key=keys.newest())
    signed = SignedSlip(slip, signs_of(keys.sign(slip.key, signed_bytes(slip))))
    return text_of(signed), signed_pdf(b"%PDF-1.7\n%%EOF", signed, slip.key, keys.sign)


async def asks(person: Person) -> None:
    """/verify, and the answer to it."""
    await person.say("/verify")
    await person.wait_for(ASK)


async def has_told(here: RunningBot, person: Person) -> bool:
    """Whether anything of the person was stored as told."""
    database = here.app.assembly.components.database
    async with database.reading() as uow:
        return await uow.drafts.of(database.blind_index.person(person.id)) is not None  # type: ignore[arg-type]


@IN_PLACE
async def test_a_slip_beside_the_command_or_after_it_is_verified_and_nothing_of_it_is_told(here: RunningBot) -> None:
    text, _ = await brought(here)
    beside, after = await here.world.person("Bea"), await here.world.person("Ada")
    await beside.say(f"/verify {text}")
    await beside.wait_for(GENUINE)
    await beside.say("/verify\n" + text.replace("2026", "2025"))
    await beside.wait_for(CHANGED)
    await asks(after)
    await after.say(text.replace("\n", " "))
    await after.wait_for(GENUINE)
    assert not await has_told(here, beside)
    assert not await has_told(here, after)


@IN_PLACE
async def test_in_answer_to_a_slip_the_command_verifies_it(here: RunningBot) -> None:
    text, page = await brought(here)
    for name, changed in (("Cleo", False), ("Dora", True)):
        person = await here.world.person(name)
        await asks(person)
        slip = await person.say(text.replace("第一", "第二") if changed else text)
        first = await person.wait_for(CHANGED if changed else GENUINE)
        await person.say("/verify", reply_to=slip)
        await person.wait_for(CHANGED if changed else GENUINE, after=first)
    person = await here.world.person("Fay")
    await asks(person)
    file = await person.document(page, "slip.pdf")
    first = await person.wait_for(GENUINE)
    await person.say("/verify", reply_to=file)
    await person.wait_for(GENUINE, after=first)


@IN_PLACE
@pytest.mark.parametrize("way", ["caption", "awaited"])
async def test_a_file_is_verified_and_not_kept(here: RunningBot, way: str) -> None:
    text, page = await brought(here)
    person = await here.world.person("Eve")
    last = None
    for data, name, mime, words in (
        (page, "slip.pdf", "application/pdf", GENUINE),
        (page + b"\n", "slip.pdf", "application/pdf", "no seal"),
        (page.replace(b"EOF", b"EOX"), "slip.pdf", "application/pdf", "not as it was made"),
        (text.encode("utf-16"), "slip.txt", "text/plain", GENUINE),
        (os.urandom(3000), "slip.pdf", "application/octet-stream", "This is no slip"),
    ):
        if way == "awaited":
            await asks(person)
        await person.document(data, name, mime, caption="/verify" if way == "caption" else None)
        last = await person.wait_for(words, after=last)
    assert not await has_told(here, person)


@IN_PLACE
async def test_words_and_pictures_that_are_no_slip_are_stored_as_a_report(here: RunningBot) -> None:
    wordy, shows, beside = [await here.world.person(name) for name in ("Gia", "Hal", "Ina")]
    await asks(wordy)
    await wordy.say("he beats me")
    await wordy.wait_for("That was no slip")
    await asks(shows)
    await shows.photo(picture())
    await beside.say("/verify he beats me")
    for person in (wordy, shows, beside):

        async def is_stored(person: Person = person) -> bool:
            return await has_told(here, person)

        await until(is_stored)
    fetched = await until_fetched(here, shows, lambda now: not now.fetches)
    assert fetched.states == ["kept"]


@IN_PLACE
async def test_without_the_command_a_slip_is_stored_like_any_message(here: RunningBot) -> None:
    text, _ = await brought(here)
    person = await here.world.person("Jo")
    await person.say(text)

    async def is_stored() -> bool:
        return await has_told(here, person)

    await until(is_stored)


@IN_PLACE
async def test_a_slip_file_that_cannot_be_fetched_is_reported(here: RunningBot) -> None:
    _, page = await brought(here)
    person = await here.world.person("Kim")
    await here.world.fault("status", "getFile", times=1, status=400)
    await person.document(page, "slip.pdf", caption="/verify")
    await person.wait_for("did not come")
    await person.document(page, "slip.pdf", caption="/verify")
    await person.wait_for(GENUINE)


@IN_PLACE
async def test_a_file_is_fetched_once_however_often_another_act_comes_first(
    here: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = await brought(here)
    person = await here.world.person("Ines")
    await asks(person)
    fetched, lost = list[str](), list[int]()
    dependencies, commit = here.app.assembly.dependencies, Work.commit

    async def overtaken(work: Work) -> None:
        if work._row is not None and len(lost) < 3:
            lost.append(work._row)
            raise Conflict
        await commit(work)

    def counted(bot: Bot, file_id: str) -> AsyncIterator[bytes]:
        fetched.append(file_id)
        return dependencies.stream(bot, file_id)

    given = replace(dependencies, stream=counted)
    monkeypatch.setitem(here.app.assembly.application.bot_data, DEPENDENCIES, given)
    monkeypatch.setattr(Work, "commit", overtaken)
    await person.document(page, "slip.pdf")
    await person.wait_for(GENUINE)
    assert len(lost) == 3
    assert len(fetched) == 1


@IN_PLACE
async def test_a_huge_file_is_no_slip_and_is_not_fetched_for_it(here: RunningBot) -> None:
    person = await here.world.person("Lea")
    await asks(person)
    await person.document(b"%PDF-1.7\n" + bytes(2 << 20), "slip.pdf")
    await person.wait_for("ept: 1 file")


@IN_PLACE
async def test_the_privacy_page_shows_the_fingerprint(here: RunningBot) -> None:
    person = await here.world.person("Mia")
    await person.say("/privacy")
    shown = await person.wait_for("fingerprint")
    async with here.app.assembly.components.database.reading() as uow:
        assert uow.slip_keys.fingerprint() in shown.words.replace(" ", "")
