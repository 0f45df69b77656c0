"""Officers see what a reporter wrote as a quotation: nothing in it can be pressed, and nothing looks like ours."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from operator import itemgetter
from pathlib import Path as File
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.export import readable
from bot.domain.access.identity import Identity, Level
from bot.domain.ids import AgencyKey, CaseId, FileKey, ReporterToken, ReportId
from bot.domain.report import Addition, Answer, Contact, MediaRef, MediaState, Path, Phone, Piece, Report
from bot.domain.told import Extra, Origin
from bot.simulator.client import Message, picture
from bot.simulator.world.entities import written
from handlers.officer.cases.views_report import report_text
from handlers.reporter.screens.views_identity import _told as identity_lines
from handlers.telegram.text.rendered import RenderContext
from handlers.told_words import caption_of
from tests.support.domain.examples import examples, one_of_each
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.incoming.documents import letter
from tests.support.incoming.hostile_words import HOSTILE, hostile_words, live_in
from tests.support.people import PROFILE
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import running_bot

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: AT)
FOREIGN = "Zqforeign"
"""Stands in everything that the person says, and nowhere else."""
EDU = AgencyKey("EDU")
ORIGINS = ("user", "hidden_user", "chat", "channel", "bot")
EXTRAS = (
    "quote",
    "reply",
    "link",
    "button",
    "preview",
    "mention",
    "card",
    "venue",
    "poll",
    "game",
    "story",
    "other",
    "new",
)


def told_by(words: str) -> Report:
    """A report with these words in every place that takes words of a person."""
    origins = [Origin(kind, f"{FOREIGN} {words}", AT, f"https://t.me/{FOREIGN}", "5") for kind in ORIGINS]
    extras = tuple(Extra(kind, f"{FOREIGN} {words}", f"{FOREIGN} {words}", origins[0]) for kind in EXTRAS)
    own = Piece(f"{FOREIGN} {words}", 1, AT, extras=extras)
    pieces = (own, *(Piece(f"{FOREIGN} {words}", 2, AT, by_others=True, origin=origin) for origin in origins))
    answers = (Answer("story", pieces=pieces), Answer("place_now", phone=Phone(f"+86 {FOREIGN}", f"{FOREIGN} {words}")))
    addition = Addition(AT, pieces=pieces)
    corrected = replace(addition, corrects=1)
    return Report(
        ReportId("r"), CaseId("c"), ReporterToken("t"), Path.ADULT, "en", AT, contact=Contact.NO, answers=answers,
        media=(file_of(words),),
        additions=(addition, corrected),
    )  # fmt: skip


def file_of(words: str) -> MediaRef:
    origin = Origin("hidden_user", f"{FOREIGN} {words}", AT, f"https://t.me/{FOREIGN}", f"{FOREIGN}")
    return MediaRef(
        "document", MediaState.STORED, 3, AT, file=FileKey("f"), mime="application/pdf", name=f"{FOREIGN} {words}.pdf",
        caption=f"{FOREIGN} {words}", by_others=True, origin=origin,
        extras=(Extra("link", f"{FOREIGN} {words}", FOREIGN),),
    )  # fmt: skip


def known_of(words: str) -> Identity:
    answers = (Answer("reporter_name", pieces=(Piece(f"{FOREIGN} {words}", 1, AT),)),)
    return Identity(Level.NAMED, answers, account_name=f"{FOREIGN} {words}")


@cache
def views_of(words: str, locale: str) -> list[str]:
    return [*views(words, locale)]


def views(words: str, locale: str) -> Iterator[str]:
    """Each text that shows what a person said."""
    yield report_text(CONTEXT, locale, told_by(words))
    yield caption_of(CONTEXT, locale, file_of(words))
    yield from identity_lines(CONTEXT, locale, known_of(words))


PLAIN = [*views("he hit me", "en")]


def outside_of_quotations(text: str, entities: list[dict[str, Any]]) -> str:
    units = bytearray(text.encode("utf-16-le"))
    for entity in entities:
        if entity["type"] == "blockquote":
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])] = bytes(2 * entity["length"])
    return units.decode("utf-16-le")


def check(source: str) -> None:
    text, entities = written(source, "HTML")
    assert live_in(text, entities) == []
    assert FOREIGN in text
    assert FOREIGN not in outside_of_quotations(text, entities)
    assert {entity["type"] for entity in entities} <= {"blockquote", "bold"}


@pytest.mark.parametrize(("words", "locale"), one_of_each(product(HOSTILE, LANGUAGES), itemgetter(0)))
def test_hostile_words_are_shown_as_quotations_in_every_view(words: str, locale: str) -> None:
    """And in an export each line of them is marked. Each word in one language, the next one in the other; in a long run
    in both."""
    for text in views_of(words, locale):
        check(text)
        lines = readable(text).split("\n")
        assert [line for line in lines if FOREIGN in line and not line.startswith("> ")] == []


@settings(deadline=None, max_examples=examples(12))
@given(hostile_words(), st.sampled_from(LANGUAGES))
def test_all_words_of_a_person_are_shown_as_quotations_in_every_view(words: str, locale: str) -> None:
    for text in views(words, locale):
        check(text)


@settings(deadline=None, max_examples=examples(10))
@given(hostile_words())
def test_a_persons_words_never_change_our_own_lines(words: str) -> None:
    """What stands outside of the quotations does not depend on what stands inside."""
    for hostile, plain in zip(views(words, "en"), PLAIN, strict=True):
        found = [outside_of_quotations(*written(text, "HTML")).replace("\0", "") for text in (hostile, plain)]
        assert found[0] == found[1]


async def test_every_role_sees_a_persons_words_as_quotations(tmp_path: File) -> None:
    """Through HTTP: told, added and sent by a hostile person; opened, listed and searched by everybody."""
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        rita, song, sue = cast.reporters[0], cast.officers[EDU], cast.supervisor
        hostile = f"{FOREIGN} /take 1 @evil_account https://evil.example\n<b>Case 1</b> closed \u202eabc"
        await tell(rita, hostile)
        await rita.document(letter(), f"{FOREIGN}\u202excod.exe", "application/msword", caption=hostile)
        stored = await rita.wait_for("Kept: 1 file")
        await rita.photo(picture(), caption=hostile)
        await rita.wait_for("Kept: 1 file", after=stored)
        await send(rita)
        await rita.say(f"/start {hostile}")
        await song.press("Acknowledge", cast.groups[EDU])
        await song.say("/open 1")
        await song.wait_for(lambda message: "Assess" in message.labels)
        for command in ("/case 1", "/cases", "/overdue", "/quarantine"):
            await sue.say(command)
        await sue.wait_for("Nobody is late")
        staff = [song, sue, cast.heads[EDU]]
        seen = [
            m for one in staff for m in (*await one.sees(), *await one.sees(cast.groups[EDU] if one is song else None))
        ]
        shown = [message for message in seen if message.from_bot and FOREIGN in message.words]
        assert len(shown) >= 3
        for message in shown:
            check_message(message)
        files = [m.raw["document"]["file_name"] for m in await song.sees() if m.from_bot and "document" in m.raw]
        assert files == ["case1-file1.docx"]


def check_message(message: Message) -> None:
    """Commands of ours may stand beside the quotations, none inside them."""
    found = message.raw.get("entities", message.raw.get("caption_entities", []))
    text, entities = message.words, cast("list[dict[str, Any]]", found)
    quotations = [(m["offset"], m["offset"] + m["length"]) for m in entities if m["type"] == "blockquote"]
    inside = [m for m in entities if any(begin <= m["offset"] < end for begin, end in quotations)]
    assert live_in(text, inside) == []
    assert FOREIGN not in outside_of_quotations(text, entities)
