"""Sending, mode by mode, against the real simulator."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.ids import CaseId, FileKey, MessageId
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import Dead, OutboxRow, Sent
from bot.simulator.client import Person, picture
from handlers.telegram.text.rendered import Attachment, RenderContext, Rendered
from handlers.telegram.text.split import plain, split, width
from tests.support.running.sending import ROW_OF_KEYS, _joined, first_message, messages_of
from tests.support.running.wire import Wire, row_for, started, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wire]:
    async with wire() as made:
        yield made


@pytest.fixture
async def rita(wired: Wire) -> Person:
    return await started(wired.world)


# --- Modes -------------------------------------------------------------------------------------------------------


async def test_a_notice_arrives_with_its_words_and_buttons(wired: Wire, rita: Person) -> None:
    outcome = await wired.sender(Rendered("Hello <b>Rita</b>", ROW_OF_KEYS)).send(row_for(rita.id))
    seen = await rita.wait_for("Hello Rita")
    assert messages_of(outcome) == (seen.id,)
    assert [[button.text for button in row] for row in seen.buttons] == [["Yes", "Map"]]


async def test_a_screen_after_a_press_is_edited_in_place(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    outcome = await wired.sender(Rendered("second")).send(row_for(rita.id, mode=Mode.EDIT, old=old))
    assert messages_of(outcome) == ()
    assert [message.text for message in await rita.sees() if message.from_bot] == ["second"]


async def test_an_edit_that_changes_nothing_is_a_success(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    row = row_for(rita.id, mode=Mode.EDIT, old=old)
    assert await wired.sender(Rendered("first", ROW_OF_KEYS)).send(row) == Sent(is_free=True)


async def test_a_screen_that_is_gone_is_sent_anew(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    await wired.bot.delete_message(rita.id, old)
    outcome = await wired.sender(Rendered("again")).send(row_for(rita.id, mode=Mode.EDIT, old=old))
    assert messages_of(outcome)
    assert [message.text for message in await rita.sees() if message.from_bot] == ["again"]


async def test_after_a_typed_answer_the_older_screen_loses_its_buttons(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    outcome = await wired.sender(Rendered("second")).send(row_for(rita.id, mode=Mode.NEXT, old=old))
    assert isinstance(outcome, Sent)
    assert outcome.calls == 2  # Telegram counts an edit like a message
    seen = [message for message in await rita.sees() if message.from_bot]
    assert [(message.text, message.buttons) for message in seen] == [("first", []), ("second", [])]


async def test_a_reminder_replaces_the_one_before(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    outcome = await wired.sender(Rendered("second")).send(row_for(rita.id, mode=Mode.REPLACE, old=old))
    assert isinstance(outcome, Sent)
    assert outcome.gone == (old,)
    assert [message.text for message in await rita.sees() if message.from_bot] == ["second"]


async def test_the_message_of_a_slot_can_be_deleted(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    outcome = await wired.sender().send(row_for(rita.id, mode=Mode.DELETE, old=old))
    assert outcome == Sent(gone=(old,))
    assert not [message for message in await rita.sees() if message.from_bot]


@pytest.mark.parametrize("mode", [Mode.DELETE, Mode.REPLACE])
async def test_a_message_too_old_to_delete_loses_its_words_and_buttons(wired: Wire, rita: Person, mode: Mode) -> None:
    """A reminder of three days ago, with its button: nobody can press it after the act."""
    old = await first_message(wired, rita)
    await wired.world.advance(hours=49)
    await wired.sender(Rendered("second")).send(row_for(rita.id, mode=mode, old=old))
    seen = [message for message in await rita.sees() if message.from_bot]
    assert [message.text for message in seen] == ["✓", *(["second"] if mode is Mode.REPLACE else [])]
    assert not any(message.buttons for message in seen)


async def test_a_message_that_is_gone_already_counts_as_deleted(wired: Wire, rita: Person) -> None:
    row = row_for(rita.id, mode=Mode.DELETE, old=99999)
    assert await wired.sender().send(row) == Sent(gone=(MessageId(99999),), is_free=True)


async def test_a_view_with_nothing_left_to_say_sends_nothing(wired: Wire, rita: Person) -> None:
    assert await wired.sender(None).send(row_for(rita.id)) == Sent(is_free=True)
    assert not await wired.world.calls(method="sendMessage")


async def test_a_kind_without_a_view_is_a_dead_letter(wired: Wire, rita: Person) -> None:
    assert await wired.sender().send(row_for(rita.id, kind="nonsense")) == Dead("NoView")


async def test_a_reminder_answers_the_card(wired: Wire, rita: Person) -> None:
    card = await first_message(wired, rita)
    await wired.sender(Rendered("late")).send(row_for(rita.id, answers=card))
    assert (await rita.wait_for("late")).reply_to == card


async def test_a_reminder_whose_card_is_gone_comes_all_the_same(wired: Wire, rita: Person) -> None:
    await wired.sender(Rendered("late")).send(row_for(rita.id, answers=99999))
    assert (await rita.wait_for("late")).reply_to is None


async def test_previews_are_off_and_silence_is_kept(wired: Wire, rita: Person) -> None:
    await wired.sender(Rendered("https://example.org")).send(row_for(rita.id, silent=True))
    (call,) = await wired.world.calls(method="sendMessage")
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert call.params["disable_notification"] is True


async def test_the_place_is_asked_for_with_a_reply_keyboard_and_buttons(wired: Wire, rita: Person) -> None:
    asked = Rendered("Where?", ROW_OF_KEYS, ask="location", ask_text="Share my place")
    outcome = await wired.sender(asked).send(row_for(rita.id))
    assert len(messages_of(outcome)) == 2
    last = [message for message in await rita.sees() if message.from_bot][-1]
    assert (last.text, bool(last.buttons)) == ("Where?", True)
    view = await wired.world.get(f"chats/{rita.id}/messages", viewer=rita.id)
    assert view["keyboard"]["keyboard"] == [[{"text": "Share my place", "request_location": True}]]


async def test_the_reply_keyboard_is_removed_without_a_message(wired: Wire, rita: Person) -> None:
    await first_message(wired, rita, Rendered("Where?", ask="contact", ask_text="Share"))
    await wired.sender(Rendered("Thanks", ROW_OF_KEYS, remove_keyboard=True)).send(row_for(rita.id))
    view = await wired.world.get(f"chats/{rita.id}/messages", viewer=rita.id)
    assert view["keyboard"] is None
    assert [message.text for message in await rita.sees() if message.from_bot] == ["Where?", "Thanks"]


# --- Files -------------------------------------------------------------------------------------------------------


async def test_a_sealed_picture_goes_out_protected_and_covered(wired: Wire, rita: Person) -> None:
    wired.files["f1"] = picture()
    attachment = Attachment(CaseId("c"), FileKey("f1"), "photo", "wall.png", "image/png", "On the <b>wall</b>")
    await wired.sender(Rendered("that is all", files=(attachment,))).send(row_for(rita.id))
    sent, text = [message for message in await rita.sees() if message.from_bot]
    assert (sent.caption, sent.protected, sent.spoiler) == ("On the wall", True, True)
    assert text.text == "that is all"


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio"])
async def test_every_kind_of_file_is_streamed_out(wired: Wire, rita: Person, kind: str) -> None:
    wired.files["f1"] = b"0123456789" * 5000
    attachment = Attachment(CaseId("c"), FileKey("f1"), kind, "notes.bin", "application/octet-stream")
    outcome = await wired.sender(Rendered("", files=(attachment,))).send(row_for(rita.id))
    assert len(messages_of(outcome)) == 1
    (call,) = await wired.world.calls(method=f"send{kind.capitalize()}")
    assert call.params[kind] == {"file_name": "notes.bin", "file_size": 50_000}


# --- Long texts --------------------------------------------------------------------------------------------------


async def test_a_long_story_arrives_in_parts_with_the_buttons_under_the_last(wired: Wire, rita: Person) -> None:
    story = "\n\n".join(f"<b>Day {n}</b>\n" + "He came home late. " * 30 for n in range(20))
    outcome = await wired.sender(Rendered(story, ROW_OF_KEYS)).send(row_for(rita.id))
    seen = [message for message in await rita.sees() if message.from_bot]
    assert len(messages_of(outcome)) == len(seen) > 2
    assert [bool(message.buttons) for message in seen] == [False] * (len(seen) - 1) + [True]
    assert all((message.text or "").startswith("Day") for message in seen)


async def test_a_story_too_long_to_edit_takes_the_place_of_the_older_one(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    outcome = await wired.sender(Rendered("word " * 2000)).send(row_for(rita.id, mode=Mode.EDIT, old=old))
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


async def test_hide_deletes_in_batches_what_both_sides_wrote(wired: Wire, rita: Person) -> None:
    for n in range(103):
        await rita.say(f"words {n}")
    numbers = [message.id for message in await rita.sees()]
    outcome = await wired.sender().send(row_for(rita.id, kind="wipe", facts={"messages": numbers}))
    assert outcome == Sent(gone=tuple(MessageId(number) for number in numbers))
    assert len(await wired.world.calls(method="deleteMessages")) == 2
    assert not await rita.sees()


async def test_hide_deletes_what_it_can_when_one_message_is_too_old(wired: Wire, rita: Person) -> None:
    old = (await rita.sees())[0].id
    wired.clock.advance(timedelta(hours=49))
    young = (await rita.say("fresh")).id
    outcome = await wired.sender().send(row_for(rita.id, kind="wipe", facts={"messages": [old, young, 99999]}))
    assert isinstance(outcome, Sent)
    assert [message.id for message in await rita.sees()] == [old]


# --- The rate limit within one row ------------------------------------------------------------------------------------


async def waits_of(wired: Wire, rendered: Rendered, row: OutboxRow) -> int:
    """How often the chat's quota was waited for besides the first call."""
    waits: list[OutboxRow] = []

    async def view(_context: RenderContext, _row: OutboxRow) -> Rendered:
        return rendered

    async def wait_for_quota(asked: OutboxRow) -> None:
        waits.append(asked)

    sender = wired.sender_with(view, wait_for_quota)
    assert isinstance(await sender.send(row), Sent)
    return len(waits)


async def test_every_part_of_a_long_text_waits_for_the_quota_of_the_chat(wired: Wire, rita: Person) -> None:
    assert await waits_of(wired, Rendered("word " * 2000), row_for(rita.id)) == 2


async def test_taking_the_buttons_off_the_older_screen_counts_as_a_call(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    assert await waits_of(wired, Rendered("second"), row_for(rita.id, mode=Mode.NEXT, old=old)) == 1


async def test_an_edit_that_fails_and_the_message_in_its_place_are_two_calls(wired: Wire, rita: Person) -> None:
    old = await first_message(wired, rita)
    await wired.bot.delete_message(rita.id, old)
    assert await waits_of(wired, Rendered("again"), row_for(rita.id, mode=Mode.EDIT, old=old)) == 1


async def test_in_a_group_a_deletion_counts_as_a_call(wired: Wire, rita: Person) -> None:
    group = await _joined(wired, rita)
    sent = await wired.sender(Rendered("first")).send(row_for(group.id, is_group=True))
    old = messages_of(sent)[-1]
    row = row_for(group.id, mode=Mode.REPLACE, old=old, is_group=True)
    assert await waits_of(wired, Rendered("second"), row) == 1
