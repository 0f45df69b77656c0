"""No text keeps the line busy: every regular expression, and every scan over foreign words, takes time in proportion.

All expressions of the program are found in its source; each is tried in the ways in which it is used, on texts that
make a bad one look back again and again. What a longer text takes is compared with what a shorter one takes. Nothing is
measured against a clock of the wall.
"""

import ast
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeGuard, cast

import pytest

from bot.cli.queue_rows import shape
from bot.domain.cases.reporter import question_words
from bot.domain.folding import folded
from bot.domain.institutions import slip_text
from bot.domain.intake import facts, wordlists
from bot.usecases.oversight import departures, opening_second_factor
from bot.usecases.reporting.draft import draft_report
from handlers.officer import casework
from handlers.reporter import courtesies, cries, institution, told
from handlers.telegram.files import plain_text
from handlers.telegram.files.plain_text import is_plain_text
from handlers.telegram.receiving.raw_update import read, typed
from handlers.telegram.structure import program_text
from handlers.telegram.text.split import plain, split, width
from locales import wording_rules as rules
from locales.catalogue import Catalogue
from locales.words import numbers_in, seems_code
from tests.support.domain.examples import examples
from tests.support.domain.profiles import shipped
from tests.support.sources.modules import modules_below, nodes_of

ROOT = Path(__file__).parents[1]
WAYS = ("match", "fullmatch", "search", "sub", "findall", "finditer", "split")
EXPRESSIONS = {"re.compile", "filters.Regex", *(f"re.{way}" for way in WAYS)}
PROFILE = shipped()
TEXT = Catalogue(PROFILE.zone, own=PROFILE.texts)
PUMPS = (
    "!", "a", "ab", " ", "1", "<", "<a", "&", "&a", '"', "\\", '\\"', "[", "{", "a ", "a.", "a-", "-", "_", "g1", "打",
    "打人", "\u0301", "\u0315\u0300", "\ufe0f", "\u200d", "\n", "ok ", "thanks ", "谢谢", "/start ", "\ue000",
    "\ue0001", "F", "\xad", "ﷺ", "kill ",
)  # fmt: skip
ROUNDS = (150, 1200, 4800)
NOTHING = 0.000125
"""Seconds of the processor for the second text below which nothing is said: it would be noise."""
FASTER = (12.0, 8.0)
"""From one text to the next: between eight times, in proportion, and sixty-four times, by the square; and between four
and sixteen times."""


@dataclass(frozen=True)
class Expression:
    """One expression in the source."""

    where: str
    name: str
    """The constant that holds it, if one does."""
    way: str
    """How it is used, where that stands beside it."""
    written: str | None
    """None for one that is put together while the program runs."""

    @property
    def key(self) -> str:
        return f"{self.where} {self.name or self.way}"


def joined(*written: str) -> re.Pattern[str]:
    """Several expressions that are tried one after the other, as one."""
    return re.compile("|".join(f"(?:{one})" for one in written), re.IGNORECASE)


PUT_TOGETHER: dict[str, Callable[[], re.Pattern[str]]] = {
    "bot/usecases/oversight/opening_second_factor.py NAME": lambda: opening_second_factor.NAME,
    "bot/usecases/oversight/departures.py NAME": lambda: departures.NAME,
    "handlers/officer/casework.py STAFF_LINK": lambda: casework.STAFF_LINK.pattern,
    "handlers/reporter/institution.py OF_INSTITUTION": lambda: institution.OF_INSTITUTION.pattern,
    "bot/domain/intake/wordlists.py compile": lambda: wordlists.pattern(
        tuple(w for words in keywords() for w in words)
    ),
    "bot/domain/cases/reporter/question_words.py compile": lambda: re.compile(
        "|".join(question_words.DEEDS), re.IGNORECASE
    ),
    "locales/wording_rules.py finditer": lambda: joined(
        rules.BLAME["en"], rules.FALSE_COMFORT["en"], rules.BUREAUCRACY["en"], rules.BLAME["zh-Hans"]
    ),
    "locales/wording_rules.py finditer 2": lambda: joined(*rules.ASSERTING.values()),
    "locales/wording_rules.py finditer 3": lambda: joined(*rules.REVEALING.values()),
    "locales/wording_rules.py search": lambda: joined(
        *rules.SECRECY["en"], *rules.SECRECY["zh-Hans"], *rules.PICTURE.values(), *rules.BODY.values()
    ),
    "bot/domain/institutions/slip_text.py FORM": lambda: slip_text.FORM,
    "bot/domain/intake/wordlists.py PARTED": lambda: wordlists.PARTED,
    "handlers/telegram/files/plain_text.py ACTIVE": lambda: plain_text.ACTIVE,
    "handlers/telegram/structure/program_text.py BEGINS": lambda: program_text.BEGINS,
    "handlers/telegram/structure/program_text.py HEADING": lambda: program_text.HEADING,
    "handlers/reporter/courtesies.py compile": lambda: courtesies._only(listed(courtesies.COURTESIES)),
    "handlers/reporter/courtesies.py compile 2": lambda: courtesies._any(listed(courtesies.TAKING_BACK)),
}
"""Those that are put together while the program runs, as they are then."""


