"""Menus of the staff: each role is shown what it may do in that chat, in its language; a role that ends loses them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.domain.access.places import Place
from bot.domain.ids import AgencyKey, UserId
from bot.domain.people import OVERSIGHT, Staff
from bot.simulator.client import Group, Person, World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from bot.usecases.access.membership import make_invite
from handlers import staff_menus
from handlers.telegram.text.links import invite_link
from tests.policy.rights import LETTERS, allowed
from tests.policy.rights import ROWS as RIGHTS
from tests.support.databases.databases import lay_tables
from tests.support.people import PROFILE
from tests.support.processes.command_line import ran
from tests.support.running.asks import COMMANDS
from tests.support.running.bot_with_roles import LOCKED
from tests.support.running.case_in_groups import EDU, PROC, PSB, asked, card_in, tell_bullying
from tests.support.running.running_bot import (
    MORNING,
    QUICK,
    TOKEN,
    UNLOCKED,
    USERNAME,
    RunningBot,
    running,
    running_bot,
    settings_for,
)
from tests.support.waiting import until

ROLE_SETS: dict[str, tuple[dict[str, Any], str]] = {
    "officer": ({"bodies": {EDU}}, "M S S0 L RB"),
    "officer of the police": ({"bodies": {PSB}}, "M S S0 L RB PL K"),
    "officer of the supervising body": ({"bodies": {PROC}}, "M S S0 L RB P K"),
    "head": ({"heads": {EDU}}, "M S S0 LH SH RB"),
    "head of the police": ({"heads": {PSB}}, "M S S0 LH SH RB PL PH K"),
    "head of the supervising body": ({"heads": {PROC}}, "M S S0 LH SH RB P K"),
    "supervisor": ({"supervisor": True}, "V"),
    "auditor": ({"auditor": True}, "A"),
    "supervisor who heads a body": ({"supervisor": True, "heads": {EDU}}, "V M S S0 LH SH RB"),
    "officer who audits": ({"bodies": {EDU}, "auditor": True}, "M S S0 L RB A"),
}  # fmt: skip
"""Who somebody is, and in which roles they may come to one case or another, in the letters of casework.md."""
GROUPS: dict[str, tuple[set[AgencyKey], str]] = {
    "of a body": ({EDU}, "M S S0 L RB"),
    "of the police": ({PSB}, "M S S0 L RB PL K"),
    "oversight": ({OVERSIGHT}, "V"),
}


def staff(**given: Any) -> Staff:
    frozen: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, set) else value for name, value in given.items()
    }
    return Staff(LOCKED, UserId(7), "en", **frozen)


def expected(letters: str, place: str) -> set[str]:
    """By the table of rights that was copied by hand, and the acts of each command that were listed by hand."""
    roles = {LETTERS[letter] for letter in letters.split()}
    return {
        name
        for name, asks in COMMANDS.items()
        if (acts := [*asks[0].line, *asks[0].case]) and all(_may(act.value, roles, place) for act in acts)
    }


def _may(action: str, roles: Iterable[object], place: str) -> bool:
    return allowed(action, set(roles)) and place in RIGHTS[action].places  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ROLE_SETS)
def test_a_menu_in_private_is_what_the_role_may_do_there(name: str) -> None:
    given, letters = ROLE_SETS[name]
    assert {*staff_menus.in_private(staff(**given), PROFILE)} == expected(letters, "p") | {"help", "language"}


@pytest.mark.parametrize("name", GROUPS)
def test_a_menu_in_a_group_is_what_its_readers_may_do_there(name: str) -> None:
    bodies, letters = GROUPS[name]
    place = "o" if OVERSIGHT in bodies else "g"
    assert {*staff_menus.in_group(bodies, PROFILE)} == expected(letters, place) | {"help", "language"}


def test_menus_as_written_by_hand() -> None:
    """What casework.md gives these people, read from it without any table."""
    assert {*staff_menus.in_private(staff(auditor=True), PROFILE)} == {
        "overdue",
        "agencies",
        "stats",
        "board",
        "help",
        "language",
    }
    police = {*staff_menus.in_private(staff(bodies={PSB}), PROFILE)}
    assert {"take", "open", "reveal", "release", "notours", "transfer", "note"} <= police
    assert not {"hold", "approve", "erase", "quarantine", "newcode"} & police
    assert {"hold", "reveal", "release", "approve"} <= {*staff_menus.in_private(staff(bodies={PROC}), PROFILE)}
    assert {"approve", "recuse"} <= {*staff_menus.in_private(staff(heads={EDU}), PROFILE)}
    oversight = {*staff_menus.in_group({OVERSIGHT}, PROFILE)}
    assert {"cases", "overdue", "remind", "language", "help"} <= oversight
    assert not {"take", "notours", "open"} & oversight


GONE = {"bodies": {EDU}, "left_at": datetime(2026, 11, 26, 1, 0, tzinfo=UTC)}
"""Somebody who has left; the account still sits in the group."""


@pytest.mark.parametrize("given", [{}, {"bodies": {OVERSIGHT}}, {"reachable": False}, GONE], ids=str)
def test_somebody_without_rights_has_no_menu(given: dict[str, Any]) -> None:
    assert staff_menus.in_private(staff(**given), PROFILE) == ()


def test_every_act_of_a_menu_can_be_asked_for_in_its_place() -> None:
    assert {place.value for place in Place} == {"g", "p", "o"}
    assert "open" not in staff_menus.in_group({EDU}, PROFILE)


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who came and who left is looked for all the time."""
    monkeypatch.setattr("handlers.telegram.menus.LOOK_AGAIN", 0.1)


