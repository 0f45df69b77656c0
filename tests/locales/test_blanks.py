"""Chinese texts put one blank between digits and Chinese characters: 14 岁, 15 分钟, 编号 12. A date is written
together (12月3日), with a blank around it. Durations: test_catalogue.py."""

import re
from pathlib import Path

import pytest

from tests.support.facts_of_notices import FOLDER

FILES = sorted([*(FOLDER / "zh-Hans").glob("*.ftl"), *(FOLDER.parent / "bot/profiles").glob("*/zh-Hans/*.ftl")])
SIGN = re.compile("[\u4e00-\u9fff]")
TAGS = re.compile(r"</?\w[^>]*>")
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
JOINED = re.compile(rf"\d{SIGN.pattern}|{SIGN.pattern}\d")
FACT = re.compile(r"\{ ?(DAY|CLOCK)?\(?\$(\w+)\)? ?\}")

WORDS = {
    "agencies", "agency", "body", "clock", "from", "incomplete", "institution", "it", "lead", "marks", "name",
    "other_lead", "what",
}  # fmt: skip
"""Facts that are words: no blank stands between them and the Chinese around them."""
END_IN_WORDS = {
    "acknowledge", "after", "allowed", "draft", "draft_organisation", "last", "outcome", "reply", "shown", "span",
    "time", "waits",
}  # fmt: skip
"""Durations and dates: they begin with a digit and end with a word."""
WRITE_DATES = ("staff-chart-date", "staff-chart-week", "words-")
"""The pattern of a date itself, and words that are looked for and never shown."""


def shown(path: Path) -> list[str]:
    """What a file shows, line by line."""
    lines = path.read_text("utf-8").splitlines()
    return [TAGS.sub("", line) for line in lines if not line.startswith(("#", *WRITE_DATES))]


def without_a_blank(line: str) -> list[str]:
    """Facts of this line that are too close to Chinese characters."""
    found = []
    for fact in FACT.finditer(line):
        function, name = fact.groups()
        before, after = line[fact.start() - 1 : fact.start()], line[fact.end() : fact.end() + 1]
        ends_in_words = function == "DAY" or (not function and name in END_IN_WORDS)
        if name not in WORDS and (SIGN.fullmatch(before) or (SIGN.fullmatch(after) and not ends_in_words)):
            found.append(name)
    return found


def test_a_blank_stands_between_digits_and_chinese() -> None:
    lines = [(path.name, line) for path in FILES for line in shown(path)]
    assert [(name, line) for name, line in lines if JOINED.search(DATE.sub("，", line))] == []
    assert {(name, line): found for name, line in lines if (found := without_a_blank(line))} == {}


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("满{ $age }了", True),
        ("请在{ $allowed }内签收", True),
        ("请在 { $allowed }内签收", False),
        ("由{ $agency }主办", False),
        ("{ CLOCK($until) }以后可以再试", True),
        ("已于{ DAY($at) }答复", True),
        ("已于 { DAY($at) }答复", False),
        ("{ $due } 前", False),
    ],
)
def test_a_fact_without_its_blank_is_found(line: str, *, is_found: bool) -> None:
    assert bool(without_a_blank(line)) is is_found
