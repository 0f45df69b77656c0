"""What is wrong with a profile's words: every missing text by name, and every text of its own that may not be said."""

import re
from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser

from babel import Locale, UnknownLocaleError
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.domain.profile import Profile
from bot.profile.needed_texts import VOICES, may_bring, needed
from locales.catalogue import NAMED, Sources, read_shipped
from locales.fluent_files import is_fluent, parsed

HTML = frozenset({"b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote", "tg-spoiler"})
"""Markup that Telegram knows."""
LONGEST = {"bot-name": 64, "bot-short-description": 120, "bot-description": 512}
"""Characters that Telegram takes of what a bot says of itself."""
LONGEST_COMMAND = 256
LONGEST_TEXT = 3500


def faults_of_texts(profile: Profile, own: Sources) -> list[str]:
    """Every fault, each with its language and key; empty when whatever this profile needs can be said. `own`: those of
    its texts that it does not have from a base."""
    spoken = list(profile.languages)
    faults = [f"languages: {name}: no language of which dates can be written" for name in spoken if not _is_known(name)]
    faults += [f"texts.{name}: not among the languages" for name in sorted(set(own) - set(spoken))]
    try:
        shipped = read_shipped()
    except ValueError as error:
        return [*faults, f"locales: {error}"]
    for name in spoken:
        said = {**shipped.get(name, {}), **profile.texts.get(name, {})}
        faults += _missing(profile, name, said.keys(), shipped)
        faults += [f"texts.{name} {fault}" for fault in _of_own(profile, own.get(name, {}), said, shipped)]
    return faults


def _is_known(language: str) -> bool:
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _missing(profile: Profile, name: str, said: Collection[str], shipped: Sources) -> Iterator[str]:
    """Texts that this language lacks: those of the profile's own parts, and those that every language has."""
    if not said:
        yield f"texts.{name}: the language has no texts at all (locales/{name}, or the profile's own)"
        return
    for need in dict.fromkeys(needed(profile)):
        if not any(key in said for key in need):
            yield f"texts.{name} {need[0]}: missing"
    common = set[str]().union(*shipped.values())
    yield from (f"texts.{name} {key}: missing" for key in sorted(common.difference(said)))


def _of_own(profile: Profile, own: Mapping[str, str], said: Mapping[str, str], shipped: Sources) -> Iterator[str]:
    """Faults of the texts that the profile brings itself in one language."""
    brought = may_bring(profile) if own else frozenset()
    for key, source in own.items():
        if key not in brought and not any({key, for_all(key)} & texts.keys() for texts in shipped.values()):
            yield f"{key}: nothing is called so here"
        elif not is_fluent(source):
            yield f"{key}: not Fluent"
        else:
            unknown = sorted(set(NAMED.findall(source)) - set(said))
            yield from (f"{key}: there is no text {name} to stand in it" for name in unknown)
            yield from (f"{key}: {fault}" for fault in faults_of_message(key, message_of(source), shipped))


def for_all(key: str) -> str:
    """The text of which this is the wording for one voice; itself where it is none."""
    return next((key.removesuffix(voice) for voice in VOICES if voice and key.endswith(voice)), key)


def message_of(source: str) -> ast.Message:
    """Parses one message."""
    (message,) = (entry for entry in parsed(source).body if isinstance(entry, ast.Message))
    return message


def facts_given(key: str, shipped: Sources) -> frozenset[str]:
    """The facts that a text may ask for: those that any of the shipped languages asks for there, in the words for this
    voice or for all."""
    there = [texts[name] for texts in shipped.values() for name in (key, for_all(key)) if name in texts]
    return frozenset[str]().union(*(facts_of(message_of(source)) for source in there if is_fluent(source)))


def faults_of_message(key: str, message: ast.Message, shipped: Sources) -> Iterator[str]:
    """What makes a text unsayable: facts that nobody gives it, markup that Telegram refuses, too much of it."""
    wanted = facts_of(message)
    given = facts_given(key, shipped) if wanted else frozenset()
    yield from (f"no fact ${name} is given to it" for name in sorted(wanted - given))
    words = _Words()
    words.visit(message)
    yield from faults_of_markup(words.text)
    if not words.text.strip():
        yield "empty"
    longest = LONGEST.get(key, LONGEST_COMMAND if key.startswith("command-") else LONGEST_TEXT)
    if len(words.text) > longest:
        yield f"more than {longest} characters"


class _Words(Visitor):
    """All that a text holds in its own words, every variant of it, one after the other."""

    def __init__(self) -> None:
        self.text = ""

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.text += node.value

    def visit_Placeable(self, node: ast.Placeable) -> None:  # noqa: N802
        self.text += "x"
        self.generic_visit(node)


class _Facts(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def facts_of(message: ast.Message) -> frozenset[str]:
    """Names of the facts that a text asks for."""
    found = _Facts()
    found.visit(message)
    return frozenset(found.names)


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in HTML or attrs:
            self.faults.append(f"<{tag}> is no markup for it")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def faults_of_markup(text: str) -> list[str]:
    """What Telegram would refuse a message for."""
    markup = _Markup()
    markup.feed(text)
    markup.close()
    loose = ["< or & must be written as &lt; or &amp;"] if _has_loose_signs(text) else []
    return [*markup.faults, *(f"<{tag}> is not closed" for tag in markup.open), *loose]


def _has_loose_signs(text: str) -> bool:
    bare = re.sub(r"</?[a-z-]+>|&(?:lt|gt|amp|quot);", "", text)
    return "<" in bare or "&" in bare
