"""The intake as steps on a draft: order, branching, Back, Skip, Done, changes, and the minimum to send."""

from dataclasses import replace

import pytest

from bot.domain.errors import AnswerRequired, BadAnswer, NotAnOption, NothingChosen, StaleButton, TooLong, WrongKind
from bot.domain.ids import CaseId
from bot.domain.intake.answer_check import LONGEST
from bot.domain.intake.facts import facts_of
from bot.domain.intake.questionnaire import (
    accept,
    add_piece,
    back,
    correct_piece,
    done,
    finish,
    go_on,
    is_danger,
    may_send,
    next_question,
    open_change,
    skip,
    stub_due,
    to_review,
    toggle,
)
from bot.domain.report import Answer, Location, MediaRef, MediaState, Path, Phone
from tests.support.domain.answers import (
    ASKED,
    CALM,
    NOW,
    a_draft,
    after,
    chose,
    on_screen,
    ready,
    shown,
    told,
    walk,
    words,
)

MANDATED = (*CALM, chose("who", "school"))


# --- Order and branching ---


def test_the_first_screen_asks_who_is_writing() -> None:
    assert on_screen(a_draft()).id == "start"


def test_in_danger_three_answers_lead_an_adult_to_a_case() -> None:
    draft = after(chose("start", "adult"), chose("danger", "yes_now"))
    assert on_screen(draft).id == "place_now"
    draft = skip(ASKED, draft, NOW)
    assert on_screen(draft).id == "harms"
    assert not stub_due(ASKED, draft)
    draft = accept(ASKED, draft, chose("harms", "assault"), NOW)
    assert stub_due(ASKED, draft)
    assert may_send(ASKED, draft)


def test_a_second_danger_stub_is_never_made() -> None:
    draft = after(chose("start", "adult"), chose("danger", "maybe_today"), chose("harms", "unknown"))
    assert stub_due(ASKED, draft)
    assert not stub_due(ASKED, replace(draft, case=CaseId("c1")))


def test_without_danger_the_place_comes_later_and_no_stub_is_due() -> None:
    draft = after(*CALM)
    assert "place_now" not in shown(draft)
    assert not is_danger(draft)
    assert not stub_due(ASKED, draft)


def test_an_organisation_is_asked_for_its_name_and_a_private_person_is_not() -> None:
    assert on_screen(after(*MANDATED)).id == "organisation"
    assert on_screen(after(*CALM, chose("who", "parent"))).id == "next_steps"


def test_who_reports_as_a_private_person_is_not_asked_for_post_and_phone() -> None:
    assert on_screen(skip(ASKED, after(*MANDATED), NOW)).id == "next_steps"


def test_under_14_gets_the_child_path_and_14_to_17_the_teen_path() -> None:
    child = after(chose("start", "child_self"), chose("danger", "no"))
    assert on_screen(child).id == "age_reporter"
    assert skip(ASKED, child, NOW).path is Path.CHILD
    teen = accept(ASKED, child, chose("age_reporter", "14_17"), NOW)
    assert teen.path is Path.TEEN
    assert not {"organisation", "person", "reporter_name", "who", "age"} & set(shown(teen))


def test_a_person_who_skips_the_first_question_is_treated_as_an_adult() -> None:
    assert skip(ASKED, replace(a_draft(), at="start"), NOW).path is Path.ADULT


def test_choosing_a_harm_adds_its_questions() -> None:
    assert {"bullies", "bullying_signs", "school_knows"} <= set(shown(after(*CALM[:2], chose("harms", "bullying"))))
    assert "bullies" not in shown(after(*CALM))


def test_the_area_is_asked_after_the_place() -> None:
    names = shown(after(*CALM, chose("scene", "school")))
    assert names[names.index("scene") :][:3] == ["scene", "scene_detail", "area"]
    assert "area" not in ASKED.order[Path.CHILD]


