"""`python -m bot queue` as an operator uses it, on rows that were really given up; none of their words is printed."""

from pathlib import Path

from bot.cli.queue_rows import shape
from bot.simulator.client import Person
from tests.support.processes.command_line import ran
from tests.support.running.running_bot import TOKEN, UNLOCKED, RunningBot, running_bot
from tests.support.waiting import until


async def test_what_was_given_up_is_listed_looked_at_tried_again_and_cleared(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        given = {"TOKEN": TOKEN, "API_URL": here.base, "PROFILE": UNLOCKED}
        rita = await here.world.person("Rita")
        code, printed = await ran(tmp_path, "queue", "list", **given)
        assert (code, "Nothing was given up" in printed) == (0, True)
        for words in ("secretwordone", "secretwordtwo"):
            await here.world.fault("missing_chat", "getUpdates")
            await rita.say(words)
        await until(lambda: are_parked(here, 2))
        code, printed = await ran(tmp_path, "queue", "list", **given)
        assert code == 0, printed
        assert [line.split()[0] for line in printed.splitlines() if "NoUpdate" in line] == ["P1", "P2"]
        code, printed = await ran(tmp_path, "queue", "show", "P1", **given)
        assert '"text": "text of 13"' in printed
        assert "secretword" not in printed
        assert "Rita" not in printed
        code, printed = await ran(tmp_path, "queue", "retry", "P1", **given)
        assert (code, "P1 is tried again" in printed) == (0, True)
        await until(lambda: are_parked(here, 2))
        code, printed = await ran(tmp_path, "queue", "clear", "P2", "P77", "--yes", **given)
        assert (code, "not-given-up" in printed) == (1, True)
        code, printed = await ran(tmp_path, "queue", "clear", "--all", "--yes", **given)
        assert (code, "Cleared: " in printed) == (0, True)
        await until(lambda: are_parked(here, 0))
        code, printed = await ran(tmp_path, "queue", "clear", **given)
        assert code == 2
        await is_still_served(rita)


async def are_parked(here: RunningBot, count: int) -> bool:
    await here.world.advance(seconds=1)
    return (await here.app.status.report())["inbox_parked"] == count


async def is_still_served(rita: Person) -> None:
    await rita.say("/start")
    await rita.wait_for("Who is writing?")


def test_the_shape_of_an_update_contains_none_of_its_words() -> None:
    body = {"message": {"text": "Wang", "n": 7, "Wang": [1, None, True, 1.5, "Li", {}, {}]}, "x": []}
    assert shape(body) == {
        "message": {
            "text": "text of 4", "n": "number",
            "field 2": ["number", "nothing", "yes or no", "fraction", "text of 2", "2 more"],
        },
        "x": [],
    }  # fmt: skip


def test_the_shape_of_an_update_is_bounded_in_size() -> None:
    deep: list[object] = []
    for _ in range(900):
        deep = [deep]
    assert "…" in str(shape(deep))
