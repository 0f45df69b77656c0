"""The main job, seen from the chats: a report, its card, officers at work, silence marked, supervisors who ask."""

from pathlib import Path

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Person
from tests.support.running.case_in_groups import (
    CYL,
    EDU,
    PROC,
    PSB,
    acknowledged,
    answer_and_propose_close,
    assess,
    card_in,
    tell_bullying,
)
from tests.support.running.running_bot import RunningBot, running_bot

JUS = AgencyKey("JUS")


async def test_a_report_is_handled_from_its_cards_to_its_end_and_nobody_else_learns_of_it(tmp_path: Path) -> None:
    """One life of a case, looked at from all sides."""
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0], photos=2)
        await cards_show_no_content(cast)
        await acknowledged(cast)
        await the_supervisor_sees_the_handling_without_the_report(cast)
        await a_stranger_learns_nothing(await place.world.person("Bo"))
        await an_officer_of_another_body_cannot_open_it(cast)
        await it_is_opened_with_its_files(cast)
        await assess(cast.officers[EDU])
        await answer_and_propose_close(place.world, cast.officers[EDU], "Measure by the school")
        await cast.heads[EDU].wait_for(lambda message: "Agree to close" in message.labels)
        await whoever_was_removed_cannot_open_it(place, cast)
        await a_second_person_closes_it(cast)


async def cards_show_no_content(cast: Cast) -> None:
    """Every routed group has its card; no other group has any."""
    for agency in (EDU, CYL, PSB, PROC):
        card = await card_in(cast, agency)
        assert "lunch" not in card.words
        assert "Lin" not in card.words
        assert not card.photo
    assert "Case 1" not in "".join(m.words for m in await cast.officers[JUS].sees(cast.groups[JUS]))


async def the_supervisor_sees_the_handling_without_the_report(cast: Cast) -> None:
    sue = cast.supervisor
    await sue.say("/case 1")
    status = await sue.wait_for("Who has it")
    assert "acknowledged" in status.words
    assert "lunch" not in status.words
    for command, words in {"/cases": "Cases", "/overdue": "Nobody is late", "/agencies": "Agencies"}.items():
        await sue.say(command)
        await sue.wait_for(words)
    await sue.say("/stats day")
    await sue.wait_for("Today")
    await sue.say("/open 1")
    await sue.wait_for("agencies that work on the case")


async def a_stranger_learns_nothing(stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.wait_for("Who is writing")
    seen = len(await stranger.sees())
    await stranger.say("/cases")
    await stranger.say("/case 1")
    await stranger.say("/help")
    await stranger.wait_for("12355")
    replies = (await stranger.sees())[seen:]
    assert not any("Case 1" in message.words or "Cases" in message.words for message in replies if message.from_bot)


async def an_officer_of_another_body_cannot_open_it(cast: Cast) -> None:
    await cast.officers[JUS].say("/open 1")
    await cast.officers[JUS].wait_for("no such case for you")


async def it_is_opened_with_its_files(cast: Cast) -> None:
    """A warning, the pictures under their covers, the story; nothing can be forwarded."""
    song = cast.officers[EDU]
    await song.press("Open in private", cast.groups[EDU])
    story = await song.wait_for("lunch money")
    assert story.protected
    warning = await song.wait_for("They are covered")
    shown = [message for message in await song.sees() if message.photo]
    assert len(shown) == 2
    assert all(message.protected and message.spoiler for message in shown)
    assert [warning.id, *(message.id for message in shown), story.id] == sorted(
        {warning.id, story.id, *(message.id for message in shown)}
    )
    assert "Assess" in story.labels


async def whoever_was_removed_cannot_open_it(place: RunningBot, cast: Cast) -> None:
    """An officer who has opened the case before is put out of the group: only /help is answered."""
    song = cast.officers[EDU]
    await cast.groups[EDU].member("remove", song)
    await place.world.advance(seconds=61)
    seen = len(await song.sees())
    await song.say("/open 1")
    await song.say("/help")
    await song.wait_for("12355")
    replies = [message for message in (await song.sees())[seen:] if message.from_bot]
    assert len(replies) == 1


async def a_second_person_closes_it(cast: Cast) -> None:
    await cast.heads[EDU].press("Agree to close")
    await cast.heads[EDU].wait_for("is closed")
    await cast.heads[EDU].wait_for("Closed", cast.groups[EDU])
    teacher = cast.reporters[0]
    await teacher.say("/status")
    status = await teacher.wait_for("Officers are looking into it")
    assert "closed" in status.words.lower()


async def test_a_silent_body_is_reminded_marked_late_and_told_to_head_and_supervisor(tmp_path: Path) -> None:
    """Another body declines its part meanwhile, with a reason."""
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        await a_support_declines(cast)
        await place.world.advance(hours=4, minutes=1)
        half = await card_in(cast, EDU, "half of the time")
        assert half.reply_to is not None
        await place.world.advance(hours=4)
        await card_in(cast, EDU, "is late")
        await card_in(cast, EDU, "[late]")
        await cast.heads[EDU].wait_for("is late")
        await cast.supervisor.wait_for("is late")
        await card_in(cast, PROC, "is late")
        assert not any("half of the time" in m.words for m in await cast.officers[EDU].sees(cast.groups[EDU]))
        await cast.supervisor.say("/overdue")
        await cast.supervisor.wait_for("acknowledge")
        told = [m for m in await cast.supervisor.sees() if "Case 1" in m.words and "is late" in m.words]
        assert len(told) == 1


async def a_support_declines(cast: Cast) -> None:
    await card_in(cast, CYL)
    await cast.officers[CYL].press("Not ours", cast.groups[CYL])
    await cast.officers[CYL].press("Another agency's task", cast.groups[CYL])
    await card_in(cast, CYL, "You said: not ours")


async def test_a_group_that_becomes_a_supergroup_keeps_getting_cards_and_a_lost_one_is_told(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.groups[EDU].migrate()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        await cast.groups[CYL].bot("kick", cast.heads[CYL])
        await cast.supervisor.wait_for("cannot be reached")
