"""Staff who are reporting something as a person: words beside any command join it, or are refused in words."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.ids import ChatId, PersonKey
from bot.domain.report import Draft
from handlers.reporter.commands import COMMANDS as REPORTERS
from handlers.staff_verbs import COMMANDS
from storage.cases.drafts import Drafts
from tests.support.people import Someone
from tests.support.running.askers import worth_asking
from tests.support.running.asks import COMMANDS as ASKS
from tests.support.running.bot_with_roles import ROLES, BotWithRoles, bot_with_roles

STAFF = [name for name in ROLES if name not in {"stranger", "reporter", "anonymous admin"}]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("stand")) as made:
        yield made


WORDS = "they hit him in secret"
"""Words beside a command: some of them could not be meant as anything else."""
EVERY = dict.fromkeys((*REPORTERS, *COMMANDS))
WRITE = {
    command: worth_asking(STAFF, ASKS[command][0], turn, may=2, others=2) for turn, command in enumerate(EVERY)
}  # fmt: skip
"""By command: who writes it here, two who may do it and two who may not, others for the next one."""


def test_every_command_is_written_by_several_and_everybody_writes_many() -> None:
    assert min(map(len, WRITE.values())) >= 2
    assert min(sum(name in names for names in WRITE.values()) for name in STAFF) > 5


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", STAFF)
async def test_words_beside_a_command_by_staff_who_are_reporting_are_stored_or_refused(
    bot: BotWithRoles, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that was typed is lost without a word, whichever command it stands beside. The suite tries a quarter of
    the commands with each role."""
    stored, save = list[Draft](), Drafts.save

    async def noted(self: Drafts, person: PersonKey, chat: ChatId, draft: Draft, **more: Any) -> None:
        stored.append(draft)
        await save(self, person, chat, draft, **more)

    someone = Someone(bot.district, bot.people[name])
    await someone.is_reporting()
    monkeypatch.setattr(Drafts, "save", noted)
    try:
        for command in [command for command, names in WRITE.items() if name in names]:
            stored.clear()
            heard = await bot.ask(name, f"/{command} {WORDS}")
            is_stored = any(WORDS in piece.text for draft in stored for one in draft.answers for piece in one.pieces)
            assert is_stored or heard.refusal, command
            assert is_stored or command in COMMANDS, command
    finally:
        await drop_draft(bot, someone)


async def drop_draft(bot: BotWithRoles, someone: Someone) -> None:
    async with bot.district.database.begin() as uow:
        await uow.drafts.drop(someone.visitor.person, erase=True)
        await uow.commit()
