"""What a storm has left in the database, as the judge reads it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter
from bot.domain.report import MediaRef, Piece, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.simulator.client import Message
from tests.chaos.ground import DealtBlow

CARD = re.compile(r"Case (\d+) ·")
OK = 200
FAILED = frozenset({0, 401, 404, 429, 500, 502})
FAULTS = frozenset({500, 502})
UNANSWERED = 0
UNANSWERED_IN_PLACE, FAILURES_IN_PLACE = 3, 5
"""How many sends without an answer, and how many failures of any kind, it takes before a row lets later ones of its
chat go first."""


def idle(fallen: Iterable[DealtBlow]) -> list[str]:
    """A blow that touched nothing has tried nothing."""
    return [f"the blow {dealt.kind} touched nothing" for dealt in fallen if not dealt.touched()]


def card_of(call: dict[str, Any]) -> str | None:
    """The number of the case whose card a call sends to a group."""
    found = CARD.search(str(call["params"].get("text", "")))
    return found[1] if found and str(call["chat_id"]).startswith("-") else None


def is_put_off(calls: Iterable[dict[str, Any]], call: dict[str, Any]) -> bool:
    """Whether this card, until it stands there, has had no answer three times, failed five times, or failed although
    its chat had just answered a look: then it waits and lets later ones pass."""
    failures, has_answered = list[int](), False
    for one in calls:
        if one["chat_id"] != call["chat_id"]:
            continue
        if one["method"] != "sendMessage":
            has_answered = one["code"] == OK
        elif card_of(one) == card_of(call):
            if one["code"] in FAILED:
                failures.append(one["code"])
                if has_answered and one["code"] in FAULTS:
                    return True
            elif one["n"] > call["n"]:
                break
            has_answered = False
    return failures.count(UNANSWERED) >= UNANSWERED_IN_PLACE or len(failures) >= FAILURES_IN_PLACE


def is_poison(body: dict[str, Any]) -> bool:
    """Whether the simulator took a field away without which no parser can read it."""
    return "from" not in body if "data" in body else "date" not in body


def cards_in(messages: Iterable[Message]) -> Counter[int]:
    """How many cards of each case stand in a group."""
    found = (CARD.search(message.words) for message in messages if message.from_bot and not message.reply_to)
    return Counter(int(match[1]) for match in found if match)


def place_of(body: dict[str, Any]) -> tuple[Any, Any]:
    """Chat and number of a message."""
    return body.get("chat", {}).get("id"), body.get("message_id")


def media_of(report: Report) -> Iterator[MediaRef]:
    """All files, also those that were added."""
    yield from report.media
    for addition in report.additions:
        yield from addition.media


def pieces_of(report: Report) -> Iterator[Iterable[Any]]:
    """All that was written: answers, then additions."""
    yield from (answer.pieces for answer in report.answers)
    yield from (addition.pieces for addition in report.additions)


def first_pieces(report: Report) -> Iterator[Piece]:
    """Words as they came; corrections are not the words themselves."""
    for answer in report.answers:
        yield from answer.pieces
    for addition in report.additions:
        if addition.corrects is None:
            yield from addition.pieces


def messages_of(report: Report) -> set[int]:
    """Ids of the messages whose words or files are in the report."""
    return {piece.message_id for piece in first_pieces(report)} | {item.message_id for item in media_of(report)}


async def all_cases(uow: UnitOfWork) -> list[Case]:
    """Every case there is."""
    found: list[Case] = []
    while page := await uow.cases.page(CaseFilter(), after=found[-1].number if found else None, limit=100):
        found += page
    return found
