"""A supervisor ends, and gives back, a person's rights by taps: what follows is shown before it is done."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAllowed, StaleButton
from bot.domain.notices.supervisor.people import PeopleList, PersonAsked, PersonShown
from bot.domain.people import Agent, Staff
from bot.domain.second_factor import FactorStep, SecondFactor
from bot.usecases.access.second_factor import name_of
from bot.usecases.oversight import departures, opening_second_factor, people
from handlers.officer.buttons_work import PeoplePage
from handlers.supervisor.buttons_people import AskOfPerson, EndRights, GiveRightsBack, ShowPerson, TakeSecondFactorOff
from tests.support.acting import asking
from tests.support.officers import EDU, Officer, employ, officer
from tests.support.people import District
from tests.support.screens.chats import Chats


async def a_supervisor(district: District, user: int = 40) -> Officer:
    known = officer(district, user, EDU)
    who = replace(known, agent=Agent(known.agent.person, supervisor=True))
    await employ(district, who, supervisor=True)
    return who


async def an_officer(district: District, user: int = 20) -> Officer:
    """An officer seen in the group of her body, with a code of her own."""
    amal = officer(district, user, EDU)
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(amal.agent.person, amal.visitor.user, "en", bodies=frozenset({EDU})))
        await uow.second_factors.save(amal.agent.person, SecondFactor(step=FactorStep.CHOOSE))
        await uow.commit()
    return amal


def buttons(chats: Chats, who: Officer) -> set[object]:
    return {button for chat, button in chats.live() if chat == who.visitor.chat}


async def test_a_supervisor_ends_somebodys_rights_by_taps_from_the_list(district: District) -> None:
    sue, amal, chats = await a_supervisor(district), await an_officer(district), Chats(district)
    code = name_of(amal.agent.person)
    await people.list_people(await asking(*sue.me))
    await chats.deliver()
    assert ShowPerson(code) in buttons(chats, sue)
    await people.show_person(await asking(*sue.me, is_press=True), code)
    await chats.deliver()
    assert {AskOfPerson(code, "leaves"), AskOfPerson(code, "newcode"), PeoplePage(1)} <= buttons(chats, sue)
    await people.ask(await asking(*sue.me, is_press=True), code, "leaves")
    await chats.deliver()
    assert await left_at(district, amal) is None, "what follows is said, and nothing is done"
    assert EndRights(code) in buttons(chats, sue)
    await departures.leave(await asking(*sue.me, is_press=True), code)
    await chats.deliver()
    assert await left_at(district, amal) is not None
    assert EndRights(code) not in buttons(chats, sue), "the question is over"


async def left_at(district: District, who: Officer) -> object:
    async with district.database.reading() as uow:
        staff = await uow.staff.get(who.agent.person)
    assert staff is not None
    return staff.left_at


async def test_for_somebody_who_left_only_their_return_is_offered(district: District) -> None:
    sue, amal, chats = await a_supervisor(district), await an_officer(district), Chats(district)
    code = name_of(amal.agent.person)
    await departures.leave(await asking(*sue.me), code)
    await people.show_person(await asking(*sue.me, is_press=True), code)
    [shown] = [one.content for one in await district.deliver() if isinstance(one.content, PersonShown)]
    assert (shown.offers, shown.row.has_left) == (("returns",), True)
    await people.ask(await asking(*sue.me, is_press=True), code, "returns")
    await chats.deliver()
    assert GiveRightsBack(code) in buttons(chats, sue)
    with pytest.raises(StaleButton):
        await people.ask(await asking(*sue.me, is_press=True), code, "leaves")
    await departures.come_back(await asking(*sue.me, is_press=True), code)
    assert await left_at(district, amal) is None


async def test_a_new_code_is_given_by_taps(district: District) -> None:
    sue, amal, chats = await a_supervisor(district), await an_officer(district), Chats(district)
    code = name_of(amal.agent.person)
    await people.ask(await asking(*sue.me, is_press=True), code, "newcode")
    await chats.deliver()
    assert TakeSecondFactorOff(code) in buttons(chats, sue)
    await opening_second_factor.take_off(await asking(*sue.me, is_press=True), code)
    async with district.database.reading() as uow:
        assert await uow.second_factors.of(amal.agent.person) is None


async def test_nobody_is_offered_to_end_their_own_rights(district: District) -> None:
    sue = await a_supervisor(district)
    await people.show_person(await asking(*sue.me, is_press=True), name_of(sue.agent.person))
    [shown] = [one.content for one in await district.deliver() if isinstance(one.content, PersonShown)]
    assert shown.offers == ()


async def test_the_open_tasks_of_a_leaving_person_are_counted_before_it_is_done(district: District) -> None:
    sue, amal = await a_supervisor(district), await an_officer(district)
    await people.ask(await asking(*sue.me, is_press=True), name_of(amal.agent.person), "leaves")
    [asked] = [one.content for one in await district.deliver() if isinstance(one.content, PersonAsked)]
    assert (asked.what, asked.tasks) == ("leaves", 0)


async def test_the_list_has_pages_and_is_for_supervisors_alone(district: District) -> None:
    sue = await a_supervisor(district)
    for user in range(100, 109):
        await an_officer(district, user)
    await people.list_people(await asking(*sue.me))
    [first] = [one.content for one in await district.deliver() if isinstance(one.content, PeopleList)]
    assert (len(first.rows), first.total, first.more) == (8, 10, True)
    await people.list_people(await asking(*sue.me, is_press=True), 2)
    [second] = [one.content for one in await district.deliver() if isinstance(one.content, PeopleList)]
    assert (len(second.rows), second.more) == (2, False)
    assert not {one.person for one in first.rows} & {one.person for one in second.rows}
    with pytest.raises(StaleButton):
        await people.list_people(await asking(*sue.me, is_press=True), 3)
    with pytest.raises(NotAllowed):
        await people.list_people(await asking(*officer(district, 100, EDU).me))
