"""Words of somebody outside, shown to staff as a quotation (HTML): nothing in them is live, none of them poses as ours.

Telegram's apps make links, mentions, commands and addresses of plain words by themselves. An invisible joint (U+2060),
which they know for no part of such a word, stands where one would begin. Whoever reads sees the words as they were
written; what is kept is kept without it.
"""

import re
import unicodedata
from html import escape

from handlers.telegram.text.split import CAPTION_LIMIT, MESSAGE_LIMIT, plain, width
from locales.catalogue import Html

JOINT = "\u2060"
LINES = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Ends of lines that are not written as such."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode classes of characters that change the direction of writing, are invisible, or are not assigned."""
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing: a name of them alone would be none."""
ALLOWED = frozenset("\n\u200c\u200d")
"""Those of these characters that writing needs: a new line, and the joiners of scripts and of faces."""
LIVE = re.compile(r"[@#$/]|[.:](?=\S)")
"""Where a link, mention, command, tag or address would begin or go on."""
MOST_COMBINING = 4
"""Signs above and below one letter; more of them run over what stands beside."""


def quoted(words: str) -> str:
    """A quotation, or nothing where there are no words."""
    shown = harmless(words)
    return f"<blockquote>{shown}</blockquote>" if shown else ""


def harmless(words: str) -> str:
    """The words themselves (HTML), all that is live or hidden in them taken off, for where a quotation stands around
    them."""
    lines = LINES.sub("\n", words).replace("\t", " ")
    seen = "".join(c for c in lines if c in ALLOWED or _is_seen(c))
    still = LIVE.sub(lambda found: JOINT + found[0] + JOINT, _with_few_combining(seen).strip("\n "))
    return escape(still, quote=False)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in UNSEEN and character not in BLANK_LETTERS


def in_line(words: str) -> Html:
    """A name that somebody has given themselves, or one word of a report, within a sentence of ours: in one line, with
    nothing live or hidden in it."""
    return Html(harmless(LINES.sub("\n", words).replace("\n", " ")) or ("?" if words else ""))


def _with_few_combining(words: str) -> str:
    """The text with at most `MOST_COMBINING` combining signs on each letter."""
    found, combining = [], 0
    for character in words:
        combining = combining + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if combining <= MOST_COMBINING:
            found.append(character)
    return "".join(found)


def plain_quotations(text: str) -> str:
    """The text (HTML) without markup. Each line of a quotation begins with a sign, so that it can still be
    recognised."""
    parts = re.split(r"<blockquote>|</blockquote>", text)
    found = [plain(part) for part in parts]
    return "".join(_as_quotation(part) if place % 2 else part for place, part in enumerate(found))


def without_markup(text: str) -> str:
    """For where Telegram cannot read our markup: quotations are marked by signs, if the message has room for them."""
    with_signs, limit = plain_quotations(text), CAPTION_LIMIT if width(text) <= CAPTION_LIMIT else MESSAGE_LIMIT
    return with_signs if len(with_signs.encode("utf-16-le")) // 2 <= limit else plain(text)


def without_joints(text: str) -> str:
    """For where nothing becomes live by itself: the words as they were written."""
    return text.replace(JOINT, "")


def _as_quotation(words: str) -> str:
    return "\n".join(f"> {line}" for line in words.split("\n"))