def keywords() -> Iterator[tuple[str, ...]]:
    yield from (*PROFILE.questionnaire.keywords.values(), PROFILE.questionnaire.harmless)


def listed(key: str) -> tuple[str, ...]:
    return courtesies._listed(TEXT, key, PROFILE.languages)


def sources() -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    for folder in ("bot", "handlers", "storage", "locales"):
        for path in modules_below(ROOT / folder):
            if not {"simulator", "versions"} & set(path.parts):
                yield path.relative_to(ROOT).as_posix(), nodes_of(path)


def is_expression(call: ast.Call) -> bool:
    called = call.func
    named = f"{called.value.id}.{called.attr}" if is_of_a_name(called) else ""
    return named in EXPRESSIONS or any(word.arg == "pattern" for word in call.keywords)


def is_of_a_name(called: ast.expr) -> TypeGuard[Any]:
    """Whether it is written `one.other`."""
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)


def expression(where: str, call: ast.Call, name: str) -> Expression:
    given = next((word.value for word in call.keywords if word.arg == "pattern"), None) or call.args[0]
    written = ast.literal_eval(given) if isinstance(given, ast.Constant) else None
    way = ast.unparse(call.func).rpartition(".")[2]
    return Expression(where, name, way, written.decode("latin-1") if isinstance(written, bytes) else written)


