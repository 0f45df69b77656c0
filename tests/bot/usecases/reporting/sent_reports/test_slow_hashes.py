"""A slow hash is computed only where its answer matters: no press and no word of somebody who is refused costs one."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.domain.access.receipts import Receipt
from bot.domain.errors import Refusal, Unanswerable
from bot.domain.ids import MessageId
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting import sending
from bot.usecases.reporting.sent_reports import follow_up, receipts
from bot.usecases.reporting.sent_reports.code_look_up import LOOK_UPS, MaybeCode, Typed, until_answered
from tests.support.officers import reported
from tests.support.people import District, Someone, kinds
from tests.support.reporting.danger import told_harm
from tests.support.reporting.receipts import WRONG, CountedHashes, receipt_of, replace_line

Act = Callable[[Someone], Awaitable[object]]


async def sends(person: Someone) -> None:
    try:
        await sending.send(person.request)
    except Refusal:
        return


async def asks_for_words(person: Someone) -> str:
    return await receipts.show_words(person.request)


async def types_a_code(person: Someone) -> None:
    await follow_up.come(person.request, MaybeCode(WRONG), MessageId(900))


def counting(district: District, user: int = 7) -> tuple[Someone, list[str]]:
    """Somebody of whose slow hashes each is noted."""
    counted = CountedHashes(district.services.blind_index)
    return Someone(replace_line(district, counted), user=user), counted.slow


async def nothing(_: Someone) -> None:
    return


async def has_begun(person: Someone) -> None:
    await person.start()


async def has_just_sent(person: Someone) -> None:
    await reported(person)


async def has_guessed_five_times(person: Someone) -> None:
    for _ in range(5):
        await types_a_code(person)


async def has_asked_three_times(person: Someone) -> None:
    await reported(person)
    assert [await asks_for_words(person) for _ in range(3)] == [""] * 3


@pytest.mark.parametrize(
    ("before", "act"),
    [
        (nothing, sends),
        (has_begun, sends),
        (has_just_sent, sends),
        (nothing, asks_for_words),
        (has_begun, asks_for_words),
        (has_asked_three_times, asks_for_words),
        (has_guessed_five_times, types_a_code),
    ],
)
async def test_an_attempt_that_is_refused_anyway_computes_no_slow_hash(
    district: District, before: Act, act: Act
) -> None:
    await before(Someone(district))
    person, slow = counting(district)
    for _ in range(3):
        await act(person)
    assert slow == []


async def test_sending_a_report_computes_one_slow_hash(district: District) -> None:
    person, slow = counting(district)
    await reported(person)
    assert slow == ["receipt"]


async def test_a_childs_report_computes_no_slow_hash_until_the_words_are_asked_for(district: District) -> None:
    """SG45: a child is shown the five words by a tap."""
    child, slow = counting(district)
    await told_harm(child, start="child_self")
    await child.check()
    assert "received" in kinds(await child.send())
    assert slow == []
    assert await asks_for_words(child) == ""
    assert (slow, kinds(await district.deliver())) == (["receipt"], ["receipt_code"])


class TwoReady:
    """Two receipts that were made before."""

    def __init__(self, *receipts: Receipt) -> None:
        self._left = list(receipts)

    def take(self) -> Receipt | None:
        return self._left.pop() if self._left else None


async def test_a_report_takes_a_receipt_that_is_ready_and_makes_one_where_none_is(district: District) -> None:
    """The words of each open their own report, whenever they were made."""
    made = [await receipts.make_receipt(district.services.tokens, district.services.blind_index) for _ in range(2)]
    counted = CountedHashes(district.services.blind_index)
    services = replace(district.services, blind_index=counted, ready_receipts=TwoReady(*made))
    reporters = [Someone(replace(district, services=services), user=user) for user in (7, 8, 9)]
    codes = []
    for reporter in reporters:
        codes.append(await receipt_of(reporter))
        reporter.district.sent.clear()
    assert (codes[:2], counted.slow) == ([made[1][0], made[0][0]], ["receipt"])
    async with district.services.reading() as uow:
        for code, reporter in zip(codes, reporters, strict=True):
            hashed = await district.services.blind_index.slow_keyed_hash("receipt", "-".join(map(str, code)))
            [(own, _)] = await uow.reports.of_person(reporter.request.visitor.person)
            assert await uow.receipts.report_of(hashed) == own


@pytest.mark.parametrize(("ready", "transactions"), [(1, 1), (0, 2)])
async def test_with_a_ready_receipt_a_report_is_sent_in_one_transaction(
    district: District, ready: int, transactions: int
) -> None:
    services, begun = district.services, list[int]()
    made = [await receipts.make_receipt(services.tokens, services.blind_index) for _ in range(ready)]

    def begin() -> AbstractAsyncContextManager[UnitOfWork]:
        begun.append(1)
        return services.begin()

    counted = replace(services, begin=begin, ready_receipts=TwoReady(*made))
    person = Someone(replace(district, services=counted))
    await person.is_reporting()
    await person.say("They wait for him after school.")
    await person.done("story")
    await person.check()
    begun.clear()
    await sending.send(person.request)
    assert (len(begun), kinds(await district.deliver()).count("receipt_code")) == (transactions, 1)


async def test_a_pause_that_begins_during_hashing_is_respected(district: District) -> None:
    """The fifth wrong code of another message came meanwhile: this one is answered by the pause, though it is right."""
    await reported(Someone(district, user=8))
    person, _ = counting(district, user=99)
    for _ in range(4):
        await types_a_code(person)

    class Late(CountedHashes):
        async def slow_keyed_hash(self, purpose: str, text: str) -> str:
            await types_a_code(Someone(district, user=99))
            return await super().slow_keyed_hash(purpose, text)

    late = Someone(replace_line(district, Late(district.services.blind_index)), user=99)
    await district.deliver()
    await types_a_code(late)
    assert kinds(await late.district.deliver())[-1] == "follow_paused"


async def test_a_code_that_can_never_be_answered_is_looked_up_three_times_and_then_left_for_later(
    district: District,
) -> None:
    """A fault of ours keeps the code from being answered: the update is tried again later, and nobody waits for it."""
    person, looked = Someone(district), list[int]()

    async def look_up() -> Typed:
        looked.append(1)
        return Typed(MessageId(900))

    async def in_vain(act: ReporterAct, *, typed: Typed | None) -> bool:
        assert (typed is None) == (looked == [])
        await act.uow.timestamps.set_moment("in-vain", act.now)
        return False

    with pytest.raises(Unanswerable):
        await until_answered(person.request, look_up, in_vain)
    assert (len(looked), LOOK_UPS) == (3, 3)
    async with district.services.reading() as uow:
        assert await uow.timestamps.moment("in-vain") is None
