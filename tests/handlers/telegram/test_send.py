"""Sending, mode by mode and answer by answer, against the real simulator."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.groups import Cause
from bot.domain.ids import CaseId, ChatId, FileKey, MessageId
from bot.domain.notices.notice import Mode
from bot.ports.delivery import Dead, Gone, Later, Moved, OutboxRow, Outcome, Refused, Sent, Unclear
from bot.simulator.client import Group, Person, picture
from handlers.telegram.rendered import Attachment, Key, RenderContext, Rendered
from handlers.telegram.split import plain, split, width
from tests.support.wire import Wire, row_for, started, wire

ROW_OF_KEYS = ((Key("Yes", data="yes1:1"), Key("Map", url="https://example.org", style="primary")),)


@pytest.fixture
async def line() -> AsyncIterator[Wire]:
    async with wire() as made:
        yield made


@pytest.fixture
async def rita(line: Wire) -> Person:
    return await started(line.world)


def messages_of(outcome: Outcome) -> tuple[MessageId, ...]:
    assert isinstance(outcome, Sent), outcome
    return outcome.messages


async def first_message(line: Wire, person: Person, rendered: Rendered | None = None) -> MessageId:
    outcome = await line.sender(rendered or Rendered("first", ROW_OF_KEYS)).send(row_for(person.id))
    return messages_of(outcome)[-1]


# --- Modes -------------------------------------------------------------------------------------------------------


async def test_a_notice_arrives_with_its_words_and_buttons(line: Wire, rita: Person) -> None:
    outcome = await line.sender(Rendered("Hello <b>Rita</b>", ROW_OF_KEYS)).send(row_for(rita.id))
    seen = await rita.wait_for("Hello Rita")
    assert messages_of(outcome) == (seen.id,)
    assert [[button.text for button in row] for row in seen.buttons] == [["Yes", "Map"]]


async def test_a_screen_after_a_press_is_edited_in_place(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    outcome = await line.sender(Rendered("second")).send(row_for(rita.id, mode=Mode.EDIT, old=old))
    assert messages_of(outcome) == ()
    assert [message.text for message in await rita.sees() if message.from_bot] == ["second"]


async def test_an_edit_that_changes_nothing_is_a_success(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    row = row_for(rita.id, mode=Mode.EDIT, old=old)
    assert await line.sender(Rendered("first", ROW_OF_KEYS)).send(row) == Sent(is_free=True)


async def test_a_screen_that_is_gone_is_sent_anew(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    await line.bot.delete_message(rita.id, old)
    outcome = await line.sender(Rendered("again")).send(row_for(rita.id, mode=Mode.EDIT, old=old))
    assert messages_of(outcome)
    assert [message.text for message in await rita.sees() if message.from_bot] == ["again"]


async def test_after_a_typed_answer_the_older_screen_loses_its_buttons(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    await line.sender(Rendered("second")).send(row_for(rita.id, mode=Mode.NEXT, old=old))
    seen = [message for message in await rita.sees() if message.from_bot]
    assert [(message.text, message.buttons) for message in seen] == [("first", []), ("second", [])]


async def test_a_reminder_replaces_the_one_before(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    outcome = await line.sender(Rendered("second")).send(row_for(rita.id, mode=Mode.REPLACE, old=old))
    assert isinstance(outcome, Sent)
    assert outcome.gone == (old,)
    assert [message.text for message in await rita.sees() if message.from_bot] == ["second"]


async def test_a_slot_can_be_emptied(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    outcome = await line.sender().send(row_for(rita.id, mode=Mode.DELETE, old=old))
    assert outcome == Sent(gone=(old,))
    assert not [message for message in await rita.sees() if message.from_bot]


async def test_what_is_gone_already_counts_as_deleted(line: Wire, rita: Person) -> None:
    row = row_for(rita.id, mode=Mode.DELETE, old=99999)
    assert await line.sender().send(row) == Sent(gone=(MessageId(99999),), is_free=True)


async def test_a_view_with_nothing_left_to_say_sends_nothing(line: Wire, rita: Person) -> None:
    assert await line.sender(None).send(row_for(rita.id)) == Sent(is_free=True)
    assert not await line.world.calls(method="sendMessage")


async def test_a_kind_without_a_view_is_a_dead_letter(line: Wire, rita: Person) -> None:
    assert await line.sender().send(row_for(rita.id, kind="nonsense")) == Dead("NoView")


async def test_a_reminder_answers_the_card(line: Wire, rita: Person) -> None:
    card = await first_message(line, rita)
    await line.sender(Rendered("late")).send(row_for(rita.id, answers=card))
    assert (await rita.wait_for("late")).reply_to == card


async def test_a_reminder_whose_card_is_gone_comes_all_the_same(line: Wire, rita: Person) -> None:
    await line.sender(Rendered("late")).send(row_for(rita.id, answers=99999))
    assert (await rita.wait_for("late")).reply_to is None


async def test_previews_are_off_and_silence_is_kept(line: Wire, rita: Person) -> None:
    await line.sender(Rendered("https://example.org")).send(row_for(rita.id, silent=True))
    (call,) = await line.world.calls(method="sendMessage")
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert call.params["disable_notification"] is True


async def test_place_is_asked_for_with_a_keyboard_beside_the_buttons(line: Wire, rita: Person) -> None:
    asked = Rendered("Where?", ROW_OF_KEYS, ask="location", ask_text="Share my place")
    outcome = await line.sender(asked).send(row_for(rita.id))
    assert len(messages_of(outcome)) == 2
    last = [message for message in await rita.sees() if message.from_bot][-1]
    assert (last.text, bool(last.buttons)) == ("Where?", True)
    view = await line.world.get(f"chats/{rita.id}/messages", viewer=rita.id)
    assert view["keyboard"]["keyboard"] == [[{"text": "Share my place", "request_location": True}]]


async def test_the_keyboard_goes_away_and_leaves_no_trace(line: Wire, rita: Person) -> None:
    await first_message(line, rita, Rendered("Where?", ask="contact", ask_text="Share"))
    await line.sender(Rendered("Thanks", ROW_OF_KEYS, remove_keyboard=True)).send(row_for(rita.id))
    view = await line.world.get(f"chats/{rita.id}/messages", viewer=rita.id)
    assert view["keyboard"] is None
    assert [message.text for message in await rita.sees() if message.from_bot] == ["Where?", "Thanks"]


# --- Files -------------------------------------------------------------------------------------------------------


async def test_a_sealed_picture_goes_out_protected_and_covered(line: Wire, rita: Person) -> None:
    line.files["f1"] = picture()
    attachment = Attachment(CaseId("c"), FileKey("f1"), "photo", "wall.png", "image/png", "On the <b>wall</b>")
    await line.sender(Rendered("that is all", files=(attachment,))).send(row_for(rita.id))
    sent, text = [message for message in await rita.sees() if message.from_bot]
    assert (sent.caption, sent.protected, sent.spoiler) == ("On the wall", True, True)
    assert text.text == "that is all"


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio"])
async def test_every_kind_of_file_is_streamed_out(line: Wire, rita: Person, kind: str) -> None:
    line.files["f1"] = b"0123456789" * 5000
    attachment = Attachment(CaseId("c"), FileKey("f1"), kind, "notes.bin", "application/octet-stream")
    outcome = await line.sender(Rendered("", files=(attachment,))).send(row_for(rita.id))
    assert len(messages_of(outcome)) == 1
    (call,) = await line.world.calls(method=f"send{kind.capitalize()}")
    assert call.params[kind] == {"file_name": "notes.bin", "file_size": 50_000}


# --- Long texts --------------------------------------------------------------------------------------------------


async def test_a_long_story_arrives_in_parts_with_the_buttons_under_the_last(line: Wire, rita: Person) -> None:
    story = "\n\n".join(f"<b>Day {n}</b>\n" + "He came home late. " * 30 for n in range(20))
    outcome = await line.sender(Rendered(story, ROW_OF_KEYS)).send(row_for(rita.id))
    seen = [message for message in await rita.sees() if message.from_bot]
    assert len(messages_of(outcome)) == len(seen) > 2
    assert [bool(message.buttons) for message in seen] == [False] * (len(seen) - 1) + [True]
    assert all((message.text or "").startswith("Day") for message in seen)


async def test_a_story_too_long_to_edit_takes_the_place_of_the_older_one(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    outcome = await line.sender(Rendered("word " * 2000)).send(row_for(rita.id, mode=Mode.EDIT, old=old))
    assert len(messages_of(outcome)) == 3
    assert old not in [message.id for message in await rita.sees()]


@pytest.mark.parametrize("text", ["ab " * 3000, "字" * 9000, "😀" * 5000, "&amp;" * 5000, "x\n" * 4000])
def test_parts_fit_and_nothing_visible_is_lost(text: str) -> None:
    parts = split(text)
    assert all(width(part) <= 4096 for part in parts)
    assert re.sub(r"\s", "", plain("".join(parts))) == re.sub(r"\s", "", plain(text))


def test_markup_is_closed_and_opened_again_where_a_text_is_split() -> None:
    parts = split('<b>bold <a href="tg://user?id=1">name ' + "word " * 1500 + "</a></b> end")
    assert all(part.count("<b>") == part.count("</b>") for part in parts)
    assert all(part.count("<a ") == part.count("</a>") for part in parts)


# --- Hide ---------------------------------------------------------------------------------------------------------


async def test_hide_deletes_in_batches_what_both_sides_wrote(line: Wire, rita: Person) -> None:
    for n in range(103):
        await rita.say(f"words {n}")
    numbers = [message.id for message in await rita.sees()]
    outcome = await line.sender().send(row_for(rita.id, kind="wipe", facts={"messages": numbers}))
    assert outcome == Sent(gone=tuple(MessageId(number) for number in numbers))
    assert len(await line.world.calls(method="deleteMessages")) == 2
    assert not await rita.sees()


async def test_hide_clears_what_it_can_when_one_message_is_too_old(line: Wire, rita: Person) -> None:
    old = (await rita.sees())[0].id
    line.clock.advance(timedelta(hours=49))
    young = (await rita.say("fresh")).id
    outcome = await line.sender().send(row_for(rita.id, kind="wipe", facts={"messages": [old, young, 99999]}))
    assert isinstance(outcome, Sent)
    assert [message.id for message in await rita.sees()] == [old]


# --- Every answer of Telegram --------------------------------------------------------------------------------------


async def answer_to(line: Wire, person: Person, **fault: object) -> Outcome:
    await line.world.fault(method="sendMessage", **fault)  # type: ignore[arg-type]
    return await line.sender(Rendered("hello")).send(row_for(person.id))


async def test_no_connection_means_not_sent_and_everything_waits(line: Wire, rita: Person) -> None:
    await line.simulator.stop()
    await line.bot.request.shutdown()
    await line.bot.request.initialize()
    outcome = await line.sender(Rendered("hello")).send(row_for(rita.id))
    assert outcome == Later(reason="NotSent", failed=True)


async def test_a_line_cut_after_the_effect_is_uncertain(line: Wire, rita: Person) -> None:
    assert await answer_to(line, rita, kind="drop_after") == Later(reason="Uncertain", uncertain=True, failed=True)
    assert len([message for message in await rita.sees() if message.from_bot]) == 1


async def test_a_silent_server_is_uncertain(rita: Person) -> None:
    async with wire(read=0.2) as slow:
        amal = await started(slow.world, "Amal")
        outcome = await answer_to(slow, amal, kind="slow", seconds=1.0)
        assert outcome == Later(reason="Uncertain", uncertain=True, failed=True)


async def test_a_truncated_answer_is_uncertain(line: Wire, rita: Person) -> None:
    assert await answer_to(line, rita, kind="truncate") == Later(reason="Uncertain", uncertain=True, failed=True)


async def test_429_with_a_time_moves_the_chat(line: Wire, rita: Person) -> None:
    outcome = await answer_to(line, rita, kind="status", status=429, retry_after=7)
    assert outcome == Later(7.0, "Flooded", flood=True)


async def test_429_without_a_time_is_tried_again(line: Wire, rita: Person) -> None:
    outcome = await answer_to(line, rita, kind="status", status=429, description="Too Many Requests")
    assert outcome == Later(reason="Flooded", flood=True)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_fault_is_tried_again(line: Wire, rita: Person, status: int) -> None:
    assert await answer_to(line, rita, kind="status", status=status) == Later(reason="ServerFault", failed=True)


async def test_a_page_of_html_instead_of_json_is_tried_again(line: Wire, rita: Person) -> None:
    outcome = await answer_to(line, rita, kind="raw", status=502, description="<html>Bad Gateway</html>")
    assert outcome == Later(reason="ServerFault", failed=True)


async def test_a_group_that_became_a_supergroup_is_followed(line: Wire, rita: Person) -> None:
    group = await _joined(line, rita)
    old = group.id
    new = await group.migrate()
    outcome = await line.sender(Rendered("card")).send(row_for(old, is_group=True))
    assert outcome == Moved(ChatId(new))


@pytest.mark.parametrize("number", [7, 0, 2**40, -(2**70)])
async def test_news_of_a_move_to_what_is_no_group_are_no_news(line: Wire, rita: Person, number: int) -> None:
    refused = {
        "kind": "status",
        "status": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
    }
    outcome = await answer_to(line, rita, **refused, parameters={"migrate_to_chat_id": number})
    assert outcome == Refused("ChatRefuses")


async def test_a_person_who_blocked_the_bot_is_gone(line: Wire, rita: Person) -> None:
    await rita.block()
    assert await line.sender(Rendered("hello")).send(row_for(rita.id)) == Gone("ChatGone")


async def test_a_group_that_kicked_the_bot_is_gone(line: Wire, rita: Person) -> None:
    group = await _joined(line, rita)
    await group.bot("kick")
    assert await line.sender(Rendered("card")).send(row_for(group.id, is_group=True)) == Gone("ChatGone", Cause.KICKED)


async def test_a_chat_that_never_was_is_gone(line: Wire, rita: Person) -> None:
    assert await line.sender(Rendered("hello")).send(row_for(123)) == Gone("ChatGone")


async def test_a_lost_topic_is_written_to_without_it(line: Wire, rita: Person) -> None:
    card = await first_message(line, rita)
    refused = {"kind": "status", "status": 400, "description": "Bad Request: message thread not found"}
    await line.world.fault(method="sendMessage", **refused)  # type: ignore[arg-type]
    assert messages_of(await line.sender(Rendered("late")).send(row_for(rita.id, answers=card)))


async def test_broken_markup_goes_out_as_plain_text(line: Wire, rita: Person) -> None:
    await line.sender(Rendered("<b>open & <i>bad</b>", ROW_OF_KEYS)).send(row_for(rita.id))
    seen = await rita.wait_for("open & bad")
    assert seen.buttons


async def test_a_refusal_in_unknown_words_is_unclear_and_the_words_go_nowhere(line: Wire, rita: Person) -> None:
    outcome = await answer_to(line, rita, kind="status", status=400, description="Bad Request: secret words")
    assert outcome == Unclear("BadRequest")


ANSWERS: list[tuple[int, str, Outcome]] = [
    (400, "Bad Request: message is not modified: specified new message content and reply markup are the same", Sent()),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Sent()),
    (403, "Forbidden: bot was blocked by the user", Gone("ChatGone")),
    (403, "Forbidden: user is deactivated", Gone("ChatGone")),
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
    (400, "Bad Request: INPUT_USER_DEACTIVATED", Gone("ChatGone")),
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
"""What the Bot API says (its server's and Telegram's own words), and what it means."""


@pytest.mark.parametrize(("status", "words", "meaning"), ANSWERS)
async def test_every_known_refusal_means_what_it_says(
    line: Wire, rita: Person, status: int, words: str, meaning: Outcome
) -> None:
    assert await answer_to(line, rita, kind="status", status=status, description=words) == meaning


async def test_markup_that_quotes_a_refusal_is_read_as_markup(line: Wire, rita: Person) -> None:
    words = 'Bad Request: can\'t parse entities: Unsupported start tag "bot was kicked from" at byte offset 0'
    await line.world.fault("status", "sendMessage", times=2, status=400, description=words)
    assert await line.sender(Rendered("hello")).send(row_for(rita.id)) == Dead("Content")


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_keeps_every_row(line: Wire, rita: Person, status: int) -> None:
    outcome = await answer_to(line, rita, kind="status", status=status)
    assert outcome == Later(reason="InvalidToken", failed=True)


async def test_a_429_in_the_middle_of_a_row_does_not_send_its_beginning_twice(line: Wire, rita: Person) -> None:
    line.files["f1"] = picture()
    attachment = Attachment(CaseId("c"), FileKey("f1"), "photo", "a.png", "image/png")
    await line.world.fault(kind="status", method="sendMessage", status=429, retry_after=1)
    outcome = await line.sender(Rendered("text", files=(attachment,))).send(row_for(rita.id))
    assert len(messages_of(outcome)) == 2
    assert len(await line.world.calls(method="sendPhoto")) == 1


async def _joined(line: Wire, owner: Person) -> Group:
    group = await line.world.group("Education", owner)
    await group.bot("add")
    return group


# --- The pace of one row -------------------------------------------------------------------------------------------


async def turns_of(line: Wire, rendered: Rendered, row: OutboxRow) -> int:
    """How often the chat's turn was waited for beside the first call."""
    turns: list[OutboxRow] = []

    async def view(_room: RenderContext, _row: OutboxRow) -> Rendered:
        return rendered

    async def breathe(asked: OutboxRow) -> None:
        turns.append(asked)

    sender = line.sender_with({"line": view}, breathe)
    assert isinstance(await sender.send(row), Sent)
    return len(turns)


async def test_every_part_of_a_long_text_waits_for_the_chats_turn(line: Wire, rita: Person) -> None:
    assert await turns_of(line, Rendered("word " * 2000), row_for(rita.id)) == 2


async def test_taking_the_buttons_off_the_older_screen_counts_as_a_call(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    assert await turns_of(line, Rendered("second"), row_for(rita.id, mode=Mode.NEXT, old=old)) == 1


async def test_an_edit_that_fails_and_the_message_in_its_place_are_two_calls(line: Wire, rita: Person) -> None:
    old = await first_message(line, rita)
    await line.bot.delete_message(rita.id, old)
    assert await turns_of(line, Rendered("again"), row_for(rita.id, mode=Mode.EDIT, old=old)) == 1


async def test_in_a_group_a_deletion_counts_as_a_call(line: Wire, rita: Person) -> None:
    group = await _joined(line, rita)
    sent = await line.sender(Rendered("first")).send(row_for(group.id, is_group=True))
    old = messages_of(sent)[-1]
    row = row_for(group.id, mode=Mode.REPLACE, old=old, is_group=True)
    assert await turns_of(line, Rendered("second"), row) == 1
