"""Updates that are no message of their own: a live location that moves, a button that nobody knows."""

from pathlib import Path

from bot.domain.intake.asides import ASIDE
from bot.simulator.deeds import tell_bot
from handlers.reporter import buttons as i
from handlers.telegram.text.buttons import pack
from tests.support.running.canary_conversation import quiet
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

DONE = i.Finish("harms")


async def until_handled(here: RunningBot, times: int) -> None:
    async def is_handled() -> bool:
        counts = (await here.app.status.report())["updates"]
        return isinstance(counts, dict) and int(counts.get("handled", 0)) >= times

    await until(is_handled)


async def test_a_moving_live_location_does_not_change_the_stored_place(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        shared = await rita.location(29.51, 106.51)
        await rita.wait_for("that is kept")
        cloud = here.simulator.cloud
        moved = cloud.world.chats[rita.id].messages[shared.id]
        moved.content["location"] = {"latitude": 29.6, "longitude": 106.6}
        moved.edited = here.clock.now()
        tell_bot(cloud, "edited_message", moved)
        await until_handled(here, 2)
        async with here.app.assembly.components.database.reading() as uow:
            (person,) = await uow.drafts.due(here.clock.now().replace(year=2100))
            draft = await uow.drafts.of(person)
        assert draft is not None
        told = draft.answer(ASIDE)
        assert told is not None
        assert told.text == "29.51000, 106.51000"


async def test_done_pressed_again_under_the_next_question_sends_and_deletes_nothing(tmp_path: Path) -> None:
    """As people do who press *Done* several times while nothing answers."""
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita", language_code="en")
        await rita.say("/start")
        for button in (i.Choose("start", "adult"), i.Choose("danger", "no"), i.Tick("harms", "bullying"), DONE):
            await rita.press(pack(button))
        screen = await rita.wait_for("4 of about")
        before = await here.world.calls()
        facts = {"from": rita.id, "message_id": screen.id, "data": pack(DONE)}
        for _ in range(3):
            answer = await rita.answer_to((await here.world.post(f"chats/{rita.id}/press", **facts))["id"])
            assert "earlier screen" in answer["text"]
        await quiet(here)
        methods = [call.method for call in (await here.world.calls())[len(before) :]]
        assert not {"sendMessage", "deleteMessage", "deleteMessages"} & set(methods), methods
        assert (await rita.wait_for("4 of about")).id == screen.id


async def test_an_unknown_button_shows_the_current_screen_in_the_chosen_language(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita", language_code="en")
        await rita.say("/start")
        await rita.press("Language")
        await rita.press("简体中文")
        screen = await rita.wait_for("现在写的人是谁")
        facts = {"from": rita.id, "message_id": screen.id, "data": "zz9:1"}
        answer = await rita.answer_to((await here.world.post(f"chats/{rita.id}/press", **facts))["id"])
        assert "之前的按钮" in answer["text"]
        again = await rita.wait_for("现在写的人是谁", after=screen)
        assert again.id != screen.id
