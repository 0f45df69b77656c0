"""A message that can no longer be used says so, in the reader's language, or goes where they may not know any more."""

from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, ToPerson
from bot.domain.notices.say import SayAlone
from bot.usecases.casework.messages.retired_messages import retire
from bot.usecases.services import Transaction
from tests.support.casework.recusal import bar
from tests.support.databases.counted import counted
from tests.support.officers import EDU, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone

SLOT = "asked"


async def head_with_a_question(district: District) -> Officer:
    hana = officer(district, 21, EDU, head=True)
    await employ(district, hana, head=EDU)
    case = await the_case(district)
    async with district.database.begin() as uow:
        to = ToPerson(hana.agent.person)
        await uow.outbox.add(Notice(SayAlone(key="lock-was-reset"), to, case=case.id, slot=SLOT))
        await uow.commit()
    await district.deliver()
    return hana


async def retired(district: District) -> tuple[list[Mode], int]:
    """How the message was changed, and how often a row of the staff was read for it."""
    case = await the_case(district)
    async with district.database.begin() as uow:
        with counted() as found:
            await retire(
                Transaction(district.services, uow, district.time.at), SLOT, SayAlone(key="nothing-to-keep"), case=case
            )
        await uow.commit()
    read = sum("FROM staff" in statement and "staff.person = " in statement for statement in found.statements)
    return [notice.mode for notice in await district.deliver() if notice.slot == SLOT], read


async def test_the_readers_row_is_read_once_for_their_language_and_their_rights(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    await head_with_a_question(district)
    assert await retired(district) == ([Mode.EDIT], 1)


async def test_it_goes_from_the_chat_of_who_heads_a_barred_body(district: District, rita: Someone) -> None:
    await reported(rita)
    await head_with_a_question(district)
    await bar(district, AgencyKey(EDU))
    assert await retired(district) == ([Mode.DELETE], 1)
