"""Two people at once: the press, or command, that comes second is told who did what (issue 13, real life)."""

from pathlib import Path

from tests.support.running.case_in_groups import CYL, EDU, card_in, tell_bullying
from tests.support.running.running_bot import running_bot


async def test_the_second_of_two_officers_is_told_what_the_first_did(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell_bullying(cast.reporters[0])
        card = await card_in(cast, EDU)
        song, tang, group = cast.officers[EDU], cast.heads[EDU], cast.groups[EDU]
        await song.press("Acknowledge", group)
        await card_in(cast, EDU, "Acknowledged")
        pressed = await tang.press("Acknowledge", message=card)
        assert pressed is not None
        said = (await tang.answer_to(pressed))["text"]
        assert "Somebody of your agency has acknowledged this case already." in said
        assert "Just before, " in said
        assert "acknowledged (Education)" in said
        await tang.say("/take 1")
        written = await tang.wait_for("acknowledged this case already")
        assert "Just before, " in written.words
        await song.say("/take 1")
        own = await song.wait_for("acknowledged this case already")
        assert "Your own last step, " in own.words


async def test_somebody_who_may_not_know_of_the_case_is_told_no_step(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        await cast.officers[EDU].press("Acknowledge", cast.groups[EDU])
        await card_in(cast, EDU, "Acknowledged")
        ming = cast.officers[CYL]
        await ming.say("/notours 1")
        await ming.press("Another agency's task", cast.groups[CYL])
        await ming.say("/take 1")
        answer = await ming.wait_for("There is no such case")
        assert "before" not in answer.words


async def test_somebody_who_may_not_do_the_act_is_told_no_step(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        song = cast.officers[EDU]
        await song.press("Acknowledge", cast.groups[EDU])
        await card_in(cast, EDU, "Acknowledged")
        await song.say("/reopen 1")
        answer = await song.wait_for("This is for supervisors and the procuratorate")
        assert "last step" not in answer.words
