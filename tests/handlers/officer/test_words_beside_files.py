"""An officer gets one message about a file and the words beside it, however long these are. It has the button that
seals the file, so the words leave the chat with it. Where the words do not fit, it says where all of them stand."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from bot.domain.cases.case import Case
from bot.domain.ids import CaseId
from bot.domain.notices.officer.cases import StoryFile
from bot.domain.queues.delivery import OutboxRow, Sent
from bot.domain.report import MediaRef, Report
from bot.domain.told import Extra
from bot.simulator.client import Message, picture
from bot.usecases.access.audience import Permission
from handlers.officer.cases.views_sealed_files import story_file
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.split import CAPTION_LIMIT, MESSAGE_LIMIT
from tests.support.databases.samples import a_case, a_photo, a_report
from tests.support.domain.examples import LONG
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.notices import views_of
from tests.support.people import PROFILE
from tests.support.running.wire import StoredFiles, row_for, started, wire

LENGTHS = (0, 700, 800, 900, 1000, 1024, 4000, 4096, 20_000)
FILES = {
    "sent": ("application/pdf", b"%PDF-1.4"),
    "sent as a picture": ("image/jpeg", picture()),
    "a picture that cannot be shown": ("image/jpeg", b"no picture"),
    "a program": ("application/pdf", b"MZ" + bytes(2000)),
    "not stored any more": ("application/pdf", None),
    "refused by Telegram": ("application/pdf", b"%PDF-1.4"),
}


def ref_of(mime: str, words: str) -> MediaRef:
    kind = "photo" if mime.startswith("image/") else "document"
    return replace(a_photo(), kind=kind, mime=mime, name="a name.jpg", caption=words)


def worded(length: int) -> str:
    """Words of this length, none of them twice."""
    return "".join(f"w{place} " for place in range(length))[:length].strip()


def lengths() -> Iterator[str]:
    yield from map(worded, LENGTHS)
    yield from ("@" * 600, "字" * 1000, "\N{GRINNING FACE}" * 500)


class OneCaseWork:
    """A unit of work that knows one case with one file."""

    def __init__(self, ref: MediaRef) -> None:
        self.cases = self.reports = self
        self._report = replace(a_report(), media=(ref,), additions=())

    async def get(self, _: CaseId) -> Case:
        return a_case()

    async def of_case(self, _: CaseId) -> list[Report]:
        return [self._report]


def context_of(ref: MediaRef, files: dict[str, bytes]) -> RenderContext:
    @asynccontextmanager
    async def reading() -> AsyncIterator[Any]:
        yield OneCaseWork(ref)

    stored = cast("Any", StoredFiles(files))
    return RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", cast("Any", reading), stored, lambda: AT)


def sender_of(bot: Any, context: RenderContext, ref: MediaRef) -> Sender:
    async def view(_: RenderContext, row: OutboxRow) -> Rendered | None:
        assert ref.file is not None
        return await story_file(context, row, StoryFile(file=ref.file, state=ref.state))

    async def render_context() -> RenderContext:
        return context

    async def at_once(_: OutboxRow) -> None:
        return

    async def anybody(*_: object) -> Permission:
        return Permission.GRANTED

    return Sender(bot, views_of(view), render_context, BetweenCalls(at_once), anybody)


@dataclass(frozen=True)
class FileToTell:
    """A file, its bytes where they are stored, and whether Telegram refuses them."""

    ref: MediaRef
    data: bytes | None = b"%PDF-1.4"
    refused: bool = False


async def told(files: list[FileToTell], locale: str) -> list[Message]:
    """Sends each file, and gives the messages: one for each."""
    async with wire() as wired:
        rita = await started(wired.world)
        for place, file in enumerate(files):
            if file.refused:
                description = "Request Entity Too Large"
                await wired.world.fault("status", "sendDocument", status=413, description=description)
            row = row_for(rita.id)
            row = replace(row, locale=locale, notice=replace(row.notice, case=CaseId("case-1")))
            stored = {} if file.data is None else {"file-1": file.data}
            outcome = await sender_of(wired.bot, context_of(file.ref, stored), file.ref).send(row)
            assert isinstance(outcome, Sent), (place, outcome)
            assert len(outcome.messages) == 1, place
        return [message for message in await rita.sees() if message.from_bot]


def tried(fate: str, turn: int) -> list[FileToTell]:
    """A process of its own looks at each picture, so fewer lengths are tried with pictures."""
    mime, data = FILES[fate]
    each = 6 if mime.startswith("image/") else 2
    some = [*lengths()] if LONG in os.environ else [*lengths()][turn % each :: each]
    return [FileToTell(ref_of(mime, words), data, fate.startswith("refused")) for words in some]


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_a_file_is_one_message_with_the_button_that_seals_it(locale: str) -> None:
    """The suite tries every length with each fate of a document, half of them in each language, and a third of the
    lengths with pictures."""
    turn = LANGUAGES.index(locale)
    files = [(fate, file) for at, fate in enumerate(FILES) for file in tried(fate, turn + 2 * at)]
    found = await told([file for _, file in files], locale)
    for (fate, file), message in zip(files, found, strict=True):
        ref, shown, limit = file.ref, message.words, CAPTION_LIMIT if fate.startswith("sent") else MESSAGE_LIMIT
        assert CATALOGUE("button-seal-file", locale) in message.labels, fate
        assert CATALOGUE("staff-file-seal-follows", locale) in shown, fate
        assert len(shown.encode("utf-16-le")) // 2 <= limit, fate
        assert "a name" in shown, fate
        assert shown.count("w0 w1 w2 w3") == ref.caption.startswith("w0 w1 w2 w3"), fate
        whole = ref.caption in shown.replace("\u2060", "")
        assert whole is not (CATALOGUE("staff-file-words-cut", locale) in shown), fate
        assert whole or len(ref.caption) >= 500, fate


async def test_links_and_a_long_name_beside_a_file_do_not_take_the_place_of_its_button() -> None:
    links = tuple(Extra("link", f"Label {place}", f"https://example.org/{place}/" + "x" * 200) for place in range(120))
    ref = replace(ref_of("application/pdf", worded(900)), extras=links, name="n" * 3000 + ".pdf.exe")
    few = replace(ref_of("application/pdf", "short"), extras=tuple(Extra("link", "L", "x") for _ in range(60)))
    [shown, other] = await told([FileToTell(ref), FileToTell(few)], "en")
    assert all("Seal this file" in message.labels for message in (shown, other))
    assert ".pdf.exe" in shown.words.replace("\u2060", "")