@cache
def expressions() -> tuple[Expression, ...]:
    found: list[Expression] = []
    for where, nodes in sources():
        names = {
            id(node.value): node.targets[0].id
            for node in nodes
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        calls = [node for node in nodes if isinstance(node, ast.Call) and is_expression(node)]
        found += [expression(where, call, names.get(id(call), "")) for call in calls]
    return tuple(found)


@cache
def uses() -> dict[str, set[str]]:
    """How each constant is used, anywhere."""
    used: dict[str, set[str]] = {}
    for _, nodes in sources():
        for node in nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in WAYS:
                used.setdefault(node.value.id, set()).add(node.attr)
    return used


def ways_of(one: Expression) -> set[str]:
    """In all ways, where it is not known how it is used."""
    if one.way in WAYS:
        return {one.way}
    return uses().get(one.name) or {"match", "fullmatch", "search"}


def patterns() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    seen: dict[str, int] = {}
    for one in expressions():
        if one.written is not None:
            yield one.key, re.compile(one.written), ways_of(one)
            continue
        seen[one.key] = seen.get(one.key, 0) + 1
        key = one.key if seen[one.key] == 1 else f"{one.key} {seen[one.key]}"
        assert key in PUT_TOGETHER, f"{key} is put together while the program runs: give PUT_TOGETHER an example of it"
        yield key, PUT_TOGETHER[key](), {"fullmatch", "search"}


def tried(pattern: re.Pattern[str], way: str) -> Callable[[str], object]:
    if way == "sub":
        return lambda text: pattern.sub("", text)
    if way == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    return cast("Callable[[str], object]", getattr(pattern, way))


def cost(run: Callable[[str], object], text: str, times: int = 3) -> float:
    """Seconds of the processor for this thread alone, the least of so many times."""
    least = float("inf")
    for _ in range(times):
        began = time.thread_time()
        run(text)
        least = min(least, time.thread_time() - began)
    return least


Given = tuple[str, str, str]
"""What a text begins with, what is repeated, and how it ends."""


def written(given: Given, rounds: int) -> str:
    begin, pump, end = given
    return f"{begin}{pump * rounds}{end}"


AROUND = (("", "!"), ("", "a"), ("a", "a"), ("a", "!"), ("", ""), ("a", ""))
"""What stands before and after the pump. A bad expression looks back where the end does not fit, so the suite tries the
first around each pump, and the second or third in turn. A long run tries all."""
TEXTS = {
    given: (written(given, ROUNDS[0]), written(given, ROUNDS[1]))
    for turn, pump in enumerate(PUMPS)
    for begin, end in (AROUND if examples(0) else (AROUND[0], AROUND[1 + turn % 2]))
    for given in [(begin, pump, end)]
}
"""The short text of each, and the longer one."""


def is_bad(run: Callable[[str], object], given: Given) -> bool:
    """Whether the time grows faster than the text, from the short one to the longer one, and again to the longest. Once
    is not enough: what is read in another way from some length on takes longer from there on, but in proportion."""
    short, longer = TEXTS[given]
    took = cost(run, longer, 1)
    if took < NOTHING or took < FASTER[0] * cost(run, short):
        return False
    most, longest = FASTER[1] * cost(run, longer), written(given, ROUNDS[2])
    return cost(run, longest, 1) > most and cost(run, longest) > most


def bad_texts(run: Callable[[str], object]) -> Iterator[Given]:
    return (given for given in TEXTS if is_bad(run, given))


def test_every_expression_takes_time_in_proportion_to_the_text() -> None:
    found = [(key, way, tried(one, way)) for key, one, ways in patterns() for way in ways]
    assert len({key for key, _, _ in found}) > 25
    bad = [(key, way, next(bad_texts(run), None)) for key, way, run in found]
    assert [(key, way, text) for key, way, text in bad if text is not None] == []


def part(text: str) -> str:
    """For what takes long: the same holds for a quarter."""
    return text[: len(text) // 4]


CONTEXT: Any = SimpleNamespace(profile=PROFILE, dependencies=SimpleNamespace(text=TEXT))
SCANS: dict[str, Callable[[str], object]] = {
    "a plain word that is a command": lambda text: told.spoken(CONTEXT, text),
    "words folded for comparing": folded,
    "greetings": lambda text: courtesies.is_courtesy(TEXT, PROFILE.languages, text),
    "a cry for help": lambda text: cries.cries_for_help(TEXT, PROFILE, text),
    "taking back": lambda text: courtesies.takes_back(TEXT, PROFILE.languages, part(text)),
    "words of danger": lambda text: facts._search(PROFILE.questionnaire, text),
    "a receipt code": lambda text: numbers_in(text, 5),
    "whether it seems a code": seems_code,
    "marks of a child": draft_report.plain_name,
    "splitting": lambda text: split(part(text), 30),
    "width": width,
    "without markup": plain,
    "worded": lambda text: TEXT("review-line", "en", question="x", answer=text),
    "bytes of an update": lambda text: read(text.encode("utf-8", "replace")),
    "bytes of an update that are nearly one": lambda text: read(f'{{"a": "{text}'.encode("utf-8", "replace")),
    "an update": lambda text: typed({"message": {"chat": {"id": 1}, "text": text, text: text}}, 0),
    "a file of words": lambda text: is_plain_text(text.encode("utf-8", "replace")),
    "the shape of an update": lambda text: shape({text: text}),
}


@pytest.mark.parametrize("name", SCANS)
def test_every_scan_takes_time_in_proportion_to_the_text(name: str) -> None:
    assert next(bad_texts(SCANS[name]), None) is None


def test_the_check_finds_a_quadratic_expression() -> None:
    bad = re.compile(r"^[\W_]+|[\W_]+$")
    assert next(bad_texts(tried(bad, "sub")), None) is not None
