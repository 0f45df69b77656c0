"""/board in the chats of a running bot: an album with descriptions, buttons below, a file to print, two themes."""

import sys
from pathlib import Path

import pytest

from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person
from handlers.pictures import order
from tests.support.running.case_in_groups import asked, card_in, tell_bullying
from tests.support.running.running_bot import running_bot

EDU = AgencyKey("EDU")
HEAD = "Numbers as pictures"
WORK = [
    "Who is late now",
    "How fast agencies acknowledge and assess",
    "Cases opened, closed and open",
    "Answers and outcomes in time",
]


async def before(person: Person, last: Message) -> list[Message]:
    """The messages of the bot with files between the one before and this one."""
    seen = [one for one in await person.sees(last.chat) if one.id < last.id]
    own = [place for place, one in enumerate(seen) if not one.from_bot or HEAD in one.words]
    return seen[own[-1] + 1 :] if own else seen


async def test_a_supervisor_is_shown_an_album_and_what_else_there_is(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        sue = cast.supervisor
        first = await asked(sue, "/board quarter", HEAD)
        album = await before(sue, first)
        assert [one.words.splitlines()[0] for one in album] == WORK
        assert all(one.photo for one in album)
        assert len({one.raw.get("media_group_id") for one in album}) == 1
        assert "1 / 0 / 1" in album[2].words, "one opened, none closed, one open"
        assert {"7 days", "30 days", "Late now", "Reports", "To print", "Dark pictures"} <= set(first.labels)

        await sue.press("Harm and class", message=first)
        other = await sue.wait_for(HEAD, after=first)
        album = await before(sue, other)
        assert [one.words.splitlines()[0] for one in album] == [
            "Kind of harm by age of the child",
            "Cases by area",
            "Class by the rules, and after people looked",
        ]

        await sue.press("To print", message=first)
        printed = await sue.wait_for(HEAD, after=other)
        (paper,) = await before(sue, printed)
        assert paper.document is not None
        assert paper.document["file_name"].startswith("tipline-work-quarter-")
        assert paper.document["file_name"].endswith(".pdf")


async def test_the_theme_is_a_persons_own_and_stays(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        sue, eve = cast.supervisor, cast.officers[EDU]
        first = await asked(sue, "/board week", HEAD)
        await sue.press("Dark pictures", message=first)
        dark = await sue.wait_for(HEAD, after=first)
        assert "Light pictures" in dark.labels
        assert "Light pictures" in (await asked(sue, "/board month", HEAD)).labels
        assert "Dark pictures" in (await asked(eve, "/board month", HEAD)).labels


async def test_board_late_shows_one_picture_and_unknown_words_are_reported(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        sue = cast.supervisor
        first = await asked(sue, "/board month", HEAD)
        await sue.press("Late now", message=first)
        late = await sue.wait_for(HEAD, after=first)
        (picture,) = await before(sue, late)
        assert picture.photo
        assert "Nobody is late." in picture.words
        assert "month" in (await asked(sue, "/board fortnight", "I know these words")).words


async def test_a_board_of_a_harm_or_place_opens_on_a_page_with_its_numbers(tmp_path: Path) -> None:
    """Pages of bodies, reports and deadlines have no numbers for either: they would be empty, so none is offered."""
    opened = {
        "/board month bullying": ["Kind of harm by age of the child", "Cases by area"],
        "/board erlang": ["Cases by area"],
        "/board quarter bullying erlang": ["Cases by area"],
    }
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        sue = cast.supervisor
        for words, titles in opened.items():
            first = await asked(sue, words, HEAD)
            assert [one.words.splitlines()[0] for one in await before(sue, first)] == titles
            assert {"Harm and class", "Reports", "Late now", "Agencies at work", "My agency"}.isdisjoint(first.labels)
            assert "To print" in first.labels
        await sue.press("30 days", message=first)
        other = await sue.wait_for(HEAD, after=first)
        assert [one.words.splitlines()[0] for one in await before(sue, other)] == ["Cases by area"]


async def test_a_chat_is_answered_while_its_pictures_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawing waits for a file: until it is there, nothing can be drawn."""
    sign = tmp_path / "draw-now"
    waits = f"import os, time\nwhile not os.path.exists({str(sign)!r}): time.sleep(0.05)\nraise SystemExit(1)"
    monkeypatch.setattr(order, "PROGRAM", (sys.executable, "-c", waits))
    async with running_bot(tmp_path) as place:
        sue = (await place.cast()).supervisor
        await sue.say("/board month")
        try:
            await asked(sue, "/agencies", "Agencies")
            assert not any("cannot be drawn" in one.words for one in await sue.sees())
        finally:
            sign.touch()
        await sue.wait_for("cannot be drawn")
