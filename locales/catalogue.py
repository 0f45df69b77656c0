"""All words of the line by key and language: facts are escaped, moments, durations and numbers made readable here.

Texts are Telegram HTML. Markup comes from the Fluent files alone: whatever a person wrote is a fact and is escaped.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime
from babel.units import format_unit
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType
from fluent.syntax import ast

from locales.fluent_files import is_fluent, parsed, read_sources

HERE = Path(__file__).parent
PLAIN = "en"
"""Writes moments and durations for a language that does not say how."""
COUNTED = 2048
"""How many texts with numbers in them are remembered."""
Sources = Mapping[str, Mapping[str, str]]
"""Language -> key -> the message as Fluent."""

LONGEST_PART = 2000
"""Fluent's runtime refuses parts over 2500 characters; longer facts travel as a token and are put in afterwards."""
NAMED = re.compile(r"\{ *([a-zA-Z][a-zA-Z0-9_-]*) *\}")
"""Another text that stands within one."""
TOKEN = re.compile("\ue000(\\d+)\ue001")
UNIT = re.compile(r"(?<=\d)(?=[^\W\d])")
"""Where a number and its unit meet: a blank stands there in every language, in Chinese too."""


class Html(str):
    """Text of the catalogue: as a fact of another text it is not escaped once more."""

    __slots__ = ()


@dataclass(frozen=True)
class Style:
    """How a language writes moments and durations, from its own `format-` texts."""

    locale: Locale
    zone: ZoneInfo
    moment: str
    day: str
    clock: str
    between: str
    length: Literal["short", "long", "narrow"]
    """Which of Babel's forms of a unit is the natural one: Chinese has its words under 'short'."""

    def at(self, at: datetime, pattern: str) -> str:
        """The moment in the district's zone."""
        return format_datetime(at, pattern, tzinfo=self.zone, locale=self.locale)

    def lasting(self, span: timedelta) -> str:
        """'15 minutes', '24 hours', '3 days', '1 hour 30 minutes': whole minutes, two units at most."""
        return self.between.join(
            UNIT.sub(" ", format_unit(count, f"duration-{unit}", self.length, locale=self.locale))
            for count, unit in split(span)
        )


class ShownMoment(FluentType):
    """A moment as Fluent sees it: bare it is day and time; DAY() and CLOCK() give one. Naive ones are refused."""

    def __init__(self, at: datetime, style: Style) -> None:
        if at.tzinfo is None:
            raise ValueError("a moment without a zone")
        self.at, self.style = at, style

    def format(self, _locale: Locale) -> str:
        """Formats the moment as day and time."""
        return self.style.at(self.at, self.style.moment)


