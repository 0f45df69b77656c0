"""Whether a line of a transcript is said by a text of its language: by one of them, or by several beside each other."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from fluent.syntax import ast

from locales.catalogue import read_shipped
from locales.fluent_files import parsed
from tests.scenarios.transcript import INSET
from tests.support.people import PROFILE

LETTERS = {"en": 3, "zh-Hans": 1}
"""So many letters of its own a line of a text has at least: else it would be found in every line."""
FACT = "\0"
FOUND = "[^：。？！]*。?"
"""A fact in a Chinese line is at most one sentence: else one text of few letters would be found in every line."""
BESIDE = (" · ", ": ", "：", ", ", "、", "；", "; ")
"""What stands between two texts on one line."""
HEAD = re.compile(r"(?:~ (?:\((?:changed|group)\) )?)?(?:– )?")
BUTTONS = re.compile(r"(?:\[[^\]]+\] ?)+")
COMMAND = re.compile(r"/[a-z_0-9]+")
END = re.escape("\n")


class TextPatterns:
    """All lines of all texts of a language."""

    def __init__(self, language: str) -> None:
        own = PROFILE.texts.get(language, {})
        self._messages = {key: parsed(words).body[0] for key, words in {**read_shipped()[language], **own}.items()}
        self._parts = list[str]()
        lines = {line for key in self._messages for line in self._lines_of(key)}
        named = [line for line in sorted(lines) if letters_of(line) >= LETTERS[language]]
        self._one = re.compile("|".join(line.replace(FACT, FOUND) for line in named))

    def say(self, words: str) -> bool:
        """Whether these words are a line of a text, or several that stand beside each other."""
        return bool(COMMAND.fullmatch(words) or self._one.fullmatch(words)) or any(
            all(map(self.say, words.split(between))) for between in BESIDE if between in words
        )

    def _lines_of(self, key: str) -> Iterator[str]:
        self._parts = [self._pattern(self._value(key))]
        while self._parts:
            yield from unescape(re.sub("<[^>]*>", "", self._parts.pop())).split(END)

    def _value(self, key: str) -> ast.Pattern:
        message = self._messages[key]
        assert isinstance(message, ast.Message)
        assert message.value is not None
        return message.value

    def _pattern(self, pattern: ast.Pattern) -> str:
        return "".join(map(self._element, pattern.elements))

    def _element(self, element: ast.TextElement | ast.Placeable) -> str:
        match element:
            case ast.TextElement():
                return re.escape(element.value)
            case ast.Placeable(expression=ast.SelectExpression(variants=variants)):
                return self._one_of([self._pattern(variant.value) for variant in variants])
            case ast.Placeable(expression=ast.MessageReference(id=named)):
                return self._pattern(self._value(named.name))
            case ast.Placeable(expression=ast.StringLiteral() as literal):
                return re.escape(str(literal.parse()["value"]))
            case _:
                return FACT

    def _one_of(self, variants: list[str]) -> str:
        """Variants of several lines are looked for line by line, apart from what stands around them."""
        if any(END in variant for variant in variants):
            self._parts += variants
            return FACT
        return f"(?:{'|'.join(variants)})"


def letters_of(line: str) -> int:
    """How many letters of its own a line of a text has."""
    return sum(letter.isalpha() for letter in re.sub(r"\\.|\(\?:", "", line))


def said_in(line: str) -> list[str]:
    """What a line of a transcript says: its buttons, or its words without what stands before them."""
    words = HEAD.sub("", line.removeprefix(INSET).strip())
    return re.findall(r"\[([^\]]+)\]", words) if BUTTONS.fullmatch(words) else [words]


def unsaid(lines: Mapping[str, list[str]], texts: Mapping[str, TextPatterns], language: str) -> list[str]:
    """The lines of a transcript in this language that are said by no text, though the line at the same place of the
    transcript in the other language is. `lines` and `texts`: by language."""
    (other,) = set(lines) - {language}
    found = list[str]()
    for line, twin in zip(lines[language], lines[other], strict=True):
        if not line.startswith(INSET) or line == twin:
            continue
        pairs = zip(said_in(line), said_in(twin), strict=True)
        found += [one for one, two in pairs if texts[other].say(two) and not texts[language].say(one)]
    return found
