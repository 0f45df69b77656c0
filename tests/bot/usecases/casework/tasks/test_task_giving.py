"""A head gives an absent officer's task to another person, who is told, or offers it to the body again."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.notices.notice import Mode, ToPerson
from bot.domain.notices.officer.desk_steps import DeskChoice
from bot.domain.notices.officer.tasks import TaskGiven
from bot.domain.notices.say import Say
from bot.domain.people import Staff
from bot.usecases.access.second_factor import name_of
from bot.usecases.casework.tasks import task_giving
from tests.support.acting import asking, begins, taps, writes
from tests.support.casework.recusal import bar
from tests.support.casework.tasks import amal_who_has_assessed, makes, task_of
from tests.support.officers import CYL, EDU, JUS, ONE, Officer, employ, history, officer
from tests.support.people import District, Someone


@pytest.fixture
async def amal(district: District, rita: Someone) -> Officer:
    return await amal_who_has_assessed(district, rita)


async def test_a_head_gives_an_absent_officers_task_to_another_who_hears_of_it(amal: Officer) -> None:
    district = amal.district
    await makes(amal)
    bo, head = officer(district, 24, EDU), officer(district, 23, EDU, head=True)
    await employ(district, bo)
    await employ(district, head, head=EDU)
    await bo.acts("Spoke with the class teacher")
    await district.deliver()
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    code = name_of(bo.agent.person)
    [asked] = [one.content for one in await district.deliver() if isinstance(one.content, DeskChoice)]
    assert set(asked.options) == {"me", "anyone", code, name_of(amal.agent.person)}
    await taps(*head.me, "taskgive", "to", code)
    told = await district.deliver()
    assert (await task_of(district)).owner == bo.agent.person
    says = [(one.content.key, one.to) for one in told if isinstance(one.content, Say)]
    assert ("staff-task-is-yours", ToPerson(bo.agent.person)) in says
    assert "task_given" in await history(district)


async def test_a_task_offered_again_is_told_to_the_bodys_group_with_a_sound_by_day(amal: Officer) -> None:
    district = amal.district
    await makes(amal)
    head = officer(district, 23, EDU, head=True)
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    await taps(*head.me, "taskgive", "to", "anyone")
    [notice] = [one for one in await district.deliver() if isinstance(one.content, TaskGiven)]
    assert (notice.mode, notice.silent, (await task_of(district)).owner) == (Mode.REPLACE, False, None)


async def test_only_the_bodys_head_gives_its_tasks_and_not_to_a_recused_person(amal: Officer) -> None:
    district = amal.district
    await makes(amal)
    with pytest.raises(NotAllowed):
        await task_giving.begin_give(await asking(*amal.me), ONE, 1)
    other = officer(district, 25, CYL, head=True)
    await other.takes()
    with pytest.raises(NotAllowed, match="task-of-others"):
        await task_giving.begin_give(await asking(*other.me), ONE, 1)
    await begins(*amal.me, "recuse")
    await writes(*amal.me, "I know the family")
    head = officer(district, 23, EDU, head=True)
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    with pytest.raises(NotAllowed, match="not-an-option"):
        await taps(*head.me, "taskgive", "to", name_of(amal.agent.person))


@pytest.mark.parametrize("how", ["left the line", "left the group"])
async def test_a_task_is_not_offered_or_given_to_somebody_who_left_the_body(amal: Officer, how: str) -> None:
    district = amal.district
    await makes(amal)
    bo, head = officer(district, 24, EDU), officer(district, 23, EDU, head=True)
    await bo.acts("Spoke with the class teacher")
    async with district.database.begin() as uow:
        staff = await uow.staff.get(bo.agent.person)
        assert staff is not None
        gone = {"left the line": {"left_at": district.time.at}, "left the group": {"bodies": frozenset({CYL})}}[how]
        await uow.staff.save(replace(staff, **gone))  # type: ignore[arg-type]
        await uow.commit()
    await district.deliver()
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    [asked] = [one.content for one in await district.deliver() if isinstance(one.content, DeskChoice)]
    assert set(asked.options) == {"me", "anyone", name_of(amal.agent.person)}
    with pytest.raises(NotAllowed, match="not-an-option"):
        await taps(*head.me, "taskgive", "to", name_of(bo.agent.person))
    assert (await task_of(district)).owner == amal.agent.person


async def test_everybody_of_the_body_is_offered_though_they_have_not_acted_in_the_case(amal: Officer) -> None:
    district = amal.district
    await makes(amal)
    await bar(district, JUS)
    head, bo, cy, ju, left = (officer(district, user, EDU, head=user == 23) for user in (23, 31, 32, 33, 34))
    await employ(district, head, head=EDU)
    sits: list[tuple[Officer, dict[str, Any]]] = [
        (bo, {"bodies": frozenset({EDU})}),
        (cy, {"bodies": frozenset({CYL})}),
        (ju, {"bodies": frozenset({EDU, JUS})}),
        (left, {"bodies": frozenset({EDU}), "left_at": district.time.at}),
    ]
    async with district.database.begin() as uow:
        for one, known in sits:
            await uow.staff.save(Staff(one.agent.person, one.visitor.user, "en", **known))
        await uow.commit()
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    [asked] = [one.content for one in await district.deliver() if isinstance(one.content, DeskChoice)]
    code = name_of(bo.agent.person)
    assert set(asked.options) == {"me", "anyone", name_of(amal.agent.person), code}
    await taps(*head.me, "taskgive", "to", code)
    assert (await task_of(district)).owner == bo.agent.person
