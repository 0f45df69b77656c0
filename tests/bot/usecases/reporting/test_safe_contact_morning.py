"""SG14-SG16: a message that waits for the morning, and what may happen to it until then."""

import pytest

from bot.domain.notices.notice import ToReporter
from tests.support.notices import notice_of
from tests.support.officers import EDU, officer, reported
from tests.support.people import District, Someone, answer_until
from tests.support.reporting.safe_contact import SentUnasked


@pytest.fixture
async def waiting(district: District, rita: Someone) -> tuple[District, Someone, SentUnasked]:
    """News for Rita, who said yes, waits for the morning: an officer acknowledged the case at eleven in the evening."""
    await reported(rita, "yes")
    district.time.move(hours=13)
    await officer(district, 21, EDU).takes()
    told = SentUnasked(7)
    await told.deliver(district)
    assert told.heard == []
    return district, rita, told


async def test_news_of_the_night_is_sent_in_the_morning(waiting: tuple[District, Someone, SentUnasked]) -> None:
    district, _, told = waiting
    district.time.move(hours=8)
    await told.deliver(district)
    assert [notice.kind for _, notice in told.heard] == ["case_acknowledged"]


async def test_news_that_waits_is_not_sent_to_somebody_who_said_no_meanwhile(
    waiting: tuple[District, Someone, SentUnasked],
) -> None:
    district, rita, told = waiting
    await reported(rita, "no")
    told.heard.clear()
    district.time.move(hours=8)
    await told.deliver(district)
    assert told.heard == []


async def test_news_that_waits_is_not_sent_after_a_no_in_a_new_conversation(
    waiting: tuple[District, Someone, SentUnasked],
) -> None:
    district, rita, told = waiting
    await rita.is_reporting()
    await answer_until(rita, "contact")
    await rita.choose("contact", "no")
    district.time.move(hours=8)
    await told.deliver(district)
    assert told.heard == []


async def test_news_delayed_by_an_outage_is_not_sent_late_in_the_evening(
    waiting: tuple[District, Someone, SentUnasked],
) -> None:
    district, _, told = waiting
    district.time.move(hours=24)
    await told.deliver(district)
    assert told.heard == []
    district.time.move(hours=8)
    await told.deliver(district)
    assert len(told.heard) == 1


async def test_news_that_waits_for_the_morning_does_not_delay_answers_at_night(
    waiting: tuple[District, Someone, SentUnasked],
) -> None:
    district, rita, told = waiting
    district.time.move(hours=24)
    await told.deliver(district)
    await rita.start()
    assert district.sent[-1].kind == "start"


async def test_a_notice_without_its_own_check_still_does_not_reach_somebody_who_said_no(
    district: District, rita: Someone
) -> None:
    await reported(rita, "no")
    (report,) = await rita.reports()
    async with district.database.begin() as uow:
        await uow.outbox.add(notice_of("case_closed", ToReporter(report.reporter), {"number": 1}))
        await uow.commit()
    assert await district.deliver() == []
