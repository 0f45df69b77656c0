"""A group that accepts words and no pictures or files is told in words: later rows do not wait."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.ids import CaseId, FileKey
from bot.domain.queues.delivery import Refused, Sent
from bot.simulator.client import Group, Person
from handlers.telegram.text.rendered import Attachment, Made, Rendered
from tests.support.running.sending import ROW_OF_KEYS
from tests.support.running.wire import Wire, row_for, started, wire

REFUSALS = [
    (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN"),
    (403, "Forbidden: CHAT_SEND_MEDIA_FORBIDDEN"),
    (400, "Bad Request: not enough rights to send documents to the chat"),
    (403, "Forbidden: words of a newer server"),
]
NOTE = "staff-files-not-taken"
CHART = Made(b"png", "a.png", "Late: 2 of 7")
FILES = Attachment(CaseId("c"), FileKey("f1"), "document", "notes.pdf", "application/pdf")
MESSAGES: dict[str, tuple[Rendered, list[str]]] = {
    "an album of pictures": (
        Rendered("Board", made=(CHART, CHART)),
        [f"{NOTE}\n\nLate: 2 of 7\n\nLate: 2 of 7", "Board"],
    ),
    "one picture": (Rendered("Board", made=(CHART,)), [f"{NOTE}\n\nLate: 2 of 7", "Board"]),
    "a workbook": (Rendered("Week", made=(Made(b"PK", "a.xlsx", is_picture=False),)), [NOTE, "Week"]),
    "a page to print": (Rendered("Poster", page=b"<p>"), [NOTE, "Poster"]),
    "a file of a report": (Rendered("What was told", files=(FILES,)), ["staff-file-not-sent", "What was told"]),
}
METHODS = ("sendPhoto", "sendDocument", "sendMediaGroup")


@pytest.fixture
async def wired() -> AsyncIterator[Wire]:
    async with wire() as made:
        made.files["f1"] = b"%PDF-1.4"
        yield made


async def the_group(wired: Wire) -> tuple[Person, Group]:
    owner = await started(wired.world)
    group = await wired.world.group("Supervising body", owner)
    await group.bot("add")
    return owner, group


@pytest.mark.parametrize(("status", "words"), REFUSALS)
async def test_when_a_file_cannot_be_sent_its_content_is_sent_as_text(wired: Wire, status: int, words: str) -> None:
    owner, group = await the_group(wired)
    for method in METHODS:
        await wired.world.fault("status", method, times=0, status=status, description=words)
    for rendered, wanted in MESSAGES.values():
        before = len(await owner.sees(group))
        outcome = await wired.sender(rendered).send(row_for(group.id, is_group=True))
        assert isinstance(outcome, Sent), outcome
        assert [one.words for one in (await owner.sees(group))[before:] if one.from_bot] == wanted


async def test_a_group_that_accepts_no_text_either_is_a_refusal(wired: Wire) -> None:
    owner, group = await the_group(wired)
    for method in (*METHODS, "sendMessage"):
        await wired.world.fault("status", method, times=0, status=400, description="Bad Request: CHAT_WRITE_FORBIDDEN")
    for name, (rendered, _) in MESSAGES.items():
        assert await wired.sender(rendered).send(row_for(group.id, is_group=True)) == Refused("ChatRefuses"), name
    assert [one for one in await owner.sees(group) if one.from_bot] == []


async def test_buttons_are_under_the_text_sent_instead_of_a_page(wired: Wire) -> None:
    owner, group = await the_group(wired)
    await wired.world.fault("status", "sendDocument", times=0, status=400, description=REFUSALS[0][1])
    assert isinstance(
        await wired.sender(Rendered("Poster", ROW_OF_KEYS, page=b"<p>")).send(row_for(group.id, is_group=True)), Sent
    )
    *_, last = [one for one in await owner.sees(group) if one.from_bot]
    assert [*last.labels] == ["Yes", "Map"]
