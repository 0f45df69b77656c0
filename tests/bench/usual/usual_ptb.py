"""(a) The intake as bots on python-telegram-bot usually are: ConversationHandler, PicklePersistence, aiosqlite.

Written as its examples are: one state per question, answers in user_data, buttons edited in place. Run with
`python -m tests.bench.usual.usual_ptb BASE FOLDER aside` for (a1), whose handlers run beside each other
(`block=False`), and with `in-turn` for (a2), which handles one update after the other (`block=True`).
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    TypeHandler,
    filters,
)

from tests.bench.script import CHECK, GROUP, KEEP, QUESTIONS, RECEIPT, SEND, SEND_NOW, TOKEN
from tests.bench.usual.usual_store import prepare, save, summary

PHOTO, REVIEW = len(QUESTIONS), len(QUESTIONS) + 1
Context = ContextTypes.DEFAULT_TYPE


def screen(at: int, chosen: list[str], told: bool) -> tuple[str, InlineKeyboardMarkup]:
    """Words and buttons of one question."""
    question = QUESTIONS[at]
    rows = [
        [InlineKeyboardButton(f"✓ {label}" if label in chosen else label, callback_data=f"{at}:{n}")]
        for n, label in enumerate(question.options)
    ]
    if question.kind == "many" or (question.kind == "long" and told):
        rows.append([InlineKeyboardButton("Done", callback_data=f"{at}:done")])
    return f"<i>{at + 1} of about {len(QUESTIONS)}</i>\n{question.words}", InlineKeyboardMarkup(rows)


def last_keys() -> InlineKeyboardMarkup:
    """Under the call for a photo."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(SEND_NOW, callback_data="check")]])


async def start(update: Update, context: Context) -> int:
    """A new report."""
    assert update.message is not None and context.user_data is not None
    context.user_data.clear()
    context.user_data["answers"] = {}
    words, keys = screen(0, [], told=False)
    await update.message.reply_html(words, reply_markup=keys)
    return 0


async def choose(update: Update, context: Context) -> int:
    """A button under a question."""
    query, data = update.callback_query, context.user_data
    assert query is not None and query.data is not None and data is not None
    await query.answer()
    at, _, option = query.data.partition(":")
    question = QUESTIONS[int(at)]
    if question.kind == "many" and option != "done":
        chosen = data.setdefault("chosen", [])
        chosen.append(question.options[int(option)])
        words, keys = screen(int(at), chosen, told=False)
        await query.edit_message_text(words, parse_mode="HTML", reply_markup=keys)
        return int(at)
    if question.kind == "many":
        data["answers"][question.key] = data.pop("chosen", [])
    elif question.kind == "one":
        data["answers"][question.key] = question.options[int(option)]
    return await go_on(query, int(at) + 1)


async def go_on(query: Any, at: int) -> int:
    """The next question, or the photo."""
    if at == PHOTO:
        words = "If you have a photo, send it now."
        await query.edit_message_text(words, parse_mode="HTML", reply_markup=last_keys())
        return PHOTO
    words, keys = screen(at, [], told=False)
    await query.edit_message_text(words, parse_mode="HTML", reply_markup=keys)
    return at


async def story(update: Update, context: Context) -> int:
    """Own words."""
    assert update.message is not None and context.user_data is not None
    at = next(n for n, question in enumerate(QUESTIONS) if question.kind == "long")
    context.user_data["answers"].setdefault("story", []).append(update.message.text)
    words, keys = screen(at, [], told=True)
    await update.message.reply_html(words, reply_markup=keys)
    return at


async def photo(update: Update, context: Context) -> int:
    """The photo is fetched into the folder."""
    assert update.message is not None and context.user_data is not None
    file = await update.message.photo[-1].get_file()
    path = Path(context.bot_data["folder"]) / f"{file.file_unique_id}.jpg"
    await file.download_to_drive(path)
    context.user_data["photo"] = str(path)
    await update.message.reply_html(KEEP, reply_markup=last_keys())
    return PHOTO


async def check(update: Update, context: Context) -> int:
    """Everything once more."""
    query, data = update.callback_query, context.user_data
    assert query is not None and data is not None
    await query.answer()
    told = "\n".join(f"{key}: {value}" for key, value in data["answers"].items())
    keys = InlineKeyboardMarkup([[InlineKeyboardButton(SEND, callback_data="send")]])
    await query.edit_message_text(f"{CHECK}\n\n{told}", reply_markup=keys)
    return REVIEW


async def send(update: Update, context: Context) -> int:
    """Kept, alerted, told."""
    query, data = update.callback_query, context.user_data
    assert query is not None and data is not None
    await query.answer()
    number = await save(context.bot_data["database"], query.from_user.id, data["answers"], data.get("photo", ""))
    await context.bot.send_message(GROUP, summary(number, data["answers"]), parse_mode="HTML")
    await query.edit_message_text(f"{RECEIPT} {number}.")
    data.clear()
    return ConversationHandler.END


async def come_again(update: Update, context: Context) -> None:
    """The person was quicker than the end of the handler before: the update goes to the end of the queue."""
    await asyncio.sleep(0.001)
    await context.update_queue.put(update)


def states() -> dict[object, list[Any]]:
    """A state per question, then photo and review."""
    asked: dict[object, list[Any]] = {
        at: [CallbackQueryHandler(choose, pattern=rf"^{at}:")] for at in range(len(QUESTIONS))
    }
    for at, question in enumerate(QUESTIONS):
        if question.kind == "long":
            asked[at].append(MessageHandler(filters.TEXT & ~filters.COMMAND, story))
    asked[PHOTO] = [MessageHandler(filters.PHOTO, photo), CallbackQueryHandler(check, pattern="^check$")]
    asked[REVIEW] = [CallbackQueryHandler(send, pattern="^send$")]
    asked[ConversationHandler.WAITING] = [TypeHandler(Update, come_again)]
    return asked


def main(base: str, folder: str, way: str) -> None:
    """Until SIGTERM."""
    database = f"{folder}/usual.db"

    async def ready(application: Any) -> None:
        await prepare(database)
        application.bot_data.update(folder=folder, database=database)

    builder = Application.builder().token(TOKEN).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    application = builder.persistence(PicklePersistence(f"{folder}/usual.pickle")).post_init(ready).build()
    intake = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states=states(),
        fallbacks=[CommandHandler("start", start)],
        name="intake",
        persistent=True,
        block=way == "in-turn",
    )
    application.add_handler(intake)
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
