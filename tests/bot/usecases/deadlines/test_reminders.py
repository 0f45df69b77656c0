"""What is told by the clock, on the real database: digests once a day, reminders removed when the act is done,
take-over."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import IllegalStep
from bot.domain.groups import Cause
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToPerson, ToReporter
from bot.usecases.access.membership import Group, bind, bind_group, make_invite
from bot.usecases.deadlines import reminders
from bot.usecases.services import Request, Transaction
from tests.support.acting import begins
from tests.support.casework.ladder import steps
from tests.support.notices import facts_of
from tests.support.officers import EDU, JUS, MORNING, PROC, PSB, employ, officer, reported, the_case, ticks
from tests.support.people import District, Someone, answer_until


async def digests(district: District) -> list[Notice]:
    """The digests that the ticker sends at this moment."""
    await reminders.digest(district.services, district.sitting, district.time.at)
    return [notice for notice in await district.deliver() if notice.kind == "digest"]


async def supervised(district: District) -> None:
    """A supervisor who got a digest the day before (2 March)."""
    await employ(district, officer(district, 40, JUS), supervisor=True)
    district.time.at = MORNING - timedelta(days=1)
    assert len(await digests(district)) == 2
    await district.deliver()


async def test_a_digest_is_sent_once_a_day_however_often_it_is_asked_for(district: District) -> None:
    await supervised(district)
    district.time.at = MORNING - timedelta(seconds=1)
    assert await digests(district) == []
    district.time.at = MORNING
    assert len(await digests(district)) == 2
    assert await digests(district) == []


async def test_a_line_that_was_down_in_the_morning_sends_its_digest_when_it_is_back(district: District) -> None:
    await supervised(district)
    district.time.at = MORNING + timedelta(hours=5)
    assert len(await digests(district)) == 2
    district.time.at = MORNING + timedelta(days=1)
    assert len(await digests(district)) == 2


async def test_a_digest_that_could_not_be_sent_until_the_next_one_is_not_sent_any_more(district: District) -> None:
    """Telegram is away for a night and a day."""
    await supervised(district)
    district.time.at = MORNING
    await reminders.digest(district.services, district.sitting, district.time.at)
    district.time.at = MORNING + timedelta(days=1)
    sent = await digests(district)
    assert len(sent) == 2
    assert {facts_of(one)["at"] for one in sent} == {"2026-03-04T00:30:00+00:00"}


async def test_a_line_that_is_begun_in_the_evening_waits_for_the_morning(district: District) -> None:
    await employ(district, officer(district, 40, JUS), supervisor=True)
    district.time.at = MORNING + timedelta(hours=10)
    assert await digests(district) == []
    district.time.at = MORNING + timedelta(days=1)
    assert len(await digests(district)) == 2


async def reports_the_lowest_class(rita: Someone) -> list[Notice]:
    """A report that makes a case of P4."""
    await rita.is_reporting(harms="neglect")
    await rita.say("It was long ago.")
    await rita.done("story")
    await answer_until(rita, "last_time")
    await rita.choose("last_time", "earlier")
    await answer_until(rita, "medical")
    await rita.tick("medical", "none")
    await answer_until(rita, "access")
    await rita.choose("access", "no")
    await rita.check()
    return await rita.send()


async def test_the_supervising_body_finds_cases_of_the_lowest_class_in_its_digest(
    district: District, rita: Someone
) -> None:
    await supervised(district)
    sent = await reports_the_lowest_class(rita)
    assert (await the_case(district)).urgency.value == "P4"
    assert ToAgency(PROC) not in [notice.to for notice in sent]
    district.time.at = MORNING
    told = {str(notice.to): facts_of(notice) for notice in await digests(district)}
    assert told[str(ToAgency(PROC))]["copies_total"] == 1
    assert all(facts["received"] == 1 for facts in told.values())
    assert [facts for facts in told.values() if "copies" in facts] == [told[str(ToAgency(PROC))]]


async def test_a_digest_that_alone_names_a_new_case_to_its_reader_waits_however_long(
    district: District, rita: Someone
) -> None:
    """The supervising body gets no card of a P4, and the next digest names only the cases that came since."""
    await supervised(district)
    await reports_the_lowest_class(rita)
    district.time.at = MORNING
    await reminders.digest(district.services, district.sitting, district.time.at)
    district.time.at = MORNING + timedelta(days=2)
    sent = await digests(district)
    assert [facts_of(one)["copies_total"] for one in sent if one.to == ToAgency(PROC)] == [1, 0]
    assert len([one for one in sent if one.to != ToAgency(PROC)]) == 1


async def test_a_reminder_is_deleted_when_the_act_is_done(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await district.deliver()
    await amal.assesses(1, 1, 2)
    gone = [n for n in await district.deliver() if n.slot is not None and n.slot.startswith("reminder:")]
    assert [(n.to, n.mode) for n in gone] == [(ToAgency(EDU), Mode.DELETE)]


async def test_the_reporter_hears_of_a_late_answer_also_when_the_line_was_down_at_the_breach(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    district.time.move(days=7)
    told = [n for n in await ticks(district) if isinstance(n.to, ToReporter)]
    district.time.move(days=1)
    told += [n for n in await ticks(district) if isinstance(n.to, ToReporter)]
    assert [n.kind for n in told] == ["apology"]


async def test_only_at_night_reminders_that_can_wait_are_silent(district: District, rita: Someone) -> None:
    district.time.at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    await reported(rita)
    district.time.move(hours=4)
    night = [n for n in await ticks(district) if n.kind == "reminder" and n.to == ToAgency(EDU)]
    assert [(facts_of(n)["step"], n.silent) for n in night] == [("half", True)]
    district.time.at = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
    day = [n for n in await ticks(district) if n.kind == "reminder" and n.to == ToAgency(EDU)]
    assert day
    assert not any(n.silent for n in day)


async def test_the_police_take_over_a_danger_case_that_was_acknowledged_and_then_left(
    district: District, rita: Someone
) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await answer_until(rita, "harms")
    await rita.tick("harms", "neglect")
    await officer(district, 20, (await the_case(district)).lead).takes()
    district.time.move(hours=2)
    await ticks(district)
    case = await the_case(district)
    assert case.lead == PSB
    await officer(district, 60, PSB).takes()


async def test_a_support_that_is_late_puts_no_mark_on_the_case(district: District, rita: Someone) -> None:
    await reported(rita)
    await officer(district, 20, EDU).takes()
    bo = officer(district, 31, PSB, head=True)
    await employ(district, bo, head=PSB)
    district.time.move(hours=16)
    await ticks(district)
    district.time.move(hours=5)  # seven in the morning
    told = [step for to, step in steps(await ticks(district)) if to == ToPerson(bo.agent.person)]
    assert [step["mark"] for step in told] == [""]


async def test_a_group_that_is_bound_anew_gets_the_cards_of_all_open_cases(district: District, rita: Someone) -> None:
    await reported(rita)
    await district.deliver()
    hana, now = officer(district, 21, EDU), district.time.at
    async with district.database.begin() as uow:
        place = await uow.agencies.place(EDU)
        assert place is not None
        assert place.chat is not None
        await uow.agencies.lose(place.chat, Cause.KICKED, now)
        await uow.commit()
    secret = await make_invite(district.services, now, "agency", EDU)
    await bind_group(Request(district.services, hana.visitor, now), Group(ChatId(-777), "New", now), secret)
    async with district.database.begin() as uow:  # a supervisor agrees
        waiting = await uow.new_groups.of(EDU)
        assert waiting is not None
        await bind(Transaction(district.services, uow, now), waiting)
        await uow.commit()
    told = await district.deliver()
    assert [n.to for n in told if n.kind == "card"] == [ToAgency(EDU)]


@pytest.mark.parametrize(("doing", "why"), [("close", "assess-first"), ("assess", "acknowledge-first")])
async def test_a_form_that_could_not_be_submitted_is_refused_before_it_is_filled_in(
    district: District, rita: Someone, doing: str, why: str
) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    with pytest.raises(IllegalStep) as refusal:
        await begins(*amal.me, doing)
    assert refusal.value.key == why
