"""A proposal to close that does not stand any more says why to the second person, in place of the button."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.cases.assessment.classes import under_higher
from bot.domain.cases.case import Case, Part
from bot.domain.cases.reopening import without_proposal
from bot.domain.urgency import Urgency
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.services import Transaction
from handlers.officer.buttons import Approve
from tests.support.case_stages import POLICY
from tests.support.casework.unsafe_children import ends_part, proposes, ready
from tests.support.officers import CYL, EDU, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

PROC_GROUP = -501
"""As the fixture binds it: where the second person is asked."""
BEFORE = "The proposal to close case 1 does not stand any more: "
WHY = {
    "the body leaves": "the agency that was to go on with the child no longer acts in the case. "
    "The lead can name another one and propose again.",
    "the class rises": "the class of the case has changed. The lead can propose again.",
    "another body leads": "another agency leads now.",
    "more is told": "the case has changed since.",
}


def rises(case: Case, district: District) -> Case:
    raised = under_higher(case, Urgency.P2, POLICY, district.time.at)
    return replace(raised, version=case.version + 1)


def is_led_by_another(case: Case, _: District) -> Case:
    parts = {EDU: Part.SUPPORT, CYL: Part.LEAD}
    tasks = tuple(replace(task, part=parts.get(task.agency, task.part)) for task in case.tasks)
    return replace(case, tasks=tasks, proposal=None, version=case.version + 1)


STEPS: dict[str, Callable[[Case, District], Case]] = {
    "the class rises": rises,
    "another body leads": is_led_by_another,
    "more is told": lambda case, _: without_proposal(case),
}


@pytest.mark.parametrize("why", WHY)
async def test_the_second_person_reads_why_there_is_nothing_to_agree_to(
    district: District, rita: Someone, why: str
) -> None:
    amal, cara = await ready(district, rita)
    chats = Chats(district)
    await proposes(amal, CYL)
    await chats.deliver()
    if why in STEPS:
        await takes_the_step(district, STEPS[why])
    else:
        await ends_part(cara)
    await chats.deliver()
    texts = [shown.text for (chat, _), shown in chats.shown.items() if chat == PROC_GROUP]
    assert BEFORE + WHY[why] in texts
    assert not [button for _, button in chats.live() if isinstance(button, Approve)]


async def takes_the_step(district: District, step: Callable[[Case, District], Case]) -> None:
    was = await the_case(district)
    case = step(was, district)
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=was.version)
        await follow_case(Transaction(district.services, uow, district.time.at), was, case)
        await uow.commit()
