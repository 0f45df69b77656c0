"""A drill goes through the real groups, marked wherever it is shown, and is in no number (issue 13, real life)."""

import re
from functools import partial
from pathlib import Path

from bot.cli.demo import Cast
from bot.simulator.client import Group, Message, Person
from tests.support.running.case_in_groups import CYL, EDU, asked, card_in
from tests.support.running.running_bot import running_bot
from tests.support.waiting import until


def shows_buttons(message: Message) -> bool:
    return message.from_bot and bool(message.labels)


async def _is_in_no_list_but_its_own(sue: Person) -> None:
    assert "Received: 0" in (await asked(sue, "/stats week", "Last 7 days")).words
    assert "DRILL" not in (await asked(sue, "/cases", "Cases")).words
    assert "[DRILL] /case_1 · P3" in (await asked(sue, "/cases drill", "Cases")).words


async def _nothing_waits(pan: Person, group: Group) -> bool:
    """No card of the case asks to be acknowledged any more."""
    shown = await pan.sees(group)
    return not any("Acknowledge" in message.labels for message in shown if "Case 1" in message.words)


async def test_a_drill_runs_from_start_to_its_result(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        sue, song = cast.supervisor, cast.officers[EDU]
        await sue.press("Bullying", message=await asked(sue, "/drill", "Which harm is it about"))
        shown = await sue.wait_for("Nothing has begun yet")
        assert (
            "Without danger: class P3. Education leads; also called: Police, Youth League, Procuratorate."
            in shown.words
        )
        assert [message for message in await song.sees(cast.groups[EDU]) if "DRILL" in message.words] == []
        await sue.press("Begin, without danger", message=shown)
        await sue.wait_for("The drill has begun as case 1")
        card = await card_in(cast, EDU)
        assert card.words.startswith("[DRILL] Case 1 · P3")
        await song.press("Acknowledge", cast.groups[EDU])
        await card_in(cast, EDU, "Acknowledged")
        await song.say("/open 1")
        assert "No child is concerned" in (await song.wait_for("This is a drill")).words
        await _is_in_no_list_but_its_own(sue)
        await here.world.advance(hours=23)
        assert "late steps of its own: 1" not in (await asked(sue, "/agencies", "Education")).words
        assert "[DRILL] Case 1 (P3) is late" in (await card_in(cast, CYL, "is late")).words
        await here.world.advance(hours=1, minutes=2)
        told = await sue.wait_for("The drill, case 1, is over")
        lines = told.words.splitlines()
        assert [line for line in lines if line.startswith("Education: after ")]
        assert "Youth League: not at all" in lines
        await until(partial(_nothing_waits, cast.officers[CYL], cast.groups[CYL]))


NAMED = re.compile(r"\b[Cc]ase 1\b|/\w+_1\b")


async def all_named(cast: Cast) -> list[str]:
    """What the bot has written of case 1 to anybody, in private and in groups."""
    shown = [m for one in (cast.supervisor, *cast.heads.values(), *cast.officers.values()) for m in await one.sees()]
    shown += [m for agency, group in cast.groups.items() for m in await cast.officers[agency].sees(group)]
    shown += await cast.supervisor.sees(cast.oversight)
    return [message.words for message in shown if message.from_bot and NAMED.search(message.words)]


async def a_second_press_begins_no_second_drill(sue: Person) -> None:
    await sue.say("/drill bullying now")
    await sue.wait_for("within the last ten minutes")


async def test_every_message_of_a_drill_says_that_it_is_a_drill(tmp_path: Path) -> None:
    """Nobody takes it for real: cards, reminders, the ladder, the police that take over; to people and groups."""
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await cast.supervisor.say("/drill bullying now")
        await cast.supervisor.wait_for("The drill has begun as case 1")
        await a_second_press_begins_no_second_drill(cast.supervisor)
        await card_in(cast, EDU)
        await cast.heads[EDU].say("/transfer 1")
        await cast.heads[EDU].wait_for("which agency should lead it")
        for minutes, words in ((8, "half of the time"), (8, "is late"), (15, "very late")):
            await here.world.advance(minutes=minutes)
            await card_in(cast, EDU, words)
        await cast.heads[EDU].wait_for("acknowledge")
        await cast.supervisor.wait_for("has taken the lead")
        named = await all_named(cast)
        assert [words for words in named if "drill" not in words.lower()] == []
        assert len(named) > 12
