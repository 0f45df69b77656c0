"""Triage: each rule of triage-routing-clocks.md, and what must hold for any answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intake.triage import triage
from bot.domain.profile import QuestionKind
from bot.domain.report import Path
from bot.domain.urgency import Urgency
from tests.support.domain.answers import ASKED, PROFILE, Said, facts
from tests.support.domain.examples import SIGNS

CALM: Said = {
    "danger": "no",
    "harms": ["neglect"],
    "age": "14_15",
    "access": "no",
    "last_time": "month",
    "medical": ["none"],
}
P1, P2, P3, P4 = Urgency.P1, Urgency.P2, Urgency.P3, Urgency.P4

TABLE: list[tuple[str, Said, Urgency]] = [
    ("T01", {"danger": "yes_now"}, P1),
    ("T02", {"danger": "maybe_today"}, P1),
    ("T03", {"danger": "unknown"}, P2),
    ("T04", {"medical": ["unconscious"]}, P1),
    ("T04", {"medical": ["bleeding"]}, P1),
    ("T04", {"medical": ["poison"]}, P1),
    ("T04", {"harms": ["poisoning_drugging"], "poison_when": "now"}, P1),
    ("T05", {"medical": ["lasting"]}, P1),
    ("T06", {"harms": ["self_harm"], "self_harm_signs": "attempt"}, P1),
    ("T06", {"harms": ["self_harm"], "self_harm_signs": "plan"}, P1),
    ("T06", {"medical": ["self_harm"]}, P2),
    ("T07", {"harms": ["abduction_missing"], "age": "7_10", "missing_since": "longer"}, P1),
    ("T07", {"harms": ["abduction_missing"], "missing_since": "days_3"}, P1),
    ("T07", {"whereabouts": "missing", "missing_since": "today"}, P1),
    ("T07", {"harms": ["abduction_missing"], "missing_since": "longer", "missing_kind": "bought"}, P1),
    ("T07", {"harms": ["abduction_missing"], "missing_since": "longer", "missing_kind": "left"}, P2),
    ("T08", {"harms": ["sexual_contact"], "last_time": "days_3"}, P1),
    ("T08", {"harms": ["sexual_contact"], "access": "yes"}, P1),
    ("T09", {"harms": ["sexual_contact"]}, P2),
    ("T09", {"medical": ["private_injury"]}, P2),
    ("T09", {"medical": ["pregnant"], "sex": "girl", "age": "11_13"}, P2),
    ("T10", {"harms": ["sexual_online"], "online_meeting": "within_24h"}, P1),
    ("T10", {"harms": ["sexual_online"], "online_threat": "publish_now"}, P1),
    ("T10", {"harms": ["sexual_online"]}, P2),
    ("T11", {"violence": ["weapon"]}, P1),
    ("T11", {"violence": ["choking"]}, P1),
    ("T11", {"violence": ["locked_in"]}, P1),
    ("T12", {"harms": ["assault"], "medical": ["bleeding"], "access": "yes"}, P1),
    ("T12", {"access": "yes"}, P2),
    ("T12", {"access": "unknown"}, P3),
    ("T13", {"whereabouts": "alone", "age": "4_6"}, P1),
    ("T13", {"whereabouts": "alone", "age": "7_10"}, P2),
    ("T13", {"whereabouts": "alone", "age": "14_15"}, P3),
    ("T14", {"medical": ["bruises"]}, P2),
    ("T15", {"harms": ["forced_begging"], "last_time": "now"}, P1),
    ("T15", {"harms": ["child_labour"]}, P2),
    ("T16", {"harms": ["bullying"], "bullying_signs": ["injured"]}, P2),
    ("T16", {"harms": ["bullying"], "bullying_signs": ["sexual"]}, P2),
    ("T16", {"harms": ["bullying"], "bullying_signs": ["filmed"]}, P2),
    ("T16", {"harms": ["bullying"], "bullying_signs": ["extortion"]}, P2),
    ("T16", {"harms": ["bullying"], "bullies": "three_or_more"}, P2),
    ("T16", {"harms": ["bullying"]}, P3),
    ("T17", {"harms": ["school_staff_abuse"], "still_teaching": "yes"}, P2),
    ("T19", {"age": "0_3"}, P2),
    ("T19", {"disability": "yes"}, P2),
    ("T22", {"last_time": "earlier"}, P4),
    ("T23", {}, P3),
]


@pytest.mark.parametrize(("rule", "more", "urgency"), TABLE)
def test_each_rule_gives_its_class(rule: str, more: Said, urgency: Urgency) -> None:
    found = triage(PROFILE.triage, facts({**CALM, **more}))
    assert (rule in found.rules, found.urgency) == (True, urgency)


@pytest.mark.parametrize(
    ("more", "urgency"),
    [
        ({"harms": ["self_harm"], "self_harm_now": "yes_now"}, P1),
        ({"harms": ["self_harm"], "self_harm_now": "yes"}, P2),
        ({"doctor": "yes"}, P2),
        ({"safe_now": "no"}, P2),
    ],
)
def test_signs_that_a_child_reports_of_itself_match_t06(more: Said, urgency: Urgency) -> None:
    found = triage(PROFILE.triage, facts({"danger": "no", "harms": ["neglect"], **more}, Path.CHILD))
    assert ("T06" in found.rules, found.urgency, "HEA" in found.add) == (True, urgency, True)


@pytest.mark.parametrize("path", [Path.CHILD, Path.TEEN])
def test_a_child_who_reports_is_p3_at_least(path: Path) -> None:
    found = triage(PROFILE.triage, facts({**CALM, "last_time": "earlier"}, path))
    assert "T18" in found.rules
    assert found.urgency is P3


def test_a_repeated_report_raises_one_level() -> None:
    found = triage(PROFILE.triage, facts(CALM) | {"known:repeat"})
    assert ("T20" in found.rules, found.urgency) == (True, P2)


@pytest.mark.parametrize("story", ["He has a knife.", "She wants\nto  die", "老师掐住他的脖子", "SELF-HARM"])
def test_alarming_words_raise_and_ask_to_be_read_first(story: str) -> None:
    found = triage(PROFILE.triage, facts(CALM, story=story))
    assert ("T21" in found.rules, found.urgency, found.flags) == (True, P2, ("read_first",))


@pytest.mark.parametrize("story", ["He is skilled at begun work", "The drape and the stable", "老师对他很冷淡"])
def test_ordinary_words_do_not_raise(story: str) -> None:
    assert "T21" not in triage(PROFILE.triage, facts(CALM, story=story)).rules


@pytest.mark.parametrize(("rule", "more"), [row[:2] for row in TABLE if row[0] in {"T04", "T06", "T08"}])
def test_triage_calls_health_where_care_is_needed(rule: str, more: Said) -> None:
    assert "HEA" in triage(PROFILE.triage, facts({**CALM, **more})).add, rule


def test_all_rules_of_the_product_are_in_the_profile() -> None:
    assert {rule.id for rule in PROFILE.triage} == {f"T{number:02}" for number in range(1, 24)} | {"SG34"}


MILD_FIRST = {
    "danger": ("no", "unknown", "maybe_today", "yes_now"),
    "access": ("no", "unknown", "yes"),
    "last_time": ("earlier", "year", "month", "week", "days_3", "today", "now"),
    "disability": ("no", "yes"),
    "missing_since": ("longer", "days_3", "today"),
    "online_meeting": ("no", "later", "within_24h"),
    "online_threat": ("no", "demanded", "publish_now"),
    "bullies": ("one_or_two", "three_or_more"),
    "still_teaching": ("no", "yes"),
    "poison_when": ("earlier", "today", "now"),
    "self_harm_signs": ("speaks", "plan", "attempt"),
    "self_harm_now": ("no", "yes", "yes_now"),
    "safe_now": ("yes", "no"),
    "doctor": ("no", "yes"),
}
"""Options from the mildest to the gravest."""
SINGLE = [q for q in ASKED.questions.values() if q.kind is QuestionKind.ONE and q.id not in {"start", "age_reporter"}]
MANY = [q for q in ASKED.questions.values() if q.kind is QuestionKind.MANY]
paths = st.sampled_from(list(Path))


@st.composite
def choices(draw: st.DrawFn) -> dict[str, list[str]]:
    """Any answers to any option questions; unasked ones simply do not count."""
    chosen = {q.id: [draw(st.sampled_from(q.options))] for q in SINGLE if draw(st.booleans())}
    for q in MANY:
        usual = [option for option in q.options if option not in q.exclusive]
        some = draw(st.lists(st.sampled_from(usual), unique=True, max_size=4))
        chosen[q.id] = some or ["unknown"]
    return chosen


def rank(chosen: dict[str, list[str]], path: Path) -> int:
    return triage(PROFILE.triage, facts(chosen, path)).urgency.rank


@given(choices(), paths, st.sampled_from(sorted(MILD_FIRST)), st.data())
def test_raising_an_answer_never_lowers_the_class(
    chosen: dict[str, list[str]], path: Path, question: str, data: st.DataObject
) -> None:
    options = MILD_FIRST[question]
    mild = data.draw(st.integers(0, len(options) - 2))
    grave = data.draw(st.integers(mild + 1, len(options) - 1))
    lower = rank({**chosen, question: [options[mild]]}, path)
    assert rank({**chosen, question: [options[grave]]}, path) >= lower


@given(choices(), paths, st.sampled_from([q.id for q in SINGLE if "unknown" in q.options]))
def test_not_knowing_never_lowers_below_the_mildest_answer(
    chosen: dict[str, list[str]], path: Path, question: str
) -> None:
    options = [option for option in ASKED.questions[question].options if option != "unknown"]
    mildest = min(rank({**chosen, question: [option]}, path) for option in options)
    assert rank({**chosen, question: ["unknown"]}, path) >= mildest


@given(choices(), paths, st.sampled_from([q.id for q in MANY]), st.data())
def test_ticking_one_more_option_never_lowers_the_class(
    chosen: dict[str, list[str]], path: Path, question: str, data: st.DataObject
) -> None:
    asked = ASKED.questions[question]
    more = data.draw(st.sampled_from([option for option in asked.options if option not in asked.exclusive]))
    before = [option for option in chosen[question] if option not in asked.exclusive]
    assert rank({**chosen, question: [*before, more]}, path) >= rank({**chosen, question: before}, path)


@given(choices(), paths, st.text(SIGNS, max_size=60))
def test_words_never_lower_the_class(chosen: dict[str, list[str]], path: Path, story: str) -> None:
    with_words = triage(PROFILE.triage, facts(chosen, path, story=story or "x")).urgency.rank
    assert with_words >= rank(chosen, path)
