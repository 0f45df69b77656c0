"""What may have arrived, or has failed often, is sent only after its chat has answered something harmless."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import Gone, Later, Moved, Outcome, Refused, Sent, Unclear
from bot.simulator.client import Person
from handlers.telegram.text.rendered import Rendered
from tests.support.running.wire import Wire, row_for, started, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wire]:
    async with wire() as made:
        yield made


@pytest.fixture
async def rita(wired: Wire) -> Person:
    return await started(wired.world)


async def copies(person: Person) -> int:
    return len([message for message in await person.sees() if message.from_bot])


async def test_a_first_attempt_does_not_check_the_chat(wired: Wire, rita: Person) -> None:
    assert isinstance(await wired.sender(Rendered("hello")).send(row_for(rita.id)), Sent)
    assert not await wired.world.calls(method="sendChatAction")


async def test_a_row_is_sent_again_when_its_chat_answers(wired: Wire, rita: Person) -> None:
    outcome = await wired.sender(Rendered("hello")).send(row_for(rita.id, unanswered=1))
    assert isinstance(outcome, Sent)
    assert [call.method for call in await wired.world.calls()][-2:] == ["sendChatAction", "sendMessage"]


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_no_second_copy_is_sent_when_the_chat_does_not_answer(wired: Wire, rita: Person, kind: str) -> None:
    await wired.world.fault("drop_after", "sendMessage", chat_id=rita.id)
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id)) == Later(
        reason="Uncertain", uncertain=True, failed=True
    )
    await wired.world.fault(kind, times=0, chat_id=rita.id)
    for _ in range(5):
        outcome = await wired.sender(Rendered("hello")).send(row_for(rita.id, unanswered=1))
        assert outcome == Later(reason="AnswerLost", failed=True)
    await wired.world.heal()
    assert await copies(rita) == 1


CHECKS: list[tuple[dict[str, object], Outcome]] = [
    ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, Gone("ChatGone")),
    ({"status": 400, "description": "Bad Request: CHAT_WRITE_FORBIDDEN"}, Refused("ChatRefuses")),
    ({"status": 400, "parameters": {"migrate_to_chat_id": -77}}, Moved(ChatId(-77))),
    ({"status": 502}, Later(reason="ServerFault", failed=True)),
    ({"status": 401}, Later(reason="InvalidToken", failed=True)),
    ({"status": 429, "retry_after": 7}, Later(7.0, "Flooded", flood=True)),
]


@pytest.mark.parametrize(("fault", "meaning"), CHECKS)
async def test_the_chats_answer_to_the_check_is_the_result_of_the_row(
    wired: Wire, rita: Person, fault: dict[str, object], meaning: Outcome
) -> None:
    await wired.world.fault("status", "sendChatAction", **fault)  # type: ignore[arg-type]
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id, unanswered=1)) == meaning
    assert await copies(rita) == 0


async def test_a_chat_that_does_not_know_the_check_counts_as_answering(wired: Wire, rita: Person) -> None:
    await wired.world.fault("status", "sendChatAction", status=400, description="Bad Request: no such action here")
    assert isinstance(await wired.sender(Rendered("hello")).send(row_for(rita.id, unanswered=1)), Sent)


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 404}, {"status": 401}])
async def test_a_row_that_failed_often_is_at_fault_where_its_chat_answers(
    wired: Wire, rita: Person, fault: dict[str, object]
) -> None:
    await wired.world.fault("status", "sendMessage", times=0, **fault)
    often = await wired.sender(Rendered("hello")).send(row_for(rita.id, attempts=5))
    assert isinstance(often, Unclear)
    seldom = await wired.sender(Rendered("hello")).send(row_for(rita.id, attempts=4))
    assert isinstance(seldom, Later)
    assert seldom.failed


async def test_a_row_that_failed_often_with_its_chat_is_not_at_fault(wired: Wire, rita: Person) -> None:
    await wired.world.fault("status", times=0, status=500, chat_id=rita.id)
    outcome = await wired.sender(Rendered("hello")).send(row_for(rita.id, attempts=5, mode=Mode.EDIT, old=7))
    assert outcome == Later(reason="ServerFault", failed=True)
