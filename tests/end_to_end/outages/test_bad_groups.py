"""The whole bot while groups fail, refuse or lose answers: the others go on, and each alert arrives in the end."""

from functools import partial
from pathlib import Path

import pytest

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.domain.notices.officer.cases import Card
from bot.simulator.client import Group, Person
from bot.usecases.access.membership import make_invite
from handlers.telegram import menus
from handlers.telegram.text.links import invite_link
from handlers.telegram.text.rendered import Rendered
from handlers.views import VIEWS
from tests.support.running.conversation import answer, begin, send, tell
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot
from tests.support.waiting import until

DANGER = (("Who is writing?", "I am an adult"), ("danger right now", "Yes, now"))
HARM = tuple(("What kind of harm", label) for label in ("Assault, beating", "Violence at home", "Done"))
PSB, PROC, CIV, HEA, WOM, JUS = map(AgencyKey, ("PSB", "PROC", "CIV", "HEA", "WOM", "JUS"))
"""Who hears of a beating at home with danger now (triage-routing-clocks.md)."""


async def cry(person: Person) -> None:
    """Danger now, in three answers; passed on."""
    await begin(person)
    await answer(person, *DANGER)
    await person.wait_for("Where is the child now")
    await person.say("Poplar Road 12, third floor")
    await answer(person, *HARM)
    await person.wait_for("Your case number is")


async def cards(cast: Cast, agency: AgencyKey) -> list[str]:
    """The cards of the body's group."""
    seen = await cast.heads[agency].sees(cast.groups[agency])
    return [message.words for message in seen if message.from_bot and "P1" in message.words]


async def wait_for_card(cast: Cast, agency: AgencyKey) -> None:
    await cast.heads[agency].wait_for("P1", cast.groups[agency])


def called_in(group: Group, called: dict[str, object]) -> bool:
    return str(called.get("chat_id")) == str(group.id)


async def tries(here: RunningBot, group: Group) -> int:
    """How often a message was tried to be put into the group."""
    calls = await here.world.calls(method="sendMessage")
    return len([call for call in calls if called_in(group, call.params or {})])


Fault = dict[str, object]
FAULTS: list[Fault] = [
    {"kind": "status", "status": 502},
    {"kind": "status", "status": 401, "description": "Unauthorized"},
    {"kind": "status", "status": 404, "description": "Not Found"},
    {"kind": "status", "status": 400, "description": "Bad Request: TOPIC_CLOSED"},
    {
        "kind": "status",
        "status": 400,
        "description": "Bad Request: not enough rights to send text messages to the chat",
    },
    {"kind": "status", "status": 400, "description": "Bad Request: WORDS_OF_A_NEWER_SERVER"},
    {"kind": "status", "status": 403, "description": "Forbidden: words of a newer server"},
    {"kind": "status", "status": 418, "description": "I'm a teapot"},
    {"kind": "drop_before"},
    {"kind": "raw", "status": 200, "description": "<html>welcome to the hotel network</html>"},
]


@pytest.mark.parametrize("faults", [*zip(FAULTS[::2], FAULTS[1::2], strict=True)])
async def test_four_groups_of_an_urgent_case_fail_and_everybody_else_is_served(
    tmp_path: Path, faults: tuple[Fault, Fault]
) -> None:
    """Two of the groups fail in one way, the other two in another."""
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        rita, bo = cast.reporters[:2]
        failing = (PSB, PROC, HEA, WOM)
        for agency, fault in zip(failing, faults * 2, strict=True):
            await here.world.fault(times=0, chat_id=cast.groups[agency].id, **fault)  # type: ignore[arg-type]
        await cry(rita)
        for agency in (CIV, JUS):
            await wait_for_card(cast, agency)
        await tell(bo)
        await send(bo)
        await until(lambda: were_all_tried(here, [cast.groups[agency] for agency in failing]))
        assert [await cards(cast, agency) for agency in failing] == [[], [], [], []]
        report = await here.app.status.report()
        assert report["outbox_dead"] == 0
        await here.world.heal()
        await until(partial(have_all, here, cast, failing))
        assert [len(await cards(cast, agency)) for agency in failing] == [1, 1, 1, 1]
        assert (await here.app.status.report())["outbox_dead"] == 0


async def were_all_tried(here: RunningBot, groups: list[Group]) -> bool:
    return all([await tries(here, group) > 0 for group in groups])


