"""Keys under a message: as Telegram wants them, and their JSON is made once however often a screen is sent."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.telegram.sending.keyboards import inline_keyboard
from handlers.telegram.text.rendered import Key

ROWS = ((Key("Yes", "an1.yes"), Key("No", "an1.no", style="danger")), (), (Key("Map", url="https://example.org/"),))


def test_keys_stand_in_their_rows_as_telegram_wants_them() -> None:
    keys = inline_keyboard(ROWS)
    assert keys is not None
    yes, no = InlineKeyboardButton("Yes", callback_data="an1.yes"), {"text": "No", "callback_data": "an1.no"}
    assert keys.to_dict() == {
        "inline_keyboard": [
            [yes.to_dict(), no | {"style": "danger"}],
            [{"text": "Map", "url": "https://example.org/"}],
        ]
    }
    assert keys.to_dict() == InlineKeyboardMarkup(keys.inline_keyboard).to_dict()


def test_no_keys_are_no_keyboard() -> None:
    assert inline_keyboard(()) is None
    assert inline_keyboard(((), ())) is None


def test_the_same_keys_are_turned_into_json_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made, usual = list[str](), InlineKeyboardButton.to_dict

    def noted(button: InlineKeyboardButton, recursive: bool = True) -> dict[str, object]:
        made.append(button.text)
        return usual(button, recursive)

    monkeypatch.setattr(InlineKeyboardButton, "to_dict", noted)
    inline_keyboard.cache_clear()
    for _ in range(3):
        keys = inline_keyboard(ROWS)
        assert keys is not None
        keys.to_dict()
    assert sorted(made) == ["Map", "No", "Yes"]