async def menu(person: Person, chat: Group | None = None) -> list[str]:
    return await person.commands(chat) if chat is not None else await person.commands()


async def shows(person: Person, *names: str, chat: Group | None = None) -> bool:
    return set(names) <= set(await menu(person, chat))


async def lacks(person: Person, name: str) -> bool:
    return name not in await menu(person)


async def officer_at_work(here: RunningBot, body: AgencyKey) -> tuple[Person, Group]:
    cast = await here.cast()
    await tell_bullying(cast.reporters[0])
    await card_in(cast, body)
    officer = cast.officers[body]
    await asked(officer, "/cases", "Cases")
    await until(partial(shows, officer, "take", "notours", "help", "language"))
    return officer, cast.groups[body]


@pytest.mark.usefixtures("looks_often")
async def test_an_officer_has_a_menu_until_they_leave_the_group(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        officer, group = await officer_at_work(here, EDU)
        assert await shows(officer, "take", "help", chat=group)
        assert not await shows(officer, "newcode")
        await group.member("leave", officer)
        await until(partial(lacks, officer, "take"))
        assert await shows(officer, "start", "status")


@pytest.mark.usefixtures("looks_often")
async def test_a_menu_left_over_from_a_downtime_is_removed_at_the_next_start(tmp_path: Path) -> None:
    clock, limits = MovableClock(MORNING), QUICK
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance)
    base = await simulator.start()
    settings = settings_for(base, tmp_path)
    lay_tables(tmp_path / "tipline.db")
    try:
        async with World(base) as world:
            sue = await world.person("Sue")
            async with running(settings, clock, limits) as app:
                secret = await make_invite(app.services, clock.now(), "supervisor", None)
                await sue.open(invite_link(USERNAME, "supervisor", secret))
                await until(partial(shows, sue, "remind"))
            given = {"TOKEN": TOKEN, "API_URL": base, "PROFILE": UNLOCKED}
            code, printed = await ran(tmp_path, "staff", "end", str(sue.id), **given)
            assert code == 0, printed
            assert await shows(sue, "remind")
            async with running(settings, clock, limits):
                await until(partial(lacks, sue, "remind"))
    finally:
        await simulator.stop()
