"""python-telegram-bot cannot distinguish the simulator from the real Telegram."""

from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.simulator.client import picture
from tests.support.running.simulated import TOKEN, Simulation


def library_bot(place: Simulation) -> Bot:
    return Bot(TOKEN, base_url=f"{place.url}/bot", base_file_url=f"{place.url}/file/bot")


async def _are_an_album(bot: Bot, first: Update, second: Update) -> None:
    """Two photos that were sent together, the first with words; each in four sizes that can be fetched."""
    assert first.message is not None and second.message is not None
    assert first.message.media_group_id == second.message.media_group_id is not None
    assert first.message.caption == "two" and second.message.caption is None
    assert [size.width for size in first.message.photo] == [90, 320, 800, 1000]
    file = await bot.get_file(first.message.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray())[:2] == b"\xff\xd8"


async def test_a_conversation_with_photos_buttons_and_an_album(place: Simulation) -> None:
    teacher = await place.world.person("Li", language_code="zh", role="teacher")
    async with library_bot(place) as bot:
        assert (await bot.get_me()).username == "tipline_demo_bot"
        await teacher.say("/start")
        (update,) = await bot.get_updates()
        assert update.message is not None and update.message.text == "/start"
        assert update.message.from_user is not None and update.message.from_user.language_code == "zh"
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Report", callback_data="report")]])
        sent = await bot.send_message(teacher.chat, "Hello <b>you</b>", parse_mode="HTML", reply_markup=keyboard)
        assert sent.entities[0].type == "bold"
        await teacher.press("Report")
        (press,) = await bot.get_updates(offset=update.update_id + 1)
        assert isinstance(press, Update) and press.callback_query is not None
        assert await press.callback_query.answer("noted")
        await bot.edit_message_text("Send pictures", chat_id=teacher.chat, message_id=sent.message_id)
        await teacher.photo(picture("red", (1000, 800)), picture("blue"), caption="two")
        await _are_an_album(bot, *await bot.get_updates(offset=press.update_id + 1))
        media = [InputMediaPhoto(picture("green"), caption="x", has_spoiler=True), InputMediaPhoto(picture("black"))]
        album = await bot.send_media_group(teacher.chat, media, protect_content=True)
        assert album[0].has_media_spoiler and album[1].has_protected_content
        await bot.send_document(teacher.chat, b"some bytes", filename="a.txt", caption="doc")
        await bot.send_message(teacher.chat, "keys", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))
        await teacher.press("Yes")
    seen = await teacher.sees()
    assert [message.words for message in seen][-3:] == ["doc", "keys", "Yes"]
    assert seen[-4].spoiler is False and seen[-5].spoiler and seen[-5].protected


async def test_errors_are_the_library_s_own(place: Simulation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    head = await place.world.person("Head")
    group = await place.world.group("Education", head)
    old = group.id
    async with library_bot(place) as bot:
        await group.bot("add")
        await bot.send_message(group.id, "in")
        await group.migrate()
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(old, "card")
        assert moved.value.new_chat_id == group.id
        await bot.send_message(group.id, "card")
        assert (await bot.get_chat_member(group.id, head.id)).status == "creator"
        with pytest.raises(Forbidden):
            await bot.send_message(head.id, "never started")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(999, "nobody")
        await place.world.fault("status", "sendMessage", status=429, retry_after=7, description="Too Many Requests")
        with pytest.raises(RetryAfter) as wait:
            await bot.send_message(group.id, "card")
        assert wait.value.retry_after == timedelta(seconds=7)
