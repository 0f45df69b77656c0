"""Whoever may not know of one case loses each message that names it, and with it what the message says of other cases.
What is late in those is told again, once, in whichever way they were barred and whatever kind of message it was."""

import os
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from itertools import count, product
from typing import Any, get_args, get_type_hints

import pytest

from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.every import OfReporting, Worded
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.people import Staff
from bot.domain.queues.delivery import OutboxRow, Sent
from bot.usecases.casework.merging import merging
from tests.support.acting import are_rights_of, asking, hands_in, taps
from tests.support.any_notice import any_of
from tests.support.casework.barring import GROUP, hands_on
from tests.support.casework.merging import SECOND, supervisor_of, tells, two_of_one_child
from tests.support.domain.examples import LONG, one_of_each
from tests.support.officers import EDU, ONE, PSB, Officer, employ, officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown
from tests.support.screens.late_lists import passes

THIRD = CaseNumber(3)
FREE_FACTS = {"SayOther", "SayRefusal"}
"""What these name is not known from their types."""


def numbers_in(hint: Any) -> int:
    """How many cases a value of this type may name: 2 where it may be several."""
    if hint is CaseNumber:
        return 1
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return min(sum(numbers_in(hints[one.name]) for one in fields(hint)), 2)
    inner = get_args(hint)
    found = max((numbers_in(one) for one in inner), default=0)
    return 2 if found and Ellipsis in inner else found


class Named:
    """Gives out the cases in turn, and notes which were given out."""

    def __init__(self) -> None:
        self._order = iter((ONE, THIRD, SECOND))
        self.cases: set[CaseNumber] = set()

    def next(self) -> CaseNumber:
        number = next(self._order, ONE)
        self.cases.add(number)
        return number

    def all(self) -> list["Named"]:
        """One for each row of a list. A list names all three."""
        self.cases |= {ONE, SECOND, THIRD}
        return [OfRow(number) for number in (ONE, SECOND, THIRD)]


class OfRow(Named):
    """Gives out one case alone."""

    def __init__(self, number: CaseNumber) -> None:
        super().__init__()
        self._number = number

    def next(self) -> CaseNumber:
        return self._number


def value_of(hint: Any, named: Named) -> Any:
    """A value of this type that names the next of the cases, or in a list all of them; None where it names none."""
    if hint is CaseNumber:
        return named.next()
    if is_dataclass(hint):
        return about(hint, named) if numbers_in(hint) else None
    inner = [one for one in get_args(hint) if numbers_in(one)]
    if not inner:
        return None
    if Ellipsis not in get_args(hint):
        return value_of(inner[0], named)
    return tuple(value_of(inner[0], row) for row in named.all())


def about(kind: Any, named: Named) -> Any:
    """A notice of this class, or a row of one, that names the cases in turn."""
    hints = get_type_hints(kind)
    given = {one.name: value_of(hints[one.name], named) for one in fields(kind)}
    return any_of(kind, {"options": ()} | {name: value for name, value in given.items() if value is not None})


FOR_STAFF = {*get_args(Worded)} - {*get_args(OfReporting)}
OF_SEVERAL = sorted((one for one in FOR_STAFF if one.__name__ not in FREE_FACTS and numbers_in(one) > 1), key=str)
"""All classes of notices that may name several cases. A new one is found by its fields."""


def test_lists_previews_and_news_of_two_cases_are_found() -> None:
    names = {one.__name__ for one in OF_SEVERAL}
    assert names > {"LadderList", "Digest", "OverdueList", "ReminderList", "MergePreview", "SayOfTwoCases"}
    assert len(names) > 15


@dataclass
class Readers:
    """Heads of the schools, or supervisors; one for each class of notices."""

    district: District
    people: list[Officer]

    async def hand_on(self, number: CaseNumber) -> None:
        """Each of them steps back."""
        for one in self.people:
            await hands_on(one, number)

    async def with_the_body(self, number: CaseNumber) -> None:
        """One of them steps back for the whole body."""
        await hands_on(self.people[0], number, body=True)

    async def merge(self) -> None:
        """The first two cases become one."""
        sue = await supervisor_of(self.district, 98)
        await merging.begin(await asking(*sue.me, is_press=True), ONE, SECOND)
        await taps(*sue.me, "merge", "why", "same_child")
        await hands_in(*sue.me)


async def alone(readers: Readers, _: Chats) -> None:
    await readers.hand_on(ONE)


async def from_two_cases(readers: Readers, _: Chats) -> None:
    await readers.hand_on(ONE)
    await readers.hand_on(SECOND)


async def as_a_body(readers: Readers, _: Chats) -> None:
    await readers.with_the_body(ONE)


async def as_a_body_from_two_cases(readers: Readers, _: Chats) -> None:
    await readers.with_the_body(ONE)
    await readers.with_the_body(SECOND)


async def by_merging(readers: Readers, chats: Chats) -> None:
    await readers.hand_on(SECOND)
    await readers.merge()


async def by_merging_after_it_was_told_again(readers: Readers, chats: Chats) -> None:
    await readers.hand_on(SECOND)
    await chats.deliver()
    await readers.merge()


async def by_merging_the_other_way(readers: Readers, chats: Chats) -> None:
    await readers.hand_on(ONE)
    await readers.merge()


async def as_a_body_by_merging(readers: Readers, chats: Chats) -> None:
    await readers.with_the_body(SECOND)
    await readers.merge()


async def as_a_body_by_merging_the_other_way(readers: Readers, chats: Chats) -> None:
    await readers.with_the_body(ONE)
    await readers.merge()


