"""Text in the form in which it is searched for the words of a list: signs are moved to where no script stands.

An expression that names a set of letters is made by counting up every letter of the set, once for each place in which
the expression names it. Chinese and Korean letters are 40,000, and a list of words would name them hundreds of times.
Far behind all scripts a set costs nothing. So each of these signs is moved there, to a place of its own.
"""

from bisect import bisect
from itertools import chain

RUN_TOGETHER = (
    (0xE00, 0xF00),
    (0x1000, 0x10A0),
    (0x1780, 0x1800),
    (0x2E80, 0xA000),
    (0xAC00, 0xD7B0),
    (0xF900, 0xFB00),
)
"""Scripts that write words without blanks (Thai, Lao, Burmese, Khmer, Chinese, Japanese), and Korean, which attaches
endings to its words. There a word may stand anywhere. Each range is without its end; rare Chinese letters stand far
behind already."""
MARKED = ((0x300, 0x370), (0x591, 0x5C8), (0x64B, 0x660), (0x900, 0x964), (0x966, 0xE00))
"""Where the marks on letters of the other scripts are. Letters and digits of India are among them."""
LETTERS_RUN_TOGETHER, OTHERS_RUN_TOGETHER, MARKS = 0x100000, 0xF0000, 0xE0000
"""How far a sign is moved: a letter or digit that is run together, another sign among these, a mark."""
TARGETS = ((0xE001, 0xE002), (0xE0300, 0xE0E00), (0xF0000, 0x110000))
"""Where signs are moved to. No script uses these places."""
UNDERSCORE, UNUSED = 0xE001, 0xE000
"""The place of the underscore, and of what a text itself has in the targets."""

LETTER = "[^\\W\U00020000-\U0003ffff]|[\U000e0300-\U000e0dff]"
"""A letter or digit of the other scripts, or a mark on one."""
IN_WORD = "\\w\U00100000-\U0010ffff"
"""In a set: a letter or digit of any script."""
TOGETHER = "\U00020000-\U0003ffff\U000f0000-\U0010ffff"
"""In a set: every sign of scripts that write words without blanks."""
NO_CLAUSE_END = f"{IN_WORD}\ue001"
"""In a set: what ends no clause."""

RANGES = {"run together": RUN_TOGETHER, "mark": MARKED, "target": TARGETS}
KINDS = sorted([(one, kind) for kind, ranges in RANGES.items() for one in ranges])
EDGES = [*chain.from_iterable(one for one, _ in KINDS)]
"""First and end of each range, in their order."""


def coded(text: str) -> str:
    """The text with each sign moved to its place. Its length stays."""
    if text.isascii() and "_" not in text:
        return text
    return text.translate({ord(sign): _place(sign) for sign in set(text)})


def _place(sign: str) -> int:
    """The place of the sign."""
    code = ord(sign)
    edge = bisect(EDGES, code)
    if edge % 2 == 0:  # before the first range, or between two
        return UNDERSCORE if sign == "_" else code
    match KINDS[edge // 2][1], sign.isalnum():
        case "run together", is_letter:
            return code + (LETTERS_RUN_TOGETHER if is_letter else OTHERS_RUN_TOGETHER)
        case "mark", is_letter:
            return code if is_letter else code + MARKS
        case _:
            return UNUSED
