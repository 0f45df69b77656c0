"""How reminders read in a group: one under its card, several as a list, none for what was done meanwhile."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.cases.case import Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.steps import acknowledge
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.notices.notice import Mode, Priority, ToAgency
from bot.domain.people import AgencyPlace
from bot.domain.queues.delivery import OutboxRow, Sent
from bot.domain.urgency import Urgency
from bot.usecases.deadlines import reminders
from handlers.telegram.text.rendered import RenderContext, Rendered
from locales.catalogue import Catalogue
from tests.support.databases.samples import CANARY, a_case
from tests.support.notices import notice_of, worded
from tests.support.people import PROFILE, District, open_district

EDU = AgencyKey("EDU")


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_district(tmp_path)
    await made.bind("EDU", "PSB")
    yield made
    await made.database.close()


async def add_cases(district: District, count: int, urgency: Urgency = Urgency.P2, first: int = 1) -> None:
    now = district.time.at
    deadline = Deadline(DeadlineKind.ACKNOWLEDGE, None, now, now + timedelta(minutes=30), 1)
    task = Task(EDU, Part.LEAD, TaskState.ALERTED, now)
    async with district.database.begin() as uow:
        for number in range(first, first + count):
            await uow.cases.add(a_case(number, received_at=now, urgency=urgency, tasks=(task,), deadlines=(deadline,)))
        await uow.commit()


async def due(district: District, minutes: int = 16) -> list[OutboxRow]:
    """What the clock sends to the group."""
    district.time.move(minutes=minutes)
    await reminders.act_on_due(district.services, district.time.at)
    district.time.move(seconds=2)
    found: list[OutboxRow] = []
    while rows := await district.database.outbox.lease(district.time.at, 50, frozenset()):
        found += [row for row in rows if row.notice.kind.startswith("reminder")]
        for row in rows:
            await district.database.outbox.record_result(row, Sent(), district.time.at)
    return found


async def shown(district: District, row: OutboxRow) -> Rendered | None:
    text, database = Catalogue(PROFILE.zone, own=PROFILE.texts), district.database
    context = RenderContext(text, text.has, PROFILE, "line_bot", database.reading, database.files, district.time.now)
    return await worded(context, row)


async def take(district: District, number: int) -> None:
    async with district.database.begin() as uow:
        was = await uow.cases.get(CaseId(f"case-{number}"))
        await uow.cases.save(acknowledge(was, EDU, PersonKey("ab" * 16), district.time.at), was=was.version)
        await uow.commit()


async def test_a_list_of_reminders_starts_with_the_most_urgent_and_has_no_content(district: District) -> None:
    await add_cases(district, 9)
    await add_cases(district, 1, Urgency.P1, first=10)
    [row] = await due(district)
    seen = await shown(district, row)
    assert seen is not None
    lines = seen.text.splitlines()
    assert "(10)" in lines[0]
    assert "<b>/case_10</b> P1" in lines[1]
    assert len(lines) == 12
    assert CANARY not in seen.text
    assert seen.keys[0][0].text == "Acknowledge 10"
    assert sum(len(keys) for keys in seen.keys) == 8


async def test_a_list_of_reminders_omits_what_was_done_before_sending(district: District) -> None:
    await add_cases(district, 3)
    [row] = await due(district)
    for number in (1, 3):
        await take(district, number)
    seen = await shown(district, row)
    assert seen is not None
    assert "(1)" in seen.text
    assert "<b>/case_2</b>" in seen.text
    await take(district, 2)
    assert await shown(district, row) is None


async def test_the_next_list_of_reminders_still_names_what_waits(district: District) -> None:
    await add_cases(district, 3)
    await due(district)
    facts: dict[str, Fact] = {"numbers": [99]}
    notice = notice_of("reminders", ToAgency(EDU), facts, Priority.REMINDER, slot="reminders", mode=Mode.REPLACE)
    [place] = [place for place in await _places(district) if place.agency == EDU]
    assert place.chat is not None
    seen = await shown(district, OutboxRow(1, place.chat, "en", notice, 0, None, None, is_group=True))
    assert seen is not None
    assert "(3)" in seen.text


async def test_a_reminder_of_a_finished_act_is_not_sent(district: District) -> None:
    await add_cases(district, 1)
    [row] = await due(district)
    assert row.notice.kind == "reminder"
    assert await shown(district, row) is not None
    await take(district, 1)
    assert await shown(district, row) is None


async def _places(district: District) -> Sequence[AgencyPlace]:
    async with district.database.reading() as uow:
        return await uow.agencies.all()
