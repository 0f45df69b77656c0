"""Harm by age and sex of a past month, counted directly from what was told; on both databases."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bot.domain.cases.tally import ToldFacts
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.numbers.asked import Asked
from bot.domain.numbers.board import Count
from bot.domain.numbers.cubes import Cube, cube_of
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.domain.a_case import BULLYING, a_case
from tests.support.people import PROFILE

HARMS, AGES, SEXES = ("bullying", "neglect"), ("7_10", "11_13"), ("girl", "boy", "unknown")


async def told(database: Database, clock: FixedClock, many: int) -> Counter[tuple[str, str, str]]:
    """Stores `many` cases of one day, ten in a transaction. Returns how many there are of each kind."""
    chance, found = Random(14), Counter[tuple[str, str, str]]()
    for first in range(1, many + 1, 10):
        async with database.begin() as uow:
            for number in range(first, first + 10):
                harm, age = chance.choice(HARMS), chance.choice(AGES)
                sex = chance.choices(SEXES, (50, 45, 4))[0]
                case = replace(a_case(BULLYING, clock.now()), id=CaseId(f"c{number}"), number=CaseNumber(number))
                await uow.cases.add(replace(case, told=ToldFacts((harm,), age, "erlang", sex)))
                found[harm, age, sex] += 1
            await uow.commit()
    return found


async def cube(database: Database, clock: FixedClock) -> Cube:
    today: date = clock.now().date()
    asked = Asked(today - timedelta(days=2), today + timedelta(days=2), by_day=True, by_place=True)
    async with database.reading() as uow:
        return cube_of(await uow.numbers.sums(asked, clock.now(), PROFILE.zone), PROFILE)


async def test_harm_age_and_sex_are_what_a_count_by_hand_gives(database: Database, clock: FixedClock) -> None:
    by_hand = await told(database, clock, 150)
    few = {kind for kind, count in by_hand.items() if count < 5}
    assert few
    for is_folded in (False, True):
        if is_folded:
            async with database.begin() as uow:
                await uow.numbers.fold(clock.now(), PROFILE.zone)
                await uow.commit()
        shown = {(one.harm, one.age, one.sex): one.count for one in (await cube(database, clock)).by_sex(PROFILE)}
        known = {kind: count.value for kind, count in shown.items() if count.hidden is None}
        assert known == {kind: by_hand[kind] for kind in known}
        assert few.isdisjoint(known)
        assert len(known) > len(shown) / 3
    assert (await database.recount(PROFILE.zone).run(clock.now())).changed == 0


@ON_SQLITE
async def test_a_sum_of_girls_and_boys_that_is_shown_is_that_of_the_age(database: Database, clock: FixedClock) -> None:
    by_hand = await told(database, clock, 150)
    ages = Counter[tuple[str, str]]()
    for (harm, age, _), count in by_hand.items():
        ages[harm, age] += count
    assert {
        (one.harm, one.age): one.count for one in (await cube(database, clock)).heat(PROFILE) if one.count.value
    } == {kind: Count(count) for kind, count in ages.items()}
