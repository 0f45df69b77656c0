"""Words beside a file are changed while it is being fetched: they are kept as they read last, once (Q-rule 5)."""

import pytest

from bot.domain.queues.fetches import Fetch
from bot.domain.report import Draft, MediaRef, MediaState, Report
from bot.usecases.reporting.evidence import fetching
from tests.support.officers import reported
from tests.support.people import District, Someone, comes, is_sent

MESSAGE = 900
FIRST, LAST = "the letter", "the letter, she wrote it on Monday"


async def on_its_way(district: District, rita: Someone, caption: str) -> Fetch:
    """A file is sent, and not fetched yet."""
    item = MediaRef("photo", MediaState.FAILED, MESSAGE, rita.now, 1000, "hash", caption=caption)
    fetch = await is_sent(district, rita.visitor, item)
    assert fetch is not None
    return fetch


async def takes_longer(district: District, fetch: Fetch) -> None:
    """The person is told that it is on its way; its words are kept without it."""
    await fetching.tell_coming(district.services, district.time.at, fetch)
    await district.deliver()


def said_in(told: Draft | Report) -> list[str]:
    """All words of the message, wherever they stand."""
    pieces = [piece for answer in told.answers for piece in answer.pieces]
    media = list(told.media)
    if isinstance(told, Report):
        pieces += [piece for addition in told.additions for piece in addition.pieces]
        media = list(told.all_media)
    words = [piece.text for piece in pieces if piece.message_id == MESSAGE]
    return [*words, *(item.caption for item in media if item.message_id == MESSAGE and item.caption)]


@pytest.mark.parametrize("caption", [FIRST, ""])
@pytest.mark.parametrize("late", [False, True])
async def test_words_changed_while_their_file_is_fetched_are_kept_with_what_is_told(
    district: District, rita: Someone, caption: str, late: bool
) -> None:
    await rita.is_reporting()
    await rita.say("They wait for him after school.")
    fetch = await on_its_way(district, rita, caption)
    if late:
        await takes_longer(district, fetch)
    await rita.edit(MESSAGE, LAST)
    assert await comes(district, fetch, b"x" * 100) is MediaState.STORED
    draft = await rita.draft()
    assert draft is not None
    assert [item.state for item in draft.media] == [MediaState.STORED]
    assert said_in(draft) == [LAST]


@pytest.mark.parametrize("caption", [FIRST, ""])
@pytest.mark.parametrize("late", [False, True])
async def test_words_changed_while_their_file_is_fetched_for_a_sent_report_reach_the_officers(
    district: District, rita: Someone, caption: str, late: bool
) -> None:
    await reported(rita)
    await rita.add(1)
    fetch = await on_its_way(district, rita, caption)
    if late:
        await takes_longer(district, fetch)
    await rita.edit(MESSAGE, LAST)
    await comes(district, fetch, b"x" * 100)
    (report,) = await rita.reports()
    assert said_in(report)[-1:] == [LAST]
    assert said_in(report).count(LAST) == 1


async def test_words_changed_after_a_late_file_has_come_are_kept_once(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    fetch = await on_its_way(district, rita, FIRST)
    await takes_longer(district, fetch)
    await comes(district, fetch, b"x" * 100)
    await rita.edit(MESSAGE, LAST)
    draft = await rita.draft()
    assert draft is not None
    assert said_in(draft) == [LAST]


async def test_an_edit_that_comes_twice_before_the_file_counts_once(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    fetch = await on_its_way(district, rita, "")
    await takes_longer(district, fetch)
    for _ in range(2):
        await rita.edit(MESSAGE, LAST)
    await rita.edit(MESSAGE, FIRST)
    await comes(district, fetch, b"x" * 100)
    draft = await rita.draft()
    assert draft is not None
    assert said_in(draft) == [FIRST]
