"""A step that is stored together with the act that follows it."""

import pytest

from bot.domain.errors import Refusal
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import FirstStep
from tests.support.people import District


async def test_a_step_is_stored_with_the_act_once_and_again_where_the_act_failed(district: District) -> None:
    taken = list[str]()

    async def take(uow: UnitOfWork) -> None:
        taken.append("taken")
        await uow.timestamps.set_moment("step", district.time.at)

    step = FirstStep(take)
    services = step.before(district.services)
    with pytest.raises(Refusal):
        async with services.begin():
            raise Refusal("fault")
    async with services.begin():
        pass  # an act that stores nothing and raises nothing, as one that must look something up first
    async with district.services.reading() as uow:
        assert await uow.timestamps.moment("step") is None
    for _ in range(2):
        async with step.before(district.services).begin() as uow:
            await uow.commit()
    assert taken == ["taken", "taken", "taken"]
    async with district.services.reading() as uow:
        assert await uow.timestamps.moment("step") == district.time.at


async def test_a_step_is_not_taken_again_where_something_failed_after_the_commit(district: District) -> None:
    taken = list[UnitOfWork]()

    async def take(uow: UnitOfWork) -> None:
        taken.append(uow)

    step = FirstStep(take)
    with pytest.raises(Refusal):
        async with step.before(district.services).begin() as uow:
            await uow.commit()
            raise Refusal("fault")
    async with step.before(district.services).begin() as uow:
        await uow.commit()
    assert len(taken) == 1
