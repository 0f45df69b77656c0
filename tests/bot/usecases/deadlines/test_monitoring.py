"""Minute five: alarms that begin and end once, cards posted again after an outage, reminders gathered."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.domain.cases.case import Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.ids import AgencyKey, UserId
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.people import Staff
from bot.domain.urgency import Urgency
from bot.usecases.deadlines import monitoring, reminders
from tests.support.databases.samples import a_case
from tests.support.notices import facts_of
from tests.support.people import District

EDU, PSB = AgencyKey("EDU"), AgencyKey("PSB")
LATE: dict[str, object] = {"outbox_oldest_due_seconds": 301.0}


async def an_admin(district: District) -> None:
    user = UserId(88)
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(district.services.blind_index.person(user), user, "en", admin=True))
        await uow.commit()


async def look(district: District, figures: Mapping[str, object]) -> list[Notice]:
    await monitoring.update_alarms(district.services, figures, district.time.at)
    return await district.deliver()


def words(notices: list[Notice]) -> list[tuple[str, object]]:
    assert all(isinstance(notice.to, ToPerson) for notice in notices)
    return [(notice.kind, facts_of(notice)["alarms"]) for notice in notices]


async def test_administrators_hear_once_that_an_alarm_began_and_once_that_it_ended(district: District) -> None:
    await an_admin(district)
    assert words(await look(district, {"outbox_oldest_due_seconds": 299.0})) == []
    assert words(await look(district, LATE | {"inbox_poison": 1.0})) == [("alarm", ["outbox"])]
    for _ in range(3):
        assert words(await look(district, LATE | {"inbox_poison": 2.0})) == []
    calm: dict[str, object] = {"outbox_oldest_due_seconds": 100.0, "inbox_poison": 1.0}
    assert words(await look(district, calm)) == [("alarm_over", ["outbox"])]
    assert words(await look(district, calm)) == []


async def test_an_alarm_has_hysteresis_and_does_not_end_on_unknown_figures(district: District) -> None:
    await an_admin(district)
    assert words(await look(district, LATE)) == [("alarm", ["outbox"])]
    assert words(await look(district, {"outbox_oldest_due_seconds": 299.0})) == []
    assert words(await look(district, {"outbox_oldest_due_seconds": None})) == []
    assert words(await look(district, {})) == []


@pytest.mark.parametrize("name", sorted(monitoring.WATCHED))
async def test_each_watched_figure_raises_its_alarm(district: District, name: str) -> None:
    """Rows that were given up are told by name, each once (test_given_up.py): the alarm alone says nothing about
    them."""
    await an_admin(district)
    figure, limit = monitoring.WATCHED[name]
    told = [] if name in {"poison", "parked", "dead"} else [("alarm", [name])]
    assert words(await look(district, {figure: limit + 1})) == told
    async with district.database.reading() as uow:
        assert await monitoring.active(uow) == {name}


# --- After an outage ----------------------------------------------------------------------------------------------


async def add_cases(district: District, *numbers: int, urgency: Urgency = Urgency.P2, **changes: object) -> None:
    now = district.time.at
    tasks = (Task(EDU, Part.LEAD, TaskState.ALERTED, now), Task(PSB, Part.SUPPORT, TaskState.ACKED, now))
    deadline = Deadline(DeadlineKind.ACKNOWLEDGE, None, now, now + timedelta(minutes=30), 1)
    async with district.database.begin() as uow:
        for number in numbers:
            given = {"urgency": urgency, "tasks": tasks, "deadlines": (deadline,)} | changes
            await uow.cases.add(a_case(number, received_at=now, **given))
        await uow.commit()


async def silence(district: District, seconds: float) -> list[Notice]:
    """Updates come in, stop coming in, and come in again."""
    await monitoring.note_intake(district.services, district.time.at)
    district.time.move(seconds=seconds)
    await monitoring.note_intake(district.services, district.time.at)
    await monitoring.post_again(district.services, district.time.at)
    return await district.deliver()


async def test_after_an_outage_waiting_cards_are_posted_again_replacing_the_old(district: District) -> None:
    await add_cases(district, 1)
    await add_cases(district, 2, urgency=Urgency.P1)
    acked = (Task(EDU, Part.LEAD, TaskState.ACKED, district.time.at),)
    await add_cases(district, 3, tasks=acked)
    told = await silence(district, 151)
    assert [(n.kind, n.to, n.case, n.mode) for n in told] == [
        ("card", ToAgency(EDU), "case-2", Mode.REPLACE),
        ("card", ToAgency(EDU), "case-1", Mode.REPLACE),
    ]
    assert [n.priority for n in told] == [Priority.DANGER, Priority.REMINDER]
    assert await monitoring.post_again(district.services, district.time.at) == 0


async def test_after_a_short_silence_no_card_is_posted_again(district: District) -> None:
    await add_cases(district, 1)
    assert await silence(district, 149) == []


async def test_a_body_with_many_cards_gets_the_most_urgent_ones_and_one_list(district: District) -> None:
    await add_cases(district, *range(1, 31))
    await add_cases(district, 31, urgency=Urgency.P1)
    told = await silence(district, 3600)
    assert Counter(notice.kind for notice in told) == {"card": 8, "reminders": 1}
    assert told[0].case == "case-31"
    numbers = facts_of(told[-1])["numbers"]
    assert isinstance(numbers, list)
    assert len(numbers) == 23


async def test_a_barred_body_gets_no_card_again(district: District) -> None:
    await add_cases(district, 1, barred=(EDU,), flags=frozenset({Flag.CONFLICT}))
    assert await silence(district, 3600) == []


# --- Reminders gathered -------------------------------------------------------------------------------------------


async def test_ten_reminders_due_at_once_in_one_group_are_one_list(district: District) -> None:
    await add_cases(district, *range(1, 11))
    district.time.move(minutes=16)
    await reminders.act_on_due(district.services, district.time.at)
    before = [notice for notice in await district.deliver() if notice.kind.startswith("reminder")]
    district.time.move(seconds=2)
    told = [notice for notice in await district.deliver() if notice.kind.startswith("reminder")]
    assert before == []
    assert [(notice.kind, facts_of(notice)) for notice in told] == [("reminders", {"numbers": list(range(1, 11))})]


async def test_one_reminder_comes_at_once_and_answers_its_card(district: District) -> None:
    await add_cases(district, 1)
    district.time.move(minutes=16)
    await reminders.act_on_due(district.services, district.time.at)
    told = [notice for notice in await district.deliver() if notice.kind.startswith("reminder")]
    assert [(notice.kind, notice.reply_to) for notice in told] == [("reminder", "card:case-1")]
