"""/overdue, /agencies, /remind and the digest name the same late bodies.

By hand: P3 is acknowledged by the lead in 8 h and by supports in 16, the first action is due after 24 h; bullying is
led by EDU and supported by PSB, CYL and PROC.
"""

import pytest

from bot.domain.errors import IllegalStep, NotFound
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import ToAgency
from bot.domain.people import Agent
from bot.usecases.access.scope import Scope
from bot.usecases.deadlines import reminders
from bot.usecases.oversight import reminding
from bot.usecases.oversight.case_lists import lists
from tests.support.acting import asking, in_scope
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, JUS, MORNING, ONE, PROC, PSB, employ, officer, reported
from tests.support.oversight.lists import HERE, listed
from tests.support.people import District, Someone

SUE = Agent(PersonKey("sue"), supervisor=True)
EVERYTHING = Scope(everything=True)


async def overdue(district: District, scope: Scope = EVERYTHING) -> list[tuple[int, str, str]]:
    """/overdue: case, body and deadline of each line."""
    await in_scope(district.services, scope, HERE, district.time.at, lists.list_overdue)
    (told,) = [notice for notice in await district.deliver() if notice.kind == "overdue"]
    rows = facts_of(told)["rows"]
    return [(row["number"], row["agency"], row["clock"]) for row in rows]


async def test_every_late_body_and_deadline_is_shown_the_lead_first(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(hours=9)
    assert await overdue(district) == [(1, "EDU", "acknowledge")]
    district.time.move(hours=16)
    everybody = [(1, "EDU", "acknowledge"), (1, "EDU", "first_action"), (1, "CYL", "acknowledge")]
    assert await overdue(district) == [*everybody, (1, "PROC", "acknowledge"), (1, "PSB", "acknowledge")]
    await officer(district, 20, EDU).takes()
    await officer(district, 30, CYL).takes()
    assert await overdue(district) == [
        (1, "EDU", "first_action"), (1, "PROC", "acknowledge"), (1, "PSB", "acknowledge"),
    ]  # fmt: skip


async def test_the_case_that_is_late_for_longest_comes_first_and_whole(district: District) -> None:
    for number in range(2):
        await reported(Someone(district, 100 + number))
        district.time.move(hours=1)
    district.time.move(hours=16)
    told = await overdue(district)
    assert [number for number, _, _ in told] == [1, 1, 1, 1, 2, 2, 2, 2]


async def test_a_list_that_is_too_long_says_how_many_cases_are_not_on_it(district: District) -> None:
    for number in range(15):
        await reported(Someone(district, 100 + number))
    district.time.move(hours=25)
    await in_scope(district.services, EVERYTHING, HERE, district.time.at, lists.list_overdue)
    facts = facts_of((await district.deliver())[-1])
    assert (len(facts["rows"]), facts["total"], facts["more"]) == (40, 15, 7)


async def test_each_bodys_own_late_steps_are_counted_as_support_too(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(hours=25)
    await in_scope(district.services, EVERYTHING, HERE, district.time.at, lists.list_agencies)
    rows = {row["agency"]: row for row in facts_of((await district.deliver())[-1])["rows"]}
    late = {key: (row["late"], row["late_support"]) for key, row in rows.items() if row["late"]}
    assert late == {"EDU": (2, 0), "CYL": (1, 1), "PSB": (1, 1), "PROC": (1, 1)}
    assert rows["EDU"]["open"] == 1


async def reminds(district: District, body: str = "") -> tuple[set[AgencyKey], dict[str, object]]:
    """/remind 1 BODY: who is reminded, and what the supervisor is told."""
    await reminding.remind(await asking(district, SUE), ONE, body)
    told = await district.deliver()
    groups = {notice.to.agency for notice in told if notice.kind == "reminder" and isinstance(notice.to, ToAgency)}
    [said] = [facts_of(notice) for notice in told if notice.kind == "reminded"]
    return groups, said


async def test_remind_reminds_every_late_body(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(hours=17)
    groups, said = await reminds(district)
    assert groups == {EDU, CYL, PROC, PSB}
    assert said["bodies"] == ["EDU", "CYL", "PROC", "PSB"]


async def test_a_named_body_is_reminded_at_most_once_an_hour(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(hours=17)
    assert (await reminds(district, "CYL"))[0] == {CYL}
    with pytest.raises(IllegalStep) as again:
        await reminds(district, "CYL")
    assert again.value.key == "reminded-already"
    groups, said = await reminds(district)
    assert (groups, said["skipped"]) == ({EDU, PROC, PSB}, ["CYL"])
    district.time.move(hours=1)
    assert (await reminds(district))[0] == {EDU, CYL, PROC, PSB}


@pytest.mark.parametrize("body", ["JUS", "WOM", "XYZ"])
async def test_a_body_without_anything_to_do_in_the_case_is_not_reminded(
    district: District, rita: Someone, body: str
) -> None:
    await reported(rita)
    with pytest.raises(NotFound) as refusal:
        await reminds(district, body)
    assert refusal.value.key == "not-in-case"
    assert refusal.value.facts["known"] == "EDU, PSB, CYL, PROC"


async def test_where_nobody_is_late_the_lead_is_asked_to_look(district: District, rita: Someone) -> None:
    await reported(rita)
    assert (await reminds(district))[0] == {EDU}


@pytest.mark.parametrize(
    ("part", "words"), [("unassessed", ["unassessed"]), ("unacknowledged", ["unacknowledged"]), ("overdue", [])]
)
async def test_the_digest_agrees_with_the_lists_it_links_to(
    district: District, rita: Someone, part: str, words: list[str]
) -> None:
    await employ(district, officer(district, 40, JUS), supervisor=True)
    await reminders.digest(district.services, district.sitting, district.time.at)
    await reported(rita)
    await reported(Someone(district, 8))
    await officer(district, 20, EDU).takes()
    district.time.at = MORNING
    await reminders.digest(district.services, district.sitting, district.time.at)
    [digest, *_] = [facts_of(notice) for notice in await district.deliver() if notice.kind == "digest"]
    shown = (
        await listed(district, EVERYTHING, *words) if words else {number for number, _, _ in await overdue(district)}
    )
    assert digest[f"{part}_total"] == len(digest[part]) == len(shown)
    assert len(shown) == {"unassessed": 2, "unacknowledged": 1, "overdue": 2}[part]