def test_stop_and_read_more_are_not_answers() -> None:
    draft = ready(after(*CALM), "next_steps")
    assert accept(ASKED, draft, chose("next_steps", "stop"), NOW).answer("next_steps") is None
    assert on_screen(accept(ASKED, draft, chose("next_steps", "read_more"), NOW)).id == "next_steps"


# --- What an answer may be ---


@pytest.mark.parametrize(
    ("question", "answer", "refusal"),
    [
        ("danger", chose("danger", "perhaps"), NotAnOption),
        ("danger", Answer("danger"), WrongKind),
        ("danger", told("danger", "yes"), WrongKind),
        ("danger", chose("danger", "no", "unknown"), BadAnswer),
        ("harms", Answer("harms"), NothingChosen),
        ("harms", chose("harms", "assault", "unknown"), BadAnswer),
        ("child_name", told("child_name", "  "), WrongKind),
        ("child_name", Answer("child_name", place=Location(1, 2)), WrongKind),
        ("story", Answer("story", phone=Phone("1")), WrongKind),
        ("story", told("story", "x" * (LONGEST + 1)), TooLong),
        ("bullies", chose("bullies", "unknown"), StaleButton),
        ("nonsense", chose("nonsense", "x"), StaleButton),
        ("danger", Answer("danger", skipped=True), AnswerRequired),
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_refused(
    question: str, answer: Answer, refusal: type[BadAnswer]
) -> None:
    with pytest.raises(refusal):
        accept(ASKED, ready(after(*CALM), question), answer, NOW)


def test_a_place_may_be_shared_or_written() -> None:
    draft = after(chose("start", "adult"), chose("danger", "yes_now"))
    for answer in (Answer("place_now", place=Location(29.5, 106.5)), told("place_now", "behind the market")):
        assert accept(ASKED, draft, answer, NOW).answer("place_now") == answer


def test_words_beside_ticks_are_kept_with_them() -> None:
    draft = toggle(ASKED, ready(after(*CALM), "who_knows"), "school", NOW)
    answer = accept(ASKED, draft, told("who_knows", "her aunt"), NOW).answer("who_knows")
    assert answer is not None
    assert (answer.options, answer.text) == (("school",), "her aunt")


def test_dont_know_stands_alone_among_ticks() -> None:
    draft = ready(after(*CALM[:2]), "harms")
    for option in ("assault", "bullying", "bullying", "unknown"):
        draft = toggle(ASKED, draft, option, NOW)
    assert draft.chosen == ("unknown",)
    assert toggle(ASKED, draft, "neglect", NOW).chosen == ("neglect",)


def test_done_without_a_tick_asks_for_one() -> None:
    with pytest.raises(NothingChosen):
        done(ASKED, after(*CALM[:2]), NOW)


def test_a_tick_on_a_screen_that_has_gone_is_stale() -> None:
    with pytest.raises(StaleButton):
        toggle(ASKED, after(*CALM), "assault", NOW)


# --- Long answers ---


def test_several_messages_are_one_answer_until_done() -> None:
    draft = ready(after(*CALM), "story")
    for number, text in enumerate(("First,", "then,", "then,")):
        draft = add_piece(draft, words(text, number), NOW)
    assert on_screen(draft).id == "story"
    finished = done(ASKED, draft, NOW)
    answer = finished.answer("story")
    assert answer is not None
    assert answer.text == "First,\nthen,\nthen,"
    assert finished.at != "story"


def test_the_same_message_twice_counts_once() -> None:
    draft = add_piece(ready(after(*CALM), "story"), words("once", 7), NOW)
    assert add_piece(draft, words("once", 7), NOW) == draft


def test_done_without_words_is_refused_unless_there_is_a_voice_message() -> None:
    draft = ready(after(*CALM), "story")
    with pytest.raises(NothingChosen):
        done(ASKED, draft, NOW)
    voice = MediaRef("voice", MediaState.STORED, 3, NOW)
    assert done(ASKED, replace(draft, media=(voice,)), NOW).answer("story") is not None


def test_a_skip_never_loses_the_words_of_the_story() -> None:
    draft = add_piece(ready(after(*CALM), "story"), words("kept", 1), NOW)
    answer = skip(ASKED, draft, NOW).answer("story")
    assert answer is not None
    assert answer.text == "kept"


def test_an_edited_message_replaces_its_words_only() -> None:
    draft = add_piece(ready(after(*CALM), "story"), words("tuseday", 1), NOW)
    draft = correct_piece(add_piece(draft, words("at noon", 2), NOW), words("Tuesday", 1), NOW)
    answer = draft.answer("story")
    assert answer is not None
    assert answer.text == "Tuesday\nat noon"
    assert correct_piece(draft, words("x", 99), NOW) is draft


def test_an_edited_caption_is_replaced_too() -> None:
    draft = replace(after(*CALM), media=(MediaRef("photo", MediaState.STORED, 5, NOW, caption="old"),))
    assert correct_piece(draft, words("new", 5), NOW).media[0].caption == "new"


# --- Skip, Back, changes ---


def test_an_organisation_is_asked_for_the_reporters_name_twice_and_may_still_skip() -> None:
    draft = ready(after(*MANDATED), "reporter_name")
    again = skip(ASKED, draft, NOW)
    assert (on_screen(again).id, again.answer("reporter_name")) == ("reporter_name", None)
    assert skip(ASKED, again, NOW).answer("reporter_name") is not None


def test_a_private_person_is_asked_once() -> None:
    assert skip(ASKED, ready(after(*CALM), "reporter_name"), NOW).answer("reporter_name") is not None


def test_back_shows_the_question_before_with_its_ticks() -> None:
    draft = back(ASKED, after(*CALM), NOW)
    assert (draft.at, draft.chosen) == ("harms", ("neglect",))
    assert back(ASKED, draft, NOW).at == "danger"


def test_back_from_the_review_shows_where_the_person_left() -> None:
    draft = to_review(ASKED, after(*MANDATED), NOW)
    assert back(ASKED, draft, NOW).at == "organisation"


def test_a_change_from_the_review_leads_back_to_the_review() -> None:
    draft = open_change(to_review(ASKED, after(*CALM), NOW), "harms", NOW)
    assert (draft.at, draft.chosen, draft.changing) == ("harms", ("neglect",), True)
    changed = accept(ASKED, draft, chose("harms", "bullying"), NOW)
    assert next_question(ASKED, changed) is None
    assert next_question(ASKED, back(ASKED, draft, NOW)) is None


def test_a_change_that_opens_new_questions_asks_them_when_all_was_answered() -> None:
    draft = walk(a_draft(), [3] * 60)
    assert draft.screen == "review"
    changed = accept(ASKED, open_change(draft, "harms", NOW), chose("harms", "poisoning_drugging"), NOW)
    assert on_screen(changed).id == "poison_what"


def test_from_an_early_review_the_person_may_go_on_answering() -> None:
    draft = go_on(ASKED, to_review(ASKED, after(*MANDATED), NOW), NOW)
    assert on_screen(draft).id == "organisation"


def test_an_old_button_changes_its_answer() -> None:
    draft = ready(after(*CALM), "story")
    changed = accept(ASKED, draft, chose("danger", "unknown"), NOW)
    assert changed.answer("danger") == chose("danger", "unknown")


def test_answers_that_no_longer_apply_give_no_facts_but_their_words_are_kept() -> None:
    draft = after(*MANDATED, told("organisation", "No. 8 School"))
    draft = accept(ASKED, open_change(draft, "who", NOW), chose("who", "parent"), NOW)
    assert "answered:organisation" not in facts_of(ASKED, draft.path, draft.answers)
    assert "No. 8 School" in [answer.text for answer in finish(ASKED, draft)]


def test_alarming_words_count_wherever_they_were_written() -> None:
    answers = (*CALM, told("also_said", "he has a knife"))
    assert "words:violence" in facts_of(ASKED, Path.ADULT, answers)
