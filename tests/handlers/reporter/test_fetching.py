"""Files on their way: help and Hide overtake them, what cannot be fetched for a moment is waited for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.intake.report import Draft, Report
from bot.ports.fetches import Fetch
from bot.simulator.client import Message, Person, picture
from bot.system import HomeTaken, only_one
from storage.database.tables import files
from tests.support.conversation import begin, send, tell
from tests.support.running_bot import RunningBot, running, running_bot, settings_for
from tests.support.waiting import until

COUNT = select(func.count()).select_from(files)
NEVER: dict[str, Any] = {"seconds": 3600.0, "times": 0}
"""A download that hangs until the fault is taken off."""


@dataclass
class Held:
    """What the line holds of one person."""

    draft: Draft | None
    reports: list[Report]
    fetches: list[Fetch]
    on_disk: int
    rows: int
    """Of files, whatever their state."""

    @property
    def states(self) -> list[str]:
        media = [*(self.draft.media if self.draft else ()), *(i for report in self.reports for i in report.all_media)]
        return [item.state.value for item in media]


async def held(here: RunningBot, person: Person) -> Held:
    database = here.app._components.database
    key = database.blind_index.person(person.id)  # type: ignore[arg-type]
    async with database.reading() as uow:
        draft = await uow.drafts.of(key)
        reports = [report for report, _ in await uow.reports.of_person(key)]
        fetches = list(await uow.fetches.of_person(key))
        rows = int(await uow._session.connection.scalar(COUNT) or 0)  # type: ignore[attr-defined]
    return Held(draft, reports, fetches, len(on_disk(here)), rows)


def on_disk(here: RunningBot) -> list[Path]:
    return [path for path in (here.home / "files").rglob("*") if path.is_file()]


async def until_held(here: RunningBot, person: Person, is_so: Callable[[Held], object]) -> Held:
    last: list[Held] = []

    async def is_there() -> bool:
        last[:] = [await held(here, person)]
        return bool(is_so(last[0]))

    await until(is_there)
    return last[0]


async def until_come(here: RunningBot, person: Person) -> None:
    """Time goes on until nothing is on its way."""

    async def has_come() -> bool:
        if (await held(here, person)).fetches:
            await here.world.advance(seconds=30)
            return False
        return True

    await until(has_come)


OVERTAKES = [
    ("/help", "Numbers to call"), ("help", "Numbers to call"), ("HELP", "Numbers to call"), ("救命", "Numbers to call"),
    ("/hide", "Keep it"), ("hide", "Keep it"), ("/stop", "Keep it"), ("stop", "Keep it"), ("/status", "nothing here"),
    ("/info", "What would you like to read"), ("he hits me again", "2 messages"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "shown"), OVERTAKES)
async def test_what_a_person_says_overtakes_the_own_download(words: str, shown: str, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("slow", "download", **NEVER)
        await rita.photo(picture())
        await until_held(here, rita, lambda now: now.fetches)
        await rita.say(words)
        await rita.wait_for(lambda message: is_shown(message, shown))
        assert (await held(here, rita)).states == []


def is_shown(message: Message, words: str) -> bool:
    return words in message.words or any(words in label for row in message.labels for label in [row])


@pytest.mark.parametrize("end", ["keep", "erase", "nothing told"])
async def test_who_hides_has_nothing_stored_afterwards(end: str, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await (begin if end == "nothing told" else tell)(rita)
        await here.world.fault("slow", "download", seconds=2.0, times=0)
        await rita.photo(picture(), picture("red"), caption="our kitchen")
        await until_held(here, rita, lambda now: len(now.fetches) == 2)
        await rita.say("/hide")
        if end != "nothing told":
            await rita.press("Delete" if end == "erase" else "Keep it")
        await until_held(here, rita, lambda now: not now.fetches and not now.rows and not now.on_disk)
        await here.world.heal()
        await here.world.advance(hours=1)
        found = await until_held(here, rita, lambda now: now.draft is None or not now.draft.coming)
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


@pytest.mark.parametrize(("kind", "method", "details"), FAULTS)
async def test_a_file_that_cannot_be_fetched_for_a_moment_comes_later(
    kind: str, method: str, details: dict[str, Any], tmp_path: Path
) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault(kind, method, times=3, **details)
        await rita.photo(picture(), caption="the letter")
        told = await rita.wait_for("1 file is on its way")
        await until_come(here, rita)
        await rita.wait_for("Kept: 1 file.")
        kept = [message for message in await rita.sees() if "file" in message.words and message.from_bot]
        assert [message.id for message in kept] == [told.id]
        found = await held(here, rita)
        assert (found.states, found.fetches, found.rows, found.on_disk) == (["kept"], [], 1, 1)
        assert found.draft is not None
        assert [item.caption for item in found.draft.media] == [""]
        assert "the letter" in [piece.text for answer in found.draft.answers for piece in answer.pieces]


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_what_telegram_asks_to_wait_is_waited(method: str, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("status", method, times=1, status=429, retry_after=300)
        await rita.photo(picture())
        await rita.wait_for("1 file is on its way")
        (fetch,) = (await until_held(here, rita, lambda now: now.fetches and now.fetches[0].attempts)).fetches
        due = await here.app._components.database.fetches.next_due()
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
        assert (await held(here, rita)).states == ["kept"] * 5


async def test_what_telegram_does_not_have_any_more_is_given_up_and_said(tmp_path: Path) -> None:
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
        found = await until_held(here, rita, lambda now: not now.rows)
        assert (found.states, found.fetches, found.on_disk) == (["failed", "failed"], [], 0)


async def test_two_kept_and_one_not_is_said_so(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("status", "getFile", times=1, status=400, description="Bad Request: invalid file_id")
        await rita.photo(picture(), picture("red"), picture("blue"))
        await rita.wait_for(lambda m: "Kept: 2 files.\n1 file did not reach us." in m.words)
        assert sorted((await held(here, rita)).states) == ["failed", "kept", "kept"]


async def sent_without(here: RunningBot, rita: Person, **fault: Any) -> None:
    """The report is sent while its file is on its way."""
    await tell(rita)
    await here.world.fault("status", "getFile", times=0, status=500, **fault)
    await rita.photo(picture(), caption="her arm was not shown to anybody")
    await rita.wait_for("1 file is on its way")
    await send(rita)


async def test_a_file_that_comes_after_the_report_was_sent_joins_it_and_is_heard(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.stage()
        rita, amal = cast.reporters[0], next(iter(cast.officers.values()))
        await sent_without(here, rita)
        sent = await held(here, rita)
        assert (sent.states, len(sent.fetches)) == ([], 1)
        await here.world.heal()
        await here.world.advance(seconds=120)
        found = await until_held(here, rita, lambda now: now.states == ["kept"])
        (report,) = found.reports
        assert [item.state.value for addition in report.additions for item in addition.media] == ["kept"]
        await rita.wait_for("Kept: 1 file.")
        await amal.wait_for("More was told", cast.groups[next(iter(cast.officers))])


@pytest.mark.parametrize("hours", [1, 20])
async def test_late_the_person_reads_nothing_who_did_not_say_that_it_is_safe(hours: int, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await sent_without(here, rita)
        before = {message.id: message.words for message in await rita.sees()}
        await here.world.heal()
        await here.world.advance(hours=hours)
        await until_held(here, rita, lambda now: now.states == ["kept"])
        await here.world.advance(hours=24)
        after = {message.id: message.words for message in await rita.sees() if message.id in before}
        assert {key: after.get(key) for key in before if "on its way" in before[key]} == {
            key: before[key] for key in before if "on its way" in before[key]
        }
        assert not [message for message in await rita.sees() if "Kept: 1" in message.words]


async def test_after_hide_nothing_is_said_of_a_file_of_a_sent_report_and_it_is_kept(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await sent_without(here, rita)
        await rita.say("/hide")
        await rita.wait_for("Done.")
        await here.world.heal()
        await here.world.advance(seconds=120)
        await until_held(here, rita, lambda now: now.states == ["kept"])
        assert [message.words for message in await rita.sees() if "file" in message.words] == []


async def test_a_file_that_was_on_its_way_when_the_program_died_is_kept_once(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("slow", "download", **NEVER)
        await rita.photo(picture(), picture("red"))
        await until_held(here, rita, lambda now: len(now.fetches) == 2)
        here.app.stop()
        await until(lambda: is_free(tmp_path))
        await here.world.heal()
        async with running(settings_for(here.base, tmp_path), here.clock) as heir:
            here.app = heir
            await here.world.advance(seconds=30)
            await rita.wait_for("Kept: 2 files.")
            found = await until_held(here, rita, lambda now: not now.fetches)
            assert (found.states, found.on_disk) == (["kept", "kept"], 2)


async def is_free(home: Path) -> bool:
    """Whether the bot that had this home has ended."""
    try:
        with only_one(home):
            return True
    except HomeTaken:
        return False


async def test_a_sound_alone_is_enough_to_press_done_while_it_is_on_its_way(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("slow", "download", **NEVER)
        await rita.voice(b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(200))
        await until_held(here, rita, lambda now: now.fetches)
        await rita.press("Done")
        await rita.wait_for("How old is the child?")
