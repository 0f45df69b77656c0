"""To whom what is late is told again, after a list was deleted from their chat: to those above the late body alone."""

import re
from datetime import timedelta

from bot.domain.ids import AgencyKey, CaseNumber
from bot.usecases.casework.bodies import transfers
from bot.usecases.oversight.case_lists import lists
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.barring import hands_on, people
from tests.support.casework.merging import SECOND, merges, supervisor_of, tells, two_of_one_child
from tests.support.officers import Officer, officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, read_by
from tests.support.screens.late_lists import in_group, passes

CIV = AgencyKey("CIV")


def lists_read_by(chats: Chats, who: Officer) -> list[str]:
    """What is late, as it is listed in the chat of this person: the oldest message first."""
    return read_by(chats, who).split("<b>Not done in time</b>")[1:]


async def three_of_one_body(district: District) -> Chats:
    """The schools lead three cases, and all of them are late."""
    await two_of_one_child(district)
    await tells(Someone(district, 102), "He is afraid to go home.", "Bo")
    return Chats(district, asks=True)


async def test_a_group_does_not_read_what_is_late_in_a_case_that_it_gave_to_another_body(district: District) -> None:
    chats = await three_of_one_body(district)
    amal, hana = await people(district)
    for hours in (1, 4):
        await passes(district, chats, timedelta(hours=hours))
    await begins(*amal.me, "transfer", SECOND)
    await taps(*amal.me, "transfer", "body", CIV, SECOND)
    await writes(*amal.me, "It happens at home")
    await hands_in(*amal.me, number=SECOND)
    await transfers.accept(await asking(*officer(district, 22, CIV).me, is_press=True), SECOND)
    for hours in (30, 20):
        await passes(district, chats, timedelta(hours=hours))
    await hands_on(hana, body=True)
    await chats.deliver()
    last = in_group(chats, "<b>Not done in time</b>")[-1]
    assert "/case_3" in last
    assert "/case_2" not in last


async def test_an_officer_who_asked_for_a_list_is_not_told_as_the_people_above(district: District) -> None:
    chats = await three_of_one_body(district)
    amal, _ = await people(district)
    await passes(district, chats, timedelta(hours=30))
    await lists.list_overdue(await asking(*amal.me))
    await chats.deliver()
    assert "/case_1" in read_by(chats, amal)
    await hands_on(amal)
    await chats.deliver()
    assert "/case_1" not in read_by(chats, amal)
    assert "Not done in time" not in read_by(chats, amal)


async def test_a_supervisor_is_told_again_of_every_late_lead_and_of_no_late_support(district: District) -> None:
    """The police and the youth league support: they are late too, which their heads and the lead hear."""
    chats = await three_of_one_body(district)
    sue = await supervisor_of(district)
    for hours in (1, 4, 4):
        await passes(district, chats, timedelta(hours=hours))
    await hands_on(sue)
    await chats.deliver()
    last = lists_read_by(chats, sue)[-1]
    assert [f"/case_{number}" in last for number in (1, 2, 3)] == [False, True, True]
    assert set(re.findall(r"· ([A-Z]\w+)", last)) == {"Education"}


async def test_a_case_that_was_merged_since_is_told_again_under_the_number_that_it_has_now(district: District) -> None:
    """The list names cases 2 and 3; case 2 was taken into case 1 meanwhile."""
    chats = await three_of_one_body(district)
    sue = await supervisor_of(district)
    for hours in (1, 3):
        await passes(district, chats, timedelta(hours=hours))
    assert "/case_1" not in read_by(chats, sue)
    await merges(sue)
    await passes(district, chats, timedelta(hours=6))
    stay = [one for one in lists_read_by(chats, sue) if "/case_3" not in one]
    await hands_on(sue, CaseNumber(3))
    await chats.deliver()
    *others, told = lists_read_by(chats, sue)
    assert others == stay
    assert re.findall(r"/case_(\d)", told) == ["1", "1"], "it was not acknowledged, and nothing was done"
