"""The second factor closes again: words and taps that come then are not lost, and what was opened is deleted."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.chats import ExpiringMessage
from bot.domain.ids import MessageId
from bot.domain.people import Agent
from bot.domain.second_factor import FactorKind, leaves_at
from bot.usecases.access import (
    expiring_messages,
)
from tests.support.acting import begins, taps, writes
from tests.support.casework.second_factor import (
    PIN,
    amal_with_a_case,
    chooses,
    open_with_second_factor,
    second_factor_of,
    sets_pin,
    types,
)
from tests.support.notices import facts_of
from tests.support.people import District, Someone, kinds


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_with_second_factor(tmp_path)
    yield made
    await made.database.close()


async def test_words_sent_after_the_second_factor_closed_are_kept(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await begins(*amal.me, "assess")
    await sets_pin(amal)
    await taps(*amal.me, "assess", "hazard", 2)
    district.time.move(minutes=11)
    await expiring_messages.let_go(district.services, district.time.at)
    assert [facts_of(notice).get("doing") for notice in await district.deliver()][-1] == "assess"
    assert await writes(*amal.me, "seen at school", MessageId(88))
    assert kinds(await district.deliver()) == ["lock"]
    form = (await types(amal, PIN))[-1]
    assert (form.kind, facts_of(form)["hazard"], facts_of(form)["note"]) == ("assess", 2, "seen at school")
    district.time.move(minutes=10)
    await expiring_messages.let_go(district.services, district.time.at)
    (wipe, _) = await district.deliver()
    assert 88 in facts_of(wipe)["messages"]


async def test_a_tap_after_the_second_factor_closed_is_not_lost(district: District, rita: Someone) -> None:
    amal = await amal_with_a_case(district, rita)
    await begins(*amal.me, "assess")
    await sets_pin(amal)
    district.time.move(minutes=11)
    await taps(*amal.me, "assess", "hazard", 2)
    assert kinds(await district.deliver()) == ["lock"]
    assert facts_of((await types(amal, PIN))[-1])["hazard"] == 2


async def test_opened_content_is_deleted_after_ten_minutes_and_leaves_one_line(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await sets_pin(amal)
    await amal.opens()
    district.time.move(minutes=9, seconds=59)
    await expiring_messages.let_go(district.services, district.time.at)
    assert await district.deliver() == []
    district.time.move(seconds=1)
    await expiring_messages.let_go(district.services, district.time.at)
    wipe, closed = await district.deliver()
    assert len(facts_of(wipe)["messages"]) == 2
    assert (closed.kind, facts_of(closed)["doing"], facts_of(closed)["number"]) == ("lock_closed", "open", 1)
    await expiring_messages.let_go(district.services, district.time.at)
    assert await district.deliver() == []


async def test_without_second_factor_opened_content_is_deleted_before_forty_hours(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    district.services = replace(
        district.services,
        profile=replace(
            district.services.profile, second_factor=replace(district.services.profile.second_factor, on=False)
        ),
    )
    assert kinds(await amal.opens()) == ["story"]
    district.time.move(hours=38)
    await expiring_messages.let_go(district.services, district.time.at)
    assert await district.deliver() == []
    district.time.move(hours=1)
    await expiring_messages.let_go(district.services, district.time.at)
    assert kinds(await district.deliver()) == ["wipe", "lock_closed"]


async def test_a_desk_that_is_used_again_and_again_is_deleted_before_forty_hours(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    chat = amal.visitor.chat
    async with district.database.begin() as uow:
        at = leaves_at(district.services.profile.second_factor, district.time.at)
        later = ExpiringMessage(chat, MessageId(5), at, "en", "assess", 1)
        await uow.expiring_messages.add(later, district.time.at - timedelta(hours=38, minutes=55))
        await uow.expiring_messages.add(later, district.time.at)
        await uow.commit()
    await amal.opens()
    async with district.database.reading() as uow:
        (due,) = await uow.expiring_messages.due(district.time.at + timedelta(hours=1), 9)
    assert due.due_at == district.time.at + timedelta(minutes=5)


async def test_an_act_on_a_case_closed_meanwhile_is_refused_and_the_code_stays_valid(
    district: District, rita: Someone
) -> None:
    amal = await amal_with_a_case(district, rita)
    await amal.opens()
    await chooses(amal, FactorKind.PIN)
    await types(amal, PIN)
    outsider = replace(amal, agent=Agent(amal.agent.person))
    said = (await types(outsider, PIN))[-1]
    assert facts_of(said)["key"] == "error-no-such-case"
    assert (await second_factor_of(amal)).open_until == district.time.at + timedelta(minutes=10)
