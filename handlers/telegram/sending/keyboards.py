"""Keyboards as Telegram wants them: inline keys, a request for place or number, or none."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from handlers.telegram.text.rendered import Key, Rendered


class Keyboard(InlineKeyboardMarkup):
    """Keys whose JSON is made once: a screen's keys go out again and again."""

    __slots__ = ("_json",)

    def __init__(self, rows: Sequence[Sequence[InlineKeyboardButton]]) -> None:
        super().__init__(rows)
        self._json = super().to_dict()

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        """The JSON as it is sent. Callers must not change it."""
        return self._json


@lru_cache(maxsize=512)
def inline_keyboard(rows: tuple[tuple[Key, ...], ...]) -> InlineKeyboardMarkup | None:
    """The keys under a message; None when there are none."""
    buttons = [[_inline(key) for key in row] for row in rows if row]
    return Keyboard(buttons) if buttons else None


@lru_cache(maxsize=1024)
def _inline(key: Key) -> InlineKeyboardButton:
    """Buttons are the same for everybody and never change. Their labels are the catalogue's, nobody's own words."""
    style = key.style or None
    if key.url:
        return InlineKeyboardButton(key.text, url=key.url, style=style)
    return InlineKeyboardButton(key.text, callback_data=key.data, style=style)


def asking_keyboard(ask: str, text: str) -> ReplyKeyboardMarkup:
    """One button that shares the person's location or phone number, shown until it is used."""
    button = KeyboardButton(text, request_location=ask == "location" or None, request_contact=ask == "contact" or None)
    return ReplyKeyboardMarkup([[button]], one_time_keyboard=True, resize_keyboard=True)


def keyboard_under(rendered: Rendered) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """What goes with the last part of a message's text: its keys, a request, or the end of a request."""
    if rendered.keys:
        return inline_keyboard(rendered.keys)
    if rendered.ask:
        return asking_keyboard(rendered.ask, rendered.ask_text)
    return no_keyboard() if rendered.remove_keyboard else None


def no_keyboard() -> ReplyKeyboardRemove:
    """Takes the reply keyboard away."""
    return ReplyKeyboardRemove()
