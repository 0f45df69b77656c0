"""What supervisors, heads and officers get when they ask, on the real database; and nobody gets too much."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.cases.assessment.assessment import is_divergent
from bot.domain.cases.case import CaseState
from bot.domain.cases.lists import RecordedAct
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey, ChatId, PersonKey
from bot.domain.notices.notice import Notice
from bot.domain.people import OVERSIGHT, Agent
from bot.usecases.access.scope import Scope, group_scope, private_scope
from bot.usecases.casework.bodies import taking
from bot.usecases.oversight.case_lists import lists
from bot.usecases.oversight.case_lists.case_rows import told
from bot.usecases.oversight.case_lists.filters import filter_words
from handlers.officer.buttons import CasesPage
from handlers.officer.buttons_lists import CasesFrom
from handlers.telegram.text.buttons import pack
from tests.support.acting import asking, in_scope
from tests.support.notices import facts_of
from tests.support.officers import CYL, EDU, JUS, ONE, PROC, employ, officer, reported, the_case
from tests.support.oversight.lists import HERE, listed
from tests.support.people import PROFILE, District, Someone, answer_until

SUE = Agent(PersonKey("sue"), supervisor=True)
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


async def shown(district: District, scope: Scope) -> Notice:
    """/case 1 in this scope."""
    await in_scope(district.services, scope, HERE, district.time.at, lists.show_case, ONE)
    return (await district.deliver())[-1]


async def told_by_a_child(rita: Someone) -> None:
    """A child of 7 to 13 tells of bullying."""
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", "under_14")
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for me.")
    await rita.done("story")
    await answer_until(rita, "contact")
    await rita.check()
    await rita.send()


async def test_a_group_that_asks_is_not_told_that_a_child_reported(district: District, rita: Someone) -> None:
    await told_by_a_child(rita)
    assert "T18" in (await the_case(district)).rules
    group = facts_of(await shown(district, group_scope(frozenset({OVERSIGHT}), PROC, PROFILE.agencies)))
    assert (group["rules"], group["age"]) == ([], "under_14")
    alone = facts_of(await shown(district, private_scope(SUE, PROC)))
    assert "T18" in str(alone["rules"])


async def test_a_head_who_is_not_in_the_group_sees_the_own_bodys_cases(district: District, rita: Someone) -> None:
    await reported(rita)
    hana = private_scope(Agent(PersonKey("hana"), heads=frozenset({EDU})), PROC)
    assert await listed(district, hana) == [1]
    stranger = private_scope(Agent(PersonKey("bo"), heads=frozenset({JUS})), PROC)
    assert await listed(district, stranger) == []
    with pytest.raises(NotFound):
        await shown(district, stranger)


async def test_an_officer_of_two_bodies_sees_the_cases_of_both(district: District, rita: Someone) -> None:
    await reported(rita)
    assert await listed(district, Scope(agencies=frozenset({AgencyKey("AAA"), EDU}))) == [1]


async def test_a_body_finds_its_closed_cases_and_one_that_declined_sees_it_no_more(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal, hana, bo = officer(district, 20, EDU), officer(district, 21, EDU, head=True), officer(district, 30, CYL)
    await taking.decline(await asking(district, bo.agent), ONE, "other_body")
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await hana.approves()
    await district.deliver()
    own, other = Scope(agencies=frozenset({EDU})), Scope(agencies=frozenset({CYL}))
    assert (await listed(district, own), await listed(district, own, "closed")) == ([], [1])
    assert await listed(district, other, "all") == await listed(district, other, "closed") == []
    with pytest.raises(NotFound):
        await shown(district, other)


def test_the_words_of_every_list_fit_the_button_to_its_next_page() -> None:
    words = filter_words(["P1", "p1", "unacknowledged", "unassessed", "incomplete", "EDU"])
    assert pack(CasesPage(".".join(words), 10**9))
    with pytest.raises(NotFound):
        filter_words(["P1", "P2", "P3", "P4", "yellow", "red"])
    with pytest.raises(NotFound):
        filter_words(["x" * 60])


async def test_a_page_of_a_list_that_was_asked_for_by_a_word_leads_to_the_next(
    district: District,
) -> None:
    for number in range(9):
        await reported(Someone(district, 100 + number))
    district.time.move(hours=9)
    everything = Scope(everything=True)
    await in_scope(district.services, everything, HERE, district.time.at, lists.list_cases, "LATE")
    facts = facts_of((await district.deliver())[-1])
    page = pack(CasesFrom(str(facts["words"]).replace(" ", "."), int(str(facts["after"]))))
    assert "late" in page
    assert await listed(district, everything, "yellow") == []


async def test_late_cases_are_counted_for_the_body_that_asks(district: District, rita: Someone) -> None:
    await reported(rita)
    district.time.move(hours=9)
    for scope, total in ((Scope(agencies=frozenset({EDU})), 1), (Scope(agencies=frozenset({JUS})), 0)):
        await in_scope(district.services, scope, HERE, district.time.at, lists.list_overdue)
        assert facts_of((await district.deliver())[-1])["total"] == total


def test_reminders_do_not_push_what_was_done_out_of_the_history() -> None:
    acts = [
        RecordedAct(AT, action, EDU, {}) for action in ("case_opened", "acknowledged", *["reminded"] * 40, "breach")
    ]
    assert [done.action for done in told(acts)] == ["case_opened", "acknowledged", "reminded", "breach"]


async def test_diverging_opinions_are_told_once_to_both_bodies_and_oversight(district: District, rita: Someone) -> None:
    await reported(rita)
    async with district.database.begin() as uow:
        await uow.agencies.bind(OVERSIGHT, ChatId(-900), "Oversight", "en", district.time.at)
        await uow.commit()
    amal, bo = officer(district, 20, EDU), officer(district, 30, CYL)
    await amal.takes()
    await bo.takes()
    await amal.assesses(0, 1, 2)
    await district.deliver()
    await bo.assesses(2, 1, 2)
    heard = [n.to for n in await district.deliver() if facts_of(n).get("key") == "staff-divergence"]
    assert len(heard) == 3
    assert is_divergent(await the_case(district))
    await bo.assesses(3, 1, 2)
    assert not [n for n in await district.deliver() if facts_of(n).get("key") == "staff-divergence"]
    facts = facts_of(await shown(district, private_scope(SUE, PROC)))
    assert facts["divergent"] is True
    assert len(facts["opinions"]) == 2


async def test_an_assessed_case_with_an_earlier_action_is_in_progress(district: District, rita: Someone) -> None:
    await reported(rita)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await amal.acts("visited")
    await amal.assesses(3, 3, 3)
    assert (await the_case(district)).state is CaseState.IN_PROGRESS


async def test_only_those_who_may_agree_are_asked_to(district: District, rita: Someone) -> None:
    await reported(rita)
    amal, hana, sue = officer(district, 20, EDU), officer(district, 21, EDU, head=True), officer(district, 40, JUS)
    await employ(district, hana, head=EDU)
    await employ(district, sue, supervisor=True)
    await amal.takes()
    await amal.acts("visited")
    await amal.assesses(3, 3, 3)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    asked = [str(n.to) for n in await district.deliver() if n.kind == "close_approval"]
    assert asked == ["ToAgency(agency='PROC')"]


async def test_a_supervisor_is_asked_to_agree_when_the_supervising_body_must_not_know(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal, sue = officer(district, 20, EDU), officer(district, 40, JUS)
    await employ(district, sue, supervisor=True)
    async with district.database.begin() as uow:
        was = await uow.cases.get((await the_case(district)).id)
        tasks = tuple(task for task in was.tasks if task.agency != PROC)
        await uow.cases.save(replace(was, version=was.version + 1, barred=(PROC,), tasks=tasks), was=was.version)
        await uow.commit()
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    asked = [n.to for n in await district.deliver() if n.kind == "close_approval"]
    assert [str(to) for to in asked] == [f"ToPerson(person='{sue.agent.person}')"]
