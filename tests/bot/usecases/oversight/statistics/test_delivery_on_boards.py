"""K16: cards that call a body are counted when they arrive or are given up, for people who may see all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import Recusal
from bot.domain.ids import AgencyKey, MessageId
from bot.domain.notices.notice import ToAgency
from bot.domain.numbers.alerts import counted_alert, delivery_of
from bot.domain.numbers.board import Delivery
from bot.domain.queues.delivery import Dead, OutboxRow, Outcome, Sent
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics.boards import WantedNumbers
from bot.usecases.oversight.statistics.counting import fold
from storage.cases.tables import cases
from storage.queues.tables import outbox
from tests.support.officers import EDU, PSB, officer, reported, the_case
from tests.support.oversight.asked_boards import EVERYTHING, board
from tests.support.people import District, Someone, answer_until

WEEK = WantedNumbers("week")
SECOND = timedelta(seconds=1)
NOTHING = Delivery(0, 0, None)


async def sent(district: District, *, cards: Outcome | None = None) -> list[AgencyKey]:
    """Everything that waits is sent now, or what became of cards is `cards`; returns to which bodies cards were
    sent."""
    bodies, message = [], 5000
    while rows := await district.database.outbox.lease(district.time.at, 50, frozenset()):
        for row in rows:
            message += 1
            outcome = cards if cards is not None and is_card(row) else Sent((MessageId(message),))
            await district.database.outbox.record_result(row, outcome, district.time.at)
            bodies += [row.notice.to.agency] if is_card(row) and isinstance(row.notice.to, ToAgency) else []
    return bodies


def is_card(row: OutboxRow) -> bool:
    return row.notice.kind == "card"


async def waits(district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of bullying is in, and its cards are not sent yet."""

    async def nothing(_: District) -> list[object]:
        return []

    with monkeypatch.context() as patched:
        patched.setattr(District, "deliver", nothing)
        await reported(rita)


