"""Every answer of Telegram to a message that is sent, and what it means for the row."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.groups import Cause
from bot.domain.ids import CaseId, ChatId, FileKey
from bot.domain.queues.delivery import Dead, Gone, Later, Moved, Outcome, Refused, Sent, Unclear
from bot.simulator.client import Person, picture
from handlers.telegram.text.rendered import Attachment, Rendered
from tests.support.running.sending import ROW_OF_KEYS, _joined, first_message, messages_of
from tests.support.running.wire import Wire, row_for, started, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wire]:
    async with wire() as made:
        yield made


@pytest.fixture
async def rita(wired: Wire) -> Person:
    return await started(wired.world)


async def answer_to(wired: Wire, person: Person, **fault: object) -> Outcome:
    await wired.world.fault(method="sendMessage", **fault)  # type: ignore[arg-type]
    return await wired.sender(Rendered("hello")).send(row_for(person.id))


async def test_without_a_connection_nothing_counts_as_sent(wired: Wire, rita: Person) -> None:
    await wired.simulator.stop()
    await wired.bot.request.shutdown()
    await wired.bot.request.initialize()
    outcome = await wired.sender(Rendered("hello")).send(row_for(rita.id))
    assert outcome == Later(reason="NotSent", failed=True)


async def test_a_connection_cut_after_the_call_is_uncertain(wired: Wire, rita: Person) -> None:
    assert await answer_to(wired, rita, kind="drop_after") == Later(reason="Uncertain", uncertain=True, failed=True)
    assert len([message for message in await rita.sees() if message.from_bot]) == 1


async def test_a_silent_server_is_uncertain(rita: Person) -> None:
    async with wire(read=0.2) as slow:
        amal = await started(slow.world, "Amal")
        outcome = await answer_to(slow, amal, kind="slow", seconds=1.0)
        assert outcome == Later(reason="Uncertain", uncertain=True, failed=True)


async def test_a_truncated_answer_is_uncertain(wired: Wire, rita: Person) -> None:
    assert await answer_to(wired, rita, kind="truncate") == Later(reason="Uncertain", uncertain=True, failed=True)


async def test_429_with_a_time_moves_the_chat(wired: Wire, rita: Person) -> None:
    outcome = await answer_to(wired, rita, kind="status", status=429, retry_after=7)
    assert outcome == Later(7.0, "Flooded", flood=True)


async def test_429_without_a_time_is_tried_again(wired: Wire, rita: Person) -> None:
    outcome = await answer_to(wired, rita, kind="status", status=429, description="Too Many Requests")
    assert outcome == Later(reason="Flooded", flood=True)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_fault_is_tried_again(wired: Wire, rita: Person, status: int) -> None:
    assert await answer_to(wired, rita, kind="status", status=status) == Later(reason="ServerFault", failed=True)


async def test_a_page_of_html_instead_of_json_is_tried_again(wired: Wire, rita: Person) -> None:
    outcome = await answer_to(wired, rita, kind="raw", status=502, description="<html>Bad Gateway</html>")
    assert outcome == Later(reason="ServerFault", failed=True)


async def test_a_group_that_became_a_supergroup_is_followed(wired: Wire, rita: Person) -> None:
    group = await _joined(wired, rita)
    old = group.id
    new = await group.migrate()
    outcome = await wired.sender(Rendered("card")).send(row_for(old, is_group=True))
    assert outcome == Moved(ChatId(new))


@pytest.mark.parametrize("number", [7, 0, 2**40, -(2**70)])
async def test_a_move_to_an_invalid_chat_is_ignored(wired: Wire, rita: Person, number: int) -> None:
    refused = {
        "kind": "status",
        "status": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
    }
    outcome = await answer_to(wired, rita, **refused, parameters={"migrate_to_chat_id": number})
    assert outcome == Refused("ChatRefuses")


async def test_a_person_who_blocked_the_bot_is_gone(wired: Wire, rita: Person) -> None:
    await rita.block()
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id)) == Gone("ChatGone")


async def test_a_group_that_kicked_the_bot_is_gone(wired: Wire, rita: Person) -> None:
    group = await _joined(wired, rita)
    await group.bot("kick")
    assert await wired.sender(Rendered("card")).send(row_for(group.id, is_group=True)) == Gone("ChatGone", Cause.KICKED)


async def test_a_chat_that_never_was_is_gone(wired: Wire, rita: Person) -> None:
    assert await wired.sender(Rendered("hello")).send(row_for(123)) == Gone("ChatGone")


async def test_a_message_to_a_lost_topic_is_sent_without_the_topic(wired: Wire, rita: Person) -> None:
    card = await first_message(wired, rita)
    refused = {"kind": "status", "status": 400, "description": "Bad Request: message thread not found"}
    await wired.world.fault(method="sendMessage", **refused)  # type: ignore[arg-type]
    assert messages_of(await wired.sender(Rendered("late")).send(row_for(rita.id, answers=card)))


async def test_broken_markup_goes_out_as_plain_text(wired: Wire, rita: Person) -> None:
    await wired.sender(Rendered("<b>open & <i>bad</b>", ROW_OF_KEYS)).send(row_for(rita.id))
    seen = await rita.wait_for("open & bad")
    assert seen.buttons


async def test_an_unknown_refusal_is_unclear_and_its_text_is_not_logged(wired: Wire, rita: Person) -> None:
    outcome = await answer_to(wired, rita, kind="status", status=400, description="Bad Request: secret words")
    assert outcome == Unclear("BadRequest")


ANSWERS: list[tuple[int, str, Outcome]] = [
    (400, "Bad Request: message is not modified: specified new message content and reply markup are the same", Sent()),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Sent()),
    (403, "Forbidden: bot was blocked by the user", Gone("ChatGone")),
    (403, "Forbidden: user is deactivated", Gone("AccountDeleted")),
    (403, "Forbidden: bot was kicked from the group chat", Gone("ChatGone", Cause.KICKED)),
    (403, "Forbidden: bot was kicked from the supergroup chat", Gone("ChatGone", Cause.KICKED)),
    (403, "Forbidden: bot is not a member of the supergroup chat", Gone("ChatGone", Cause.LEFT)),
    (403, "Forbidden: the group chat was deleted", Gone("ChatGone", Cause.DELETED)),
    (403, "Forbidden: bot can't initiate conversation with a user", Gone("ChatGone")),
    (403, "Forbidden: bot can't send messages to bots", Gone("ChatGone")),
    (403, "Forbidden: CHANNEL_PRIVATE", Gone("ChatGone")),
    (400, "Bad Request: chat not found", Gone("ChatGone")),
    (400, "Bad Request: user not found", Gone("ChatGone")),
    (400, "Bad Request: PEER_ID_INVALID", Gone("ChatGone")),
    (400, "Bad Request: INPUT_USER_DEACTIVATED", Gone("AccountDeleted")),
    (400, "Bad Request: USER_IS_BLOCKED", Gone("ChatGone")),
    (400, "Bad Request: group chat was deactivated", Gone("ChatGone", Cause.DELETED)),
    (400, "Bad Request: TOPIC_CLOSED", Refused("ChatRefuses", Cause.TOPIC)),
    (400, "Bad Request: TOPIC_DELETED", Refused("ChatRefuses", Cause.TOPIC)),
    (400, "Bad Request: message thread not found", Refused("ChatRefuses", Cause.TOPIC)),
    (400, "Bad Request: CHAT_RESTRICTED", Refused("ChatRefuses")),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", Refused("ChatRefuses")),
    (403, "Forbidden: CHAT_WRITE_FORBIDDEN", Refused("ChatRefuses")),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", Refused("ChatRefuses")),
    (403, "Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN", Refused("ChatRefuses")),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", Refused("ChatRefuses")),
    (400, "Bad Request: USER_BANNED_IN_CHANNEL", Refused("ChatRefuses")),
    (400, "Bad Request: not enough rights to send text messages to the chat", Refused("ChatRefuses")),
    (400, "Bad Request: have no rights to send a message", Refused("ChatRefuses")),
    (400, "Bad Request: need administrator rights in the channel chat", Refused("ChatRefuses")),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", Refused("ChatRefuses")),
    (403, "Forbidden: words of a newer server", Refused("Forbidden")),
    (400, "Bad Request: message is too long", Dead("Content")),
    (400, "Bad Request: MESSAGE_TOO_LONG", Dead("Content")),
    (400, "Bad Request: message caption is too long", Dead("Content")),
    (400, "Bad Request: MEDIA_CAPTION_TOO_LONG", Dead("Content")),
    (400, "Bad Request: message text is empty", Dead("Content")),
    (400, "Bad Request: BUTTON_DATA_INVALID", Dead("Content")),
    (400, "Bad Request: BUTTON_URL_INVALID", Dead("Content")),
    (400, "Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL", Dead("Content")),
    (400, "Bad Request: ENTITY_BOUNDS_INVALID", Dead("Content")),
    (400, "Bad Request: REPLY_MARKUP_TOO_LONG", Dead("Content")),
    (400, "Bad Request: strings must be encoded in UTF-8", Dead("Content")),
    (400, "Bad Request: can't parse inline keyboard button: Text buttons are not allowed", Dead("Content")),
    (413, "Request Entity Too Large", Dead("TooLarge")),
    (400, "Bad Request: WORDS_OF_A_NEWER_SERVER", Unclear("BadRequest")),
    (500, "Internal Server Error", Later(reason="ServerFault", failed=True)),
    (504, "Gateway Timeout", Later(reason="ServerFault", failed=True)),
]
"""What the Bot API says (in its server's and Telegram's own words), and what it means."""


async def test_every_known_refusal_has_its_outcome(wired: Wire, rita: Person) -> None:
    found = [
        (status, words, await answer_to(wired, rita, kind="status", status=status, description=words))
        for status, words, _ in ANSWERS
    ]
    assert found == ANSWERS


async def test_markup_that_quotes_a_refusal_is_read_as_markup(wired: Wire, rita: Person) -> None:
    words = 'Bad Request: can\'t parse entities: Unsupported start tag "bot was kicked from" at byte offset 0'
    await wired.world.fault("status", "sendMessage", times=2, status=400, description=words)
    assert await wired.sender(Rendered("hello")).send(row_for(rita.id)) == Dead("Content")


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_keeps_every_row(wired: Wire, rita: Person, status: int) -> None:
    outcome = await answer_to(wired, rita, kind="status", status=status)
    assert outcome == Later(reason="InvalidToken", failed=True)


async def test_a_429_in_the_middle_of_a_row_does_not_send_its_beginning_twice(wired: Wire, rita: Person) -> None:
    wired.files["f1"] = picture()
    attachment = Attachment(CaseId("c"), FileKey("f1"), "photo", "a.png", "image/png")
    await wired.world.fault(kind="status", method="sendMessage", status=429, retry_after=1)
    outcome = await wired.sender(Rendered("text", files=(attachment,))).send(row_for(rita.id))
    assert len(messages_of(outcome)) == 2
    assert len(await wired.world.calls(method="sendPhoto")) == 1
