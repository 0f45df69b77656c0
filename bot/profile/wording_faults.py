"""A profile's own texts under the rules of wording: whatever somebody who reports can read must pass (SG02-SG14)."""

from collections.abc import Iterator, Mapping

from fluent.syntax import ast

from bot.domain.profile import Profile
from bot.profile.needed_texts import met_by_children
from bot.profile.text_faults import message_of
from locales import wording_rules as rules

OF_STAFF = ("staff-", "rule-", "audit-", "keep-", "machine-", "lock-", "task-", "outcome-", "words-", "format-")
"""Texts that no reporter reads, and lists of what people write."""
LABELS = ("harm-", "o-", "heading-", "button-", "command-", "agency-", "area-", "number-", "bot-", "body-")
"""Names of things: no sentences."""
ON_A_LOCKED_PHONE = ("tell-", "command-", "bot-name", "bot-short")
UNDER_14 = ("-child", "-friend")
UNDER_18 = (*UNDER_14, "-teen", "-peer")
POLITE = "您"
"""How Chinese speaks to an adult."""
ASKING = ("q-", "ask-")
NEXT_STEPS = "q-next_steps"
"""Says what happens next, and asks nothing."""
SENTENCES = 2
"""Of a question to a child (SG05)."""


def faults_of_wording(profile: Profile, language: str, own: Mapping[str, str]) -> Iterator[str]:
    """Every text of these that may not be said, with the rule and the words that it is about."""
    if language not in rules.SECRECY:
        return
    to_children = set(met_by_children(profile))
    said = profile.texts.get(language, {})
    for key, source in own.items():
        if key.startswith(OF_STAFF):
            continue
        text = spoken(message_of(source).value, said)
        for_child = key.endswith(UNDER_14) or (key in to_children and f"{key}-child" not in said)
        found = [*_for_all(key, text, language), *_by_age(key, text, language, for_child=for_child)]
        yield from (f"{key}: {rule}: {', '.join(words)}" for rule, words in found if words)


Found = Iterator[tuple[str, list[str]]]


def _for_all(key: str, text: str, language: str) -> Found:
    """Rules for every text."""
    yield "promises secrecy (SG02)", rules.promises_secrecy(text, language)
    yield "blames, asks why or comforts falsely (SG04)", rules.blames(text, language)
    yield "shouts or links (SG10)", rules.shouts(text)
    yield "asks for pictures of a body (SG33)", rules.asks_for_body_pictures(text, language)
    if key.startswith(ASKING) and not key.startswith(NEXT_STEPS):
        yield "states what nobody has told (SG03)", rules.asserts(text, language)
    if key.startswith(ON_A_LOCKED_PHONE):
        yield "tells something on a locked phone (SG14)", rules.betrays(text, language)


def _by_age(key: str, text: str, language: str, *, for_child: bool) -> Found:
    """Rules that depend on who reads it."""
    if (for_child or key.endswith(UNDER_18)) and POLITE in text:
        yield "speaks to a child as to an adult (SG05)", [POLITE]
    if for_child:
        yield "too long for a child (SG05)", rules.too_long_for_a_child(text, language)
    if for_child and key.startswith(ASKING) and not key.startswith(NEXT_STEPS):
        sentences = rules.sentences(text)
        yield "more than two sentences to a child (SG05)", sentences[SENTENCES:]
    if language == "en" and not key.startswith(LABELS):
        yield "too hard to read (SG05)", rules.too_hard(text, rules.CHILD_GRADE if for_child else rules.ADULT_GRADE)


def spoken(pattern: ast.Pattern | None, said: Mapping[str, str]) -> str:
    """The words of a text, with a number for each fact, in the form that serves where no other fits."""
    return "".join(_element(one, said) for one in pattern.elements) if pattern is not None else ""


def _element(element: ast.TextElement | ast.Placeable, said: Mapping[str, str]) -> str:
    if isinstance(element, ast.TextElement):
        return element.value
    match element.expression:
        case ast.SelectExpression(variants=variants):
            return spoken(next(one.value for one in variants if one.default), said)
        case ast.StringLiteral(value=value):
            return value
        case ast.MessageReference(id=name) if name.name in said:
            return spoken(message_of(said[name.name]).value, {})
        case _:
            return "12"
