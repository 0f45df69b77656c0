"""K14: how conversations ended is counted once, when the draft ends, without a word of what was told."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.numbers.asked import Asked
from bot.domain.numbers.board import Funnel, Share
from bot.domain.numbers.intake import funnel_of
from bot.domain.numbers.metrics import Metric
from bot.usecases.oversight.statistics.counting import fold
from storage.cases.rollup_tables import increments, rollups
from tests.support.officers import CYL, EDU, PSB
from tests.support.people import PROFILE, District, Someone, answer_until

WORDS = "They wait for him after school."


async def funnel(district: District, barred_as: str = "") -> Funnel:
    """What is counted; `barred_as`: to somebody of this body."""
    now, zone = district.time.at, PROFILE.zone
    today = now.astimezone(zone).date()
    asked = Asked(today - timedelta(days=30), today, frozenset({Metric.INTAKE}))
    asked = replace(asked, barred_as=frozenset({AgencyKey(barred_as)} if barred_as else ()))
    async with district.database.reading() as uow:
        sums = await uow.numbers.sums(asked, now, zone)
    return funnel_of({cell.extra: count for (_, cell), count in sums.items()}, PROFILE.questionnaire.questions)


async def bars(district: District, number: int, body: AgencyKey) -> None:
    """The case is kept from this body from now on."""
    async with district.database.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(number))
        assert was is not None
        await uow.cases.save(replace(was, barred=(*was.barred, body), version=was.version + 1), was=was.version)
        await uow.commit()


async def told(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say(WORDS)
    await rita.done("story")


async def test_a_sent_intake_is_counted_with_its_steps(district: District, rita: Someone) -> None:
    await told(rita)
    assert await funnel(district) == Funnel(), "nothing is counted while it goes on"
    district.time.move(minutes=9)
    await rita.check()
    await rita.send()
    shown = await funnel(district)
    assert (shown.started, shown.sent, shown.partial, shown.left) == (1, 1, 0, 0)
    assert shown.minutes is not None
    assert 9 <= shown.minutes < 9 * 1.15
    steps = {step.question: step for step in shown.steps}
    assert (steps["story"].reached, steps["story"].answered, steps["story"].left) == (1, 1, 0)


async def test_an_abandoned_intake_is_counted_at_its_last_step(district: District, rita: Someone) -> None:
    await told(rita)
    draft = await rita.draft()
    assert draft is not None
    district.time.move(days=5)
    await district.process_idle_drafts()
    district.time.move(days=5)
    await district.process_idle_drafts()
    assert await rita.draft() is None
    shown = await funnel(district)
    assert (shown.started, shown.sent, shown.partial, shown.left) == (1, 0, 0, 1)
    assert {step.question for step in shown.steps if step.left} == {draft.at}


async def test_an_erased_intake_is_counted_as_abandoned_without_details(district: District, rita: Someone) -> None:
    await told(rita)
    await rita.hide(erase=True)
    assert (await funnel(district)).left == 1
    async with district.database._engine.reading() as connection:
        stored = [*(await connection.execute(select(rollups))).all(), *(await connection.execute(select(increments)))]
    assert not any(word in str(stored) for word in (WORDS, "school", rita.visitor.person))


async def test_opening_the_first_screen_alone_is_not_counted(district: District, rita: Someone) -> None:
    await rita.start()
    await rita.hide(erase=True)
    assert await funnel(district) == Funnel()


async def test_a_named_bodys_board_does_not_count_the_intake_against_it(district: District, rita: Someone) -> None:
    await told(rita)
    await answer_until(rita, "link")
    await rita.choose("link", "police")
    await rita.check()
    await rita.send()
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(CaseNumber(1))
    assert case is not None
    assert case.barred, "this report must bar somebody"
    assert (await funnel(district)).sent == 1
    assert (await funnel(district, barred_as=case.barred[0])) == Funnel()


async def test_the_board_of_a_body_barred_later_does_not_count_that_intake(district: District, rita: Someone) -> None:
    """Two are sent; of one, a body must not know afterwards. Before and after the days are added up."""
    for number in (1, 2):
        await told(rita)
        await rita.check()
        await rita.send()
        assert (await funnel(district)).sent == number
    whole = await funnel(district)
    await fold(district.services, district.time.at)
    await bars(district, 1, PSB)
    assert await funnel(district) == whole, "of everybody else's numbers nothing changes"
    assert ((await funnel(district, barred_as=PSB)).started, (await funnel(district, barred_as=PSB)).sent) == (1, 1)
    await fold(district.services, district.time.at)
    await bars(district, 1, CYL)
    assert [(await funnel(district, barred_as=body)).sent for body in (PSB, CYL, EDU)] == [1, 1, 2]
    assert await funnel(district) == whole
    assert (await district.database.recount(PROFILE.zone).run(district.time.at)).changed == 0


async def test_an_addition_is_not_counted_as_an_intake(district: District, rita: Someone) -> None:
    await told(rita)
    await rita.check()
    await rita.send()
    await rita.add(1)
    await rita.say("There is more.")
    assert (await funnel(district)).started == 1


def test_paths_with_few_people_are_counted_together() -> None:
    """Four children and six adults: a path reveals how old somebody is."""
    ends: dict[str, Any] = {"sent|child|en": 3, "left|child|en": 1, "sent|adult|en": 4, "left|adult|en": 2}
    shown = funnel_of(Counter(ends), PROFILE.questionnaire.questions)
    assert shown.by_path == {"adult": Share(4, 6)}
    assert shown.by_language == {"en": Share(7, 10)}