class Catalogue:
    """Every text of every language folder; `text(key, locale, **facts)` gives Telegram HTML.

    Facts: str (escaped), int and float (localised; a fact called `number` is a case number and stays plain digits),
    datetime (aware; shown in the district's zone), timedelta, bool ('yes' or 'no'), None ('').
    """

    def __init__(self, zone: ZoneInfo, folder: Path = HERE, own: Sources | None = None) -> None:
        """`own`: what the district's profile says in other words, or says beside the texts that are shipped."""
        shipped, own = read_shipped(folder), own or {}
        names = [*shipped, *(name for name in own if name not in shipped)]
        self._sources = {name: {**shipped.get(name, {}), **own.get(name, {})} for name in names}
        self._bundles = {name: _bundle(name) for name in names}
        self._keys = {name: frozenset(sources) for name, sources in self._sources.items()}
        self._styles = {name: self._style(name, zone) for name in names}
        self._bare: dict[tuple[str, str], Html] = {}
        """Texts without facts, which are always the same."""
        self._counted = lru_cache(COUNTED)(self._with_numbers)

    @property
    def languages(self) -> tuple[str, ...]:
        """Names of the language folders."""
        return tuple(self._bundles)

    def keys(self, locale: str) -> frozenset[str]:
        """All keys of a language."""
        return self._keys[locale]

    def has(self, key: str, locale: str) -> bool:
        """Whether the language has this text."""
        return key in self._keys.get(locale, frozenset())

    def __call__(self, key: str, locale: str, /, **facts: object) -> Html:
        """The text; KeyError names the key (and a missing fact's name), never what a fact holds."""
        if facts:
            is_counted = "number" not in facts and all(type(value) is int for value in facts.values())
            return self._counted(key, locale, *facts.items()) if is_counted else self._worded(key, locale, facts)
        if (key, locale) not in self._bare:
            self._bare[key, locale] = self._worded(key, locale, facts)
        return self._bare[key, locale]

    def _with_numbers(self, key: str, locale: str, *facts: tuple[str, object]) -> Html:
        """The text with small numbers in it, such as '4 of about 12'. It is remembered: no number of a case is in it,
        and nobody's words."""
        return self._worded(key, locale, dict(facts))

    def _worded(self, key: str, locale: str, facts: Mapping[str, object]) -> Html:
        if not self.has(key, locale):
            raise KeyError(key)
        long: list[str] = []
        style = self._styles[locale]
        given = {name: _ready(name, value, style, long) for name, value in facts.items()}
        words, faults = self._format(key, locale, given)
        if faults:
            raise KeyError(f"{key}: {faults[0]}")
        return Html(TOKEN.sub(lambda found: long[int(found[1])] if int(found[1]) < len(long) else "", words))

    def _format(self, key: str, locale: str, facts: Mapping[str, object]) -> tuple[str, list[Exception]]:
        self._load(key, locale)
        bundle = self._bundles[locale]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        words, faults = bundle.format_pattern(pattern, dict(facts))
        return str(words), faults

    def _load(self, key: str, locale: str) -> None:
        """Parse the text, and those that it names, if that has not been done."""
        bundle = self._bundles[locale]
        if not bundle.has_message(key):
            bundle.add_resource(self._parsed(key, locale))
            for named in NAMED.findall(self._sources[locale][key]):
                self._load(named, locale)

    def _parsed(self, key: str, locale: str) -> ast.Resource:
        try:
            return parsed(self._sources[locale][key])
        except ValueError as error:
            raise KeyError(f"{key}: {error}") from None

    def unreadable(self) -> list[str]:
        """Texts that are no Fluent, as `zh-Hans/q-age`: each is parsed for that, which a start does not do."""
        return [
            f"{name}/{key}" for name, sources in self._sources.items() for key in sources if not is_fluent(sources[key])
        ]

    def _style(self, name: str, zone: ZoneInfo) -> Style:
        moment, day, clock, between, length = (
            self._pattern(name, part) for part in ("moment", "day", "clock", "between", "unit")
        )
        form: Literal["short", "long"] = "short" if length == "short" else "long"
        return Style(Locale.parse(name, sep="-"), zone, moment, day, clock, between, form)

    def _pattern(self, name: str, part: str) -> str:
        """How the language writes this; as in English where it does not say."""
        key = f"format-{part}"
        return self._format(key, name if self.has(key, name) else PLAIN, {})[0]


def read_shipped(folder: Path = HERE) -> Sources:
    """Every language's messages by key, as they lie in its folder: read once. ValueError names what is no Fluent."""
    return _read_folder(folder)


@cache
def _read_folder(folder: Path) -> Sources:
    return {path.parent.name: read_sources(path.parent) for path in sorted(folder.glob("*/common.ftl"))}


def split(span: timedelta) -> list[tuple[int, str]]:
    """A duration as its one or two largest units; below two days it is counted in hours, from two years on in years."""
    minutes = max(1, round(abs(span).total_seconds() / 60))
    if minutes >= 730 * 1440:
        return [(minutes // (365 * 1440), "year")]
    if minutes < 48 * 60 or (minutes % 1440 and minutes < 72 * 60):
        parts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
    else:
        parts = [(minutes // 1440, "day"), (minutes % 1440 // 60, "hour")]
    return [part for part in parts if part[0]]


def _ready(name: str, value: object, style: Style, long: list[str]) -> object:
    """A fact as Fluent takes it."""
    if isinstance(value, str):
        return _short(str(value) if isinstance(value, Html) else html.escape(value, quote=False), long)
    if isinstance(value, datetime):
        return ShownMoment(value, style)
    if isinstance(value, timedelta):
        return style.lasting(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value) if name == "number" else value
    if value is None:
        return ""
    raise TypeError(f"fact {name} cannot be worded")


def _short(words: str, long: list[str]) -> str:
    """The words, or a token for them when Fluent would refuse their length."""
    if len(words) <= LONGEST_PART:
        return words
    long.append(words)
    return f"\ue000{len(long) - 1}\ue001"


def _bundle(name: str) -> FluentBundle:
    """One language, without texts yet."""
    functions = {
        "DAY": lambda moment: moment.style.at(moment.at, moment.style.day),
        "CLOCK": lambda moment: moment.style.at(moment.at, moment.style.clock),
    }
    return FluentBundle([name], functions=functions, use_isolating=False)
