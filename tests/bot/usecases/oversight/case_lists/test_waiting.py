"""Everything that waits for a person's press stands on the desk of everybody who may press it, and on no other."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.domain.access.identity import Reveal
from bot.domain.access.releases import Pressed
from bot.domain.access.waiting import ANSWERED_BY, Awaited
from bot.domain.cases.work import HandoverState
from bot.domain.errors import NotAllowed, NotFound, StaleButton
from bot.domain.groups import NewGroup
from bot.domain.ids import ChatId
from bot.domain.notices.officer.work import Worklist
from bot.domain.people import Agent
from bot.usecases.access.transaction import OnWholeLine
from bot.usecases.casework.bodies import transfers
from bot.usecases.deadlines import reminders
from bot.usecases.oversight.case_lists import asked_again, worklist
from bot.usecases.retention import closed_cases
from handlers.officer.buttons import AnswerLower, Approve, Release
from handlers.officer.buttons_bodies import AcceptLead, OpenHanded
from handlers.officer.buttons_case import FURTHER_ACT_BUTTONS
from handlers.officer.buttons_work import ShowQuestion
from handlers.reporter.buttons_identity import AskWhoReported as AskWho
from handlers.supervisor.buttons import DecideNewGroup as NewGroupAnswer
from handlers.supervisor.buttons import LetGo
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.recusal import bar
from tests.support.casework.roster import called, sit, taps_roster
from tests.support.casework.sealed_files import sealed_case
from tests.support.officers import CYL, EDU, JUS, ONE, PROC, PSB, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown

WHY = "It happens at home"
MEMBERS = {"amal": (20, EDU), "bo": (21, EDU), "wu": (30, PSB), "cai": (22, CYL), "jun": (23, JUS), "pei": (26, PROC)}
HEADS = {"hana": (24, EDU), "gao": (31, PSB)}
"""Heads who sit in no group."""


@dataclass
class Cast:
    """People of every kind, by name."""

    district: District
    rita: Someone
    people: dict[str, Officer]

    def __getattr__(self, name: str) -> Officer:
        return self.people[name]

    async def desks(self) -> dict[str, Worklist]:
        return {name: await desk_of(who) for name, who in self.people.items()}

    async def readers(self, kind: Awaited) -> set[str]:
        shown = (await self.desks()).items()
        is_group = kind is Awaited.GROUP
        return {n for n, desk in shown if (is_group and desk.groups) or kind in {one.kind for one in desk.waits}}


async def desk_of(who: Officer) -> Worklist:
    await worklist.show_desk(await asking(*who.me))
    [shown] = [one for one in await who.district.deliver() if isinstance(one.content, Worklist)]
    assert isinstance(shown.content, Worklist)
    return shown.content


@pytest.fixture
async def cast(district: District, rita: Someone) -> Cast:
    people = {name: officer(district, user, body) for name, (user, body) in MEMBERS.items()}
    for name, (user, body) in HEADS.items():
        known = officer(district, user, body)
        people[name] = Officer(district, Agent(known.agent.person, heads=frozenset({body})), known.visitor)
        await employ(district, people[name], head=body)
    for name, user in {"sue": 40, "tom": 41}.items():
        known = officer(district, user, EDU)
        people[name] = Officer(district, Agent(known.agent.person, supervisor=True), known.visitor)
        await employ(district, people[name], supervisor=True)
    return Cast(district, rita, people)


async def fills_in(who: Officer, doing: str, step: str, value: str) -> None:
    await begins(*who.me, doing)
    await taps(*who.me, doing, step, value)
    await writes(*who.me, WHY)
    await hands_in(*who.me)
    await who.district.deliver()


async def lead_is_offered(cast: Cast) -> None:
    await reported(cast.rita)
    await cast.amal.takes()
    await fills_in(cast.amal, "transfer", "body", "JUS")


async def nobody_accepts(cast: Cast) -> None:
    """The acknowledge time of P3 is 8 hours."""
    await lead_is_offered(cast)
    cast.district.time.move(hours=9)
    await reminders.act_on_due(cast.district.services, cast.district.time.at)
    await cast.district.deliver()


async def end_is_proposed(cast: Cast) -> None:
    await reported(cast.rita)
    await cast.amal.takes()
    await cast.amal.assesses(1, 1, 2)
    await cast.amal.acts("Talked to the class")
    await cast.amal.answers("thank_you")
    await cast.amal.closes("school_measure")
    await cast.district.deliver()


async def lower_class_is_proposed(cast: Cast) -> None:
    await reported(cast.rita)
    await cast.amal.takes()
    await fills_in(cast.amal, "lower", "to", "P4")


async def all_is_handed_over(cast: Cast) -> None:
    await reported(cast.rita)
    await cast.amal.takes()
    await employ(cast.district, cast.wu)
    await taps_roster(cast.wu, PSB, "join")
    sit(cast.district, cast.wu)
    await begins(*cast.amal.me, "handover")
    await hands_in(*cast.amal.me)
    await cast.district.deliver()
    await called(cast.district)
    assert (await the_case(cast.district)).handovers[-1].state is HandoverState.CALLED


async def who_reported_is_asked(cast: Cast) -> None:
    """Wu of the police, which leads, has asked; the heads of the police and the supervising body may agree."""
    await cast.rita.is_reporting(harms="assault")
    await cast.rita.say("I saw it.")
    await cast.rita.check()
    await cast.rita.send()
    case = await the_case(cast.district)
    assert case.lead == PSB
    async with cast.district.services.begin() as uow:
        await uow.identities.ask(case.id, Reveal(cast.wu.agent.person, PSB, cast.district.time.at, WHY))
        await uow.commit()


async def sealed_files_are_asked_for(cast: Cast) -> None:
    """Wu of the police, which leads, has pressed first."""
    await sealed_case(cast.district)
    case, pressed = await the_case(cast.district), Pressed(PSB, cast.wu.agent.person, cast.district.time.at)
    async with cast.district.services.begin() as uow:
        await uow.sealed_files.note_pressed(case.id, pressed)
        await uow.commit()


async def erasing_is_proposed(cast: Cast) -> None:
    await end_is_proposed(cast)
    await cast.hana.approves()
    await closed_cases.let_go(await asking(*cast.sue.me), ONE)
    await cast.district.deliver()


async def a_report_is_over_the_limit(cast: Cast) -> None:
    for _ in range(12):
        await reported(cast.rita)
        async with cast.district.database.reading() as uow:
            if await uow.throttle.waiting():
                return
    raise AssertionError("no report was held")


async def a_new_group_is_asked_for(cast: Cast) -> None:
    async with cast.district.services.begin() as uow:
        await uow.new_groups.save(NewGroup(CYL, ChatId(-999), "new", cast.cai.agent.person, cast.district.time.at))
        await uow.commit()


ABOVE = {"sue", "tom"}
DESKS: dict[Awaited, tuple[Callable[[Cast], Awaitable[None]], set[str]]] = {
    Awaited.ACCEPT: (lead_is_offered, {"jun"}),
    Awaited.LEAD: (nobody_accepts, {*ABOVE, "pei"}),
    Awaited.CLOSE: (end_is_proposed, {"hana", "pei"}),
    Awaited.LOWER: (lower_class_is_proposed, {*ABOVE, "hana", "pei"}),
    Awaited.HANDED: (all_is_handed_over, {"wu"}),
    Awaited.REVEAL: (who_reported_is_asked, {"gao", "pei"}),
    Awaited.RELEASE: (sealed_files_are_asked_for, {"pei"}),
    Awaited.ERASE: (erasing_is_proposed, {"tom", "pei"}),
    Awaited.LOOK: (a_report_is_over_the_limit, ABOVE),
    Awaited.GROUP: (a_new_group_is_asked_for, ABOVE),
}
"""How each question comes about, and who answers it by the table of rights (casework.md); never its asker."""


def test_every_kind_of_question_is_in_the_table() -> None:
    assert set(DESKS) == set(Awaited) == set(ANSWERED_BY)


PUT = {
    Awaited.ACCEPT: ("jun", AcceptLead(1)),
    Awaited.CLOSE: ("hana", Approve(1)),
    Awaited.RELEASE: ("pei", Release(1)),
    Awaited.ERASE: ("tom", LetGo(1)),
    Awaited.GROUP: ("sue", NewGroupAnswer("CYL", "yes")),
}
"""Questions that are answered by a press below them: which buttons stand there for whom."""
STEPS = {
    Awaited.LEAD: ("sue", FURTHER_ACT_BUTTONS["lead"](1)),
    Awaited.LOWER: ("hana", AnswerLower(1)),
    Awaited.HANDED: ("wu", OpenHanded(1)),
    Awaited.REVEAL: ("gao", AskWho(1)),
}
"""Questions that are answered step by step: the button on the desk begins it."""


@pytest.mark.parametrize("kind", DESKS, ids=list(DESKS))
async def test_a_waiting_question_is_on_the_desk_of_everybody_who_may_answer_with_a_button(
    cast: Cast, kind: Awaited
) -> None:
    comes_about, expected = DESKS[kind]
    await comes_about(cast)
    assert await cast.readers(kind) == expected
    if kind in PUT:
        await is_shown_again_with_its_answer(cast, kind)
    elif kind in STEPS:
        name, answer = STEPS[kind]
        assert answer in await buttons_of(cast, cast.people[name], worklist.show_desk)


async def is_shown_again_with_its_answer(cast: Cast, kind: Awaited) -> None:
    """Opened from the desk, the question stands there with the button that answers it; nobody else can open it."""
    (name, answer), number = PUT[kind], 0 if kind is Awaited.GROUP else 1
    who = cast.people[name]
    assert ShowQuestion(kind, number) in await buttons_of(cast, who, worklist.show_desk)
    assert answer in await buttons_of(cast, who, asked_again.show_question, kind, number)
    with pytest.raises((NotAllowed, NotFound)):
        await asked_again.show_question(await asking(*cast.bo.me, is_press=True), kind, number)


async def test_a_body_that_was_silent_may_still_accept_while_supervisors_decide(cast: Cast) -> None:
    await nobody_accepts(cast)
    assert await cast.readers(Awaited.ACCEPT) == {"jun"}
    [row] = (await desk_of(cast.jun)).waits
    assert (row.number, row.late, row.agency) == (1, True, EDU)


async def test_supervisors_see_a_closing_that_waits_for_others_and_what_nobody_has_taken(cast: Cast) -> None:
    await end_is_proposed(cast)
    desk = await desk_of(cast.sue)
    assert desk.above is not None
    assert [(one.kind, one.number) for one in desk.above.second] == [("close", 1)]
    assert (desk.is_of_body, desk.new, desk.above.untaken_total) == (False, (), 0)
    await reported(cast.rita)
    cast.district.time.move(hours=9)
    desk = await desk_of(cast.sue)
    assert desk.above is not None
    assert [(one.number, one.late, one.agency) for one in desk.above.untaken] == [(2, True, EDU)]


async def test_a_red_case_is_on_the_desk_of_supervisors(cast: Cast) -> None:
    await reported(cast.rita)
    await cast.amal.takes()
    cast.district.time.move(days=91)
    desk = await desk_of(cast.sue)
    assert desk.above is not None
    assert [(one.kind, one.number) for one in desk.above.red] == [("red", 1)]
    assert desk.above.red_total == 1


async def test_before_anything_was_asked_no_question_is_on_any_desk(cast: Cast) -> None:
    assert [desk.waits or desk.groups for desk in (await cast.desks()).values()] == [()] * 10


async def test_somebody_recused_or_barred_reads_no_question_of_the_case(cast: Cast) -> None:
    await lead_is_offered(cast)
    await bar(cast.district, JUS)
    assert await cast.readers(Awaited.ACCEPT) == set()


def test_every_kind_of_waiting_question_has_a_button_to_answer() -> None:
    assert set(Awaited) - set(PUT) - set(STEPS) == {Awaited.LOOK}, "the list of reports that wait has tests of its own"


async def buttons_of(cast: Cast, who: Officer, use_case: OnWholeLine[...], *args: object) -> list[object]:
    """What can be pressed in the person's chat afterwards; earlier messages are there too."""
    chats = Chats(cast.district, defaultdict(lambda: Shown("", ())))
    await use_case(await asking(*who.me, is_press=True), *args)
    await chats.deliver()
    return [button for chat, button in chats.live() if chat == who.visitor.chat]


async def test_an_answered_question_is_not_shown_again(cast: Cast) -> None:
    await lead_is_offered(cast)
    with pytest.raises(StaleButton):
        await asked_again.show_question(await asking(*cast.hana.me, is_press=True), Awaited.CLOSE, 1)
    await transfers.accept(await asking(*cast.jun.me, is_press=True), ONE)
    with pytest.raises(NotAllowed):
        await asked_again.show_question(await asking(*cast.jun.me, is_press=True), Awaited.ACCEPT, 1)
