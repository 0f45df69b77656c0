"""SG42: unasked words of somebody who has a case: asked about, or begun as new; never lost."""

from dataclasses import replace

import pytest

from bot.domain.ids import CaseNumber, ChatId, UserId
from bot.domain.notices.notice import ToAgency, ToChat
from bot.domain.people import Agent
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.scope import Scope, private_scope
from bot.usecases.oversight.case_lists import lists
from bot.usecases.reporting import intake, unasked, words_told
from bot.usecases.reporting.chat import self_clearing
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.acting import in_scope
from tests.support.case_stages import SUE, bring
from tests.support.notices import facts_of
from tests.support.officers import EDU, ONE, PROC, officer, reported, the_case
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.danger import told_harm
from tests.support.reporting.receipts import comes, receipt_of
from tests.support.reporting.unasked import TWO, WORDS, added, has_told, noted, numbers, writes


@pytest.mark.parametrize("state", ["received", "in progress", "closed"])
async def test_somebody_who_may_be_written_to_is_asked_about_unasked_words(
    district: District, rita: Someone, state: str
) -> None:
    await has_told(rita)
    await bring(district, ONE, state, rita)
    (asked,) = [notice for notice in await writes(rita) if notice.kind == "about_ask"]
    assert facts_of(asked)["number"] == 1
    assert facts_of(asked)["goes_at"] == "2026-03-02T02:40:00+00:00"
    assert await added(rita) == []


@pytest.mark.parametrize("contact", ["no", "unknown", ""])
async def test_where_contact_is_not_allowed_nothing_shows_that_there_is_a_case(
    district: District, rita: Someone, contact: str
) -> None:
    await has_told(rita, contact)
    sent = await writes(rita)
    assert kinds(sent) == ["start"]
    assert facts_of(sent[0]).get("number") is None
    assert facts_of(sent[0])["notes"] == ["aside-goes"]


@pytest.mark.parametrize(("later", "asked"), [(10, True), (180, False)])
async def test_named_hours_allow_that_question_only_within_them(
    district: District, rita: Someone, later: int, *, asked: bool
) -> None:
    await rita.is_reporting()
    await answer_until(rita, "contact")
    await rita.choose("contact", "times")
    await rita.choose("contact_hours", "morning")
    await rita.check()
    await rita.send()
    district.time.move(minutes=later)  # ten in the morning in Chongqing, and past one in the afternoon
    await noted(rita, 6)
    assert ("about_ask" in kinds(await writes(rita))) is asked


async def test_after_a_while_unasked_words_begin_a_new_conversation(district: District, rita: Someone) -> None:
    await has_told(rita)
    district.time.move(minutes=31)
    assert kinds(await writes(rita)) == ["start"]


@pytest.mark.parametrize("way", ["hide", "clean"])
async def test_the_question_about_unasked_words_shows_nothing_hidden(
    district: District, rita: Someone, way: str
) -> None:
    await has_told(rita)
    if way == "hide":
        await rita.hide()
    else:
        await self_clearing.choose(rita.request, 1)
        await district.deliver()
    await noted(rita, 8)
    assert kinds(await writes(rita)) == ["start"]


async def test_hide_removes_the_question_about_unasked_words_and_loses_nothing(
    district: District, rita: Someone
) -> None:
    await has_told(rita)
    await writes(rita)
    sent = await rita.hide()
    assert "about_ask" not in kinds(sent)
    await intake.resume(rita.request)
    assert kinds(await district.deliver()) == ["start"]
    district.time.move(minutes=10)
    await district.process_idle_drafts()
    assert await numbers(district) == [1, 2]


async def test_somebody_who_went_on_after_hide_is_not_asked_about_unasked_words(
    district: District, rita: Someone
) -> None:
    await told_harm(rita)
    await rita.hide(erase=False)
    await intake.resume(rita.request)
    await answer_until(rita, "contact")
    await rita.choose("contact", "yes")
    await rita.check()
    await rita.send()
    await noted(rita, 9)
    assert kinds(await writes(rita)) == ["start"]