async def have_all(here: RunningBot, cast: Cast, agencies: tuple[AgencyKey, ...]) -> bool:
    """The bot's time goes on meanwhile: a chat that refused is asked every five minutes at least."""
    await here.world.advance(seconds=20)
    return all([len(await cards(cast, agency)) > 0 for agency in agencies])


async def test_a_group_that_loses_answers_gets_few_copies_and_the_others_are_served(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        rita, bo = cast.reporters[:2]
        await here.world.fault("drop_after", times=0, chat_id=cast.groups[PSB].id)
        await cry(rita)
        for agency in (PROC, CIV, HEA, WOM, JUS):
            await wait_for_card(cast, agency)
        await begin(bo)
        await until(partial(is_checked, here, cast.groups[PSB]))
        assert len(await cards(cast, PSB)) == 1
        await here.world.heal()
        await until(partial(is_quiet, here))
        assert len(await cards(cast, PSB)) == 2, "one before, one when the chat answered again"


async def is_checked(here: RunningBot, group: Group) -> bool:
    """Whether the group was asked thrice before a second copy would go out."""
    calls = await here.world.calls(method="sendChatAction")
    return len([call for call in calls if called_in(group, call.params or {})]) >= 3


async def is_quiet(here: RunningBot) -> bool:
    await here.world.advance(seconds=20)
    report = await here.app.status.report()
    return report["outbox_due"] == 0


async def test_a_card_that_fails_by_our_own_fault_hides_no_case_and_blocks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> Rendered:
        raise ValueError("words of the story")

    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        monkeypatch.setitem(VIEWS._views, Card, broken)
        await cry(cast.reporters[0])
        for agency in (PSB, PROC, CIV, HEA, WOM, JUS):
            seen = await cast.heads[agency].wait_for("/take_1", cast.groups[agency])
            assert "cannot be shown here" in seen.words
        await cast.supervisor.wait_for("/case_1")
        await tell(cast.reporters[1])
        await send(cast.reporters[1])
        assert (await here.app.status.report())["send_trouble"] == ""


@pytest.mark.parametrize("fault", [{"kind": "status", "status": 502}, {"kind": "drop_before"}])
async def test_officers_of_other_bodies_can_act_while_one_group_does_not_answer(
    tmp_path: Path, fault: dict[str, object]
) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await here.world.fault(times=0, chat_id=cast.groups[PSB].id, **fault)  # type: ignore[arg-type]
        await cry(cast.reporters[0])
        officer, group = cast.officers[JUS], cast.groups[JUS]
        card = await officer.wait_for("P1", group)
        press = await officer.press("Acknowledge", message=card, chat=group)
        assert await officer.answer_to(press)
        await officer.wait_for(
            lambda message: message.from_bot and "Acknowledge" not in message.labels, group, after=card
        )
        await cast.supervisor.say("/case 1")
        await cast.supervisor.wait_for("1")
        assert (await here.app.status.report())["outbox_dead"] == 0


async def test_menus_are_set_in_other_groups_while_one_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(menus, "LOOK_AGAIN", 0.1)
    async with running_bot(tmp_path) as here:
        head = await here.world.person("Head")
        bad, good = await here.world.group("Bad", head), await here.world.group("Good", head)
        assert bad.id != good.id
        await here.world.fault("status", times=0, status=502, chat_id=bad.id)
        await here.world.fault("status", "setMyCommands", times=0, status=403, chat_id=bad.id)
        for group, agency in ((bad, PSB), (good, JUS)):
            secret = await make_invite(here.app.services, here.clock.now(), "agency", agency)
            await head.open(invite_link(USERNAME, "agency", secret), group)
        await head.wait_for(lambda message: message.from_bot, good)
        await until(partial(has_menu, here, good))


async def has_menu(here: RunningBot, group: Group) -> bool:
    calls = await here.world.calls(method="setMyCommands")
    return any(call.code == 200 and str(group.id) in str((call.params or {}).get("scope")) for call in calls)


async def test_one_refused_call_costs_a_second_and_is_no_alarm(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        for status in (401, 404):
            await here.world.fault("status", "sendMessage", status=status)
            await here.world.fault("status", "editMessageText", status=status)
            await here.world.fault("status", "getUpdates", status=status)
        await tell(cast.reporters[0])
        await send(cast.reporters[0])
        report = await here.app.status.report()
        assert report["send_trouble"] == report["intake_trouble"] == ""
        assert report["token_refused"] == 0
        assert report["outbox_dead"] == 0
