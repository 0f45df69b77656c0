"""Lanes: updates of one are handled in order. Their names are keyed hashes, so that they name nobody."""

from collections.abc import Callable

from bot.domain.ids import ChatId


def lane_of_chat(keyed_hash: Callable[[str, str], str], chat: ChatId | int | str) -> str:
    """The lane of the person who writes and presses in this chat."""
    return keyed_hash("lane", str(chat))


def ahead_of(lane: str) -> str:
    """The lane beside another one, for what must not wait behind all that its sender has sent before."""
    return f"ahead|{lane}"
