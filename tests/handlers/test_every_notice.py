"""Every notice has a name of its own and a view, every sentence its words.

The type checker says so too (see the note at the table in handlers/views.py); here the forgotten one is named.
"""

import importlib
import pkgutil
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from bot.domain import notices
from bot.domain.notices.content import Content, NotReadable
from bot.domain.notices.every import KINDS, AnyContent, Worded
from bot.domain.notices.officer.desk_steps import DeskStep
from bot.domain.notices.reporter.files import CopyRemoved, FileStored
from bot.domain.notices.say import SAID_AS, Say
from bot.domain.notices.sentences import Sentence
from handlers.telegram.text.view_table import no_views
from handlers.views import VIEWS
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES, facts_of
from tests.support.facts_of_notices import language as language_of

DEFINED = [
    one
    for found in pkgutil.walk_packages(notices.__path__, f"{notices.__name__}.")
    for one in vars(importlib.import_module(found.name)).values()
    if isinstance(one, type) and issubclass(one, Content) and "KIND" in vars(one)
]
"""Every class of the folder with a stored name."""


def test_every_notice_class_is_listed() -> None:
    missing = {kind.__name__ for kind in {*DEFINED} - {*get_args(AnyContent)}}
    assert missing == set(), "missing in bot/domain/notices/every.py"


def test_every_notice_has_a_view() -> None:
    missing = {kind.__name__ for kind in get_args(Worded) if kind not in VIEWS.kinds}
    assert missing == set(), "needs a view: docs/adapt/add-a-notice.md"


def test_no_two_notices_are_stored_under_one_name() -> None:
    """Only the steps of a form are, which their states tell apart, and the sentences, which their keys do."""
    names = [one.KIND for one in get_args(AnyContent)]
    of_their_own = [one.KIND for one in get_args(AnyContent) if not issubclass(one, DeskStep | Say)]
    assert sorted([*of_their_own, "desk_prompt", "say"]) == sorted(set(names))
    assert set(KINDS) == set(names) - {NotReadable.KIND}


def test_a_notice_is_a_frozen_value_with_types() -> None:
    kinds = get_args(AnyContent)
    assert [kind for kind in kinds if not is_dataclass(kind)] == []
    untyped = {kind for kind in kinds for one in fields(kind) if one.type in ("Any", "object", "dict[str, Fact]")}
    assert untyped == set()
    for kind in kinds:
        with pytest.raises(FrozenInstanceError):
            object.__new__(kind).anything = 1


def test_registering_two_views_for_a_notice_is_refused() -> None:
    async def one(*_: object) -> None:
        return None

    table = no_views().on(FileStored, one)
    with pytest.raises(ValueError, match="worded twice: FileStored"):
        table.join(no_views().on(CopyRemoved, one).on(FileStored, one))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_words(language: str) -> None:
    assert [sentence for sentence in get_args(Sentence) if not CATALOGUE.has(sentence, language)] == []


def test_every_sentence_is_said_by_one_class() -> None:
    assert set(SAID_AS) == set(get_args(Sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_given_every_value_that_its_text_names(language: str) -> None:
    texts, missing = language_of(language), dict[str, frozenset[str]]()
    for sentence in get_args(Sentence):
        given = {one.name for one in fields(SAID_AS[sentence])}
        if named := facts_of(texts[sentence]) - {"key"} - given:
            missing[sentence] = named
    assert missing == {}
