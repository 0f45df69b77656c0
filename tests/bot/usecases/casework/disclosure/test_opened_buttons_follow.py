"""Buttons under an opened report follow the case: after each step everybody has those that they may press then."""

from bot.domain.cases.stages.ending import propose_close
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.services import Transaction
from handlers.officer.buttons import Approve
from tests.support.acting import asking
from tests.support.case_stages import a_closing, in_progress
from tests.support.casework.endings import keeps
from tests.support.officers import EDU, ONE, PROC, employ, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

AMAL, HANA, PIA = 11, 12, 13


async def test_an_end_that_is_proposed_is_offered_to_the_head_and_to_no_officer_of_the_lead(district: District) -> None:
    await district.bind("EDU", "PROC")
    await reported(Someone(district))
    was = await the_case(district)
    await keeps(district, in_progress(was, district.time.at), was.version)
    people = [officer(district, AMAL, EDU), officer(district, HANA, EDU, head=True), officer(district, PIA, PROC)]
    chats = Chats(district)
    for one in people:
        await employ(district, one, head=EDU if one.agent.heads else None)
        await opening.open_story(await asking(*one.me), ONE)
    await chats.deliver()
    assert not offers_to_agree(chats)

    await proposes(district)
    await chats.deliver()
    assert offers_to_agree(chats) == {HANA, PIA}


async def proposes(district: District) -> None:
    """Somebody of the lead proposes to close the case."""
    was = await the_case(district)
    case = propose_close(was, a_closing(was, district.time.at))
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=was.version)
        await follow_case(Transaction(district.services, uow, district.time.at), was, case)
        await uow.commit()


def offers_to_agree(chats: Chats) -> set[int]:
    return {chat for chat, button in chats.live() if isinstance(button, Approve)}
