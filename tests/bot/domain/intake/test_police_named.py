"""Nobody is told that the police will look at a file where the police may be the suspects."""

from datetime import UTC, datetime

import pytest

from bot.domain.ids import DraftId
from bot.domain.intake.facts import facts_of
from bot.domain.intake.routing import police_look
from bot.domain.intake.triage import triage
from bot.domain.report import Answer, Draft, Path, Piece
from bot.domain.urgency import Urgency
from tests.support.domain.answers import PROFILE

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HARM = Answer("harms", ("sexual_contact",))


def told(*answers: Answer) -> Draft:
    return Draft(DraftId("d"), Path.ADULT, "en", NOW, NOW, answers=(HARM, *answers))


def says(question: str, words: str) -> Answer:
    return Answer(question, pieces=(Piece(words, 1, NOW),))


@pytest.mark.parametrize(
    "words",
    [
        "A policeman does it", "two cops in a car", "he is a police officer", "Our neighbour is a detective.",
        "是派出所的民警干的", "那个警察摸她", "他是辅警", "他在公安局上班", "一个穿警服的人",
    ],
)  # fmt: skip
@pytest.mark.parametrize("question", ["story", "also_said", "person"])
def test_words_about_a_suspect_in_the_police_end_the_promise_to_look(question: str, words: str) -> None:
    assert not police_look(PROFILE, told(says(question, words)))


@pytest.mark.parametrize("link", ["police", "official"])
def test_choosing_the_police_as_the_suspects_office_ends_the_promise_to_look(link: str) -> None:
    assert not police_look(PROFILE, told(Answer("link", (link,))))


@pytest.mark.parametrize("words", ["My uncle does it", "She uses a copper pan", "我叔叔摸她", "scope of it"])
def test_without_a_suspect_in_the_police_the_promise_stands(words: str) -> None:
    assert police_look(PROFILE, told(says("story", words)))


def test_words_about_the_police_do_not_raise_the_class() -> None:
    neglect = Answer("harms", ("neglect",))
    draft = Draft(DraftId("d"), Path.ADULT, "en", NOW, NOW, answers=(neglect, says("story", "The police know it.")))
    found = triage(PROFILE.triage, facts_of(PROFILE.questionnaire, draft.path, draft.answers, ()))
    assert "T21" not in found.rules
    assert found.urgency in {Urgency.P3, Urgency.P4}
