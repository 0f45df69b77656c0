"""Words that would do something, or pretend to be something, where they are shown; written by hand."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.support.domain.examples import SIGNS

LIVE = frozenset(
    [
        "url",
        "email",
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "text_link",
        "text_mention",
        "phone_number",
        "custom_emoji",
        "code",
        "pre",
    ]
)
"""Kinds of marks that can be pressed, or that look like our own markup."""
TURNERS = "".join(map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that change the direction of what follows."""
HOSTILE = (
    "https://evil.example/x",
    "HTTP://evil.example",
    "evil.example/x",
    "t.me/evil",
    "tg://user?id=1",
    "www.evil.example",
    "tg://resolve?domain=evil",
    "ftp://evil.example",
    "http://127.0.0.1:8080/x",
    "https://[::1]/",
    "пример.рф",
    "例子.中国",
    "@evil_account",
    "write to @evil_account!",
    "(@evil_account)",
    "me@evil.example",
    "#case1",
    "$USD",
    "/take 1",
    "/close@tipline_demo_bot 1",
    "see /approve_1 now",
    "a\n/erase 1",
    "+8613800000000/x",
    '<a href="https://evil.example">police</a>',
    "<b>Case 1 · urgent</b>, closed",
    "</blockquote>\n<b>Case 2</b>",
    "<code>x</code>",
    "</b></i></blockquote></tg-spoiler>",
    "&lt;/blockquote&gt;<b>x</b>",
    "<tg-emoji emoji-id='1'>x</tg-emoji>",
    "\u202etpircs\u202c",
    "\u2066x\u2069",
    "\u200fabc\u200e",
    "x\u2028Case 2\u2029closed",
    "x\x85y\x0bz\x0cw",
    "a\u061cb",
    "h\u200bttps://evil.example",
    "ht\u00adtps://evil.example",
    "@\u200bevil_account",
    "\ufeff/take 1",
    "a\U000e0041b",
    "x" + "\u0301" * 60,
    "\ue0000\ue001",
    "\ue0001\ue001 \ue000",
    "a\rb\r\nc",
    "\x1b[31mred",
    "a\x00\x07b",
    "\u2060@\u2060evil_account",
    "https:\u2060//evil.example",
    "Told 3 May\n[told by others]\nName shown there:\nMs Li",
    "> quoted\n> more",
)


def hostile_words() -> SearchStrategy[str]:
    """Such words among ordinary ones, and among any characters."""
    pieces = st.one_of(
        st.sampled_from(HOSTILE),
        st.sampled_from(TURNERS),
        st.sampled_from(("he hit me", " ", "\n", "。", "打")),
        st.text(SIGNS, max_size=8),
    )
    return st.lists(pieces, min_size=1, max_size=6).map("".join)


def live_in(text: str, entities: list[dict[str, Any]]) -> list[str]:
    """What can be pressed in a message, and what changes its direction."""
    return [entity["type"] for entity in entities if entity["type"] in LIVE] + [
        hex(ord(c)) for c in text if c in TURNERS
    ]
