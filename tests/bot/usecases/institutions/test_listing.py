"""/institutions: who never reports, in closed months; a body sees its own; reminders and suggestions are logged."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.ids import AgencyKey, ChatId, PersonKey
from bot.domain.institutions.period import ever, twelve_months
from bot.domain.institutions.registered import Seat, SeatRole
from bot.domain.notices.notice import ToChat
from bot.domain.notices.supervisor.institutions import DutyLetter, DutyReminded, InstitutionCard, InstitutionList
from bot.usecases.institutions import listing, reminding
from tests.support.acting import asking
from tests.support.officers import EDU, PROC, Officer, officer
from tests.support.oversight.institutions import register, registered, staff_reports, works_there
from tests.support.people import District, Someone

SUP = AgencyKey("SUP")
MONTH = {"days": 31}


@pytest.fixture(autouse=True)
async def institutions(district: District) -> None:
    await register(district)


@pytest.fixture
def pia(district: District) -> Officer:
    """Of the supervising body."""
    return officer(district, 30, PROC)


async def lists(who: Officer, words: str = "", page: int = 1) -> InstitutionList:
    await listing.list_institutions(await asking(*who.me), words, page)
    [said] = [one.content for one in await who.district.deliver() if isinstance(one.content, InstitutionList)]
    return said


def codes(said: InstitutionList) -> list[str]:
    return [row.code for row in said.rows]


async def test_those_above_see_all_institutions_and_a_body_only_its_own(district: District, pia: Officer) -> None:
    assert codes(await lists(pia)) == ["HEA-001", "EDU-001"] or codes(await lists(pia)) == ["EDU-001", "HEA-001"]
    assert codes(await lists(officer(district, 20, EDU))) == ["EDU-001"]
    assert codes(await lists(officer(district, 21, SUP))) == []


async def test_known_words_filter_the_list_and_unknown_words_are_refused(pia: Officer) -> None:
    assert codes(await lists(pia, "clinic")) == ["HEA-001"]
    assert codes(await lists(pia, "primary_school.erlang")) == ["EDU-001"]
    assert codes(await lists(pia, "primary_school.shiban")) == []
    with pytest.raises(NotFound):
        await lists(pia, "zoo")


async def test_a_code_opens_an_institution_that_the_reader_may_see(district: District, pia: Officer) -> None:
    await listing.list_institutions(await asking(*pia.me), "edu-001")
    [card] = await district.deliver()
    assert card.content == InstitutionCard(code="EDU-001", may_remind=True)
    await listing.open_institution(await asking(*officer(district, 20, EDU).me), "EDU-001")
    [card] = await district.deliver()
    assert card.content == InstitutionCard(code="EDU-001", may_remind=False)
    with pytest.raises(IllegalStep):
        await listing.open_institution(await asking(*officer(district, 20, EDU).me), "HEA-001")
    with pytest.raises(NotFound):
        await listing.list_institutions(await asking(*officer(district, 20, EDU).me), "hea-001")


async def test_a_report_is_seen_when_its_month_is_over_and_for_a_year(
    district: District, pia: Officer, rita: Someone
) -> None:
    await works_there(rita)
    said = await lists(pia)
    assert (said.total, said.unlinked, said.silent, said.never) == (2, 1, 2, 2)
    await staff_reports(rita)
    assert (await lists(pia)).silent == 2, "no list tells of a new report"
    district.time.move(**MONTH)
    said = await lists(pia)
    assert (said.total, said.unlinked, said.silent, said.never) == (2, 1, 1, 1)
    assert {row.code: (row.linked, row.reported) for row in said.rows} == {"EDU-001": (1, True), "HEA-001": (0, False)}
    assert codes(await lists(pia, "silent")) == ["HEA-001"]
    district.time.move(days=366)
    said = await lists(pia)
    assert (said.silent, said.never) == (2, 1)


@pytest.mark.parametrize("harms", ["school_staff_abuse", "failure_to_report"])
async def test_a_report_in_conflict_changes_no_list_card_or_reminder_ever(
    district: District, pia: Officer, rita: Someone, harms: str
) -> None:
    await works_there(rita)
    readers = (pia, officer(district, 20, EDU))
    before = [replace(await lists(who)) for who in readers]
    await staff_reports(rita, harms)
    for days in (0, 31, 200):
        district.time.move(days=days)
        assert [await lists(who) for who in readers] == before
    assert codes(await lists(pia, "silent")) != []
    found = await registered(district)
    assert (found.reminded_on, found.trained_on) == (None, None)


async def test_the_letter_to_a_head_is_recorded_and_not_sent_twice_in_a_week(district: District, pia: Officer) -> None:
    head = Seat(PersonKey("head"), SeatRole.HEAD, "EDU-001", ChatId(77), "zh-Hans", district.time.at)
    async with district.database.begin() as uow:
        await uow.institutions.save_seat(head)
        await uow.commit()
    await reminding.remind(await asking(*pia.me), "EDU-001")
    told = {one.content: one.to for one in await district.deliver()}
    assert told[DutyLetter(code="EDU-001")] == ToChat(ChatId(77), "zh-Hans")
    assert DutyReminded(code="EDU-001", heads=1) in told
    assert (await registered(district)).reminded_on == date(2026, 3, 2)
    with pytest.raises(IllegalStep):
        await reminding.remind(await asking(*pia.me), "EDU-001")
    district.time.move(days=7)
    await reminding.remind(await asking(*pia.me), "EDU-001")


async def test_without_a_head_the_letter_is_recorded_and_shown(district: District, pia: Officer) -> None:
    await reminding.remind(await asking(*pia.me), "HEA-001")
    [said] = await district.deliver()
    assert said.content == DutyReminded(code="HEA-001", heads=0)
    assert (await registered(district, "HEA-001")).reminded_on == date(2026, 3, 2)


async def test_a_suggestion_has_a_date_to_look_again(district: District, pia: Officer) -> None:
    await reminding.note_suggestion(await asking(*pia.me), "EDU-001", 3)
    found = await registered(district)
    assert (found.suggested_on, found.look_again_on) == (date(2026, 3, 2), date(2026, 5, 31))


@pytest.mark.parametrize("act", [reminding.remind, reminding.note_suggestion])
async def test_an_officer_of_the_body_above_may_not_remind_or_note(district: District, act: object) -> None:
    words = ("EDU-001", 3) if act is reminding.note_suggestion else ("EDU-001",)
    with pytest.raises(NotAllowed):
        await act(await asking(*officer(district, 20, EDU).me), *words)  # type: ignore[operator]


def test_months_are_counted_in_district_time_and_only_when_over(district: District) -> None:
    zone = district.services.profile.zone
    window = twelve_months(datetime(2026, 3, 31, 16, 30, tzinfo=UTC), zone)
    assert window.until == datetime(2026, 3, 31, 16, 0, tzinfo=UTC), "it is April there since half an hour"
    assert window.since == datetime(2025, 3, 31, 16, 0, tzinfo=UTC)
    assert ever(datetime(2026, 3, 2, tzinfo=UTC), zone).until == datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
