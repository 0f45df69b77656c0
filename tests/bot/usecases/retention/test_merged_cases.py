"""A merged case is kept, held and erased as one, by whichever number it is called."""

import pytest

from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice
from bot.usecases.retention import closed_cases
from tests.support.acting import asking, begins, hands_in, taps
from tests.support.casework.closed_cases import supervised
from tests.support.casework.merging import FIRST, SECOND, case_of, merges, parts, reads, supervisor_of, two_of_one_child
from tests.support.notices import facts_of
from tests.support.officers import EDU, PROC, Officer, leaves, officer
from tests.support.people import PROFILE, District, Someone


async def merged_and_closed(district: District) -> tuple[Someone, Someone]:
    """Rita's report and Omar's in one case, which came to its end."""
    rita, omar = await two_of_one_child(district)
    await merges(await supervisor_of(district))
    amal = officer(district, 20, EDU)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    for to in ("1", "2"):
        await begins(*amal.me, "reply")
        await taps(*amal.me, "reply", "to", to)
        await taps(*amal.me, "reply", "which", "thank_you")
        await hands_in(*amal.me)
        await leaves(district)
        await district.deliver()
    await amal.acts("The school was called")
    await amal.closes("school_measure")
    await officer(district, 23, PROC).approves()
    await district.deliver()
    assert not (await case_of(district, FIRST)).is_open
    return rita, omar


async def lets_go(who: Officer, number: CaseNumber) -> list[Notice]:
    await closed_cases.let_go(await asking(*who.me), number)
    return await who.district.deliver()


async def test_a_merged_case_is_announced_once_before_it_expires(district: District) -> None:
    await merged_and_closed(district)
    district.time.move(days=PROFILE.policy.case_retention.days - 30)
    await closed_cases.tell_expiring(district.services, district.time.at)
    told = [facts_of(one)["rows"] for one in await district.deliver() if one.kind == "expiring"]
    assert told
    assert {row["number"] for rows in told for row in rows} == {FIRST}


async def test_two_people_erase_a_merged_case_by_either_number(district: District) -> None:
    rita, omar = await merged_and_closed(district)
    sue, sam = await supervised(district)
    await lets_go(sue, SECOND)
    await lets_go(sam, FIRST)
    async with district.database.reading() as uow:
        for number in (FIRST, SECOND):
            assert await uow.cases.by_number(number) is None
        for who in (rita, omar):
            assert list(await uow.reports.of_person(who.visitor.person)) == []
    for who in (rita, omar):
        assert "torn books" not in await reads(district, who)


async def test_a_legal_hold_on_one_number_protects_the_whole_merged_case(district: District) -> None:
    await merged_and_closed(district)
    sue, _ = await supervised(district)
    above = officer(district, 23, PROC)
    await closed_cases.hold(await asking(*above.me), SECOND, "inquiry")
    await district.deliver()
    for number in (FIRST, SECOND):
        with pytest.raises(IllegalStep):
            await lets_go(sue, number)


async def test_after_an_unmerge_erasing_one_case_leaves_the_other(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    await parts(sue)
    second = await case_of(district, SECOND)
    async with district.database.begin() as uow:
        await uow.retention.erase((await case_of(district, FIRST)).id, district.time.at)
        await uow.commit()
    async with district.database.reading() as uow:
        assert await uow.cases.by_number(FIRST) is None
        [report] = await uow.reports.of_case(second.id)
    assert next(piece.text for answer in report.answers for piece in answer.pieces) == "She comes home with torn books."
    assert (await case_of(district, SECOND)).is_open
