"""What is stored comes back as it was, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.lists import Reply
from bot.domain.desk import Desk, Filling
from bot.domain.desk_answers import Levels
from bot.domain.errors import NotFound
from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId, MessageId, PersonKey, ReporterToken
from bot.domain.people import Invite
from bot.domain.report import Addition, Contact, Piece
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import (
    CANARY,
    EDU,
    PERSON,
    PSB,
    RITA,
    RITA_CHAT,
    a_case,
    a_draft,
    a_full_case,
    a_report,
    a_reporter,
    a_supervisor,
)


@ON_SQLITE
async def test_a_draft_comes_back_with_everything_in_it(database: Database) -> None:
    due = START + timedelta(minutes=10)
    async with database.begin() as uow:
        await uow.drafts.save(PERSON, RITA_CHAT, a_draft(), due_at=due)
        await uow.commit()
    async with database.begin() as uow:
        assert await uow.drafts.of(PERSON) == a_draft()
        assert await uow.drafts.due(due - timedelta(seconds=1)) == []
        assert await uow.drafts.due(due) == [PERSON]
        assert await uow.drafts.with_chat(PERSON) == (RITA_CHAT, a_draft())
        assert await uow.drafts.of(PersonKey("00" * 16)) is None


@ON_SQLITE
async def test_a_case_comes_back_with_everything_in_it(database: Database) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_full_case())
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.cases.get(CaseId("case-1")) == a_full_case()
        assert await uow.cases.by_number(a_full_case().number) == a_full_case()
        with pytest.raises(NotFound):
            await uow.cases.get(CaseId("no such case"))


@ON_SQLITE
async def test_a_report_comes_back_with_its_additions_and_to_its_person(database: Database) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        await uow.cases.add(a_case(2))
        await uow.reports.save_reporter(a_reporter(database))
        await uow.reports.add(a_report())
        later = replace(a_report("case-2", "report-2"), sent_at=START + timedelta(days=1))
        await uow.reports.add(later)
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.reports.of_case(CaseId("case-1")) == [a_report()]
        assert await uow.reports.of_person(database.blind_index.person(RITA)) == [(later, 2), (a_report(), 1)]
        assert await uow.reports.of_person(PERSON) == []


async def test_an_addition_is_not_lost_to_an_older_copy_of_the_report(database: Database) -> None:
    addition = Addition(START + timedelta(hours=1), (Piece("one more thing", 30, START),))
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        await uow.reports.add(a_report())
        await uow.reports.add_addition(a_report(), addition)
        await uow.reports.save(replace(a_report(), incomplete=False))
        [found] = await uow.reports.of_case(CaseId("case-1"))
    assert found == replace(a_report(), incomplete=False, additions=(*a_report().additions, addition))


@ON_SQLITE
async def test_answers_to_the_reporter_come_back_in_order(database: Database) -> None:
    case = CaseId("case-1")
    replies = [Reply(case, START, EDU, words=CANARY), Reply(case, START, PSB, text_key="tell-canned-1")]
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        for reply in replies:
            await uow.reports.add_reply(reply)
        assert await uow.reports.replies_of(case) == replies


@ON_SQLITE
async def test_a_reporter_who_blocked_the_bot_is_not_written_to_first(database: Database) -> None:
    rita = a_reporter(database)
    async with database.begin() as uow:
        await uow.reports.save_reporter(rita)
        assert await uow.reports.reporter(rita.token) == rita
        await uow.reports.forget_chat(rita.person)
        assert await uow.reports.reporter(rita.token) == replace(rita, contact=Contact.NO)
        assert await uow.reports.reporter(ReporterToken("unknown")) is None


async def test_reports_of_the_same_child_are_found_by_keyed_hashes(database: Database) -> None:
    async with database.begin() as uow:
        for number in (1, 2, 3):
            await uow.cases.add(a_case(number))
        await uow.reports.note_child_hashes(CaseId("case-1"), ["name", "school", "name"], START)
        await uow.reports.note_child_hashes(CaseId("case-1"), ["name"], START)
        await uow.reports.note_child_hashes(CaseId("case-2"), ["name"], START + timedelta(days=2))
        await uow.reports.note_child_hashes(CaseId("case-3"), ["other"], START)
        assert await uow.reports.similar(["name", "school"], START) == ["case-2", "case-1"]
        assert await uow.reports.similar(["name"], START + timedelta(days=1)) == ["case-2"]
        assert await uow.reports.similar([], START) == []


async def test_groups_are_bound_found_lost_and_moved(database: Database) -> None:
    group, bigger = ChatId(-100), ChatId(-1_001_234)
    async with database.begin() as uow:
        await uow.agencies.bind(EDU, group, CANARY, "zh-Hans", START)
        await uow.agencies.bind(PSB, group, CANARY, "zh-Hans", START)
        assert await uow.agencies.at(group) == [EDU, PSB]
        await uow.agencies.set_locale(group, "en")
        await uow.agencies.move(group, bigger)
        assert await uow.agencies.at(group) == []
        place = await uow.agencies.place(EDU)
        assert place is not None
        assert (place.chat, place.title, place.locale, place.bound_at) == (bigger, CANARY, "en", START)
        assert await uow.agencies.lose(bigger, Cause.KICKED, START) == [EDU, PSB]
        assert await uow.agencies.lose(bigger, Cause.KICKED, START) == []
        assert [place.lost_at for place in await uow.agencies.all()] == [START, START]
        assert await uow.agencies.place(AgencyKey("CIVIL")) is None
        await uow.agencies.bind(EDU, group, "again", "en", START)
        assert await uow.agencies.at(group) == [EDU]


@ON_SQLITE
async def test_staff_are_found_by_what_they_do(database: Database) -> None:
    sue = a_supervisor(database, 1, admin=True)
    hana = a_supervisor(database, 2, supervisor=False, heads=frozenset({EDU, PSB}))
    async with database.begin() as uow:
        await uow.staff.save(sue)
        await uow.staff.save(hana)
        assert await uow.staff.get(sue.person) == sue
        assert await uow.staff.get(PERSON) is None
        assert await uow.staff.supervisors() == [sue]
        assert await uow.staff.admins() == [sue]
        assert await uow.staff.all_heads() == [hana]
        assert await uow.staff.heads(EDU) == [hana]
        assert await uow.staff.heads(AgencyKey("CIVIL")) == []
        await uow.staff.save(replace(sue, supervisor=False))
        assert await uow.staff.supervisors() == []


async def test_an_invite_works_once_and_in_time(database: Database, clock: FixedClock) -> None:
    invite = Invite("head", EDU, START, START + timedelta(days=7))
    async with database.begin() as uow:
        await uow.staff.add_invite("secret-1", invite)
        await uow.staff.add_invite("secret-2", invite)
        assert await uow.staff.peek_invite("secret-1", clock.now()) == invite
        assert await uow.staff.use_invite("secret-1", clock.now()) == invite
        assert await uow.staff.use_invite("secret-1", clock.now()) is None
        assert await uow.staff.use_invite("secret-3", clock.now()) is None
        assert await uow.staff.use_invite("secret-2", clock.advance(days=7)) is None


@ON_SQLITE
async def test_a_desk_is_kept_replaced_and_cleared(database: Database) -> None:
    levels = Levels(hazard=3, note=CANARY)
    desk = Desk("assess", CaseId("case-1"), CaseNumber(1), Filling(), levels, START, waiting_words="He is at home")
    async with database.begin() as uow:
        assert await uow.staff.desk(PERSON) is None
        await uow.staff.save_desk(PERSON, desk)
        assert await uow.staff.desk(PERSON) == desk
        await uow.staff.save_desk(PERSON, replace(desk, answers=replace(levels, hazard=2)))
        assert await uow.staff.desk(PERSON) == replace(desk, answers=replace(levels, hazard=2))
        await uow.staff.save_desk(PERSON, None)
        assert await uow.staff.desk(PERSON) is None


@ON_SQLITE
async def test_messages_of_a_chat_are_listed_since_a_moment_and_wiped(database: Database) -> None:
    other = ChatId(9)
    async with database.begin() as uow:
        for number, hours in ((3, 0), (1, 1), (2, 50), (2, 50)):
            await uow.messages.incoming(RITA_CHAT, MessageId(number), START + timedelta(hours=hours))
        await uow.messages.incoming(other, MessageId(1), START)
        assert await uow.messages.since(RITA_CHAT, START + timedelta(hours=1)) == [1, 2]
        await uow.messages.wiped(RITA_CHAT)
        assert await uow.messages.since(RITA_CHAT, START) == []
        assert await uow.messages.since(other, START) == [1]
