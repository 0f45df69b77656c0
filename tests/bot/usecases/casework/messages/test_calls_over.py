"""The call of whoever was on call stands as long as the body must acknowledge, and goes with its part."""

from dataclasses import replace

from bot.domain.ids import AgencyKey, CaseNumber, ChatId
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.urgency import Urgency
from bot.usecases.access.waiting_calls import call_slot
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.services import Transaction
from tests.support.acting import asking
from tests.support.casework.roster import called, manned, sit, taps_roster
from tests.support.notices import facts_of
from tests.support.officers import PSB, employ, officer
from tests.support.people import District, Someone
from tests.support.reporting.danger import told_harm
from tests.support.reporting.staff_intake import case_of

HEA = AgencyKey("HEA")
CHAT = ToChat(ChatId(20), "en")


async def of_the_call(
    district: District, sent: list[Notice], body: AgencyKey = PSB
) -> list[tuple[object, Mode, object]]:
    """What becomes of the call."""
    slot = call_slot(await case_of(district), body)
    return [(one.to, one.mode, facts_of(one).get("key")) for one in sent if one.slot == slot]


async def test_a_call_stays_when_the_class_is_lowered_before_the_body_acknowledged(district: District) -> None:
    wu, _ = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await called(district)
    was = await case_of(district)
    case = replace(was, urgency=Urgency.P2, version=was.version + 1)
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=was.version)
        await follow_case(Transaction(district.services, uow, district.time.at), was, case)
        await uow.commit()
    assert await of_the_call(district, await district.deliver()) == []
    await taking.acknowledge(await asking(*wu.me, is_press=True), CaseNumber(1))
    assert await of_the_call(district, await district.deliver()) == [(CHAT, Mode.EDIT, "staff-call-over")]


async def test_a_call_ends_when_the_body_declines_the_case(district: District) -> None:
    await manned(district, 20)
    await employ(district, song := officer(district, 60, HEA))
    await taps_roster(song, HEA, "join")
    sit(district, song)
    await told_harm(Someone(district))
    await called(district)
    await taking.decline(await asking(*song.me, is_press=True), CaseNumber(1), "other")
    assert await of_the_call(district, await district.deliver(), HEA) == [
        (ToChat(ChatId(60), "zh-Hans"), Mode.DELETE, None)
    ]
