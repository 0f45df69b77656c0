"""What the bot may send, and the server's words where it may not."""

from typing import Any

import pytest

from bot.simulator.client import Person
from tests.support.running.simulated import Bot, Simulation


@pytest.fixture
async def child(place: Simulation) -> Person:
    person = await place.world.person("Bo")
    await person.say("/start")
    return person


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "  "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ({"text": "<h1>x</h1>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "h1"'),
        ({"text": "<b>x</i>", "parse_mode": "HTML"}, "can't parse entities: Unmatched end tag"),
        ({"text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "x", "parse_mode": "Latex"}, "unsupported parse_mode"),
        ({"text": "x", "colour": "red"}, "has no parameter 'colour'"),
        ({"text": "x", "reply_markup": keyboard(callback_data="漢" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard()}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "reply_markup": keyboard(url="javascript:x")}, "Wrong HTTP URL"),
        ({"text": "x", "reply_markup": keyboard(callback_dato="x")}, "has no field 'callback_dato'"),
        ({"text": "x", "reply_markup": {"keyboard": [[{"text": "a", "request_contact": True, "b": 1}]]}}, "'b'"),
        ({"text": "x", "reply_parameters": {"message_id": 1}}, "message to be replied not found"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({}, "message text is empty"),
    ],
)
async def test_a_text_is_refused(place: Simulation, child: Person, params: dict[str, Any], words: str) -> None:
    refusal = await place.bot.refused("sendMessage", chat_id=child.id, **params)
    assert refusal.startswith("Bad Request: ") and words in refusal


async def test_limits_count_after_parsing_and_in_utf16(place: Simulation, child: Person) -> None:
    long = "<b>" + "x" * 4096 + "</b>"
    sent = await place.bot.call("sendMessage", chat_id=child.id, text=long, parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert "too long" in await place.bot.refused("sendMessage", chat_id=child.id, text="😀" * 2049)
    markup = keyboard(callback_data="漢" * 21)
    await place.bot.call("sendMessage", chat_id=child.id, text="😀" * 2048, reply_markup=markup)


async def test_html_becomes_entities(place: Simulation, child: Person) -> None:
    text = 'a 😀 <b>bold <i>both</i></b> &lt;x&gt; <tg-spoiler>no</tg-spoiler> <a href="https://a.b/?c=1&amp;d=2">l</a>'
    sent = await place.bot.call("sendMessage", chat_id=child.id, text=text, parse_mode="HTML")
    assert sent["text"] == "a 😀 bold both <x> no l"
    assert sent["entities"] == [
        {"type": "bold", "offset": 5, "length": 9},
        {"type": "italic", "offset": 10, "length": 4},
        {"type": "spoiler", "offset": 19, "length": 2},
        {"type": "text_link", "offset": 22, "length": 1, "url": "https://a.b/?c=1&d=2"},
    ]


async def test_commands_and_links_are_found(place: Simulation, child: Person) -> None:
    sent = await place.bot.call("sendMessage", chat_id=child.id, text="use /take or see https://a.b/c.")
    assert sent["entities"] == [
        {"type": "bot_command", "offset": 4, "length": 5},
        {"type": "url", "offset": 17, "length": 13},
    ]


async def test_an_edit_that_changes_nothing_is_refused(place: Simulation, child: Person) -> None:
    sent = await place.bot.call("sendMessage", chat_id=child.id, text="a", reply_markup=keyboard(callback_data="1"))
    where = {"chat_id": child.id, "message_id": sent["message_id"]}
    same = await place.bot.refused("editMessageText", text="a", reply_markup=keyboard(callback_data="1"), **where)
    assert same.startswith("Bad Request: message is not modified")
    edited = await place.bot.call("editMessageText", text="a", **where)
    assert "reply_markup" not in edited
    missing = await place.bot.refused("editMessageText", chat_id=child.id, message_id=1, text="b")
    assert missing == "Bad Request: message to edit not found"
    own = (await child.sees())[0]
    assert "can't be edited" in await place.bot.refused(
        "editMessageText", chat_id=child.id, message_id=own.id, text="b"
    )


async def test_messages_are_deletable_for_48_hours_incoming_ones_in_private_too(
    place: Simulation, child: Person
) -> None:
    (start,) = await child.sees()
    sent = await place.bot.call("sendMessage", chat_id=child.id, text="a")
    assert await place.bot.call("deleteMessage", chat_id=child.id, message_id=start.id)
    again = await place.bot.refused("deleteMessage", chat_id=child.id, message_id=start.id)
    assert again == "Bad Request: message to delete not found"
    await place.world.advance(hours=48, seconds=1)
    late = await place.bot.refused("deleteMessage", chat_id=child.id, message_id=sent["message_id"])
    assert late == "Bad Request: message can't be deleted for everyone"
    assert await place.bot.call("editMessageText", chat_id=child.id, message_id=sent["message_id"], text="redacted")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"heading": 0}, "heading must have 1-360 value"),
        ({"heading": 361}, "heading must have 1-360 value"),
        ({"horizontal_accuracy": 1500.5}, "horizontal_accuracy must have 0-1500 value"),
        ({"heading": "north"}, "can't parse heading: expected an Integer"),
        ({"latitude": None}, "parameter 'latitude' is required"),
    ],
)
async def test_numbers_of_a_place_keep_to_their_bounds(
    place: Simulation, child: Person, wrong: dict[str, Any], words: str
) -> None:
    where = {"chat_id": child.id, "latitude": 29.5, "longitude": 106.5, "heading": 360, "horizontal_accuracy": 1500}
    assert await place.bot.call("sendLocation", **where)
    assert await place.bot.refused("sendLocation", **where | wrong) == f"Bad Request: {words}"


