"""Faults on our side, or of an answer, while one row is sent: they concern only that row, and hide nothing."""

from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from telegram import InputFile
from telegram.error import TelegramError

from bot.domain.errors import Unreachable
from bot.domain.ids import CaseId, FileKey
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import Later, OutboxRow, Sent, Unclear
from bot.simulator.client import Person
from bot.usecases.access.audience import Permission
from handlers.telegram.connection.transport import Flooded, Stream, Unsendable
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.rendered import Attachment, RenderContext, Rendered
from tests.support.notices import views_of
from tests.support.running.wire import StoredFiles, Wire, row_for, started, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wire]:
    async with wire() as made:
        yield made


@pytest.fixture
async def rita(wired: Wire) -> Person:
    return await started(wired.world)


async def seen(person: Person) -> list[str]:
    return [message.words for message in await person.sees() if message.from_bot]


def document(file: str = "f1") -> Attachment:
    return Attachment(CaseId("c"), FileKey(file), "document", "notes.pdf", "application/pdf")


# --- Files at fault ------------------------------------------------------------------------------------------------


async def test_a_file_that_cannot_be_read_hides_nothing_of_the_case(wired: Wire, rita: Person) -> None:
    wired.files["good"] = b"%PDF-1.4"
    files = (document("good"), document("lost"), document("good"))
    outcome = await wired.sender(Rendered("What was told", files=files)).send(row_for(rita.id))
    assert isinstance(outcome, Sent)
    assert len(outcome.messages) == 4
    assert await seen(rita) == ["", "staff-file-not-sent", "", "What was told"]


async def test_a_file_that_telegram_can_never_take_hides_nothing_of_the_case(wired: Wire, rita: Person) -> None:
    wired.files["f1"] = b"%PDF-1.4"
    await wired.world.fault("status", "sendDocument", status=413, description="Request Entity Too Large")
    outcome = await wired.sender(Rendered("What was told", files=(document(),))).send(row_for(rita.id))
    assert isinstance(outcome, Sent)
    assert await seen(rita) == ["staff-file-not-sent", "What was told"]


async def test_while_the_store_of_files_is_away_the_row_waits(wired: Wire, rita: Person) -> None:
    class Away(StoredFiles):
        async def read(self, owner: object, file: FileKey) -> AsyncIterator[bytes]:
            yield b"%PDF"
            raise Unreachable("files")

    outcome = await sender_with_files(wired, Away({}), document()).send(row_for(rita.id))
    assert outcome == Unclear("Unreachable")
    assert await seen(rita) == []


def sender_with_files(wired: Wire, files: StoredFiles, attachment: Attachment) -> Sender:
    class ContextWithFiles:
        def __init__(self) -> None:
            self.files = files

        def text(self, key: str, locale: str) -> str:
            return key

    async def view(_: RenderContext, __: OutboxRow) -> Rendered:
        return Rendered("What was told", files=(attachment,))

    async def render_context() -> RenderContext:
        return cast("RenderContext", ContextWithFiles())

    async def at_once(_: OutboxRow) -> None:
        return

    async def anybody(*_: object) -> Permission:
        return Permission.GRANTED

    return Sender(wired.bot, views_of(view), render_context, BetweenCalls(at_once), anybody)


async def test_a_request_that_cannot_be_built_is_our_fault_and_not_the_networks(wired: Wire, rita: Person) -> None:
    file = InputFile(b"x", filename="n\nl.pdf")
    with pytest.raises(Unsendable) as caught:
        await wired.bot.send_document(rita.id, file)
    assert "l.pdf" not in str(caught.value)


async def test_a_stream_that_breaks_is_our_fault_and_not_the_networks(wired: Wire, rita: Person) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 100_000
        raise ValueError("sealed bytes of case 41")

    file = InputFile(cast("Any", Stream(broken())), filename="a.bin", read_file_handle=False)
    with pytest.raises(Unsendable) as caught:
        await wired.bot.send_document(rita.id, file)
    assert str(caught.value) == "ValueError"
    assert await seen(rita) == []


# --- Answers that cannot be understood -----------------------------------------------------------------------------

STRANGE = [
    "{}",
    '{"ok":true}',
    '{"ok":false,"description":"no"}',
    '{"ok":true,"result":{"message_id":7}}',
    '{"ok":true,"result":"yes"}',
    '{"ok":true,"result":null}',
    "null",
    "[]",
    "7",
    "",
    "<html>welcome to the hotel network</html>",
    '{"ok":true,"result":' + "[" * 100_000,
]


async def test_an_empty_answer_leaves_delivery_uncertain(wired: Wire, rita: Person) -> None:
    for body in STRANGE:
        await wired.world.fault("raw", "sendMessage", status=200, description=body)
        outcome = await wired.sender(Rendered("hello")).send(row_for(rita.id))
        assert outcome == Later(reason="Uncertain", uncertain=True, failed=True), body[:80]


@pytest.mark.parametrize(
    "parameters", [{"retry_after": "soon"}, {"retry_after": -3}, {"retry_after": float("nan")}, {"retry_after": [1]}]
)
async def test_a_429_without_a_number_is_still_a_429(wired: Wire, rita: Person, parameters: dict[str, object]) -> None:
    await wired.world.fault("status", "sendMessage", status=429, parameters=parameters)
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id)) == Later(reason="Flooded", flood=True)


async def test_a_chat_is_asked_again_after_an_hour_at_the_latest(wired: Wire, rita: Person) -> None:
    await wired.world.fault("status", "sendMessage", status=429, retry_after=10**15)
    with pytest.raises(Flooded) as caught:
        await wired.bot.send_message(rita.id, "hello")
    assert caught.value.seconds == 3600


@pytest.mark.parametrize("status", [402, 405, 410, 418, 451, 499])
async def test_an_unknown_refusal_is_a_fault_of_the_row_and_not_of_the_server(
    wired: Wire, rita: Person, status: int
) -> None:
    await wired.world.fault("status", "sendMessage", status=status, description="words of case 41")
    with pytest.raises(TelegramError) as caught:
        await wired.bot.send_message(rita.id, "hello")
    assert str(caught.value) == f"status {status}"


async def test_a_redirection_is_not_followed_with_the_token_in_its_address(wired: Wire, rita: Person) -> None:
    await wired.world.fault("status", "sendMessage", status=302, description="Found")
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id)) == Later(reason="ServerFault", failed=True)


# --- Calls that may be made again ----------------------------------------------------------------------------------


async def first(wired: Wire, person: Person) -> int:
    outcome = await wired.sender(Rendered("first")).send(row_for(person.id))
    assert isinstance(outcome, Sent)
    return outcome.messages[-1]


@pytest.mark.parametrize("mode", [Mode.EDIT, Mode.DELETE])
async def test_a_lost_answer_to_a_change_leaves_no_second_message_to_look_for(
    wired: Wire, rita: Person, mode: Mode
) -> None:
    row = row_for(rita.id, mode=mode, old=await first(wired, rita))
    await wired.world.fault("drop_after")
    assert await wired.sender(Rendered("second")).send(row) == Later(reason="AnswerLost", failed=True)
    outcome = await wired.sender(Rendered("second")).send(row)
    assert isinstance(outcome, Sent)
    assert outcome.is_free, "the first time took effect"


async def test_a_stranger_fault_of_a_call_is_uncertain_only_when_telegram_has_answered(
    wired: Wire, rita: Person
) -> None:
    await wired.world.fault("missing_fields", "sendMessage")
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id)) == Later(
        reason="Uncertain", uncertain=True, failed=True
    )
    assert await seen(rita) == ["hello"]
