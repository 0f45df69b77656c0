"""L13: what the reporter reads when a closed case is opened again, and conversations of danger that go on after
closing."""

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.groups import Cause
from bot.domain.ids import ChatId, UserId
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToChat, ToPerson
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.casework.closing.reopening import bodies_told
from bot.usecases.reporting import words_told
from bot.usecases.reporting.chat import words_beside_commands
from bot.usecases.reporting.draft import answering
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from handlers.officer.cases.views_report import addition_text
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.case_stages import SUE, bring
from tests.support.casework.ladder import steps
from tests.support.casework.reopening import KNIFE, PLAIN, adds, cards, closed
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import facts_of
from tests.support.notices import worded as as_worded
from tests.support.officers import EDU, ONE, PSB, officer, the_case, ticks
from tests.support.people import PROFILE, District, Someone, kinds
from tests.support.reporting.danger import told_harm
from tests.support.reporting.told_more import supervise


def render_context(rita: Someone) -> RenderContext:
    database = rita.district.database
    return RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", database.reading, database.files, lambda: rita.now)


async def worded(rita: Someone, notice: Notice, *, stands: bool = True) -> Rendered | None:
    row = OutboxRow(1, rita.visitor.chat, "en", notice, 0, 5 if stands else None, None, is_group=False)  # type: ignore[arg-type]
    return await as_worded(render_context(rita), row)


async def test_the_reporter_reads_that_officers_were_told_only_once_they_were(
    district: District, rita: Someone
) -> None:
    await closed(district, rita)
    await rita.add(1)
    await words_told.tell(rita.request, ToldMessage(Written(rita.piece(KNIFE, None))))
    (first,) = await district.database.outbox.lease(rita.now, 1, frozenset())
    assert first.notice.kind == "reopened"
    before = await worded(rita, first.notice)
    assert before is not None
    assert "It is open again and goes to the officers now." in before.text
    assert "told" not in before.text
    district.time.move(minutes=6)
    told = [n for n in await district.deliver() if n.kind == "reopened" and n.mode is Mode.EDIT]
    after = await worded(rita, told[-1])
    assert after is not None
    assert "These have been told: Education, Police, Youth League, Procuratorate" in after.text
    assert "110" in after.text


async def test_after_hide_no_news_of_who_was_told_comes_into_the_chat(district: District, rita: Someone) -> None:
    await closed(district, rita)
    sent = await adds(rita, KNIFE)
    late = next(notice for notice in sent if notice.kind == "reopened" and notice.mode is Mode.EDIT)
    assert await worded(rita, late, stands=False) is None


async def test_somebody_who_hides_reads_nothing_of_a_reopening(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await words_beside_commands.keep_quietly(rita.request, rita.piece(KNIFE, None))
    sent = await district.deliver()
    assert (await the_case(district)).state is CaseState.RECEIVED
    assert [notice for notice in sent if isinstance(notice.to, ToChat)] == []


async def test_a_body_whose_group_is_lost_is_not_said_to_have_been_told(district: District, rita: Someone) -> None:
    await closed(district, rita)
    async with district.database.begin() as uow:
        places = {place.agency: place.chat for place in await uow.agencies.all()}
        await uow.agencies.lose(places[EDU] or ChatId(0), Cause.KICKED, district.time.at)
        await uow.commit()
    sent = await adds(rita, KNIFE)
    case = await the_case(district)
    async with district.database.reading() as uow:
        assert EDU not in await bodies_told(uow, case.id, district.time.at)
    calls = [notice for notice in sent if facts_of(notice).get("key") == "staff-not-bound"]
    assert [(facts_of(notice)["agency"], type(notice.to)) for notice in calls] == [(EDU, ToPerson)]


@pytest.mark.parametrize(("words", "shown"), [("It was a lie.", True), ("please stop", True), ("求求你们别查了", True),
                                              ("stop", True), ("He does not stop crying.", False)])  # fmt: skip
async def test_a_retraction_lowers_nothing_and_is_shown_as_possible_pressure(
    district: District, rita: Someone, words: str, *, shown: bool
) -> None:
    was = await closed(district, rita)
    await adds(rita, words)
    case = await the_case(district)
    assert (case.state, case.urgency) == (CaseState.RECEIVED, was.urgency)
    (report,) = await rita.reports()
    text = addition_text(render_context(rita), "en", report.additions[0])
    assert ("pressing" in text) is shown


async def test_an_officer_reads_how_the_case_ended_before(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await adds(rita, PLAIN)
    edna = officer(district, 20, EDU)
    story = next(notice for notice in await edna.opens() if notice.kind == "story")
    shown = await worded(rita, story)
    assert shown is not None
    assert "Was closed Mon 2 Mar" in shown.text


async def test_answers_in_a_conversation_of_danger_open_its_closed_case(district: District, rita: Someone) -> None:
    await supervise(district)
    await told_harm(rita)
    await bring(district, ONE, "closed", rita)
    await district.deliver()
    district.time.move(minutes=5)
    await answering.choose(rita.request, "who", "parent")
    sent = await district.deliver()
    assert (await the_case(district)).state is CaseState.RECEIVED
    assert PSB in cards(sent, Mode.REPLACE)


async def test_answers_in_a_conversation_of_danger_are_told_without_a_sound_to_who_has_taken_it(
    district: District, rita: Someone
) -> None:
    await told_harm(rita)
    await bring(district, ONE, "acknowledged", rita)
    await district.deliver()
    await answering.choose(rita.request, "who", "parent")
    told = [notice for notice in await district.deliver() if notice.kind == "more_told"]
    assert [(notice.to, notice.silent) for notice in told] == [(ToAgency(PSB), True)]


async def test_the_last_words_of_a_conversation_of_danger_are_not_received_by_a_closed_case(
    district: District, rita: Someone
) -> None:
    await supervise(district)
    await told_harm(rita)
    await bring(district, ONE, "closed", rita)
    await district.deliver()
    await rita.check()
    sent = await rita.send()
    assert "received" in kinds(sent)
    assert (await the_case(district)).state is CaseState.RECEIVED


async def test_the_deadlines_of_a_reopened_case_alert_people(district: District, rita: Someone) -> None:
    await closed(district, rita)
    await adds(rita, PLAIN)
    district.time.move(hours=9)
    late = steps(await ticks(district))
    assert {to for to, _ in late} >= {ToPerson(district.services.blind_index.person(UserId(SUE)))}
