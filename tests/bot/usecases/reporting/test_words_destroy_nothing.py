"""SG19: an alarming word shows help and raises the class. It erases nothing, refuses nothing, asks nothing, reveals
nothing."""

from itertools import product
from operator import itemgetter
from pathlib import Path

import pytest

from bot.domain.cases.flags import Flag
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.report import MediaState
from bot.domain.urgency import Urgency
from tests.support.domain.examples import one_of_each
from tests.support.notices import facts_of
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.sent_files import PREGNANT, on_disk, sends, the_case

SEXUAL = ("naked", "He was molested.", "裸照", "怀孕", "They send him sexual messages.", PREGNANT)
OF_REFUSAL = {"withheld", "not_kept", "copy_removed", "wipe"}


def to_people(notices: list[Notice]) -> set[str]:
    return {notice.kind for notice in notices if isinstance(notice.to, ToChat)}


async def states(rita: Someone) -> list[MediaState]:
    """Of every file of the draft, else of the report."""
    draft = await rita.draft()
    if draft is not None and not draft.is_addition:
        return [item.state for item in draft.media]
    (report,) = await rita.reports()
    return [item.state for item in report.all_media]


@pytest.mark.parametrize(
    ("words", "start"), one_of_each(product(SEXUAL, ("adult", "child_self", "child_other")), itemgetter(0))
)
async def test_after_alarming_words_stored_files_stay_and_new_ones_are_accepted(
    rita: Someone, tmp_path: Path, start: str, words: str
) -> None:
    """The suite tries each of the words on one path, a long run on each."""
    await rita.start()
    await rita.choose("start", start)
    await rita.choose("danger", "no")
    if start != "adult":
        await rita.choose("age_reporter", "under_14")
    await rita.tick("harms", "neglect")
    await sends(rita, 70)
    told = await rita.say(words)
    told += await sends(rita, 71, album="two")
    told += await sends(rita, 72, album="two")
    assert await states(rita) == [MediaState.STORED] * 3
    assert not to_people(told) & OF_REFUSAL
    assert await on_disk(rita.district, tmp_path) == 3


async def test_alarming_words_after_sending_delete_no_file(rita: Someone, tmp_path: Path) -> None:
    await rita.is_reporting(harms="neglect")
    await rita.say("There is never food for the boy.")
    await sends(rita, 70)
    await rita.check()
    await rita.send()
    await rita.add(1)
    told = await rita.say(PREGNANT) + await sends(rita, 71)
    assert await states(rita) == [MediaState.STORED] * 2
    assert not to_people(told) & OF_REFUSAL
    assert await on_disk(rita.district, tmp_path) == 2
    case = await the_case(rita.district)
    assert case.urgency is Urgency.P2
    assert Flag.READ_FIRST in case.flags
    assert Flag.SEALED_MEDIA not in case.flags


async def test_alarming_words_on_the_danger_path_delete_no_file(rita: Someone, tmp_path: Path) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await sends(rita, 70)
    await rita.choose("danger", "yes_now")
    await rita.say("Behind the school, naked.")
    await rita.tick("harms", "assault")
    await sends(rita, 71)
    (report,) = await rita.reports()
    assert [item.state for item in report.all_media] == [MediaState.STORED] * 2
    assert await on_disk(rita.district, tmp_path) == 2


async def test_an_alarming_caption_deletes_no_file(rita: Someone) -> None:
    await rita.is_reporting(harms="neglect")
    await sends(rita, 70, caption="a naked wall")
    await sends(rita, 71)
    assert await states(rita) == [MediaState.STORED] * 2


async def test_alarming_words_do_not_change_the_questions(district: District) -> None:
    """SG03: no question is made from free text, and none is left out because of it."""
    ways = []
    for user, story in enumerate(("There is never food.", "naked, pregnant, she cuts herself, 自杀, poison, knife"), 7):
        who = Someone(district, user)
        await who.is_reporting(harms="neglect")
        await who.say(story)
        await who.done("story")
        await answer_until(who, "files_declared")
        await who.choose("files_declared", "no")
        draft = await who.draft()
        assert draft is not None
        ways.append((draft.trail, draft.at))
    assert ways[0] == ways[1]
    assert ways[0][1] == "files"


async def test_alarming_words_show_help_and_raise_the_class(rita: Someone) -> None:
    await rita.is_reporting(harms="neglect")
    told = await rita.say(PREGNANT)
    assert [facts_of(n)["card"] for n in told if n.kind == "help_card"] == ["words"]
    await rita.check()
    assert "received" in kinds(await rita.send())
    assert (await the_case(rita.district)).urgency is Urgency.P2


async def test_alarming_words_do_not_change_the_lead(rita: Someone) -> None:
    """T21 raises a bullying report; only what was chosen makes it grave (T16)."""
    await rita.is_reporting(harms="bullying")
    await rita.say("They laugh at him in the shower, naked.")
    await rita.check()
    await rita.send()
    case = await the_case(rita.district)
    assert (case.lead, case.urgency) == ("EDU", Urgency.P2)
