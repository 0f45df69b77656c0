"""Bullying turns out to be abuse at home: the case is handed over, and nobody is left without a lead."""

from pathlib import Path

from bot.domain.ids import AgencyKey
from tests.support.running.case_in_groups import EDU, PSB, acknowledged, card_in, tell_bullying
from tests.support.running.conversation import answer
from tests.support.running.running_bot import running_bot

CIV = AgencyKey("CIV")


async def test_another_body_is_asked_in_its_group_accepts_and_leads(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        song, bo = cast.officers[EDU], cast.officers[CIV]
        await song.say("/transfer 1")
        asked = await song.wait_for("which agency should lead it")
        assert "Civil Affairs" in asked.labels
        assert "Education" not in asked.labels
        await song.press("Civil Affairs", message=asked)
        await song.wait_for("what makes Civil Affairs the right lead")
        await song.say("The father beats him at home")
        preview = await song.wait_for("ask Civil Affairs to lead?")
        assert "8 hours" in preview.words
        await song.press("Ask them to lead", message=preview)
        await song.wait_for("Until they accept, your agency leads")
        question = await bo.wait_for("asks you to lead", cast.groups[CIV])
        assert "father" not in "".join(m.words for m in await bo.sees(cast.groups[CIV]))
        assert question.labels == ["Accept the lead", "Give it back"]
        await bo.press("Accept the lead", cast.groups[CIV])
        await bo.wait_for("you lead it now", cast.groups[CIV])
        await card_in(cast, CIV, "you lead")
        gone = await card_in(cast, EDU, "no part in it any more")
        assert not gone.labels
        await bo.press("Open in private", cast.groups[CIV])
        assert "The father beats him at home" in (await bo.wait_for("lunch money")).words


async def test_given_back_twice_supervisors_name_the_lead(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        song = cast.officers[EDU]
        for body, name in ((CIV, "Civil Affairs"), (PSB, "Police")):
            await song.say("/transfer 1")
            await song.press(name, message=await song.wait_for("which agency should lead it"))
            await song.wait_for("right lead")
            await song.say("Not a matter of the school")
            await song.press("Ask them to lead", message=await song.wait_for(f"ask {name} to lead?"))
            receiver = cast.officers[body]
            await receiver.wait_for("asks you to lead", cast.groups[body])
            await receiver.press("Give it back", cast.groups[body])
            await receiver.wait_for("why do you give it back", cast.groups[body])
            await receiver.press("Nothing here that we can act on", cast.groups[body])
            await receiver.wait_for("has been answered", cast.groups[body])
        await cast.supervisor.wait_for("Please decide who leads")
        await cast.supervisor.say("/lead 1")
        await answer(cast.supervisor, ("who leads it?", "Civil Affairs"), ("leads?", "Name the lead"))
        await cast.supervisor.wait_for("decided and told")
        await card_in(cast, CIV, "Please acknowledge")


async def test_a_note_is_read_with_the_story_and_in_no_group(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        song = cast.officers[EDU]
        await song.say("/note 1")
        await song.wait_for("please write your note")
        await song.say("Talked to the class teacher, heron")
        await song.wait_for("the note is kept")
        await song.say("/open 1")
        story = await song.wait_for("lunch money")
        assert "heron" in story.words
        assert "heron" not in "".join(m.words for m in await song.sees(cast.groups[EDU]))
