"""Words that raise the class, as children and adults say them: written by hand, what must be found and what must not
(T21, SG19)."""

from pathlib import Path

import pytest

from bot.domain.intake.wordlists import found_in
from tests.support.domain.answers import facts

CALM = {"danger": "no", "harms": ["neglect"]}

TABLE = Path(__file__).with_name("alarming_words.txt").read_text("utf-8")
"""Sentences by the group that must find them; under [nothing] those in which nothing may be found."""
SENTENCES = {part.split("]")[0]: part.split("]", 1)[1] for part in TABLE.split("\n[")}
FOUND = {group.removeprefix("["): told for group, told in SENTENCES.items() if group != "nothing"}
NOT_FOUND = SENTENCES["nothing"]


def lines(table: str) -> list[str]:
    return [line.strip().replace("\\n", "\n") for line in table.strip().splitlines()]


def groups(story: str) -> set[str]:
    return {fact.removeprefix("words:") for fact in facts(CALM, story=story) if fact.startswith("words:")}


@pytest.mark.parametrize("group", sorted(FOUND))
def test_alarming_words_are_found_as_children_say_them(group: str) -> None:
    assert [line for line in lines(FOUND[group]) if group not in groups(line)] == []
    assert min(sum(line.isascii() == own for line in lines(FOUND[group])) for own in (True, False)) >= 29


def test_ordinary_words_are_not_alarming() -> None:
    assert {line: found for line in lines(NOT_FOUND) if (found := groups(line))} == {}


@pytest.mark.parametrize(
    "story",
    [
        "她杀了一只鸡，爸爸打我",
        "想死你了。我不想活了",
        "他打我电话，说要打死我",
        "He killed it on stage, then he hit me.",
        "knife and fork; he has a knife",
    ],
)
def test_a_harmless_phrase_does_not_hide_an_alarming_word_beside_it(story: str) -> None:
    assert groups(story)


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("убить", "он хочет убить меня", True),
        ("бить", "любить маму", False),
        ("tuer", "il veut me tuer", True),
        ("tuer", "la batuère", False),
        ("été", "un été chaud", True),
        ("été", "la santété", False),
        ("मार", "वह मार देगा", True),
        ("मार", "हमारा घर", False),
        ("قتل", "يريد قتل أخي", True),
        ("قتل", "مقتله", False),
        ("hit* me", "她说 he hits me，还哭", True),
        ("kill me", "他说kill me", True),
        ("kill me", "skill metal", False),
        ("让…脱", "他让我把外面的脱", True),
        ("让…脱", "他让我走。我自己脱", False),
        ("touch* … down there", "he touched me down there", True),
        ("touch* … down there", "a touchdown there", False),
        ("想死你了。", "想死你了！", True),
        ("想死你了。", "想死你了解吗", False),
    ],
)
def test_a_word_is_found_as_a_whole_in_every_script(word: str, text: str, *, is_found: bool) -> None:
    assert found_in((word,), (), text) is is_found
