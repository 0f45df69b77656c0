"""One child, two cases (T20): each names the other, to people who may know of both."""

import pytest

from bot.domain.ids import CaseNumber, PersonKey
from bot.domain.notices.notice import Mode, Notice, ToAgency
from bot.domain.people import OVERSIGHT, Agent
from bot.usecases.access.scope import Scope, group_scope, private_scope
from bot.usecases.oversight.case_lists import lists
from handlers.telegram.text.rendered import RenderContext
from handlers.wording import child_lines
from tests.support.acting import in_scope
from tests.support.casework.casework import bars, words_of
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, JUS, PROC, officer
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District, Someone, answer_until

SUE = private_scope(Agent(PersonKey("sue"), supervisor=True), PROC)


async def tells_of(person: Someone, child: str, harms: str = "bullying") -> list[Notice]:
    """A report that names the child."""
    await person.is_reporting(harms=harms)
    await person.say("They wait for her after school.")
    await person.done("story")
    await answer_until(person, "child_name")
    await person.say(child)
    await person.done("child_name")
    await person.check()
    return await person.send()


async def two(district: District) -> list[Notice]:
    """Two people report about Lin Mei, a third about somebody else; returns what is sent after the second."""
    await tells_of(Someone(district, 100), "Lin Mei")
    sent = await tells_of(Someone(district, 101), "lin mei")
    await tells_of(Someone(district, 102), "Wang Lei")
    return sent


async def shown(district: District, scope: Scope, number: int) -> list[int]:
    """/case NUMBER: the cases that may be about the same child."""
    await in_scope(district.services, scope, HERE, district.time.at, lists.show_case, number)
    (told,) = [notice for notice in await district.deliver() if notice.kind == "case_status"]
    return list(facts_of(told)["same_child"])


async def listed(district: District, scope: Scope) -> dict[int, list[int]]:
    """/cases: each case with those that may be about the same child."""
    await in_scope(district.services, scope, HERE, district.time.at, lists.list_cases, "")
    (told,) = [notice for notice in await district.deliver() if notice.kind == "cases"]
    return {row["number"]: list(row["same_child"]) for row in facts_of(told)["rows"]}


async def test_each_case_names_the_other_where_it_is_opened_and_listed(district: District) -> None:
    await two(district)
    assert [await shown(district, SUE, number) for number in (1, 2, 3)] == [[2], [1], []]
    assert await listed(district, SUE) == {3: [], 2: [1], 1: [2]}
    story = next(notice for notice in await officer(district, 20, EDU).opens() if notice.kind == "story")
    assert facts_of(story)["same_child"] == [2]
    assert "Perhaps the same child as /case_2" in await words_of(district, story)


async def test_both_cards_name_the_other_case_and_the_older_one_without_a_new_message(district: District) -> None:
    sent = await two(district)
    cards = {notice.case: notice for notice in sent if notice.kind == "card" and notice.to == ToAgency(EDU)}
    words = [await words_of(district, card) for card in cards.values()]
    assert len(cards) == 2
    assert [n for n in sent if n.kind == "card" and n.mode is not Mode.EDIT] == []
    assert sorted("same child as /case_1" in said for said in words) == [False, True]
    assert sorted("same child as /case_2" in said for said in words) == [False, True]


@pytest.mark.parametrize("place", ["private", "group"])
async def test_somebody_who_may_not_know_both_cases_reads_of_no_link(district: District, place: str) -> None:
    await two(district)
    await bars(district, 1, CYL)
    bo = Agent(PersonKey("bo"), frozenset({CYL}))
    group = group_scope(frozenset({CYL}), PROC, PROFILE.agencies)
    scope = private_scope(bo, PROC) if place == "private" else group
    assert await shown(district, scope, 2) == []
    assert 1 not in await listed(district, scope)
    assert (await listed(district, scope))[2] == []
    oversight = group_scope(frozenset({OVERSIGHT}), PROC, PROFILE.agencies)
    assert (await listed(district, oversight))[2] == []
    assert await shown(district, SUE, 2) == [1]


async def test_a_card_in_the_group_of_a_barred_body_does_not_name_the_other(district: District) -> None:
    sent = await two(district)
    await bars(district, 1, CYL)
    second = [n for n in sent if n.kind == "card" and n.to == ToAgency(CYL)]
    assert [said for card in second if "same child" in (said := await words_of(district, card))] == []


async def test_a_report_a_year_and_a_day_later_names_no_other(district: District) -> None:
    await tells_of(Someone(district, 100), "Lin Mei")
    district.time.move(days=366)
    await tells_of(Someone(district, 101), "Lin Mei")
    assert await shown(district, SUE, 2) == []


async def test_a_body_that_has_only_one_of_them_is_not_told_of_the_other(district: District) -> None:
    await tells_of(Someone(district, 100), "Lin Mei", harms="domestic_violence")
    await tells_of(Someone(district, 101), "Lin Mei")
    assert await shown(district, Scope(agencies=frozenset({JUS})), 1) == []
    assert await shown(district, Scope(agencies=frozenset({EDU})), 2) == []
    assert await shown(district, SUE, 2) == [1]


def test_of_very_many_cases_the_first_six_are_named_and_the_rest_counted() -> None:
    others = [CaseNumber(number) for number in range(1, 10)]
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "line_bot", None, None, None)  # type: ignore[arg-type]
    (line,) = child_lines(context, "en", others)
    assert line == ("Perhaps the same child as /case_1, /case_2, /case_3, /case_4, /case_5, /case_6 and 3 more")
