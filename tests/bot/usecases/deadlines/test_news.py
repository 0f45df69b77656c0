"""What a reporter is told about the handling, on the real database: one message in the morning, and the news of a late
answer whose date is kept."""

from datetime import UTC, datetime

import pytest

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.steps import running
from bot.domain.notices.notice import Notice, ToAgency, ToPerson, ToReporter
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext
from locales.catalogue import Catalogue
from tests.support.casework.ladder import steps
from tests.support.notices import facts_of, worded
from tests.support.officers import EDU, JUS, ONE, PROC, Officer, employ, officer, reported, the_case, ticks
from tests.support.people import PROFILE, District, Someone, answer_until, kinds

NIGHT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""23:00 in the district."""


def to_reporter(notices: list[Notice]) -> list[Notice]:
    return [notice for notice in notices if isinstance(notice.to, ToReporter)]


async def words_of(district: District, notice: Notice, locale: str = "en") -> str:
    """The words of the message if it is sent now; '' when there is nothing to say."""
    text = Catalogue(PROFILE.zone, own=PROFILE.texts)
    database = district.database
    context = RenderContext(text, text.has, PROFILE, "tipline", database.reading, database.files, district.time.now)
    row = OutboxRow(1, 7, locale, notice, 0, None, None, is_group=False)  # type: ignore[arg-type]
    rendered = await worded(context, row)
    return rendered.text if rendered is not None else ""


async def told_of_danger(rita: Someone, harm: str, danger: str = "yes_now") -> None:
    """The shortest way to a report that can be sent."""
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", danger)
    await answer_until(rita, "harms")
    await rita.tick("harms", harm)
    await answer_until(rita, "story")
    await rita.say("It is happening.")
    await rita.done("story")
    await rita.check()


async def works_at_night(district: District, amal: Officer) -> None:
    """Acknowledged, assessed, answered twice; the line waits meanwhile."""
    district.time.at = NIGHT
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("looking_into_it")
    district.time.move(hours=1)
    await amal.answers("child_is_safe")
    await district.deliver()


async def morning(district: District) -> list[Notice]:
    """What reaches the reporter when the quiet hours are over."""
    district.time.at = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
    assert to_reporter(await district.deliver()) == []
    district.time.at = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    return to_reporter(await district.deliver())


async def test_news_of_a_night_is_one_message_with_every_answer(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await works_at_night(district, amal)
    await amal.closes("school_measure")
    await hana.approves()
    assert to_reporter(await district.deliver()) == []
    [told] = await morning(district)
    said = await words_of(district, told)
    assert said.count("News about number") == 1
    assert "Officers are looking into it" in said
    assert "the child is safe now" in said
    assert "It is closed now" in said
    assert "Someone is dealing with it" not in said


async def test_a_late_answer_is_not_told_to_somebody_who_was_answered_meanwhile(
    district: District, rita: Someone
) -> None:
    district.time.at = NIGHT
    await reported(rita, "yes")
    amal = officer(district, 20, EDU)
    await amal.takes()
    assert kinds(await morning(district)) == ["case_acknowledged"]
    district.time.at = NIGHT.replace(day=5)
    assert kinds(to_reporter(await ticks(district))) == []
    district.time.move(hours=1)
    await amal.answers("thank_you")
    await district.deliver()
    district.time.at = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    [told] = to_reporter(await district.deliver())
    said = await words_of(district, told)
    assert "sorry" not in said
    assert "Thank you for telling us" in said


async def test_news_says_only_what_is_still_true_when_it_is_sent(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = officer(district, 20, EDU)
    told: list[Notice] = []
    await amal.takes()
    told = to_reporter(await district.deliver())
    assert kinds(told) == ["case_acknowledged"]
    assert "Someone is dealing with it now" in await words_of(district, told[0])
    district.time.move(days=3)
    late = to_reporter(await ticks(district))
    assert kinds(late) == ["apology"]
    assert "You hear from us by" in await words_of(district, late[0])
    await amal.answers("thank_you")
    await district.deliver()
    assert await words_of(district, late[0]) == ""


async def test_the_new_date_is_kept_watched_and_told_to_supervisors_when_it_passes(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    sue = officer(district, 40, JUS)
    await employ(district, sue, supervisor=True)
    await officer(district, 20, EDU).takes()
    district.time.move(days=3)
    [late] = to_reporter(await ticks(district))
    deadline = running(await the_case(district), DeadlineKind.NEW_DATE)
    assert deadline is not None
    assert facts_of(late)["due"] == deadline.due_at.isoformat() == "2026-03-08T02:00:00+00:00"
    district.time.at = deadline.due_at
    told = await ticks(district)
    heard = {to for to, step in steps(told) if step["clock"] == "new_date"}
    assert {ToPerson(sue.agent.person), ToAgency(PROC)} <= heard
    assert to_reporter(told) == []
    district.time.move(days=30)
    assert to_reporter(await ticks(district)) == []


async def test_a_missed_wished_call_back_is_not_told_as_late_and_gives_no_mark(
    district: District, rita: Someone
) -> None:
    await told_of_danger(rita, "assault")
    await rita.send()
    case = await the_case(district)
    assert (case.urgency.value, running(case, DeadlineKind.CALL_BACK) is not None) == ("P1", True)
    district.time.move(hours=25)
    told = await ticks(district)
    assert to_reporter(told) == []
    ladder = [step for _, step in steps(told) if step["clock"] == "call_back"]
    assert ladder
    assert {facts["mark"] for facts in ladder} == {""}


@pytest.mark.parametrize("danger", ["no", "yes_now"])
async def test_the_receipt_promises_three_days_in_every_class(district: District, rita: Someone, danger: str) -> None:
    received = district.time.at
    await told_of_danger(rita, "bullying", danger)
    sent = await rita.send()
    [receipt] = [notice for notice in sent if notice.kind == "received"]
    assert facts_of(receipt)["reply"] == "2026-03-05T02:00:00+00:00"
    district.time.move(hours=20)
    amal = officer(district, 20, (await the_case(district)).lead)
    await amal.takes()
    await amal.assesses(3, 3, 3)
    case = await the_case(district)
    assert case.urgency.value == "P1"
    reply = running(case, DeadlineKind.REPLY)
    assert reply is not None
    assert (reply.due_at - received).days == 3
    assert case.number == ONE
