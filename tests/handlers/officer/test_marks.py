"""What officers and supervisors see of missed deadlines: late, yellow, red; and what ended without being done."""

from pathlib import Path

import pytest

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Person
from tests.support.running.case_in_groups import acknowledged, asked, assess, card_in, tell_bullying
from tests.support.running.conversation import answer
from tests.support.running.running_bot import RunningBot, running_bot

EDU, CYL = AgencyKey("EDU"), AgencyKey("CYL")


async def is_listed(person: Person, words: str) -> bool:
    """Whether /cases WORDS names case 1."""
    return "Bullying" in (await asked(person, f"/cases {words}", "Cases (")).words


async def reply(place: RunningBot, officer: Person) -> None:
    """A prepared answer, and the minute until it is sent."""
    await officer.say("/reply 1")
    await answer(officer, ("Choose a text", "We are looking into it"), ("will read", "Send"))
    await officer.wait_for("is kept")
    await place.world.advance(seconds=61)
    await officer.wait_for("can be read now")


async def silent_for(place: RunningBot, cast: Cast, **time: float) -> None:
    """A report that nobody acknowledges."""
    await tell_bullying(cast.reporters[0])
    await card_in(cast, EDU)
    await place.world.advance(**time)


async def test_a_lead_that_is_silent_makes_the_case_late_and_not_yellow(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await silent_for(place, cast, hours=8, minutes=1)
        card = await card_in(cast, EDU, "[late] Case 1")
        assert "🟡" not in card.words
        sue = cast.supervisor
        assert [await is_listed(sue, words) for words in ("late", "超时", "yellow", "red", "黄牌")] == [
            True, True, False, False, False,
        ]  # fmt: skip
        assert "[late]" in (await asked(sue, "/case 1", "Who has it")).words
        assert "Late now: 1" in (await asked(sue, "/stats week", "Last 7 days")).words


async def test_an_unanswered_reporter_makes_the_case_yellow_until_the_answer_and_it_stays_counted(
    tmp_path: Path,
) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        for helper in (AgencyKey("PSB"), AgencyKey("PROC"), CYL):
            await card_in(cast, helper)
            await cast.officers[helper].press("Acknowledge", cast.groups[helper])
            await card_in(cast, helper, "Acknowledged")
        sue, song = cast.supervisor, cast.officers[EDU]
        await assess(song)
        await song.say("/act 1")
        await song.wait_for("been done in case 1")
        await song.say("Spoke with the school.")
        await song.wait_for("Recorded")
        for _ in range(3):
            await place.world.advance(hours=24, minutes=1)
        card = await card_in(cast, EDU, "🟡 Case 1")
        assert "[late]" not in card.words.split("\n", maxsplit=1)[0]
        assert (await is_listed(sue, "yellow"), await is_listed(sue, "late")) == (True, False)
        await reply(place, song)
        await card_in(cast, EDU, "Case 1 ·")
        assert not await is_listed(sue, "yellow")
        assert "Yellow: 1, red: 0" in (await asked(sue, "/stats week", "Last 7 days")).words
        status = await asked(sue, "/case 1", "Who has it")
        assert "🟡" not in status.words
        assert "answer the reporter (lead), was due" in status.words
        assert "done late" in status.words


@pytest.mark.parametrize("way", ["declined", "closed"])
async def test_a_deadline_that_ended_without_its_act_is_not_shown_as_met(tmp_path: Path, way: str) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        if way == "declined":
            await cast.officers[CYL].press("Not ours", cast.groups[CYL])
            await cast.officers[CYL].press("Another agency's task", cast.groups[CYL])
            await card_in(cast, CYL, "You said: not ours")
        else:
            await close(place, cast)
        lines = (await asked(cast.supervisor, "/case 1", "Who has it")).words.split("\n")
        youth = [line for line in lines if "acknowledge (Youth League)" in line]
        assert [("ended without it" in line, "✓" in line) for line in youth] == [(True, False)]
        if way == "closed":
            assert [line for line in lines if "first action" in line and "ended without it" in line]
            assert [line for line in lines if "Youth League" in line and "never acknowledged" in line]


async def close(place: RunningBot, cast: Cast) -> None:
    """The lead assesses, answers and closes; nothing else is done."""
    song, tang = cast.officers[EDU], cast.heads[EDU]
    await assess(song)
    await reply(place, song)
    await song.say("/close 1")
    await answer(song, ("the outcome", "Measure by the school"), ("safe now?", "Yes"), ("look again", "No"))
    await song.wait_for("why they are left")
    await song.say("The others had nothing to do.")
    await answer(song, ("second person", "Propose to close"))
    await tang.press("Agree to close")
    await tang.wait_for("is closed")
