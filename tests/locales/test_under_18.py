"""Everything that somebody under 18 may read has words for them: no 您, short, plain (SG05, SG41), on every path."""

import re
from functools import cache

import pytest

from bot.domain.profile import Profile, Questionnaire
from bot.domain.report import Path
from handlers.wording import ENDINGS
from locales import wording_rules as wording
from tests.support.domain.profiles import shipped
from tests.support.facts_of_notices import LANGUAGES, language, render, reporter_keys

YOUNG = ("child", "friend")
PATHS = {"child": Path.CHILD, "friend": Path.CHILD, "teen": Path.TEEN, "peer": Path.TEEN}
LABELS = ("harm-", "o-", "heading-", "button-", "command-", "agency-", "area-", "number-", "words-", "bot-", "format-")
"""Names of things: no sentences."""
OF_DUTY = ("slip-", "verified-", "info-privacy-slips")
"""Only who has a duty to report is offered a slip; only who sends one reads what was found."""
OF_HEADS = ("institution-head", "institution-letter", "institution-poster", "institution-renew")
OF_ADULTS = (*OF_HEADS, "duty-", "verified-note", "private-note")
"""Read by heads of institutions, by who asks for the training of staff, and by who reports as an adult with a link. The
link for staff hangs on a wall: anybody may open it."""
AT_FIRST = ("institution-link-ask", "institution-link-none", "error-link-over")
"""Read by who opens that link before anything was told: nobody knows yet how old they are."""
LONGER = {
    "q-start": 5,
    "q-next_steps": 6,
    "next-steps-more": 8,
    "info-signs": 9,
    "info-duty": 5,
    "info-after": 10,
    "follow-paused": 3,
    "help-card-words": 3,
    "info-privacy": 12,
    "info-menu": 2,
    "receipt-code": 6,
    "received": 8,
    "after-story": 4,
    "hide-stays": 6,
    "help-card-medical": 4,
    "help-card-self_harm": 8,
    "help-card-self_harm_now": 6,
    "apology": 8,
    "outage": 9,
    "tell-identity_known": 6,
    "tell-news": 4,
    "not-kept-refused": 3,
    "files-refused": 3,
    "files-withheld": 3,
    "cleaning": 3,
    "cleaning-set": 3,
    "part-not-kept": 3,
    "added-stop": 3,
    "error-too-long": 3,
    "resume": 3,
    "begin-again-ask": 2,
    "follow-added": 3,
    "follow-kept": 3,
    "follow-reopened": 4,
    "follow-reopened-told": 4,
    "follow-ask": 2,
    "reopened-told": 2,
    "kept-coming": 2,
    "kept-failed": 3,
    "status-line": 2,
    "copy-offer": 3,
    "tell-expired_soon": 3,
    "unknown-command": 3,
    "too-many": 6,
    "too-many-over": 6,
    "about-ask": 3,
    "institution-link-ask": 3,
    "institution-linked": 3,
}
"""Texts that may have more than two sentences, with their number: numbers to call, what is kept, what happens next; the
name of a school ("No. 1 Primary School") counts as two."""


@pytest.fixture(scope="module")
def profile() -> Profile:
    return shipped()


@cache
def asked() -> Questionnaire:
    """The questions of the shipped profile."""
    return shipped().questionnaire


@cache
def grown_up() -> frozenset[str]:
    """Questions that no child is asked."""
    young = {name for path in (Path.CHILD, Path.TEEN) for name in asked().order[path]}
    return frozenset(asked().questions) - young


def is_asked_of(voice: str, key: str) -> bool:
    """Whether somebody with this voice can meet the text: not the questions of other paths, nor levels under 14."""
    if key.startswith(OF_ADULTS):
        return False
    found = re.match(r"(?:q|heading|o)-([a-z_]+)", key)
    name = found[1] if found else ""
    if name in asked().questions or name in {"contact_hours", "age_reporter"}:
        return name in asked().order[PATHS[voice]]
    return not (key.startswith(OF_DUTY) or (voice in YOUNG and key.startswith(("level-", "button-level"))))


