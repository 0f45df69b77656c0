"""The intake as steps on a draft: what may be sent, cards and readings, and what holds for any answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import CaseId
from bot.domain.intake.facts import age_band, area_of, contact_of, harms_of, hours_of
from bot.domain.intake.questionnaire import (
    accept,
    back,
    finish,
    help_card_due,
    may_send,
    missing,
    missing_one_of,
    progress,
    skip,
    to_review,
    toggle,
)
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.report import Answer, Contact, MediaRef, MediaState
from tests.support.domain.answers import (
    ASKED,
    CALM,
    NOW,
    a_draft,
    after,
    chose,
    press,
    ready,
    shown,
    told,
    walk,
)


def test_a_report_that_lacks_something_names_it() -> None:
    assert missing(ASKED, a_draft()) == ("danger", "harms")
    assert (missing(ASKED, after(*CALM)), missing_one_of(ASKED, after(*CALM))) == (
        (),
        ("story", "whereabouts", "child_name"),
    )
    in_danger = after(chose("start", "adult"), chose("danger", "yes_now"))
    assert (missing(ASKED, in_danger), missing_one_of(ASKED, in_danger)) == (("harms",), ())


def test_a_stored_voice_message_counts_as_the_story() -> None:
    draft = after(*CALM)
    voice = MediaRef("voice", MediaState.RESTRICTED, 9, NOW)
    assert not may_send(ASKED, draft)
    assert may_send(ASKED, replace(draft, media=(voice,)))
    failed = replace(voice, state=MediaState.FAILED)
    for other in (replace(voice, by_others=True), replace(voice, kind="photo"), failed):
        assert not may_send(ASKED, replace(draft, media=(other,)))


@pytest.mark.parametrize("answer", [told("story", "words"), chose("whereabouts", "unknown"), told("child_name", "Lin")])
def test_one_of_the_opening_questions_is_enough(answer: Answer) -> None:
    draft = after(*CALM)
    assert not may_send(ASKED, draft)
    assert may_send(ASKED, replace(draft, answers=(*draft.answers, answer)))


def test_a_skipped_story_is_not_enough() -> None:
    assert not may_send(ASKED, skip(ASKED, ready(after(*CALM), "story"), NOW))


def test_after_the_danger_stub_a_report_may_always_be_sent() -> None:
    assert may_send(ASKED, replace(a_draft(), case=CaseId("c1")))


def test_ticks_without_done_count_when_it_is_sent() -> None:
    ticked = toggle(ASKED, after(chose("start", "adult"), chose("danger", "no")), "assault", NOW)
    assert "assault" in next(a for a in finish(ASKED, ticked) if a.question == "harms").options
    assert to_review(ASKED, ticked, NOW).answer("harms") is not None


@pytest.mark.parametrize(
    ("answers", "card"),
    [
        ((chose("start", "adult"), chose("danger", "maybe_today")), "danger"),
        ((*CALM, chose("medical", "poison")), "medical"),
        ((*CALM, chose("medical", "self_harm")), "self_harm"),
        ((*CALM, told("story", "he has a knife")), "words"),
        ((chose("start", "child_self"), chose("danger", "no"), chose("harms", "self_harm")), "self_harm"),
    ],
)
def test_a_help_card_is_due_once(answers: tuple[Answer, ...], card: str) -> None:
    before, draft = after(*answers[:-1]), after(*answers)
    assert help_card_due(ASKED, before, draft) == (card,)
    assert help_card_due(ASKED, draft, draft) == ()
    assert card in help_card_due(ASKED, None, draft)


def test_the_childs_age_band_is_what_was_said_last() -> None:
    assert age_band(after(*CALM, chose("age", "7_10"))) == "7_10"
    assert age_band(after(*CALM)) == "unknown"
    assert age_band(after(chose("start", "child_self"))) == "under_14"
    assert age_band(after(chose("start", "child_self"), chose("danger", "no"), chose("age_reporter", "14_17"))) == (
        "14_17"
    )


def test_contact_is_refused_unless_allowed() -> None:
    assert contact_of(after(*CALM)) is Contact.UNKNOWN
    assert contact_of(after(*CALM, chose("contact", "yes"))) is Contact.YES
    times = after(*CALM, chose("contact", "times"))
    assert contact_of(times) is Contact.UNKNOWN
    times = accept(ASKED, times, chose("contact_hours", "evening"), NOW)
    assert (contact_of(times), hours_of(times)) == (Contact.TIMES, "evening")


def test_area_and_harms_are_unknown_until_told() -> None:
    assert (area_of(a_draft()), harms_of(a_draft())) == ("unknown", ("unknown",))
    told_all = after(*CALM, chose("area", "xipeng"))
    assert (area_of(told_all), harms_of(told_all)) == ("xipeng", ("neglect",))


def test_progress_counts_the_screens_that_apply() -> None:
    child = after(chose("start", "child_self"), chose("danger", "no"), chose("age_reporter", "under_14"))
    place, total = progress(ASKED, child)
    assert place == 3
    assert total <= 14
    assert progress(ASKED, to_review(ASKED, child, NOW)) == (total, total)


picks = st.lists(st.integers(0, 400), min_size=70, max_size=70)


@given(picks)
def test_any_answers_lead_to_a_report_that_may_be_sent(choices: list[int]) -> None:
    draft = walk(a_draft(), choices)
    assert draft.screen == "review"
    assert may_send(ASKED, draft)
    assert {a.question for a in finish(ASKED, draft)} >= set(shown(draft))


@given(picks, st.integers(0, 40), st.integers(1, 30))
def test_back_always_works_and_ends_at_the_first_screen(choices: list[int], steps: int, backs: int) -> None:
    draft = walk(a_draft(), choices[:steps])
    for _ in range(backs):
        draft = back(ASKED, draft, NOW)
        assert draft.at in shown(draft)
    for _ in draft.trail:
        draft = back(ASKED, draft, NOW)
    assert draft.at == "start"
    assert walk(draft, choices).screen == "review"


@given(picks, st.booleans())
def test_a_child_sees_at_most_14_screens_and_is_never_asked_for_names_of_others(
    choices: list[int], about_itself: bool
) -> None:
    begun = after(chose("start", "child_self" if about_itself else "child_other"), chose("danger", "yes_now"))
    for draft in (begun, accept(ASKED, begun, chose("danger", "no"), NOW)):
        names = shown(walk(skip(ASKED, ready(draft, "age_reporter"), NOW), choices))
        assert len(names) <= 14
        assert not {"person", "reporter_name", "contact_phone", "files"} & set(names)


@given(picks, st.permutations(["danger", "harms", "story", "whereabouts", "medical", "access", "contact"]))
def test_any_order_of_answers_leads_to_a_report_that_may_be_sent(choices: list[int], order: list[str]) -> None:
    draft = a_draft()
    for message, (name, pick) in enumerate(zip(order, choices, strict=False)):
        draft = press(ready(draft, name), ASKED.questions[name], pick + 1, message)
    assert may_send(ASKED, walk(draft, choices))


@pytest.mark.parametrize("question", ASKED.questions.values(), ids=lambda question: question.id)
def test_every_question_can_be_skipped_or_has_dont_know(question: IntakeQuestion) -> None:
    assert not question.required or "unknown" in question.options or question.kind is QuestionKind.INFO
