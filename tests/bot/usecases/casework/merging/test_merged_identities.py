"""An agreement to show one reporter's name does not cover another's whose case was merged since."""

from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice
from bot.usecases.casework.disclosure import reveal
from tests.support.acting import asking, writes
from tests.support.casework.merging import FIRST, case_of, merges, supervisor_of, two_of_one_child
from tests.support.officers import PROC, Officer, officer
from tests.support.people import District, kinds


async def asks(who: Officer, number: CaseNumber = FIRST) -> list[Notice]:
    """Asks to learn who reported; or, where somebody has agreed, shows it."""
    await reveal.reveal(await asking(*who.me), number)
    async with who.district.database.reading() as uow:
        is_asked = await uow.staff.desk(who.agent.person) is not None
    assert not is_asked or await writes(*who.me, "She is the only one who has seen it.")
    return await who.district.deliver()


async def agrees(who: Officer) -> list[Notice]:
    case = await case_of(who.district, FIRST)
    async with who.district.database.reading() as uow:
        stamp = max(one.stamp for one in await uow.identities.requests(case.id))
    await reveal.decide(await asking(*who.me), FIRST, stamp, "tell")
    return await who.district.deliver()


async def test_an_agreement_from_before_a_merge_reveals_nobody_of_the_other_case(district: District) -> None:
    await two_of_one_child(district)
    ann, ben = officer(district, 30, PROC), officer(district, 31, PROC)
    await asks(ann)
    await agrees(ben)
    district.time.move(minutes=1)
    await merges(await supervisor_of(district))
    assert "identity" not in kinds(await asks(ann))


async def test_an_agreement_after_a_merge_reveals_both_reporters(district: District) -> None:
    await two_of_one_child(district)
    ann, ben = officer(district, 30, PROC), officer(district, 31, PROC)
    await merges(await supervisor_of(district))
    district.time.move(minutes=1)
    await asks(ann)
    await agrees(ben)
    assert "identity" in kinds(await asks(ann))
