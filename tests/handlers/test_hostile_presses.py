"""Anybody may press anything anywhere. Strings that none of our buttons carry change nothing."""

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import pytest
import pytest_asyncio
import structlog

from bot.domain.ids import AgencyKey
from handlers.officer.buttons import NotOurs, NotOursReason, Open, Take
from handlers.officer.buttons_bodies import AcceptLead, GiveBack
from handlers.presses import PRESSES
from handlers.telegram.text.buttons import BUTTONS, button, pack, parse
from tests.support.domain.examples import LONG
from tests.support.incoming.hostile_callbacks import BROKEN, spoilt, unnamed
from tests.support.running.askers import worth_asking
from tests.support.running.asks import BUTTONS as ASKED
from tests.support.running.bot_with_queues import BotWithQueues, Press, bot_with_queues
from tests.support.running.bot_with_roles import PSB, ROLES

SPOILT = {code: [*spoilt(code)] for code in BUTTONS}
NAMED = [data for code in BUTTONS for data in unnamed(code)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithQueues]:
    async with bot_with_queues(tmp_path_factory.mktemp("forged")) as made:
        yield made


def test_every_registered_button_is_pressed_here_and_has_a_listener() -> None:
    assert set(BUTTONS.values()) == set(PRESSES)
    assert all(len(SPOILT[code]) >= 3 for code in BUTTONS)
    assert sum(map(len, SPOILT.values())) > 1500


def test_a_string_that_no_button_of_ours_carried_is_no_button() -> None:
    strings = [*chain.from_iterable(SPOILT.values()), *BROKEN]
    assert [data for data in strings if parse(data) is not None] == []


def test_packed_button_data_is_read_back() -> None:
    for data in chain.from_iterable(map(unnamed, BUTTONS)):
        read = parse(data)
        assert read is not None
        assert pack(read) == data


def test_a_value_that_could_not_be_read_back_is_not_packed() -> None:
    for number in (0, -1, 2**31, "1", True):
        with pytest.raises(ValueError, match="does not fit"):
            pack(Take(number))  # type: ignore[arg-type]


def test_a_button_without_declared_field_values_is_refused() -> None:
    @dataclass(frozen=True)
    class Loose:
        word: str

    with pytest.raises(TypeError, match="say what the field may hold"):
        button("zz1")(Loose)
    assert "zz1" not in BUTTONS


EACH = 1 if LONG in os.environ else 42
"""Every string that is no button (see above) is handled in one way. So of this many buttons each role presses one
spoilt string, and another role one of the next, in one of the two places. In a long run every role one of every
button."""


ON_CARDS = {Take, NotOurs, NotOursReason, Open, AcceptLead, GiveBack}
"""Buttons that stand in groups, and are pressed in both places by one who may and one who may not."""


def pressing(place: AgencyKey | None) -> dict[str, list[str]]:
    """By role: the strings that name nothing. Each button is pressed in one place by one who may do it by the table, in
    the other by one who may not; in a long run by everybody in both."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for turn, data in enumerate(NAMED):
        ask, is_allowed = ASKED[type(parse(data))][0], turn % 2 == (place is not None)
        is_both = type(parse(data)) in ON_CARDS
        few = worth_asking([*ROLES], ask, turn, may=is_both or is_allowed, others=is_both or not is_allowed)
        for role in few or worth_asking([*ROLES], ask, turn + 1, may=1, others=1):
            found[role].append(data)
    return found


def some(place: AgencyKey | None) -> Iterator[list[Press]]:
    """By role: for some buttons a spoilt string, others for each role and place, and the strings that name nothing."""
    named = pressing(place)
    for turn, role in enumerate(ROLES):
        offset = turn * 2 + (place is not None)
        of_codes = [datas for at, datas in enumerate(SPOILT.values()) if (at + offset) % EACH == 0]
        yield [(role, data, place) for data in (*(one[offset % len(one)] for one in of_codes), *named[role])]


def presses_by_role(place: AgencyKey | None) -> Iterator[list[Press]]:
    """Everything that is pressed there, a few by everybody at a time, so that nobody waits for thousands."""
    left = [iter(presses) for presses in some(place)]
    while presses := [press for one in left for press in islice(one, 10)]:
        yield presses


def test_every_button_is_pressed_with_a_spoilt_string() -> None:
    pressed = {data for place in (None, PSB) for presses in some(place) for _, data, _ in presses}
    assert [code for code in SPOILT if not pressed & {*SPOILT[code]}] == []


def test_every_button_is_pressed_by_several_and_every_role_presses_many() -> None:
    assert len({*NAMED}) > 90
    both = [(role, data) for place in (None, PSB) for presses in some(place) for role, data, _ in presses]
    by_data, by_role = Counter(data for _, data in both), Counter(role for role, _ in both)
    assert min(by_data[data] for data in NAMED) >= 2
    assert min(by_role[role] for role in ROLES) > 5


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("place", [None, PSB], ids=["private", "group"])
async def test_no_forged_press_changes_anything(bot: BotWithQueues, place: AgencyKey | None) -> None:
    """Every button by somebody who may and somebody who may not, and every role: strings that no button holds, and
    those that name nothing. The suite tries a twentieth of all in each place."""
    before = await bot.rows()
    with structlog.testing.capture_logs() as logs:
        for presses in presses_by_role(place):
            await bot.press(*presses)
    after = await bot.rows()
    assert [log for log in logs if log["log_level"] in {"error", "critical"}] == []
    assert await bot.failed() == (0, 0)
    assert {name for name, rows in before.items() if rows != after[name]} == set()
