"""Where officers write decides what is answered: groups that are not ours, and strangers, are told nothing (SG22)."""

from pathlib import Path

from tests.support.casework.assessment_form import level_button
from tests.support.running.case_in_groups import CYL, EDU, PROC, acknowledged, card_in, tell_bullying
from tests.support.running.running_bot import running_bot

STAFF = ("/take 1", "/open 1", "/assess 1", "/approve 1", "/cases", "/case 1", "/stats", "/remind 1", "/language en")


async def test_in_a_foreign_group_an_officers_commands_are_not_answered(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        song = cast.officers[EDU]
        other = await place.world.group("Choir", song)
        await other.bot("add")
        await song.wait_for(lambda message: message.from_bot, other)
        seen = len(await song.sees(other))
        for command in STAFF:
            await song.say(f"{command.split()[0]}@tipline_demo_bot {' '.join(command.split()[1:])}", other)
        await song.say("/cases")
        await song.wait_for("Cases")
        assert [m.words for m in (await song.sees(other))[seen:] if m.from_bot] == []
        status = [m for m in await song.sees(cast.groups[EDU]) if "Case 1" in m.words]
        assert not any("Acknowledged" in m.words for m in status)


async def test_a_strangers_staff_commands_are_not_answered(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        stranger = await place.world.person("Bo")
        await stranger.say("/start")
        await stranger.wait_for("Who is writing")
        seen = len(await stranger.sees())
        for command in (*STAFF[:-1], "/reply 1", "/act 1", "/close 1", "/notours 1"):
            await stranger.say(command)
        await stranger.say("/help")
        await stranger.wait_for("12355")
        answers = [m.words for m in (await stranger.sees())[seen:] if m.from_bot]
        assert len(answers) == 1


async def test_a_head_outside_the_group_works_on_the_case_in_private(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        tang = cast.heads[EDU]
        await cast.groups[EDU].member("leave", tang)
        await place.world.advance(seconds=61)
        await tang.say("/case 1")
        status = await tang.wait_for("Who has it")
        assert "Rules" in status.words
        await tang.say("/take 1")
        await tang.wait_for("You have acknowledged case 1")
        await card_in(cast, EDU, "Acknowledged")
        await cast.officers[CYL].say("/notours 1")
        await cast.officers[CYL].wait_for("choose the reason in your group")


async def test_a_groups_card_shows_diverging_opinions_but_no_rules_and_no_reporter(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        song, group = cast.officers[EDU], cast.groups[EDU]
        await song.say("/case@tipline_demo_bot 1", group)
        status = await song.wait_for("Who has it", group)
        assert "T16" not in status.words
        assert "case opened" not in status.words
        await cast.officers[CYL].press("Acknowledge", cast.groups[CYL])
        for officer, hazard in ((song, 0), (cast.officers[CYL], 2)):
            await officer.say("/assess 1")
            form = await officer.wait_for("Assess case 1")
            for row, value in enumerate((hazard, 1, 2)):
                data = level_button(form, row, value)
                assert data is not None
                await officer.answer_to(await officer.press(data))
            await officer.press("Save")
            await officer.wait_for("Saved: case 1")
        await card_in(cast, EDU, "two or more apart")
        await cast.supervisor.wait_for("24", cast.oversight)


async def test_a_recused_bodys_people_lose_the_case_in_every_chat(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        tang, sun = cast.heads[EDU], cast.supervisor
        await cast.groups[EDU].member("add", sun)
        await tang.say("/recuse 1")
        await tang.wait_for("whole agency")
        await tang.press("My whole agency")
        await tang.wait_for("in your own words")
        await tang.say("We run the school.")
        await tang.wait_for("Your agency has stepped back from case")
        await place.world.read_everything()
        assert not [m for m in await tang.sees(cast.groups[EDU]) if "Case 1" in m.words]
        seen = len(await sun.sees())
        await place.world.advance(days=5)
        qin = cast.heads[PROC]
        await qin.wait_for("late", cast.groups[PROC])
        await place.world.read_everything()
        assert not [m for m in (await sun.sees())[seen:] if "Case 1" in m.words]
        await sun.say("/case 1")
        await sun.wait_for("no such case")
