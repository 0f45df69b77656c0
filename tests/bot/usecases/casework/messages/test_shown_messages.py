"""No button that staff can press is out of date, whoever did what meanwhile. What each button is good for is written by
hand."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest

from bot.domain.cases.case import Case, Part, TaskState
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, MessageId
from bot.usecases.casework.bodies import taking, transfers
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.deadlines import (
    reminders,
)
from bot.usecases.reporting.evidence import refused_files
from bot.usecases.services import Transaction
from handlers.officer import buttons as b
from handlers.officer import buttons_case as c
from handlers.officer import buttons_work as w
from handlers.reporter.buttons import RemoveCopy
from tests.support.acting import asking, hands_in, taps, writes
from tests.support.acting import begins as begin
from tests.support.casework.recusal import bar
from tests.support.domain.examples import some_of
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown

KEYS = ("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")
GROUPS = {key: -500 - place for place, key in enumerate(KEYS)}
"""The chats that the fixture has bound."""
BODIES: dict[int, AgencyKey] = {chat: AgencyKey(key) for key, chat in GROUPS.items()}


class Staff:
    """Two of the lead and its head, a support, and the supervising body."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.amal, self.ali = officer(district, 20, EDU), officer(district, 22, EDU)
        self.hana = officer(district, 21, EDU, head=True)
        self.bo, self.pia = officer(district, 30, CYL), officer(district, 50, PROC)
        self.all = {20: self.amal, 22: self.ali, 21: self.hana, 30: self.bo, 50: self.pia}

    async def begin(self) -> None:
        """All are known in private."""
        for one in self.all.values():
            await employ(self.district, one, head=EDU if one is self.hana else None)

    def body_in(self, chat: int) -> AgencyKey:
        """Whose chat it is."""
        return BODIES[chat] if chat < 0 else min(self.all[chat].agent.agencies)


def is_good(staff: Staff, case: Case, chat: int, button: Any) -> bool:
    """Whether the button still does what it says, by the rules of casework.md."""
    task = case.task(staff.body_in(chat))
    mine = task is not None and task.is_open and case.is_open
    if isinstance(button, b.Take):
        return mine and task is not None and task.state is TaskState.ALERTED and task.part is not Part.COPY
    if isinstance(button, b.NotOurs | b.NotOursReason):
        return mine and task is not None and task.part is Part.SUPPORT
    if isinstance(button, b.Approve):
        return case.is_open and case.proposal is not None
    return case.is_open


async def look(staff: Staff, chats: Chats) -> None:
    """Every button on every screen is good for something."""
    await chats.deliver()
    case = await the_case(staff.district)
    old = [(chat, button) for chat, button in chats.live() if not is_good(staff, case, chat, button)]
    assert old == []


@pytest.fixture
async def staff(district: District, rita: Someone) -> Staff:
    await reported(rita)
    found = Staff(district)
    await found.begin()
    return found


async def test_when_somebody_takes_a_case_the_others_lose_the_button(staff: Staff) -> None:
    chats = Chats(staff.district)
    for one in (staff.amal, staff.ali, staff.pia):
        await opening.open_story(await asking(*one.me), ONE)
    await chats.deliver()
    takes = [chat for chat, button in chats.live() if isinstance(button, b.Take)]
    assert {20, 22} <= set(takes)
    await staff.amal.takes()
    await look(staff, chats)
    assert {20, 22} <= {chat for chat, button in chats.live() if isinstance(button, b.Assess)}


async def test_a_closed_case_has_no_buttons_left_in_any_chat(staff: Staff) -> None:
    chats = Chats(staff.district)
    await staff.amal.takes()
    await taking.ask_why(await asking(staff.district, staff.bo.agent, is_press=True), ONE)
    await staff.amal.assesses(1, 1, 2)
    await staff.amal.answers("thank_you")
    await begin(*staff.ali.me, "assess")
    await opening.open_story(await asking(*staff.ali.me), ONE)
    await staff.amal.closes("school_measure")
    await look(staff, chats)
    agreeing = {chat for chat, button in chats.live() if isinstance(button, b.Approve)}
    assert (21 in agreeing, GROUPS["PROC"] in agreeing) == (True, False), "a group is led to the private chat"
    await staff.hana.approves()
    await chats.deliver()
    assert {type(button) for _, button in chats.live()} <= {c.ShowCase, w.ShowDesk}, "looking on is no act"
    async with staff.district.database.reading() as uow:
        assert await uow.staff.desk(staff.ali.agent.person) is None


