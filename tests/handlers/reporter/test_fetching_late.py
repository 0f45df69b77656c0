"""Files that arrive late: after the report was sent, after Hide, after the program was killed."""

from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Person, picture
from bot.system import HomeTaken, only_one
from tests.support.running.conversation import send, tell
from tests.support.running.fetching import NEVER, files_of, until_fetched
from tests.support.running.running_bot import RunningBot, running, running_bot, settings_for
from tests.support.waiting import until


async def sent_without(here: RunningBot, rita: Person, **fault: Any) -> None:
    """The report is sent while its file is being fetched."""
    await tell(rita)
    await here.world.fault("status", "getFile", times=0, status=500, **fault)
    await rita.photo(picture(), caption="her arm was not shown to anybody")
    await rita.wait_for("1 file is on its way")
    await send(rita)


async def test_a_file_fetched_after_sending_is_added_to_the_report(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        rita, amal = cast.reporters[0], next(iter(cast.officers.values()))
        await sent_without(here, rita)
        sent = await files_of(here, rita)
        assert (sent.states, len(sent.fetches)) == ([], 1)
        await here.world.heal()
        await here.world.advance(seconds=120)
        found = await until_fetched(here, rita, lambda now: now.states == ["kept"])
        (report,) = found.reports
        assert [item.state.value for addition in report.additions for item in addition.media] == ["kept"]
        await rita.wait_for("Kept: 1 file.")
        await amal.wait_for("More was told", cast.groups[next(iter(cast.officers))])


@pytest.mark.parametrize("hours", [1, 20])
async def test_a_late_file_is_not_announced_to_somebody_who_did_not_allow_contact(hours: int, tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await sent_without(here, rita)
        before = {message.id: message.words for message in await rita.sees()}
        await here.world.heal()
        await here.world.advance(hours=hours)
        await until_fetched(here, rita, lambda now: now.states == ["kept"])
        await here.world.advance(hours=24)
        after = {message.id: message.words for message in await rita.sees() if message.id in before}
        assert {key: after.get(key) for key in before if "on its way" in before[key]} == {
            key: before[key] for key in before if "on its way" in before[key]
        }
        assert not [message for message in await rita.sees() if "Kept: 1" in message.words]


async def test_after_hide_a_file_of_a_sent_report_is_stored_silently(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await sent_without(here, rita)
        asked = await rita.say("/hide")
        await rita.wait_for("Done.", after=asked)
        await here.world.heal()
        await here.world.advance(seconds=120)
        await until_fetched(here, rita, lambda now: now.states == ["kept"])
        assert [message.words for message in await rita.sees() if "file" in message.words] == []


async def test_a_file_being_fetched_during_a_crash_is_stored_once(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("slow", "download", **NEVER)
        await rita.photo(picture(), picture("red"))
        await until_fetched(here, rita, lambda now: len(now.fetches) == 2)
        here.app.stop()
        await until(lambda: is_free(tmp_path))
        await here.world.heal()
        async with running(settings_for(here.base, tmp_path), here.clock) as heir:
            here.app = heir
            await here.world.advance(seconds=30)
            await rita.wait_for("Kept: 2 files.")
            found = await until_fetched(here, rita, lambda now: not now.fetches)
            assert (found.states, found.on_disk) == (["kept", "kept"], 2)


async def is_free(home: Path) -> bool:
    """Whether the bot that had this home has ended."""
    try:
        with only_one(home):
            return True
    except HomeTaken:
        return False


async def test_a_voice_message_still_being_fetched_is_enough_to_press_done(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await here.world.fault("slow", "download", **NEVER)
        await rita.voice(b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(200))
        await until_fetched(here, rita, lambda now: now.fetches)
        await rita.press("Done")
        await rita.wait_for("How old is the child?")
