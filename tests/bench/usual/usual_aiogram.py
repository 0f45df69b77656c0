"""(b) The same intake in aiogram 3: states in memory, answers in the FSM's data, aiosqlite at the end.

Run with `python -m tests.bench.usual.usual_aiogram BASE FOLDER`.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.script import CHECK, GROUP, KEEP, QUESTIONS, RECEIPT, SEND, SEND_NOW, TOKEN
from tests.bench.usual.usual_store import prepare, save, summary

router = Router()


class Intake(StatesGroup):
    """Where a person is."""

    asking = State()
    photo = State()
    review = State()


def screen(at: int, chosen: list[str], told: bool) -> tuple[str, InlineKeyboardMarkup]:
    """Words and buttons of one question."""
    question = QUESTIONS[at]
    rows = [
        [InlineKeyboardButton(text=f"✓ {label}" if label in chosen else label, callback_data=f"{at}:{n}")]
        for n, label in enumerate(question.options)
    ]
    if question.kind == "many" or (question.kind == "long" and told):
        rows.append([InlineKeyboardButton(text="Done", callback_data=f"{at}:done")])
    words = f"<i>{at + 1} of about {len(QUESTIONS)}</i>\n{question.words}"
    return words, InlineKeyboardMarkup(inline_keyboard=rows)


def one_key(label: str, data: str) -> InlineKeyboardMarkup:
    """A keyboard of one button."""
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=data)]])


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """A new report."""
    await state.clear()
    await state.set_state(Intake.asking)
    await state.update_data(answers={})
    words, keys = screen(0, [], told=False)
    await message.answer(words, reply_markup=keys)


@router.callback_query(StateFilter(Intake.asking))
async def choose(query: CallbackQuery, state: FSMContext) -> None:
    """A button under a question."""
    await query.answer()
    data = await state.get_data()
    name, _, option = str(query.data).partition(":")
    at, message = int(name), query.message
    assert isinstance(message, Message)
    question, answers = QUESTIONS[at], data["answers"]
    if question.kind == "many" and option != "done":
        chosen = [*data.get("chosen", []), question.options[int(option)]]
        await state.update_data(chosen=chosen)
        words, keys = screen(at, chosen, told=False)
        await message.edit_text(words, reply_markup=keys)
        return
    if question.kind == "many":
        answers = answers | {question.key: data.get("chosen", [])}
    elif question.kind == "one":
        answers = answers | {question.key: question.options[int(option)]}
    await state.update_data(answers=answers)
    await go_on(message, state, at + 1)


async def go_on(message: Message, state: FSMContext, at: int) -> None:
    """The next question, or the photo."""
    if at == len(QUESTIONS):
        await state.set_state(Intake.photo)
        await message.edit_text("If you have a photo, send it now.", reply_markup=one_key(SEND_NOW, "check"))
        return
    words, keys = screen(at, [], told=False)
    await message.edit_text(words, reply_markup=keys)


@router.message(StateFilter(Intake.asking), F.text)
async def story(message: Message, state: FSMContext) -> None:
    """Own words."""
    answers = (await state.get_data())["answers"]
    await state.update_data(answers=answers | {"story": [*answers.get("story", []), message.text]})
    at = next(n for n, question in enumerate(QUESTIONS) if question.kind == "long")
    words, keys = screen(at, [], told=True)
    await message.answer(words, reply_markup=keys)


@router.message(StateFilter(Intake.photo), F.photo)
async def photo(message: Message, state: FSMContext, bot: Bot, folder: str) -> None:
    """The photo is fetched into the folder."""
    assert message.photo is not None
    file = await bot.get_file(message.photo[-1].file_id)
    path = Path(folder) / f"{file.file_unique_id}.jpg"
    await bot.download_file(str(file.file_path), path)
    await state.update_data(photo=str(path))
    await message.answer(KEEP, reply_markup=one_key(SEND_NOW, "check"))


@router.callback_query(StateFilter(Intake.photo), F.data == "check")
async def check(query: CallbackQuery, state: FSMContext) -> None:
    """Everything once more."""
    await query.answer()
    await state.set_state(Intake.review)
    told = "\n".join(f"{key}: {value}" for key, value in (await state.get_data())["answers"].items())
    assert isinstance(query.message, Message)
    await query.message.edit_text(f"{CHECK}\n\n{told}", reply_markup=one_key(SEND, "send"))


@router.callback_query(StateFilter(Intake.review), F.data == "send")
async def send(query: CallbackQuery, state: FSMContext, bot: Bot, database: str) -> None:
    """Kept, alerted, told."""
    await query.answer()
    data: dict[str, Any] = await state.get_data()
    number = await save(database, query.from_user.id, data["answers"], data.get("photo", ""))
    await bot.send_message(GROUP, summary(number, data["answers"]))
    assert isinstance(query.message, Message)
    await query.message.edit_text(f"{RECEIPT} {number}.")
    await state.clear()


async def main(base: str, folder: str) -> None:
    """Until SIGTERM."""
    database = f"{folder}/usual.db"
    await prepare(database)
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher(storage=MemoryStorage(), database=database, folder=folder)
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
