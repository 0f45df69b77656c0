"""Own words that were typed while a code was awaited are used when own words are chosen afterwards."""

from types import SimpleNamespace
from typing import Any

from bot.domain.desk import Previewing, Writing
from bot.domain.desk_answers import Reply
from bot.domain.ids import CaseNumber
from bot.usecases.casework.correspondence.replying import REPLY, WHICH

ACT: Any = SimpleNamespace()
"""These two questions of an answer ask nothing of the act."""
WORDS = "We come at five."


def test_choosing_own_words_takes_those_that_were_typed_before() -> None:
    answers = REPLY.chosen(ACT, WHICH, "own", Reply(to=CaseNumber(12), words=WORDS))
    assert answers.words == WORDS
    assert REPLY.after(ACT, WHICH, answers) == Previewing()


def test_choosing_own_words_without_any_asks_for_them() -> None:
    answers = REPLY.chosen(ACT, WHICH, "own", Reply(to=CaseNumber(12), text_key="canned-seen"))
    assert REPLY.after(ACT, WHICH, answers) == Writing("write")


def test_a_prepared_text_takes_the_place_of_typed_words() -> None:
    answers = REPLY.chosen(
        ACT, WHICH, next(option for option in WHICH.options(ACT) if option != "own"), Reply(words=WORDS)
    )
    assert answers.words == ""
