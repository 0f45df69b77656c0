"""Q-rule 2, SG40: however a draft is saved, the minute on the card in the chat is the one at which it is sent."""

import asyncio
import re
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.usecases.reporting import idle
from bot.usecases.reporting.chat import words_beside_commands
from tests.support.domain.examples import examples
from tests.support.officers import PSB, officer
from tests.support.people import alerted
from tests.support.reporting.danger import in_danger
from tests.support.reporting.danger_ways import Ways, faults_of_card, goes_at, row_is_due_at
from tests.support.reporting.private_chat import Present, Watched, open_watched

ROOT = Path(__file__).parents[5]
WAYS = (
    "says", "answers", "ticks", "is_done", "turns_the_page", "skips", "goes_back", "tells", "edits", "shares_a_place",
    "shares_a_number", "sends_a_file", "sends_a_voice", "sends_a_file_that_does_not_come", "hides", "keeps",
    "reads_what_stays", "stops", "asks_to_stop", "starts", "goes_on", "asks_to_begin_again", "gives_it_up", "allows",
    "asks_for_languages", "changes_language", "reviews", "goes_on_asking", "lists_changes", "changes_danger", "helps",
    "looks",
)  # fmt: skip
"""Everything that somebody in danger may do before anybody knows of it."""


async def walks(folder: Path, start: str, danger: str, acts: list[tuple[str, int]]) -> None:
    """They do these things, each so many seconds after the one before; then nothing more, and the draft is sent."""
    district = await open_watched(folder)
    rita = Present(district)
    ways = Ways(district, rita, officer(district, 21, PSB))
    try:
        await in_danger(rita, danger, start)
        assert await faults_of_card(district, rita) == []
        for name, seconds in acts:
            district.time.move(seconds=seconds)
            await ways.act(name, seconds)
            assert await faults_of_card(district, rita) == [], name
        await goes_when_it_said(district, rita)
    finally:
        await district.database.close()


async def goes_when_it_said(district: Watched, rita: Present) -> None:
    """Not a second before, and not a second later."""
    at = await goes_at(rita)
    if at is None:
        return
    assert await row_is_due_at(district) == at
    district.time.at = at - timedelta(seconds=1)
    assert alerted(await district.tick()) == set()
    district.time.at = at
    assert "PSB" in alerted(await district.tick())


@pytest.mark.parametrize("act", WAYS)
async def test_after_each_act_the_help_card_names_the_minute_of_sending(tmp_path: Path, act: str) -> None:
    """At the first question after danger, with words that can be edited, after permission was given."""
    await walks(tmp_path, "adult", "yes_now", [("allows", 7), ("tells", 61), (act, 61)])


@pytest.mark.parametrize("act", ["ticks", "turns_the_page", "is_done", "skips", "goes_back", "says", "changes_danger"])
async def test_the_help_card_names_the_minute_also_at_the_question_of_harms_in_chinese(
    tmp_path: Path, act: str
) -> None:
    before = [("changes_language", 1), ("skips", 61), ("skips", 61)]
    await walks(tmp_path, "child_self", "maybe_today", [*before, (act, 61)])


@settings(max_examples=examples(4), deadline=None, suppress_health_check=list(HealthCheck))
@example(start="adult", danger="yes_now", acts=[("hides", 61), ("goes_on", 61), ("asks_to_stop", 61)])
@example(start="child_self", danger="yes_now", acts=[("hides", 61), ("starts", 0), ("gives_it_up", 61)])
@example(start="adult", danger="maybe_today", acts=[("asks_to_stop", 61), ("sends_a_file", 61), ("stops", 61)])
@example(start="adult", danger="maybe_today", acts=[("allows", 61), ("asks_to_stop", 0), ("allows", 61)])
@given(
    start=st.sampled_from(["adult", "child_self", "child_other"]),
    danger=st.sampled_from(["yes_now", "maybe_today"]),
    acts=st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 119)), max_size=8),
)
def test_after_any_sequence_of_acts_the_help_card_is_right(
    start: str, danger: str, acts: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(walks(Path(folder), start, danger, acts))


async def test_after_hide_no_act_shows_the_help_card_again(district: Watched, rita: Present) -> None:
    """Somebody may be looking: the word "stop" is no wish to go on."""
    await in_danger(rita)
    await rita.hide()
    district.time.move(seconds=61)
    heard = len(district.heard)
    await rita.stop()
    assert [one.notice.kind for one in district.heard[heard:]] == ["hide_choice"]


@pytest.mark.parametrize("act", ["words beside stop", "photo", "file that does not come"])
async def test_after_hide_words_beside_stop_or_a_file_do_not_show_the_help_card(
    district: Watched, rita: Present, act: str
) -> None:
    """Editing a deleted card would send a new message, with the numbers to call."""
    await in_danger(rita)
    await rita.hide()
    district.time.move(seconds=61)
    heard = len(district.heard)
    if act == "words beside stop":
        piece = rita.piece("he is back", None)
        await words_beside_commands.keep_quietly(rita.request, piece, is_stop=True)
        await rita.stop()
    elif act == "photo":
        await rita.file("photo")
    else:
        await Ways(district, rita, officer(district, 21, PSB)).sends_a_file_that_does_not_come(0)
    await district.deliver()
    assert "help_card" not in [one.notice.kind for one in district.heard[heard:]]


async def test_in_a_cleared_chat_stop_does_not_show_the_help_card(district: Watched, rita: Present) -> None:
    """The case is made, officers may write, and the card was deleted by itself."""
    await in_danger(rita)
    district.time.move(minutes=2)
    await district.tick()
    await rita.allows()
    async with district.database.begin() as uow:
        await uow.messages.wiped(rita.visitor.chat)
        await uow.commit()
    heard = len(district.heard)
    await rita.stop()
    await district.deliver()
    assert "help_card" not in [one.notice.kind for one in district.heard[heard:]]


async def test_a_longer_wait_in_the_profile_does_not_change_a_given_promise(district: Watched, rita: Present) -> None:
    await in_danger(rita)
    profile = district.services.profile
    later = replace(profile, policy=replace(profile.policy, danger_idle_now=timedelta(minutes=9)))
    district.time.move(minutes=2, seconds=-1)
    await idle.process_idle_drafts(replace(district.services, profile=later), district.time.at)
    assert alerted(await district.deliver()) == set()
    district.time.move(seconds=1)
    await idle.process_idle_drafts(replace(district.services, profile=later), district.time.at)
    assert "PSB" in alerted(await district.deliver())


def test_only_one_module_saves_drafts() -> None:
    """A second place that saves drafts would forget the card."""
    modules = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]
    found = [
        path.relative_to(ROOT).as_posix() for path in modules if re.search(r"\bdrafts\.save\(", path.read_text("utf-8"))
    ]
    assert found == ["bot/usecases/reporting/draft/saving.py"]
