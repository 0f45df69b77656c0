"""/cases by harm, area, body and part, and by when received; open ones the worst first, in pages both ways."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.case import CaseState, Part
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import ToChat
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.case_lists import lists
from tests.support.acting import in_scope
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, PSB, reported
from tests.support.oversight.lists import HERE, listed
from tests.support.people import District, Someone

EVERYTHING = Scope(everything=True)


@pytest.fixture
async def six(district: District) -> District:
    """Six cases of bullying that Education leads, an hour apart."""
    for number in range(6):
        await reported(Someone(district, 100 + number))
        district.time.move(hours=1)
    return district


async def change(district: District, number: int, **changes: object) -> None:
    """The case as it would be after something that is not tested here."""
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(number)  # type: ignore[arg-type]
        assert was is not None
        await uow.cases.save(replace(was, version=was.version + 1, **changes), was=was.version)  # type: ignore[arg-type]
        await uow.commit()


async def test_a_list_is_filtered_by_harm_and_by_area(six: District) -> None:
    await change(six, 2, harms=("neglect", "bullying"), area="erlang")
    await change(six, 5, harms=("neglect",), area="zouma")
    assert await listed(six, EVERYTHING, "neglect") == [2, 5]
    assert await listed(six, EVERYTHING, "neglect", "bullying") == [1, 2, 3, 4, 5, 6]
    assert await listed(six, EVERYTHING, "erlang") == [2]
    assert await listed(six, EVERYTHING, "zouma", "neglect") == [5]
    assert await listed(six, EVERYTHING, "zouma", "assault") == []


async def test_a_list_is_filtered_by_body_and_part(six: District) -> None:
    tasks = (await the_parts(six, 4))[1:]
    await change(six, 4, tasks=(replace(tasks[0], part=Part.LEAD), *tasks[1:]))
    assert tasks[0].agency == PSB
    assert await listed(six, EVERYTHING, "EDU") == [1, 2, 3, 5, 6]
    assert await listed(six, EVERYTHING, "EDU", "lead") == [1, 2, 3, 5, 6]
    assert await listed(six, EVERYTHING, "PSB") == [4]
    assert await listed(six, EVERYTHING, "PSB", "support") == [1, 2, 3, 5, 6]
    assert await listed(six, EVERYTHING, "CYL", "support") == [1, 2, 3, 4, 5, 6]
    assert await listed(six, EVERYTHING, "JUS", "support") == []


async def the_parts(district: District, number: int) -> tuple:  # type: ignore[type-arg]
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(number)  # type: ignore[arg-type]
    assert case is not None
    return case.tasks


async def test_a_filter_by_part_alone_means_the_readers_own_bodies(six: District) -> None:
    with pytest.raises(NotFound, match="which-body"):
        await listed(six, EVERYTHING, "support")


async def test_a_list_is_filtered_by_date_received(six: District) -> None:
    six.time.move(days=2)
    await reported(Someone(six, 300))
    assert await listed(six, EVERYTHING, "day") == [7]
    assert await listed(six, EVERYTHING, "week") == [1, 2, 3, 4, 5, 6, 7]


async def test_a_list_starts_with_red_then_yellow_then_late_cases(six: District) -> None:
    """Red, then yellow, then late, then by class; among equals the oldest."""
    await change(six, 3, urgency=Urgency.P1)
    await change(six, 6, urgency=Urgency.P2)
    assert await listed(six, EVERYTHING) == [3, 6, 1, 2, 4, 5]
    async with six.database.reading() as uow:
        case = await uow.cases.by_number(5)  # type: ignore[arg-type]
    assert case is not None
    past = {"outcome": "red", "reply": "yellow", "acknowledge": "late"}

    def missed(*kinds: str) -> tuple:  # type: ignore[type-arg]
        due = six.time.at - timedelta(minutes=5)
        return tuple(
            replace(deadline, due_at=due) if deadline.kind in kinds else deadline for deadline in case.deadlines
        )

    assert set(past) == {"outcome", "reply", "acknowledge"}
    await change(six, 5, deadlines=missed("outcome"))
    await change(six, 4, deadlines=missed("reply"))
    await change(six, 2, deadlines=missed("acknowledge"))
    assert await listed(six, EVERYTHING) == [5, 4, 2, 3, 6, 1]


async def page(district: District, words: str, start: int) -> dict[str, object]:
    await in_scope(district.services, EVERYTHING, HERE, district.time.at, lists.list_from, words, start)
    return facts_of((await district.deliver())[-1])


async def test_pages_of_a_list_lead_forward_and_back(district: District) -> None:
    for number in range(19):
        await reported(Someone(district, 100 + number))
    seen: list[int] = []
    for start, after, back in ((0, 8, None), (8, 16, 0), (16, None, 8)):
        facts = await page(district, "", start)
        assert (facts.get("after"), facts.get("back")) == (after, back)
        seen += [int(str(row["number"])) for row in facts["rows"]]  # type: ignore[attr-defined]
    assert seen == list(range(1, 20))


async def test_the_next_page_of_a_filtered_list_keeps_the_filter(six: District) -> None:
    await change(six, 2, harms=("neglect",))
    facts = await page(six, "neglect.late", 0)
    assert (facts["words"], facts["total"]) == ("neglect late", 0)


async def test_a_list_of_all_years_starts_with_the_newest(six: District) -> None:
    await change(six, 1, state=CaseState.CLOSED, closed_at=six.time.at)
    assert await listed(six, EVERYTHING, "all") == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("agency", [EDU, CYL])
async def test_a_body_filters_by_its_own_part_with_one_word(six: District, agency: AgencyKey) -> None:
    scope = Scope(agencies=frozenset({agency}), barred_as=frozenset({agency}))
    to = ToChat(ChatId(9), "en")
    await in_scope(six.services, scope, to, six.time.at, lists.list_cases, "lead")
    facts = facts_of((await six.deliver())[-1])
    assert facts["total"] == (6 if agency == EDU else 0)
