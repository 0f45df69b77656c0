"""Names and telephone numbers from a report that are also in other words: an officer looks at them before those are
sent.

It finds what was given as a name, words that are written like a name, and numbers, however they are spaced. It does not
understand text: what it finds is shown to a person, and nothing is refused.
"""

import re
from collections.abc import Iterable, Iterator

from bot.domain.folding import folded
from bot.domain.report import Answer, Report

NAME_QUESTIONS = frozenset({"child_name", "person", "reporter_name", "unit_name", "online_account"})
"""Questions that are answered with a name, or with what leads to a person."""
LATIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CAPITAL = re.compile(r"(?<=[^.!?\n。！？\s])[ \t]+([A-Z][a-z]+(?:['’-][A-Za-z]+)*)")
"""A word with a capital letter that does not begin a sentence."""
CALLED = re.compile(r"(?:名叫|叫做|叫|姓名是|名字是)([\u4e00-\u9fff]{2,3})")
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
NUMBER = re.compile(r"\+?\d(?:[\s().\-–]*\d){6,}")
SHORTEST = 7
"""The fewest digits of a telephone number."""
COMMON = """
a an and at boy brother called child class don't father from girl grade he her his i in is it know middle mother my
name no not of on primary pupil school she sister student teacher the their they unknown uncle aunt with
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
"""
COMMON_HAN = """
孩子 小孩 学校 小学 中学 初中 高中 老师 同学 妈妈 爸爸 父亲 母亲 爷爷 奶奶 外公 外婆 叔叔 阿姨 邻居 哥哥 姐姐 弟弟 妹妹
知道 不知道 没有 年级 班级 什么 这个 那个 男孩 女孩 学生
"""
NO_NAMES, NO_HAN_NAMES = frozenset(COMMON.split()), frozenset(COMMON_HAN.split())
"""Words that are no name: beside a name in an answer that asks for one, and with a capital letter for other reasons."""


def pointed_out(words: str, reports: Iterable[Report], known: Iterable[Answer] = ()) -> tuple[str, ...]:
    """Names and numbers from the reports that are in these words, as they are written there, each once. `known`:
    answers about the reporter that the reader may see."""
    told = list(reports)
    answers = [*(answer for report in told for answer in report.answers), *known]
    texts = [*_texts(told), *(answer.text for answer in known)]
    numbers = {digits(one) for text in texts for one in NUMBER.findall(folded(text))}
    numbers |= {digits(answer.phone.number) for answer in answers if answer.phone is not None}
    names = {*_given(answers), *(name for text in texts for name in _like_names(text))}
    return tuple(dict.fromkeys([*_named(words, names), *_numbered(words, numbers)]))


def digits(text: str) -> str:
    """A number as it is compared: its digits without the country's prefix."""
    found = re.sub(r"\D", "", folded(text))
    return found.removeprefix("0086").removeprefix("86") if len(found) > 11 else found


def _texts(reports: Iterable[Report]) -> Iterator[str]:
    """Every word that was told."""
    for report in reports:
        yield from (answer.text for answer in report.answers)
        yield from (piece.words for addition in report.additions for piece in addition.pieces)
        yield from (item.words for item in report.all_media)


def _given(answers: Iterable[Answer]) -> Iterator[str]:
    """The parts of what was given as a name."""
    for text in [answer.text for answer in answers if answer.question in NAME_QUESTIONS]:
        yield from (word.casefold() for word in LATIN.findall(text) if word.isascii() and _may_be_name(word))
        for run in HAN.findall(text):
            yield from _han_names(run)


def _may_be_name(word: str) -> bool:
    return len(word) > 1 and word.casefold() not in NO_NAMES


def _han_names(run: str) -> Iterator[str]:
    """A run of characters as a full name, and the given name in it."""
    whole = run if len(run) <= 4 else run[:3]
    found = {whole, whole[-2:] if len(whole) == 3 else whole, run[:2] if len(run) > 4 else whole}
    yield from (name for name in found if name not in NO_HAN_NAMES)


def _like_names(text: str) -> Iterator[str]:
    """Words that are written as names are."""
    yield from (word.casefold() for word in CAPITAL.findall(text) if _may_be_name(word))
    yield from (name for name in CALLED.findall(text) if name not in NO_HAN_NAMES)


def _named(words: str, names: set[str]) -> Iterator[str]:
    latin = {word.casefold(): word for word in LATIN.findall(words)}
    yield from (shown for name, shown in latin.items() if name in names)
    yield from (name for name in sorted(names, key=len, reverse=True) if not name.isascii() and name in words)


def _numbered(words: str, numbers: set[str]) -> Iterator[str]:
    known = {one for one in numbers if len(one) >= SHORTEST}
    yield from (shown.strip() for shown in NUMBER.findall(folded(words)) if digits(shown) in known)
