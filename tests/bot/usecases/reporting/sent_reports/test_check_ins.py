"""Retaliation: who allowed contact is asked after two and after eight weeks, once each (issue 13, real life)."""

import pytest

from bot.domain.notices.notice import Notice
from bot.usecases.reporting.sent_reports import check_ins
from tests.support.officers import EDU, officer, reported
from tests.support.people import District, Someone


async def weeks_later(district: District, weeks: int) -> list[Notice]:
    """What the reporter is sent when the line looks again after so many weeks."""
    district.time.move(days=7 * weeks)
    await check_ins.ask_reporters(district.services, district.time.at)
    sent = await district.deliver()
    return [notice for notice in sent if notice.kind == "asked_how_you_are"]


async def test_a_reporter_who_allowed_contact_is_asked_twice_how_they_are(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    assert len(await weeks_later(district, 1)) == 0
    (first,) = await weeks_later(district, 1)
    assert first.silent
    assert len(await weeks_later(district, 5)) == 0
    assert len(await weeks_later(district, 1)) == 1
    assert [len(await weeks_later(district, 8)) for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize("answer", ["", "no"])
async def test_a_reporter_who_did_not_allow_contact_is_not_asked_how_they_are(
    district: District, rita: Someone, answer: str
) -> None:
    await reported(rita, answer)
    assert [len(await weeks_later(district, 2)) for _ in range(6)] == [0] * 6


async def test_after_a_long_outage_missed_check_ins_are_one_question(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    assert len(await weeks_later(district, 9)) == 1
    assert [len(await weeks_later(district, 2)) for _ in range(3)] == [0] * 3


async def test_reporters_of_closed_cases_are_asked_too(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    lead = officer(district, 21, EDU, head=True)
    await lead.takes()
    await lead.assesses(1, 1, 2)
    await lead.answers("looking_into_it")
    await lead.closes("school_measure")
    await officer(district, 22, EDU, head=True).approves()
    assert len(await weeks_later(district, 2)) == 1


async def test_a_check_in_job_that_fails_halfway_asks_nobody_twice(district: District, rita: Someone) -> None:
    """Asked, and noted as asked, in one transaction."""
    await reported(rita, "yes")
    district.time.move(days=14)
    for _ in range(3):
        await check_ins.ask_reporters(district.services, district.time.at)
    sent = await district.deliver()
    assert [notice.kind for notice in sent].count("asked_how_you_are") == 1
