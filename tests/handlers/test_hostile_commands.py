"""Anything may stand beside a command or in a link. A name of nothing does nothing, and nobody's update is given up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.domain.ids import AgencyKey
from handlers import staff_verbs
from tests.support.incoming.hostile_callbacks import NUMBERS, UNNAMED
from tests.support.running.bot_with_queues import BotWithQueues, bot_with_queues
from tests.support.running.bot_with_roles import PSB, ROLES

NAMES = sorted({*staff_verbs.COMMANDS} - {"language"})
BESIDE = (
    *(word for word in NUMBERS if word.strip(" 10\n\x00")), UNNAMED, "#", "#²", "##", "/" * 4000, "1²", "٣ ٤",
    "9" * 4000, "pass ²", "keep 99999999999999999999", "²  3 inquiry", f"{UNNAMED} 99 inquiry", "%", "_", "'; --",
)  # fmt: skip
LINKS = (
    "o", "o²", "o٣", "o0", "o-1", "o1x", "o99999999999999999999", "o2147483648", "o" + "9" * 4000, f"o{UNNAMED}",
    "i", "ix", "i" + "A" * 24, "i" + "é" * 24, "i" + "A" * 4000, "i\x00", "g", "g²", "g" + "A" * 24, "g" + "A" * 4000,
    "x", "²", "🙂", "\x00",
)  # fmt: skip
EACH = 5
WHO = ("stranger", "reporter", "lead member", "head", "supervisor", "anonymous admin")


def written(place: AgencyKey | None) -> Iterator[tuple[str, str]]:
    """Every role writes every command, in one of the two places, with a word that names nothing, another one for each.
    Each role also writes some names with a strange sign behind them, which are no commands: other names for each role
    and place."""
    for offset, role in enumerate(ROLES):
        turn = offset * 2 + (place is not None)
        for number, name in enumerate(NAMES):
            if (offset + number + (place is not None)) % 2 == 0:
                yield role, f"/{name} {BESIDE[(turn + number * 5) % len(BESIDE)]}"
            if (turn + number) % EACH == 0:
                yield role, f"/{name}_²"


def test_every_role_writes_every_command_and_every_command_is_written_in_every_place() -> None:
    everything = {(role, name) for role in ROLES for name in NAMES}
    here, there = (
        {(role, text.split()[0][1:]) for role, text in written(place) if not text.endswith("_²")}
        for place in (None, PSB)
    )
    assert here | there == everything
    assert {name for _, name in here} == {name for _, name in there} == {*NAMES}
    beside = {text.partition(" ")[2] for place in (None, PSB) for _, text in written(place)}
    assert beside >= {*BESIDE}


async def wrong(bot: BotWithQueues, texts: Iterator[tuple[str, str]], place: AgencyKey | None) -> list[object]:
    """Faults in the log, and rows that were given up."""
    with structlog.testing.capture_logs() as logs:
        await bot.take(*(bot.roles._written(role, text, place) for role, text in texts))
    faults: list[object] = [log for log in logs if log["log_level"] in {"error", "critical"}]
    return faults + [row for row in [await bot.failed()] if row != (0, 0)]


@pytest.mark.parametrize("place", [None, PSB], ids=["private", "group"])
async def test_no_command_does_anything_for_an_unknown_word(tmp_path: Path, place: AgencyKey | None) -> None:
    async with bot_with_queues(tmp_path) as bot:
        before = await bot.rows()
        assert await wrong(bot, written(place), place) == []
        after = await bot.rows()
        changed = {name for name, rows in before.items() if rows != after[name]}
        written_to = {"staff"}  # somebody of the staff who writes in private can be written to there
        may_change = {"drafts"} | written_to if place is None else set()
        assert changed <= may_change, "words of no command are told like any others"


@pytest.mark.parametrize("place", [None, PSB], ids=["private", "group"])
async def test_no_deep_link_raises_whatever_it_contains(tmp_path: Path, place: AgencyKey | None) -> None:
    async with bot_with_queues(tmp_path) as bot:
        texts = ((role, f"/start {link}") for role in WHO for link in LINKS)
        assert await wrong(bot, texts, place) == []