async def test_one_report_without_permission_is_enough_not_to_ask(district: District, rita: Someone) -> None:
    await has_told(rita, "yes")
    await reported(rita, "no")
    await bring(district, TWO, "closed", rita)
    await noted(rita, 9)
    assert kinds(await writes(rita)) == ["start"]


async def test_unasked_words_about_the_case_are_added_to_it(district: District, rita: Someone) -> None:
    await has_told(rita)
    await writes(rita)
    await writes(rita, "And yesterday.")
    await unasked.choose(rita.request, ONE)
    sent = await district.deliver()
    assert await added(rita) == [WORDS, "And yesterday."]
    assert {n.to.agency for n in sent if n.kind == "more_told" and isinstance(n.to, ToAgency)} == {
        task.agency for task in (await the_case(district)).tasks
    }
    assert await rita.draft() is None


async def test_unanswered_unasked_words_are_added_to_the_case_after_ten_minutes(
    district: District, rita: Someone
) -> None:
    await has_told(rita)
    await bring(district, ONE, "closed", rita)
    await writes(rita)
    district.time.move(minutes=9)
    await district.process_idle_drafts()
    assert await added(rita) == []
    district.time.move(minutes=1)
    await district.process_idle_drafts()  # all that is known of it is the row in the database
    assert await added(rita) == [WORDS]
    assert (await the_case(district)).is_open


# --- who sees that two cases may belong together ---


async def links(district: District, scope: Scope, number: CaseNumber) -> object:
    here = ToChat(ChatId(9), "en")
    await in_scope(district.services, scope, here, district.time.at, lists.show_case, int(number))
    (shown,) = [notice for notice in await district.deliver() if notice.kind == "case_status"]
    return facts_of(shown).get("links")


async def test_the_link_is_shown_to_those_who_may_know_of_both(district: District, rita: Someone) -> None:
    await has_told(rita, "no")
    await writes(rita)
    district.time.move(minutes=10)
    await district.process_idle_drafts()
    sue = Agent(district.services.blind_index.person(UserId(SUE)), supervisor=True)
    edna, paul = officer(district, 20, EDU).agent, officer(district, 21, PROC).agent
    assert "EDU" not in bodies_of(paul)
    for agent, number, shown in ((sue, ONE, [2]), (sue, TWO, [1]), (paul, TWO, [1]), (edna, ONE, [])):
        assert await links(district, private_scope(agent, PROC), number) == shown
    async with district.database.begin() as uow:
        case = await uow.cases.by_number(TWO)
        assert case is not None
        await uow.cases.save(replace(case, barred=(PROC,), version=case.version + 1), was=case.version)
        await uow.commit()
    assert await links(district, private_scope(paul, PROC), ONE) == []


# --- five words ---


async def test_with_five_words_places_phones_and_files_join_the_report_too(district: District, rita: Someone) -> None:
    code, other = await receipt_of(rita), Someone(district, user=99)
    await comes(other, code)
    await follow_up.begin_addition(other.request)
    await other.file(message=700)
    (report,) = await rita.reports()
    assert len(report.all_media) == 1
    assert await other.draft() is None


async def test_receipt_words_of_an_erased_case_find_nothing_and_words_begin_a_new_report(
    district: District, rita: Someone
) -> None:
    code, other = await receipt_of(rita), Someone(district, user=99)
    await comes(other, code)
    await follow_up.begin_addition(other.request)
    async with district.database.begin() as uow:
        case = await uow.cases.by_number(ONE)
        assert case is not None
        await uow.retention.erase(case.id, district.time.at)
        await uow.commit()
    piece = other.piece(WORDS, 501)
    await words_told.tell(other.request, ToldMessage(Written(piece)))
    assert "start" in kinds(await district.deliver())


async def test_unasked_words_for_an_erased_case_begin_a_new_report(district: District, rita: Someone) -> None:
    await has_told(rita)
    await rita.add(1)
    async with district.database.begin() as uow:
        case = await uow.cases.by_number(ONE)
        assert case is not None
        await uow.retention.erase(case.id, district.time.at)
        await uow.commit()
    assert "start" in kinds(await writes(rita))