Way = Callable[[Readers, Chats], Awaitable[None]]
TWO_LEFT = [alone, as_a_body]
"""Of case 1 alone they may not know any more."""
ONE_LEFT = [
    from_two_cases,
    as_a_body_from_two_cases,
    by_merging,
    by_merging_after_it_was_told_again,
    by_merging_the_other_way,
    as_a_body_by_merging,
    as_a_body_by_merging_the_other_way,
]
"""Of cases 1 and 2 they may not know any more."""
WAYS = [*((way, {ONE}) for way in TWO_LEFT), *((way, {ONE, SECOND}) for way in ONE_LEFT)]


async def three_late(district: District) -> Chats:
    """The schools lead three cases, and are late with each of them; so are the police, who support."""
    await two_of_one_child(district)
    await tells(Someone(district, 102), "He is afraid to go home.", "Bo")
    chats = Chats(district, asks=True)
    for hours in (1, 4, 4):
        await passes(district, chats, timedelta(hours=hours))
    return chats


async def readers_of(district: District, count_of: int) -> Readers:
    """So many heads of the schools."""
    found = [officer(district, 200 + at, EDU, head=True) for at in range(count_of)]
    for one in found:
        staff = Staff(one.agent.person, one.visitor.user, "en", heads=one.agent.heads, bodies=one.agent.agencies)
        await are_rights_of(district, staff)
    return Readers(district, found)


async def leased(district: District, said: Iterable[Notice]) -> list[OutboxRow]:
    """These are being sent at this moment."""
    async with district.database.begin() as uow:
        await uow.outbox.add(*said)
        await uow.commit()
    return [*await district.database.outbox.lease(district.time.at, 200, frozenset())]


async def arrives(chats: Chats, rows: Iterable[OutboxRow], numbers: Iterator[int]) -> None:
    """Each arrives as two messages."""
    for row in rows:
        sent = MessageId(next(numbers)), MessageId(next(numbers))
        chats.shown |= {(row.chat, number): Shown("It names cases", ()) for number in sent}
        await chats.district.database.outbox.record_result(row, Sent(sent), chats.district.time.at)


def lines_told(chats: Chats, chat: int, but: Collection[tuple[int, int]]) -> list[tuple[int, str]]:
    """What the chat reads of late cases in messages that are none of these: the number, and the line."""
    texts = [one.text for place, one in sorted(chats.shown.items()) if place[0] == chat and place not in but]
    late = [text for text in texts if "Not done in time" in text or " late: " in text]
    lines = [line for text in late for line in text.splitlines()]
    return [(int(found[1]), line) for line in lines if (found := re.search(r"<b>(?:Case |/case_)(\d+)\b", line))]


def assert_told_once(lines: list[tuple[int, str]], cases: Collection[int], of: object) -> None:
    assert {number for number, _ in lines} == {*cases}, of
    assert sorted(lines) == sorted({*lines}), f"{of}: twice"


def in_ways(*others: bool, turn: int) -> Any:
    """Every second way of barring from this one on, each with one of these; in a long run all with each of them."""
    each = one_of_each(product(WAYS, others), lambda one: one[0][0])
    tried = each if LONG in os.environ else each[turn::2]
    return [pytest.param(way, barred, other, id=f"{way.__name__}-{other}") for (way, barred), other in tried]


@pytest.mark.parametrize(("way", "barred", "is_sent"), in_ways(True, False, turn=1))
async def test_what_is_late_in_other_cases_is_told_again_once_to_heads(
    district: District, way: Way, barred: set[CaseNumber], is_sent: bool
) -> None:
    """Each head has read one message, each of another class. `is_sent`: it stands there; else it is on its way."""
    chats, numbers = await three_late(district), count(1000)
    readers = await readers_of(district, len(OF_SEVERAL))
    named = {one.visitor.chat: Named() for one in readers.people}
    said = [
        Notice(about(kind, named[one.visitor.chat]), ToChat(one.visitor.chat, "en"))
        for kind, one in zip(OF_SEVERAL, readers.people, strict=True)
    ]
    rows = await leased(district, said)
    assert len(rows) == len(OF_SEVERAL)
    if is_sent:
        await arrives(chats, rows, numbers)
        await way(readers, chats)
    else:
        await way(readers, chats)
        await arrives(chats, rows, numbers)
    await chats.deliver()
    for kind, one in zip(OF_SEVERAL, readers.people, strict=True):
        of = named[one.visitor.chat].cases
        others = of - barred if of & barred else set()
        assert_told_once(lines_told(chats, one.visitor.chat, ()), others, kind)


@pytest.mark.parametrize(("way", "barred", "is_alone"), in_ways(False, True, turn=0))
async def test_what_is_late_is_told_again_once_to_whoever_has_read_messages_of_all_classes(
    district: District, way: Way, barred: set[CaseNumber], is_alone: bool
) -> None:
    """A head, and the group of the schools: nothing leaves it where people alone step back. `is_alone`: a body is
    barred from the third case, so it is told by itself."""
    chats, numbers = await three_late(district), count(1000)
    readers = await readers_of(district, 1)
    if is_alone:
        wu = officer(district, 23, PSB, head=True)
        await employ(district, wu, head=PSB)
        await hands_on(wu, THIRD, body=True)
        await chats.deliver()
    mine = readers.people[0].visitor.chat
    for chat, kind in product([mine, GROUP], OF_SEVERAL):
        await arrives(chats, await leased(district, [Notice(about(kind, Named()), ToChat(chat, "en"))]), numbers)
    before = {*chats.shown}
    await way(readers, chats)
    await chats.deliver()
    others = {ONE, SECOND, THIRD} - barred
    assert_told_once(lines_told(chats, mine, before), others, way)
    assert_told_once(lines_told(chats, GROUP, before), others if way.__name__.startswith("as_a_body") else (), way)
