"""The institutions of the demo: one of them is silent, and the teacher's report has their school filled in."""

from pathlib import Path

import pytest

from bot.cli.demo_institutions import fill_registry
from tests.support.running.case_in_groups import asked
from tests.support.running.running_bot import running_bot

DISTRICTS = [
    ("jiulongpo", "Riverside Middle School", "Rainbow Primary School", "EDU-001"),
    ("harbour", "Islands Nursery", "Old Quay School", "SCH-001"),
]


def unlocked(folder: Path, base: str) -> str:
    """The district without the second factor."""
    path = folder / "district.toml"
    path.write_text(f'base = "{base}"\n[lock]\non = false\n', "utf-8")
    return str(path)


@pytest.mark.parametrize(("base", "silent", "school", "code"), DISTRICTS)
async def test_the_demo_has_one_silent_institution_of_six_and_a_linked_teacher(
    tmp_path: Path, base: str, silent: str, school: str, code: str
) -> None:
    async with running_bot(tmp_path, profile=unlocked(tmp_path, base)) as here:
        cast = await here.cast()
        teacher, supervisor = cast.reporters[0], cast.supervisor
        await fill_registry(here.app, teacher)
        listed = here.app.services.profile.demo.institutions
        assert len({one.cells["kind"] for one in listed}) == 4
        every = await asked(supervisor, "/institutions", "Institutions that must report: 6")
        assert "Nobody linked: 1" in every.words
        only = await asked(supervisor, "/institutions silent", "No report in the last 12 full months: 1")
        assert silent in only.words
        assert school not in only.words
        await asked(supervisor, f"/institutions {code}", "Linked staff: 2")
        await asked(supervisor, "/cases closed", "Cases (5) closed")
        await teacher.say("/start")
        await teacher.wait_for("Who is writing?")
        await teacher.press("I am an adult")
        await teacher.wait_for("Your institution is filled in.")
        await here.world.advance(days=40)
        await here.world.read_everything()
        assert "full months: 1" in (await asked(supervisor, "/institutions silent", silent)).words