async def test_a_press_on_a_deleted_message_carries_an_inaccessible_one(place: Simulation, child: Person) -> None:
    await place.bot.call("sendMessage", chat_id=child.id, text="a", reply_markup=keyboard(callback_data="1"))
    card = await child.wait_for("a")
    await place.bot.call("deleteMessages", chat_id=child.id, message_ids=[card.id, 5])
    assert [message.words for message in await child.sees()] == ["/start"]
    await child.press("Go", message=card)
    query = (await place.bot.updates())[-1]["callback_query"]
    assert query["message"]["date"] == 0 and query["data"] == "1" and query["message"]["message_id"] == card.id


async def test_a_press_is_answered_once_and_not_too_late(place: Simulation, child: Person) -> None:
    await place.bot.call("sendMessage", chat_id=child.id, text="a", reply_markup=keyboard(callback_data="1"))
    press = await child.press("1")
    await place.bot.call("answerCallbackQuery", callback_query_id=press, text="ok", show_alert=True)
    assert await child.answer_to(press) == {"text": "ok", "show_alert": True, "url": None}
    late = await child.press("Go")
    await place.world.advance(minutes=3)
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await place.bot.refused("answerCallbackQuery", callback_query_id=late) == words
    assert await place.bot.refused("answerCallbackQuery", callback_query_id="1") == words


async def test_copies_and_forwards(place: Simulation, child: Person) -> None:
    open_, closed = [
        await place.bot.call("sendMessage", chat_id=child.id, text="x", protect_content=protect)
        for protect in (False, True)
    ]
    source = {"chat_id": child.id, "from_chat_id": child.id}
    forwarded = await place.bot.call("forwardMessage", message_id=open_["message_id"], **source)
    assert forwarded["forward_origin"]["type"] == "user"
    assert "message_id" in await place.bot.call("copyMessage", message_id=closed["message_id"], **source)
    assert "can't be forwarded" in await place.bot.refused("forwardMessage", message_id=closed["message_id"], **source)
    (message,) = [message for message in await child.sees() if message.id == open_["message_id"]]
    await child.forward(message)
    assert (await place.bot.updates())[-1]["message"]["forward_origin"]["sender_user"]["is_bot"] is True


async def test_reply_keyboards_are_shown_and_removed(place: Simulation, child: Person) -> None:
    keys = {"keyboard": [[{"text": "Yes"}, {"text": "No"}]]}
    sent = await place.bot.call("sendMessage", chat_id=child.id, text="?", reply_markup=keys)
    assert (await place.world.get(f"chats/{child.id}/messages"))["keyboard"] == keys
    words = await place.bot.refused("editMessageText", chat_id=child.id, message_id=sent["message_id"], text="x")
    assert words == "Bad Request: message can't be edited"
    await place.bot.call("sendMessage", chat_id=child.id, text="ok", reply_markup={"remove_keyboard": True})
    assert (await place.world.get(f"chats/{child.id}/messages"))["keyboard"] is None


async def test_profile_words_are_kept_per_language(bot: Bot) -> None:
    await bot.call("setMyDescription", description="Help", language_code="")
    await bot.call("setMyDescription", description="帮助", language_code="zh")
    assert (await bot.call("getMyDescription", language_code="zh"))["description"] == "帮助"
    assert (await bot.call("getMyDescription", language_code="en"))["description"] == "Help"
    await bot.call("setMyShortDescription", short_description="x" * 120)
    assert "0-120" in await bot.refused("setMyShortDescription", short_description="x" * 121)
    await bot.call("setChatMenuButton", menu_button={"type": "commands"})
