"""Anything may stand beside a command or in a link. A name of nothing does nothing, and nobody's update is given up."""

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from itertools import product

import pytest
import pytest_asyncio
import structlog

from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey
from handlers import staff_verbs
from handlers.staff_verbs import VERBS
from tests.support.domain.examples import LONG, some_of, turned
from tests.support.incoming.hostile_callbacks import NUMBERS, UNNAMED
from tests.support.running.askers import worth_asking
from tests.support.running.asks import COMMANDS
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
EACH = 1 if LONG in os.environ else 30
"""Of so many names each role writes one with a strange sign behind it."""
WHO = ("stranger", "reporter", "lead member", "head", "supervisor", "anonymous admin")
IN_PLACE = pytest.mark.asyncio(loop_scope="module")
PRIVATE_AND_GROUP = pytest.mark.parametrize("place", [None, PSB], ids=["private", "group"])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithQueues]:
    async with bot_with_queues(tmp_path_factory.mktemp("hostile")) as made:
        yield made


def words_for(name: str, turn: int) -> list[str]:
    """The words, beginning at another one for each `turn`: first one that is read and means nothing, where there is
    any, then the others, most of which are refused as soon as they are read."""
    read = turned([word for word in BESIDE if is_read(name, word)], turn)[:1]
    return read + turned([word for word in BESIDE if word not in read] * 2, turn * 3)


def is_read(name: str, word: str) -> bool:
    (verb,) = [verb for verb in VERBS if verb.command == name]
    try:
        verb.words(word.split())
    except Refusal:
        return False
    return True


def written(place: AgencyKey | None) -> Iterator[tuple[str, str]]:
    """Every command is written by one who may do it and one who may not, others in each place, each with another word
    that names nothing. Each role also writes some names with a strange sign behind them, which are no commands: other
    names for each role and place."""
    elsewhere = place is not None
    for at, name in enumerate(NAMES):
        turn = at * 2 + elsewhere
        roles = worth_asking([*ROLES], COMMANDS[name][0], turn, may=1, others=1)
        for role, word in zip(roles, words_for(name, turn), strict=False):
            yield role, f"/{name} {word}"
    for offset, role in enumerate(ROLES):
        yield from ((role, f"/{name}_²") for name in NAMES[(offset * 2 + elsewhere) % EACH :: EACH])


def test_every_role_writes_many_commands_and_every_command_meets_many_words() -> None:
    both: set[tuple[str, str]] = set()
    for place in (None, PSB):
        both |= {(role, text) for role, text in written(place) if not text.endswith("_²")}
    by_name = {name: {text.partition(" ")[2] for _, text in both if text.startswith(f"/{name} ")} for name in NAMES}
    assert min(map(len, by_name.values())) >= 3
    assert set().union(*by_name.values()) == {*BESIDE}
    assert min(Counter(role for role, _ in both)[role] for role in ROLES) >= 4


def test_every_command_reads_any_word_or_refuses_it() -> None:
    """Every word with every command, where nobody asks and nothing is stored."""
    for word, verb in product(BESIDE, VERBS):
        with suppress(Refusal):
            assert isinstance(verb.words(word.split()), tuple), (verb, word)


async def wrong(bot: BotWithQueues, texts: Iterator[tuple[str, str]], place: AgencyKey | None) -> list[object]:
    """Faults in the log, and rows that were given up."""
    with structlog.testing.capture_logs() as logs:
        await bot.take(*(bot.roles._written(role, text, place) for role, text in texts))
    faults: list[object] = [log for log in logs if log["log_level"] in {"error", "critical"}]
    return faults + [row for row in [await bot.failed()] if row != (0, 0)]


@IN_PLACE
@PRIVATE_AND_GROUP
async def test_no_command_does_anything_for_an_unknown_word(bot: BotWithQueues, place: AgencyKey | None) -> None:
    """The suite tries a tenth of the roles and two of 27 words with each command in each place."""
    before = await bot.rows()
    assert await wrong(bot, written(place), place) == []
    after = await bot.rows()
    changed = {name for name, rows in before.items() if rows != after[name]}
    written_to = {"staff"}  # somebody of the staff who writes in private can be written to there
    may_change = {"drafts"} | written_to if place is None else set()
    assert changed <= may_change, "words of no command are told like any others"


@IN_PLACE
@PRIVATE_AND_GROUP
async def test_no_deep_link_raises_whatever_it_contains(bot: BotWithQueues, place: AgencyKey | None) -> None:
    links = [(role, some_of(turned(LINKS, turn), len(LINKS) // 2)) for turn, role in enumerate(WHO)]
    texts = ((role, f"/start {link}") for role, some in links for link in some)
    assert await wrong(bot, texts, place) == []
