"""A message of several parts: what has arrived is not sent again, whatever happens in between."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import CaseId, ChatId, FileKey
from bot.domain.notices.notice import ToAgency, ToChat
from bot.loops.sending import send_once
from bot.simulator.client import Person
from handlers.telegram.text.rendered import Attachment, Key, Made, Rendered
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU, RITA_CHAT
from tests.support.domain.examples import examples
from tests.support.loops.outbox import NOBODY, add, bind
from tests.support.notices import notice_of
from tests.support.running.part_by_part import ARRIVES, Fault, SentPartByPart
from tests.support.running.wire import Wire, started, wire

KEYS = ((Key("Open", "open"),),)


def page(word: str) -> str:
    """A text that fills one message."""
    return " ".join([word] * (4000 // (len(word) + 1)))


THREE_PAGES = Rendered("\n\n".join([page("first"), page("second"), page("third")]), KEYS)


@pytest.fixture
async def wired() -> AsyncIterator[Wire]:
    async with wire() as made:
        yield made


@pytest.fixture
async def rita(wired: Wire) -> Person:
    return await started(wired.world)


def first_words(texts: list[str]) -> list[str]:
    """By the first word of each text it is known which one it is."""
    return [text.split()[0] for text in texts]


# --- from outside ---


@pytest.mark.parametrize("fault", ["drop_after", "drop_before", "status"])
async def test_the_next_attempt_goes_on_with_the_part_whose_result_is_not_known(
    wired: Wire, rita: Person, database: Database, clock: FixedClock, fault: str
) -> None:
    await add(database, notice_of("line", ToChat(ChatId(rita.id), "en")))
    fits = iter([True, False])

    async def second_part_fails(_: object) -> None:
        if next(fits, False):
            await wired.world.fault(fault, "sendMessage", status=400)

    sender = wired.sender_with(lambda *_: worded(), second_part_fails)
    for _ in range(2):
        clock.advance(hours=1)
        [row] = await database.outbox.lease(clock.now(), 10, NOBODY)
        await database.outbox.record_result(row, await send_once(sender, row), clock.now())
    seen = [message for message in await rita.sees() if message.from_bot]
    twice = ["second"] if fault == "drop_after" else []
    assert first_words([message.text or "" for message in seen]) == ["first", *twice, "second", "third"]
    assert bool(seen[-1].buttons)


async def worded() -> Rendered:
    return THREE_PAGES


# --- each kind of part ---


def attachment(name: str, caption: str) -> Attachment:
    return Attachment(CaseId("case-1"), FileKey(name), "document", f"{name}.bin", "application/zip", caption)


MESSAGES: dict[str, tuple[Rendered, list[str]]] = {
    "pages": (THREE_PAGES, ["first", "second", "third"]),
    "files and words": (
        Rendered("words", KEYS, (attachment("a", "one"), attachment("b", "two"))),
        ["one", "two", "words"],
    ),
    "files alone": (Rendered("", KEYS, (attachment("a", "one"), attachment("b", "two"))), ["one", "two"]),
    "a long caption": (
        Rendered("words", files=(attachment("a", " ".join(["one"] * 250 + ["two"] * 200)),)),
        ["one", "two", "words"],
    ),
    "an album and words": (
        Rendered("words", made=(Made(b"1", "a.png", "one"), Made(b"2", "b.png", "two"))),
        ["one", "two", "words"],
    ),
    "a place and words": (Rendered("words", place=(29.5, 106.5)), ["29.5", "words"]),
    "a question with a request": (
        Rendered("words", KEYS, ask="location", ask_text="Here", ask_line="line"),
        ["line", "words"],
    ),
    "an album and a picture": (
        Rendered("words", made=(Made(b"1", "a.png", "one"),), picture=b"picture"),
        ["one", "words"],
    ),
}


@pytest.mark.parametrize("kind", MESSAGES)
@ON_SQLITE
async def test_no_part_of_any_kind_is_sent_again(database: Database, clock: FixedClock, kind: str) -> None:
    """Each call that sends something fails once."""
    words, told = MESSAGES[kind]
    it = await written(database, clock, words)
    it.telegram.faults = [fault for _ in told for fault in (Fault.LOST, None)]
    await it.until_sent()
    assert first_words(it.telegram.told) == told
    assert await it.noted() == it.telegram.shown.keys()


async def written(database: Database, clock: FixedClock, words: Rendered) -> SentPartByPart:
    """A row for a private chat that waits."""
    await add(database, notice_of("line", ToChat(RITA_CHAT, "en"), slot="screen"))
    return SentPartByPart(database, clock, words, files={"a": b"PK", "b": b"PK"})


# --- whatever happens ---

HUNDREDS = count(100, 100)
"""Where numbers of messages begin: in no chat does one come twice."""
FAULTS = st.lists(st.sampled_from([None, *Fault]), max_size=8)


@given(kind=st.sampled_from(sorted(MESSAGES)), faults=FAULTS)
@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_whatever_happens_between_each_part_arrives_in_its_order(
    database: Database, clock: FixedClock, kind: str, faults: list[Fault | None]
) -> None:
    """A part comes again only where nobody could know that it had arrived."""
    words, told = MESSAGES[kind]
    it = await written(database, clock, words)
    it.telegram.faults, it.telegram.next_number = [*faults], next(HUNDREDS)
    await it.until_sent()
    arrived = first_words(it.telegram.told)
    again = sum(fault in ARRIVES for fault in faults)
    assert [word for at, word in enumerate(arrived) if word not in arrived[:at]] == told
    assert len(arrived) <= len(told) + again * (2 if "album" in kind else 1)
    assert first_words([*it.telegram.shown.values()]) == arrived, "nothing was deleted"


@given(faults=FAULTS, anew=st.integers(1, 4), deletes=st.booleans())
@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@ON_SQLITE
async def test_words_that_have_changed_are_never_mixed_with_older_ones(
    database: Database, clock: FixedClock, faults: list[Fault | None], anew: int, deletes: bool
) -> None:
    """The new message stands there as a whole, and last. The older parts are gone, but for copies of which nobody knows
    and for what may not be deleted."""
    it = await written(database, clock, THREE_PAGES)
    it.telegram.faults, it.telegram.deletes, it.telegram.next_number = [*faults], deletes, next(HUNDREDS)
    for _ in range(anew):
        if await it.attempt():
            return
    it.words = Rendered("\n\n".join([page("fourth"), page("fifth")]), KEYS)
    known = await it.noted()
    await it.until_sent()
    shown = it.telegram.shown
    new = [text.split()[0] for text in shown.values() if text.split()[0] in ("fourth", "fifth")]
    assert [word for at, word in enumerate(new) if word not in new[:at]] == ["fourth", "fifth"]
    assert not deletes or not known & shown.keys()


# --- one by one ---


@ON_SQLITE
async def test_parts_that_begin_in_the_same_way_stay(database: Database, clock: FixedClock) -> None:
    it = await written(database, clock, THREE_PAGES)
    it.telegram.faults = [None, Fault.REFUSED]
    await it.attempt()
    it.words = Rendered("\n\n".join([page("first"), page("other")]), KEYS)
    await it.until_sent()
    assert first_words(it.telegram.told) == ["first", "other"]


@ON_SQLITE
async def test_parts_that_are_not_said_any_more_are_deleted(database: Database, clock: FixedClock) -> None:
    it = await written(database, clock, Rendered(THREE_PAGES.text))
    it.telegram.faults = [None, None, Fault.REFUSED]
    await it.attempt()
    it.words = Rendered(page("first"))
    await it.until_sent()
    assert first_words([*it.telegram.shown.values()]) == ["first"]
    assert await it.noted() == it.telegram.shown.keys()


@ON_SQLITE
async def test_where_a_part_was_deleted_meanwhile_all_of_it_comes_anew(database: Database, clock: FixedClock) -> None:
    """Somebody has cleared the chat: nobody shall read the end of a message without its beginning."""
    it = await written(database, clock, THREE_PAGES)
    it.telegram.faults = [None, None, Fault.REFUSED]
    await it.attempt()
    del it.telegram.shown[1]
    async with database.begin() as uow:
        await uow.messages.wiped(RITA_CHAT)
        await uow.commit()
    await it.until_sent()
    assert first_words(it.telegram.told) == ["first", "second", "first", "second", "third"]


@ON_SQLITE
async def test_where_nothing_could_be_noted_on_the_way_the_result_tells_what_had_arrived(
    database: Database, clock: FixedClock
) -> None:
    it = await written(database, clock, THREE_PAGES)
    it.notes, it.telegram.faults = False, [None, None, Fault.UNCLEAR]
    await it.until_sent()
    assert first_words(it.telegram.told) == ["first", "second", "third", "third"]


@ON_SQLITE
async def test_words_in_place_of_an_album_are_not_sent_again_either(database: Database, clock: FixedClock) -> None:
    """A group that takes no files reads the captions as text, here of two pages."""
    await bind(database, clock)
    await add(database, notice_of("line", ToAgency(EDU)))
    pictures = (Made(b"1", "a.png", page("one")), Made(b"2", "b.png", page("two")))
    it = SentPartByPart(database, clock, Rendered("words", made=pictures))
    it.telegram.takes_files, it.telegram.faults = False, [None, Fault.LOST, None, Fault.LOST]
    await it.until_sent()
    assert first_words(it.telegram.told) == ["staff-files-not-taken", "two", "words"]
    assert it.tried == 3


@ON_SQLITE
async def test_a_fault_of_the_program_between_two_parts_loses_none(database: Database, clock: FixedClock) -> None:
    it = await written(database, clock, THREE_PAGES)
    it.faults_between = 2
    await it.until_sent()
    assert first_words(it.telegram.told) == ["first", "second", "third"]


@ON_SQLITE
async def test_a_row_that_is_tried_again_after_it_was_given_up_begins_anew(
    database: Database, clock: FixedClock
) -> None:
    it = await written(database, clock, THREE_PAGES)
    it.telegram.faults = [None] + [Fault.REFUSED] * 8
    for _ in range(3):
        await it.attempt()
    [row] = await database.outbox.lease(clock.now() + timedelta(hours=1), 10, NOBODY)
    await database.outbox.give_up(row, "BadRequest", clock.now())
    async with database.begin() as uow:
        [dead] = await uow.given_up.all(10)
        await uow.given_up.retry(dead, clock.now())
        await uow.commit()
    it.telegram.faults.clear()
    await it.until_sent()
    assert first_words(it.telegram.told) == ["first", "first", "second", "third"]


@ON_SQLITE
async def test_copies_of_which_nobody_knows_are_found_when_the_chat_is_cleared(
    database: Database, clock: FixedClock
) -> None:
    it = await written(database, clock, THREE_PAGES)
    it.telegram.faults = [None, Fault.UNCLEAR, None, Fault.UNCLEAR]
    await it.until_sent()
    async with database.reading() as uow:
        ranges = await uow.outbox.strays(RITA_CHAT, clock.now() - timedelta(days=2))
    copies = {number for first, last in ranges for number in range(first, last + 1)}
    assert it.telegram.shown.keys() <= {int(one) for one in await it.noted()} | copies
