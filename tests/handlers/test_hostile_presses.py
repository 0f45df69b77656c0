"""Anybody may press anything anywhere. Strings that none of our buttons carry change nothing."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import pytest
import structlog

from bot.domain.ids import AgencyKey
from handlers.officer.buttons import Take
from handlers.presses import PRESSES
from handlers.telegram.text.buttons import BUTTONS, button, pack, parse
from tests.support.domain.examples import LONG, some_of, turned
from tests.support.incoming.hostile_callbacks import BROKEN, spoilt, unnamed
from tests.support.running.bot_with_queues import Press, bot_with_queues
from tests.support.running.bot_with_roles import PSB, ROLES

SPOILT = {code: [*spoilt(code)] for code in BUTTONS}
NAMED = [data for code in BUTTONS for data in unnamed(code)]


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


EACH = 1 if LONG in os.environ else 21
"""Every string that is no button (see above) is handled in one way. So of this many buttons each role presses one
spoilt string, and another role one of the next; in a long run every role one of every button."""


def some(role: str, place: AgencyKey | None) -> Iterator[Press]:
    """Strings that name nothing: each role presses every fifth button, others in each place. For some buttons a spoilt
    string, others for each role and place."""
    turn, elsewhere = [*ROLES].index(role), place is not None
    offset = turn * 2 + elsewhere
    for number, datas in enumerate(SPOILT.values()):
        if (number + offset) % EACH == 0:
            yield role, datas[offset % len(datas)], place
    yield from ((role, data, place) for data in some_of(turned(NAMED, turn + 2 * elsewhere), len(NAMED) // 5))


def presses_by_role(place: AgencyKey | None) -> Iterator[list[Press]]:
    """Everything that is pressed there, a few by everybody at a time, so that nobody waits for thousands."""
    left = [iter([*some(role, place)]) for role in ROLES]
    while presses := [press for one in left for press in islice(one, 10)]:
        yield presses


def test_every_button_is_pressed_with_a_spoilt_string_in_every_place() -> None:
    for place in (None, PSB):
        pressed = {data for role in ROLES for _, data, _ in some(role, place)}
        assert [code for code in SPOILT if not pressed & {*SPOILT[code]}] == []


def test_every_role_presses_many_buttons_and_every_button_is_pressed_by_several_in_every_place() -> None:
    assert len({*NAMED}) > 90
    for place in (None, PSB):
        pressed = Counter(data for role in ROLES for _, data, _ in some(role, place))
        assert min(pressed[data] for data in NAMED) >= 3
        assert all(len({*NAMED} & {data for _, data, _ in some(role, place)}) > 15 for role in ROLES)


@pytest.mark.parametrize("place", [None, PSB], ids=["private", "group"])
async def test_no_forged_press_changes_anything(tmp_path: Path, place: AgencyKey | None) -> None:
    """Every button by several roles, and every role: strings that no button holds, and those that name nothing. The
    suite tries a fifth of all in each place."""
    async with bot_with_queues(tmp_path) as bot:
        before = await bot.rows()
        with structlog.testing.capture_logs() as logs:
            for presses in presses_by_role(place):
                await bot.press(*presses)
        after = await bot.rows()
        assert [log for log in logs if log["log_level"] in {"error", "critical"}] == []
        assert await bot.failed() == (0, 0)
        assert {name for name, rows in before.items() if rows != after[name]} == set()