async def test_alerts_that_arrive_are_counted_once_with_the_time_on_their_way(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lead, two that support it and the supervising body, ten minutes after the report."""
    await waits(district, rita, monkeypatch)
    assert (await board(district, WEEK)).delivery == NOTHING, "nothing has arrived"
    district.time.move(minutes=10)
    assert sorted(await sent(district)) == ["CYL", "EDU", "PROC", "PSB"]
    found = (await board(district, WEEK)).delivery
    assert found is not None
    assert (found.sent, found.failed) == (4, 0)
    assert found.p95 is not None
    assert timedelta(minutes=10) <= found.p95 < timedelta(minutes=11, seconds=30)
    amal = officer(district, 20, EDU)
    await amal.takes()
    assert len(await sent(district)) == 4
    assert (await board(district, WEEK)).delivery == found, "a card that changes calls nobody"
    assert await fold(district.services, district.time.at) > 0
    assert (await board(district, WEEK)).delivery == found
    district.time.move(days=8)
    assert (await board(district, WEEK)).delivery == NOTHING


async def test_a_dead_letter_counts_as_a_failed_alert(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await waits(district, rita, monkeypatch)
    assert len(await sent(district, cards=Dead("BadRequest"))) == 4
    assert (await board(district, WEEK)).delivery == Delivery(0, 4, None)


async def test_a_row_that_two_workers_record_counts_once(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await waits(district, rita, monkeypatch)
    rows = await district.database.outbox.lease(district.time.at, 50, frozenset())
    row = next(row for row in rows if is_card(row))
    for message in (1, 2):
        await district.database.outbox.record_result(row, Sent((MessageId(message),)), district.time.at)
    assert (await board(district, WEEK)).delivery == Delivery(1, 0, SECOND)


@pytest.mark.parametrize(
    ("scope", "wanted", "is_shown"),
    [
        (EVERYTHING, WEEK, True),
        (replace(EVERYTHING, private=True, numbers_only=True), WEEK, True),
        (EVERYTHING, WantedNumbers("week", body=EDU), False),
        (EVERYTHING, WantedNumbers("week", urgency=Urgency.P3), False),
        (Scope(agencies=frozenset({EDU}), private=True), WEEK, False),
    ],
)
async def test_delivery_is_shown_for_all_bodies_together_to_those_who_may_see_all(
    district: District, rita: Someone, scope: Scope, wanted: WantedNumbers, is_shown: bool
) -> None:
    await reported(rita)
    found = (await board(district, wanted, scope)).delivery
    assert found == (Delivery(4, 0, SECOND) if is_shown else None)


async def test_the_board_of_a_barred_body_counts_no_alert_of_that_case(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("One of them takes it out on him.")
    await rita.done("story")
    await answer_until(rita, "link")
    await rita.choose("link", "police")
    await rita.check()
    await rita.send()
    shown = (await board(district, WEEK)).delivery
    assert shown is not None
    assert shown.sent > 0
    assert (await board(district, WEEK, replace(EVERYTHING, barred_as=frozenset({PSB})))).delivery == NOTHING


async def test_the_board_of_a_body_barred_later_counts_no_alert_of_that_case(district: District, rita: Someone) -> None:
    await reported(rita)
    barred = replace(EVERYTHING, barred_as=frozenset({PSB}))
    assert (await board(district, WEEK, barred)).delivery == Delivery(4, 0, SECOND)
    await fold(district.services, district.time.at)
    was = await the_case(district)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(was, barred=(PSB,), version=was.version + 1), was=was.version)
        await uow.commit()
    assert (await board(district, WEEK, barred)).delivery == NOTHING
    assert (await board(district, WEEK)).delivery == Delivery(4, 0, SECOND)


async def test_the_board_of_a_recused_person_counts_no_alert_of_that_case(district: District, rita: Someone) -> None:
    """Alerts are counted without their case, so those of one case could not be left out."""
    await reported(rita)
    who = officer(district, 20, EDU).agent.person
    case = await the_case(district)
    assert (await board(district, WEEK, replace(EVERYTHING, asker=who))).delivery == Delivery(4, 0, SECOND)
    async with district.database.begin() as uow:
        await uow.recusals.add(Recusal(case.id, who, EDU, district.time.at, "too close"))
        await uow.commit()
    assert (await board(district, WEEK, replace(EVERYTHING, asker=who))).delivery is None


async def test_a_drill_is_not_counted_as_an_alert(district: District, rita: Someone) -> None:
    await reported(rita)
    case = await the_case(district)
    now = district.time.at
    assert counted_alert(case, None, now).total() == 1
    assert counted_alert(replace(case, flags=frozenset({Flag.DRILL})), None, now).total() == 0


def test_the_slowest_five_percent_are_left_out_of_the_delivery_time() -> None:
    """A bucket ends 1.15 times as late as the one before: number 10 after four seconds."""
    assert delivery_of({"arrived|0": 95, "arrived|10": 5, "failed": 2}) == Delivery(100, 2, SECOND)
    found = delivery_of({"arrived|0": 94, "arrived|10": 6}).p95
    assert found is not None
    assert round(found.total_seconds(), 1) == 4.0
    assert delivery_of({}) == NOTHING


@pytest.mark.parametrize("cards", [None, Dead("BadRequest")])
async def test_the_delivery_of_a_card_is_recorded_even_if_its_case_cannot_be_decrypted(
    district: District, rita: Someone, monkeypatch: pytest.MonkeyPatch, cards: Outcome | None
) -> None:
    """The case is changed by hand while its cards wait: they arrive, or are given up, nevertheless. No number includes
    them."""
    await waits(district, rita, monkeypatch)
    async with district.database._engine.writing() as connection:
        await connection.execute(update(cases).values(sealed=b"spoilt"))
        await connection.commit()
    assert len(await sent(district, cards=cards)) == 4
    async with district.database._engine.reading() as connection:
        fates = (await connection.execute(select(outbox.c.fate).where(outbox.c.ended_at.is_not(None)))).scalars().all()
    assert fates.count("dead" if cards else "sent") >= 4
    assert (await board(district, WEEK)).delivery == NOTHING
