"""A staff draft left alone for 30 minutes is sent as it is, exactly once, and supervisors are told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.report import Answer
from tests.support.bound_district import open_unbound
from tests.support.domain.examples import examples
from tests.support.notices import facts_of
from tests.support.officers import employ, officer
from tests.support.people import District
from tests.support.reporting.staff_intake import IntakeOfficer, case_of, desk, kinds, report_of

WOM, PSB = AgencyKey("WOM"), AgencyKey("PSB")
HALF_AN_HOUR = timedelta(minutes=30)


async def supervised(district: District) -> None:
    await employ(district, officer(district, 90, WOM), supervisor=True)


async def test_an_abandoned_staff_intake_is_sent_after_half_an_hour_and_supervisors_are_told(
    district: District,
) -> None:
    await district.bind("CIV", "PROC")
    await supervised(district)
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    district.time.at += HALF_AN_HOUR - timedelta(seconds=1)
    assert await district.process_idle_drafts() == []
    district.time.at += timedelta(seconds=1)
    sent = await district.process_idle_drafts()
    assert kinds(sent).count("entry_left") == 1
    assert "card" in kinds(sent)
    assert "words_handed" not in kinds(sent)
    (entered,) = [facts_of(one) for one in sent if one.kind == "entered"]
    assert entered["is_left"] is True
    assert (await report_of(district)).incomplete
    assert [task.template for task in (await case_of(district)).assignments] == ["call_back"]
    assert await chen.who.draft() is None
    district.time.at += timedelta(hours=80)
    assert "entry_left" not in kinds(await district.process_idle_drafts())


async def test_receipt_words_of_an_abandoned_staff_intake_are_given_to_nobody(district: District) -> None:
    chen = desk(district, 20, "CIV")
    await chen.takes_call()
    await chen.who.send()
    await chen.who.choose("caller_words", "aloud")
    district.time.at += HALF_AN_HOUR
    sent = await district.process_idle_drafts()
    assert "words_handed" not in kinds(sent)
    assert [task.template for task in (await case_of(district)).assignments] == ["call_back"]


async def test_an_empty_staff_intake_is_discarded(district: District) -> None:
    await supervised(district)
    chen = desk(district, 20, "CIV")
    await chen.intake()
    await chen.who.choose("channel", "desk")
    district.time.at += HALF_AN_HOUR
    assert kinds(await district.process_idle_drafts()) == ["say"]
    assert await chen.who.draft() is None
    assert await numbers(district) == 0


async def test_a_supervisor_who_must_not_know_of_the_case_is_not_told(district: District) -> None:
    await employ(district, officer(district, 90, PSB), supervisor=True, head=PSB)
    chen = desk(district, 20, "CIV")
    await chen.takes_call(harms="other")
    await chen.who.say("It was somebody of the police.")
    async with district.database.begin() as uow:
        draft = await uow.drafts.of(chen.who.visitor.person)
        assert draft is not None
        named = replace(draft, answers=(*draft.answers, Answer("link", options=("police",))))
        await uow.drafts.save(chen.who.visitor.person, chen.who.visitor.chat, named, due_at=draft.changed_at)
        await uow.commit()
    district.time.at += HALF_AN_HOUR
    assert "entry_left" not in kinds(await district.process_idle_drafts())
    assert "PSB" in (await case_of(district)).barred


ALWAYS: dict[str, Callable[[IntakeOfficer], Awaitable[object]]] = {
    "intake": lambda chen: chen.intake(),
    "channel": lambda chen: chen.who.choose("channel", "letter"),
    "no danger": lambda chen: chen.who.choose("danger", "no"),
    "maybe danger": lambda chen: chen.who.choose("danger", "maybe_today"),
}
IN_A_DRAFT: dict[str, Callable[[IntakeOfficer], Awaitable[object]]] = {
    "says": lambda chen: chen.who.say("She said so."),
    "sends a file": lambda chen: chen.who.file("document"),
    "hides": lambda chen: chen.who.hide(erase=False),
    "checks": lambda chen: chen.who.check(),
    "stops": lambda chen: chen.who.stop(),
}
ACTS = (*ALWAYS, *IN_A_DRAFT, "harms")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 29)), min_size=1, max_size=7)


async def does(chen: IntakeOfficer, act: str) -> None:
    """One act of the officer, as far as it is possible just now."""
    draft = await chen.who.draft()
    if act in ALWAYS:
        await ALWAYS[act](chen)
    elif act == "harms" and draft is not None and draft.at == "harms":
        await chen.who.tick("harms", "neglect")
    elif act in IN_A_DRAFT and draft is not None:
        await IN_A_DRAFT[act](chen)


async def _lives(folder: Path, steps: list[tuple[str, int]]) -> None:
    district = await open_unbound(folder)
    try:
        chen = desk(district, 20, "CIV")
        await chen.intake()
        for act, minutes in steps:
            await does(chen, act)
            district.time.move(minutes=minutes)
            await district.process_idle_drafts()
        draft = await chen.who.draft()
        told = draft is not None and (
            bool(draft.media) or any(a.pieces for a in draft.answers) or draft.case is not None
        )
        before = await numbers(district)
        was_out = draft is not None and draft.case is not None
        district.time.at += HALF_AN_HOUR
        await district.process_idle_drafts()
        assert await chen.who.draft() is None, "nothing waits longer than half an hour"
        after = await numbers(district)
        if told and not was_out:
            assert after == before + 1
        for _ in range(3):
            district.time.at += HALF_AN_HOUR
            await district.process_idle_drafts()
        assert await numbers(district) == after, "sent once"
        assert await chen.who.reports() == []
    finally:
        await district.database.close()


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[("channel", 0), ("says", 0)])
def test_any_idle_staff_draft_is_sent_exactly_once(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    asyncio.run(_lives(tmp_path_factory.mktemp("line"), steps))


async def numbers(district: District) -> int:
    """How many cases there are."""
    async with district.database.reading() as uow:
        return sum([await uow.cases.by_number(CaseNumber(n)) is not None for n in range(1, 12)])