@pytest.mark.parametrize("how", ["declined", "handed on"])
async def test_a_body_that_lost_its_part_keeps_no_opened_report(staff: Staff, how: str) -> None:
    """Its officers may not read the case any more; others who have it open keep it."""
    district, chats = staff.district, Chats(staff.district)
    for one in (staff.amal, staff.bo):
        await one.takes()
    for one in (staff.amal, staff.bo):
        await opening.open_story(await asking(*one.me), ONE)
    await chats.deliver()
    went, staying = (30, 20) if how == "declined" else (20, 30)
    if how == "declined":
        await taking.decline(await asking(district, staff.bo.agent, is_press=True), ONE, "other")
    else:
        await begin(*staff.amal.me, "transfer")
        await taps(*staff.amal.me, "transfer", "body", "PSB")
        await writes(*staff.amal.me, "It happens at home")
        await hands_in(*staff.amal.me)
        deng = officer(district, 60, PSB)
        await transfers.accept(await asking(*deng.me, is_press=True), ONE)
    await chats.deliver()
    assert staying in {chat for chat, button in chats.live() if isinstance(button, b.Assess)}
    assert went not in {chat for chat, _ in chats.live()}


async def test_a_proposal_that_a_higher_class_has_overtaken_cannot_be_agreed_to(staff: Staff) -> None:
    chats = Chats(staff.district)
    await staff.amal.takes()
    await staff.bo.takes()
    await staff.amal.assesses(1, 1, 2)
    await staff.amal.answers("thank_you")
    await staff.amal.closes("school_measure")
    await chats.deliver()
    await staff.bo.assesses(3, 3, 2)
    await look(staff, chats)
    assert not [button for _, button in chats.live() if isinstance(button, b.Approve)]


async def test_a_list_of_reminders_drops_what_is_done(staff: Staff, rita: Someone) -> None:
    district, chats = staff.district, Chats(staff.district)
    district.time.move(hours=1)
    await reported(rita)
    await chats.deliver()
    district.time.move(hours=5)
    await reminders.act_on_due(district.services, district.time.at)
    district.time.move(seconds=3)
    await chats.deliver()
    listed = [button.number for chat, button in chats.live() if chat == GROUPS["EDU"] and isinstance(button, b.Take)]
    assert {1, 2} <= set(listed)
    assert [shown for shown in chats.shown.values() if "Waiting for you" in shown.text]
    await staff.amal.takes()
    await look_at_first(staff, chats)


async def look_at_first(staff: Staff, chats: Chats) -> None:
    """No button of the first case is out of date."""
    await chats.deliver()
    case = await the_case(staff.district)
    mine = [(chat, button) for chat, button in chats.live() if getattr(button, "number", ONE) == ONE]
    assert [one for one in mine if not is_good(staff, case, *one)] == []


async def test_content_a_body_may_no_longer_see_is_deleted_from_private_chats(staff: Staff) -> None:
    chats, services = Chats(staff.district), staff.district.services
    await staff.bo.takes()
    await opening.open_story(await asking(*staff.bo.me), ONE)
    await chats.deliver()
    assert [shown for (chat, _), shown in chats.shown.items() if chat == 30 and "after school" in shown.text]
    was = await the_case(staff.district)
    await bar(staff.district, PSB)
    async with staff.district.database.begin() as uow:
        await follow_case(Transaction(services, uow, staff.district.time.at), was, await uow.cases.get(was.id))
        await uow.commit()
    await chats.deliver()
    assert not [shown for (chat, _), shown in chats.shown.items() if chat == 30 and "after school" in shown.text]


async def test_a_button_that_a_reporter_has_used_is_removed(district: District, rita: Someone) -> None:
    chats = Chats(district)
    await rita.start()
    chats.shown = {(7, 40): Shown("That file was not kept.", (RemoveCopy(39),)), (7, 39): Shown("", ())}
    await refused_files.remove_copy(rita.request, MessageId(39), MessageId(40))
    await chats.deliver()
    assert (7, 39) not in chats.shown
    assert chats.shown[7, 40] == Shown("That file was not kept.", ())


async def opens(who: Officer) -> None:
    await opening.open_story(await asking(*who.me), ONE)


async def agrees(who: Officer) -> None:
    await who.approves()


async def declines(who: Officer) -> None:
    await taking.decline(await asking(who.district, who.agent), ONE, "other_body")


async def asks_why(who: Officer) -> None:
    await taking.ask_why(await asking(who.district, who.agent, is_press=True), ONE)


async def begins(who: Officer) -> None:
    await begin(*who.me, "reply")


async def waits(who: Officer) -> None:
    who.district.time.move(hours=5)
    await reminders.act_on_due(who.district.services, who.district.time.at)


ACTS: tuple[Callable[[Officer], Awaitable[object]], ...] = (
    Officer.takes,
    opens,
    agrees,
    declines,
    asks_why,
    begins,
    waits,
    lambda who: who.assesses(1, 1, 2),
    lambda who: who.assesses(3, 3, 2),
    lambda who: who.acts("visited"),
    lambda who: who.answers("thank_you"),
    lambda who: who.closes("school_measure"),
)


@pytest.mark.parametrize("seed", some_of(range(10), 4))
async def test_whatever_is_done_in_whatever_order_no_button_is_out_of_date(staff: Staff, seed: int) -> None:
    """Four orders of ten; a long run: all."""
    chance, chats = random.Random(seed), Chats(staff.district)
    for _ in range(25):
        who, act = chance.choice(list(staff.all.values())), chance.choice(ACTS)
        with suppress(Refusal):
            await act(who)
        await look(staff, chats)
