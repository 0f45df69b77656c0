"""One message of a person in private is stored in one transaction, with all that follows from it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from telegram import Update

from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice
from bot.ports.unit_of_work import Begin
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode
from bot.usecases.reporting.slips import verifying
from handlers.telegram.handling.context import DEPENDENCIES
from locales.words import worded
from tests.support.people import Someone
from tests.support.reporting.receipts import WRONG, code_in
from tests.support.running.bot_with_roles import BotWithRoles, bot_with_roles

IN_PLACE = pytest.mark.asyncio(loop_scope="module")


class CountingTransactions:
    """Opens real transactions, and notes which of them stored something."""

    def __init__(self, bot: BotWithRoles) -> None:
        self._bind = bot.district.database.bind
        self.stored: list[list[str]] = []
        """By transaction: the kinds of its notices."""

    def bind(self, row: int | None, incoming: Any) -> Begin:
        begin = self._bind(row, incoming)

        @asynccontextmanager
        async def counted() -> AsyncIterator[Any]:
            kinds = list[str]()
            async with begin() as uow:
                add, commit = uow.outbox.add, uow.commit

                async def noted(*notices: Notice) -> None:
                    kinds.extend(notice.kind for notice in notices)
                    await add(*notices)

                async def committed() -> None:
                    await commit()
                    self.stored.append(kinds)

                uow.outbox.add, uow.commit = noted, committed  # type: ignore[method-assign]
                yield uow

        return counted


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("one")) as made:
        yield made


PLACE = {"location": {"latitude": 29.5, "longitude": 106.5, "live_period": 900}}
CRY = {"text": "please help me, he is at the door"}
QUOTED = {"text": "look", "external_reply": {"origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}}


async def nothing(_: Someone) -> None:
    """Nothing was begun."""


async def slip_is_awaited(person: Someone) -> None:
    await verifying.ask(person.request)


async def code_is_awaited(person: Someone) -> None:
    await follow_up.ask(person.request)


async def addition_is_awaited(person: Someone) -> None:
    await follow_up.come(person.request, MaybeCode(code_in(person.district.sent)), MessageId(5))
    await follow_up.begin_addition(person.request)


async def has_begun(person: Someone) -> None:
    await person.start()


WAYS: dict[str, tuple[Callable[[Someone], Any], dict[str, Any], list[str]]] = {
    "words": (nothing, {"text": "He hits her"}, ["start"]),
    "a cry for help": (nothing, CRY, ["start", "info_help"]),
    "a live place": (nothing, PLACE, ["note", "start"]),
    "words where a slip is awaited": (slip_is_awaited, {"text": "He hits her"}, ["note", "start"]),
    "words where five words are awaited": (code_is_awaited, {"text": "he hits me at home"}, ["start"]),
    "five wrong words": (code_is_awaited, {"text": worded(WRONG, "en")}, ["wipe", "follow_wrong"]),
    "words where an addition is awaited": (addition_is_awaited, {"text": "It happened again"}, ["follow_added"]),
    "a cry where an addition is awaited": (addition_is_awaited, CRY, ["follow_added", "info_help"]),
}


@IN_PLACE
@pytest.mark.parametrize("way", WAYS)
async def test_a_message_is_stored_in_one_transaction(bot: BotWithRoles, way: str) -> None:
    prepare, sent, kinds = WAYS[way]
    user = 9000 + list(WAYS).index(way)
    await prepare(Someone(bot.district, user))
    counting = CountingTransactions(bot)
    bot.application.bot_data[DEPENDENCIES] = replace(bot.application.bot_data[DEPENDENCIES], bind=counting.bind)
    who = {"id": user, "type": "private", "first_name": "Rita", "is_bot": False, "language_code": "en"}
    message = {"message_id": 50, "date": int(bot.district.time.at.timestamp()), "chat": who, "from": who, **sent}
    update = Update.de_json({"update_id": 1, "message": message}, bot.application.bot)
    await bot.application.process_update(update)
    assert not bot._heard.errors
    (stored,) = counting.stored
    assert set(kinds) <= set(stored)


BESIDE = {
    "lead member": "/status he was hit",
    "support member": "/info he was hit",
    "head": "/help he was hit",
    "supervisor": "/follow he was hit",
    "supervising body": "/duty he was hit",
    "auditor": "/verify he was hit",
    "support head": "/language he was hit",
}
"""Of each role one command, for some of them await something afterwards."""


@IN_PLACE
@pytest.mark.parametrize("role", BESIDE)
async def test_words_of_staff_beside_a_command_are_answered_with_it_in_one_transaction(
    bot: BotWithRoles, role: str
) -> None:
    counting = CountingTransactions(bot)
    bot.application.bot_data[DEPENDENCIES] = replace(bot.application.bot_data[DEPENDENCIES], bind=counting.bind)
    update = Update.de_json({"update_id": 1, **bot._written(role, BESIDE[role], None)}, bot.application.bot)
    await bot.application.process_update(update)
    assert not bot._heard.errors
    (stored,) = counting.stored
    assert (stored[0], len(stored)) == ("not_reported", 2)
