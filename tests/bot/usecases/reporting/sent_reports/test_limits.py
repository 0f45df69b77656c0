"""What is added to a report has the limits of a story: beyond them it is refused in words; what came before stays."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import MessageId
from bot.domain.intake.questionnaire import add_piece
from bot.domain.report import Addition, MediaRef, MediaState
from bot.usecases.reporting import words_told
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.officers import reported
from tests.support.people import District, Someone
from tests.support.reporting.receipts import code_in

LONG = "They wait for him at the gate. " * 130
"""4,030 characters: five of them are more than one answer holds."""
Add = Callable[[Someone, str], Awaitable[object]]


async def says(person: Someone, text: str) -> None:
    await person.say(text)


async def edits(person: Someone, text: str) -> None:
    """Edits one message again and again. The text differs each time, because an edit that changes nothing is no
    correction."""
    report = (await person.reports())[0]
    told = next(piece.message_id for answer in report.answers for piece in answer.pieces)
    await person.edit(told, text + str(next(person.messages)))


async def sends_files(person: Someone, text: str) -> None:
    await person.file("document" if len(text) % 2 else "photo")


async def comes_with_the_words(person: Someone, text: str) -> None:
    other = Someone(person.district, user=99)
    piece = other.piece(text, next(person.messages))
    await words_told.tell(other.request, ToldMessage(Written(piece)))
    await other.district.deliver()


async def told(person: Someone) -> int:
    (report,) = await person.reports()
    pieces = [piece.words for addition in report.additions for piece in addition.pieces]
    return sum(map(len, pieces))


async def refused(person: Someone, add: Add, text: str, times: int) -> list[str]:
    """What came of each."""
    keys = []
    for _ in range(times):
        try:
            await add(person, text)
            keys.append("")
        except Refusal as refusal:
            keys.append(refusal.key)
    return keys


async def ready(district: District, add: Add) -> Someone:
    rita = Someone(district)
    await reported(rita)
    if add is comes_with_the_words:
        other = Someone(district, user=99)
        await follow_up.come(other.request, MaybeCode(code_in(district.sent)), MessageId(5))
        await follow_up.begin_addition(other.request)
    elif add is not edits:
        await rita.add(1)
    await district.deliver()
    return rita


@pytest.mark.parametrize("add", [says, edits, comes_with_the_words])
async def test_a_report_takes_as_much_in_a_day_as_fits_into_one_answer(district: District, add: Add) -> None:
    rita = await ready(district, add)
    assert await refused(rita, add, LONG, 6) == ["", "", "", "", "too-much-added", "too-much-added"]
    assert 16_000 < await told(rita) <= 20_000


@pytest.mark.parametrize("add", [says, edits, comes_with_the_words])
async def test_alarming_words_have_as_much_space_again(district: District, add: Add) -> None:
    rita = await ready(district, add)
    await refused(rita, add, LONG, 5)
    assert await refused(rita, add, "He has a knife. " + LONG, 6) == ["", "", "", "", "", "too-much-added"]
    assert await told(rita) <= 40_000


async def test_on_the_next_day_there_is_room_again(district: District) -> None:
    rita = await ready(district, says)
    await refused(rita, says, LONG, 5)
    district.time.move(hours=25)
    await rita.add(1)
    assert await refused(rita, says, LONG, 1) == [""]


async def test_many_short_messages_are_bounded_too(district: District) -> None:
    rita = await ready(district, says)
    assert await refused(rita, says, "x", 3) == [""] * 3
    await had_added(rita, 492)
    keys = await refused(rita, says, "x", 15)
    assert keys == [""] * 5 + ["too-much-added"] * 10


async def had_added(person: Someone, times: int) -> None:
    """Stores as many short messages more, as if each had come by itself."""
    async with person.district.database.begin() as uow:
        [(report, _)] = await uow.reports.of_person(person.visitor.person)
        more = [Addition(person.now, pieces=(person.piece("x", None),)) for _ in range(times)]
        await uow.reports.save(replace(report, additions=(*report.additions, *more)))
        await uow.commit()


async def test_the_story_itself_takes_five_hundred_messages(district: District) -> None:
    rita = Someone(district)
    await rita.is_reporting()
    assert await refused(rita, says, "x", 3) == [""] * 3
    await had_told(rita, 492)
    assert await refused(rita, says, "x", 8) == [""] * 5 + ["too-long"] * 3


async def had_told(person: Someone, times: int) -> None:
    """Stores a story that is longer by as many short messages."""
    draft = await person.draft()
    assert draft is not None
    for _ in range(times):
        draft = add_piece(draft, person.piece("x", None), person.now)
    async with person.district.database.begin() as uow:
        await uow.drafts.save(person.visitor.person, person.visitor.chat, draft, due_at=None)
        await uow.commit()


async def test_at_most_a_hundred_files_of_a_report_are_recorded(district: District) -> None:
    """Twenty are stored, for eighty the person is told why not; of more nothing is stored."""
    rita = await ready(district, sends_files)
    assert await refused(rita, sends_files, "x", 22) == [""] * 22
    await had_sent(rita, 75)
    assert await refused(rita, sends_files, "x", 6) == [""] * 3 + ["too-many-files"] * 3
    (report,) = await rita.reports()
    assert len(report.all_media) == 100


async def had_sent(person: Someone, times: int) -> None:
    """Stores as many more files of which the person was told why they are not kept."""
    async with person.district.database.begin() as uow:
        [(report, _)] = await uow.reports.of_person(person.visitor.person)
        items = [MediaRef("photo", MediaState.REFUSED, next(person.messages), person.now) for _ in range(times)]
        more = [Addition(person.now, media=(item,)) for item in items]
        await uow.reports.save(replace(report, additions=(*report.additions, *more)))
        await uow.commit()


async def test_a_request_to_stop_is_accepted_when_nothing_more_can_be_added(district: District) -> None:
    rita = await ready(district, says)
    await refused(rita, says, LONG, 6)
    await hiding.stop(rita.request, rita.piece("stop", None))
    assert "added" in [notice.kind for notice in await district.deliver()]
