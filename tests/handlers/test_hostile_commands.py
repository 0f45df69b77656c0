"""Anything may stand beside a command or in a link. A name of nothing does nothing, and nobody's update is given up."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.domain.ids import AgencyKey
from handlers import staff_verbs
from tests.support.domain.examples import LONG, some_of, turned
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
EACH = 1 if LONG in os.environ else 15
"""Of so many names each role writes one with a strange sign behind it."""
WHO = ("stranger", "reporter", "lead member", "head", "supervisor", "anonymous admin")


def written(place: AgencyKey | None) -> Iterator[tuple[str, str]]:
    """Every role writes every second command, the others in the other place, with a word that names nothing, another
    one for each role and place. Each role also writes some names with a strange sign behind them, which are no
    commands: other names for each role and place."""
    elsewhere = place is not None
    for offset, role in enumerate(ROLES):
        turn = offset * 2 + elsewhere
        for name in some_of(turned(NAMES, offset + elsewhere), len(NAMES) // 2):
            yield role, f"/{name} {BESIDE[(turn + NAMES.index(name) * 5) % len(BESIDE)]}"
        yield from ((role, f"/{name}_²") for name in NAMES[turn % EACH :: EACH])


def test_every_role_writes_many_commands_and_every_command_is_written_by_several_in_every_place() -> None:
    for place in (None, PSB):
        pairs = {(role, text.split()[0][1:]) for role, text in written(place) if not text.endswith("_²")}
        roles, names = Counter(role for role, _ in pairs), Counter(name for _, name in pairs)
        assert min(names[name] for name in NAMES) >= 10
        assert min(roles[role] for role in ROLES) > 30
    texts = {text for place in (None, PSB) for _, text in written(place) if not text.endswith("_²")}
    assert {text.partition(" ")[2] for text in texts} == {*BESIDE}
    assert len(texts) > len(NAMES) * 20, "each command with half of the words"


async def wrong(bot: BotWithQueues, texts: Iterator[tuple[str, str]], place: AgencyKey | None) -> list[object]:
    """Faults in the log, and rows that were given up."""
    with structlog.testing.capture_logs() as logs:
        await bot.take(*(bot.roles._written(role, text, place) for role, text in texts))
    faults: list[object] = [log for log in logs if log["log_level"] in {"error", "critical"}]
    return faults + [row for row in [await bot.failed()] if row != (0, 0)]


@pytest.mark.parametrize("place", [None, PSB], ids=["private", "group"])
async def test_no_command_does_anything_for_an_unknown_word(tmp_path: Path, place: AgencyKey | None) -> None:
    """The suite tries half of all commands with each role in each place."""
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
        links = [(role, some_of(turned(LINKS, turn), len(LINKS) // 2)) for turn, role in enumerate(WHO)]
        texts = ((role, f"/start {link}") for role, some in links for link in some)
        assert await wrong(bot, texts, place) == []