@cache
def read_by(voice: str, name: str) -> dict[str, str]:
    """Key -> text as it is for this voice, of everything that they can meet."""
    known, found = language(name), {}
    endings = [ending for voices in ENDINGS.values() for ending in voices]
    for key in sorted(reporter_keys()):
        if key.endswith(tuple(endings)) or not is_asked_of(voice, key) or key.startswith(("words-", "format-")):
            continue
        if key in {"status-answer", "news-answered"}:
            continue
        own = next((f"{key}{ending}" for ending in ENDINGS[voice] if f"{key}{ending}" in known), key)
        found[key] = render(own, name)
    return found


@pytest.mark.parametrize("voice", sorted(PATHS))
def test_nobody_under_18_is_addressed_as_an_adult(voice: str) -> None:
    assert {key for key, text in read_by(voice, "zh-Hans").items() if "您" in text} == set()


@pytest.mark.parametrize("voice", YOUNG)
@pytest.mark.parametrize("name", LANGUAGES)
def test_sg05_every_sentence_to_a_child_is_short(voice: str, name: str) -> None:
    texts = {key: text for key, text in read_by(voice, name).items() if not key.startswith(LABELS)}
    found = {key: wording.too_long_for_a_child(text, name) for key, text in texts.items()}
    assert {key: long for key, long in found.items() if long} == {}


@pytest.mark.parametrize("voice", YOUNG)
@pytest.mark.parametrize("name", LANGUAGES)
def test_sg05_a_text_to_a_child_has_two_sentences_but_for_a_few(voice: str, name: str) -> None:
    texts = {key: text for key, text in read_by(voice, name).items() if not key.startswith(LABELS)}
    counts = {key: len(wording.sentences(text)) for key, text in texts.items()}
    assert {key: count for key, count in counts.items() if count > LONGER.get(key, 2)} == {}


@pytest.mark.parametrize("name", LANGUAGES)
def test_sg05_the_screens_behind_a_poster_are_short(name: str) -> None:
    found = {key: wording.too_long_for_a_child(render(key, name), name) for key in AT_FIRST}
    assert found == {key: [] for key in AT_FIRST}


@pytest.mark.parametrize("voice", YOUNG)
def test_sg05_a_text_to_a_child_reads_at_grade_four(voice: str) -> None:
    texts = {key: text for key, text in read_by(voice, "en").items() if not key.startswith(LABELS)}
    found = {key: wording.too_hard(text, wording.CHILD_GRADE) for key, text in texts.items()}
    assert {key: hard for key, hard in found.items() if hard} == {}


OF_ONESELF = {
    "q-danger": "Are you in danger right now?",
    "q-sex": "Are you a girl or a boy?",
    "q-self_harm_signs": "What fits you best?",
    "o-medical-unconscious": "Hard to breathe, or I passed out",
    "canned-child_is_safe": "Officers say that you are safe now. They stay in touch. If something happens again, please"
    " write here.",
}
OF_A_FRIEND = {
    "q-danger": "Is the child in danger right now?",
    "q-sex": "Is the child a girl or a boy?",
    "q-self_harm_signs": "What do you know about self-harm?",
    "o-medical-unconscious": "Hard to wake, or hard to breathe",
    "canned-child_is_safe": "Officers have been there, and the child is safe now. If something happens again, please"
    " write here.",
}


def test_a_teen_is_asked_about_themselves_or_about_the_friend() -> None:
    of_oneself, of_a_friend = read_by("teen", "en"), read_by("peer", "en")
    assert {key: of_oneself[key] for key in OF_ONESELF} == OF_ONESELF
    assert {key: of_a_friend[key] for key in OF_A_FRIEND} == OF_A_FRIEND


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_question_about_a_friend_addresses_the_reader(name: str) -> None:
    """Each question that has words for a teen of themselves has others, or the adults' own, for a teen of a friend."""
    about = {"story", "contact", "next_steps", "files_declared", "link", "danger"}
    own = {key.removesuffix("-teen") for key in language(name) if key.startswith("q-") and key.endswith("-teen")}
    assert {key for key in own if f"{key}-peer" not in language(name) and key.removeprefix("q-") not in about} == set()
