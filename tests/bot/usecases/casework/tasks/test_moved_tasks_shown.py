"""A task that goes on with another body leaves every private chat in which its words stood."""

from bot.domain.cases.case import TaskState
from bot.domain.ids import AgencyKey
from bot.usecases.casework.bodies import transfers
from bot.usecases.casework.tasks import task_steps
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.officers import EDU, ONE, Officer, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

CIV = AgencyKey("CIV")
VISIT = "Visit the grandmother in the next village"


async def gives_itself(who: Officer) -> None:
    await begins(*who.me, "task")
    await taps(*who.me, "task", "what", "own")
    await writes(*who.me, VISIT)
    await hands_in(*who.me)


def where(chats: Chats) -> set[int]:
    """The chats in which the words of the task can be read."""
    return {chat for (chat, _), shown in chats.shown.items() if VISIT in shown.text}


async def test_somebody_who_only_opened_a_task_loses_it_when_another_body_leads(
    district: District, rita: Someone
) -> None:
    chats = Chats(district)
    await reported(rita)
    amal, ali, bo = officer(district, 20, EDU), officer(district, 22, EDU), officer(district, 21, CIV)
    await amal.takes()
    await gives_itself(amal)
    for one in (amal, ali):
        await task_steps.task(await asking(*one.me), ONE, 1)
    await chats.deliver()
    assert where(chats) == {20, 22}
    await begins(*amal.me, "transfer")
    await taps(*amal.me, "transfer", "body", CIV)
    await writes(*amal.me, "It happens at home")
    await hands_in(*amal.me)
    await transfers.accept(await asking(*bo.me, is_press=True), ONE)
    await chats.deliver()
    case = await the_case(district)
    assert (case.assignments[0].agency, case.task(EDU).state) == (CIV, TaskState.TRANSFERRED)  # type: ignore[union-attr]
    assert where(chats) == set()
    await task_steps.task(await asking(*bo.me), ONE, 1)
    await chats.deliver()
    assert where(chats) == {21}
