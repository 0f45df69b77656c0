"""What the server checks in a keyboard beyond its types."""

import re

from bot.simulator.refusal import Json, bad

_MOST_BUTTONS = 100
_KINDS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_ADDRESS = re.compile(r"(?:https?|tg|ton|tel)://?\S+|tel:\S+|[\w-]+(?:\.[\w-]+)+(?:[/?]\S*)?", re.IGNORECASE)


def checked_markup(markup: Json | None, *, inline_only: bool = False) -> Json | None:
    """The keyboard to store; refused where the server would refuse it. None where there is no button."""
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        if inline_only:
            raise bad("inline keyboard expected")
        _check_reply_keyboard(markup.get("keyboard", []))
        return markup
    rows = [row for row in markup["inline_keyboard"] if row]
    _check_size(rows)
    for button in (button for row in rows for button in row):
        _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_size(rows: list[list[Json]]) -> None:
    if sum(len(row) for row in rows) > _MOST_BUTTONS:
        raise bad("reply markup is too long")


def _check_inline_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad("can't parse inline keyboard button: InlineKeyboardButton text must be non-empty")
    kinds = _KINDS & set(button)
    if not kinds:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad("can't parse inline keyboard button: exactly one kind of button expected")
    if "url" in button and not _ADDRESS.fullmatch(button["url"]):
        raise bad("inline keyboard button URL is invalid: Wrong HTTP URL")


def _check_reply_keyboard(rows: list[list[Json]]) -> None:
    _check_size(rows)
    if any(not button["text"].strip() for row in rows for button in row):
        raise bad("can't parse keyboard button: KeyboardButton text must be non-empty")
