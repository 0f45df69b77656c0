"""SG01-SG10, SG14 and SG33 over every text in every language; and each rule catches a sentence that breaks it."""

from collections.abc import Callable

import pytest

from locales import wording_rules as wording
from tests.support.facts_of_notices import LANGUAGES, facts_of, language, render, rendered

each_language = pytest.mark.parametrize("name", LANGUAGES)
LABELS = ("harm-", "o-", "heading-")


def faults(name: str, rule: Callable[[str], list[str]], *starts: str, ends: str = "") -> dict[str, list[str]]:
    texts = {key: text for key, text in rendered(name) if key.startswith(starts or "") and key.endswith(ends)}
    return {key: found for key, text in texts.items() if (found := rule(text))}


def for_children(name: str) -> dict[str, str]:
    return {
        key: text for key, text in rendered(name) if key.endswith(("-child", "-friend")) and not key.startswith(LABELS)
    }


@each_language
def test_sg01_the_first_screen_gives_the_numbers_before_it_asks(name: str) -> None:
    text = wording.plain(render("q-start", name))
    question = min(text.find(sign) for sign in "?？" if sign in text)
    assert 0 <= text.find("110") < text.find("120") < question


@each_language
def test_sg02_no_text_promises_secrecy(name: str) -> None:
    assert faults(name, lambda text: wording.promises_secrecy(text, name)) == {}


@each_language
def test_sg02_it_is_said_that_a_secret_cannot_be_promised(name: str) -> None:
    limit = {"en": "cannot", "zh-Hans": "不能"}[name]
    assert all(limit in render(key, name) for key in ("q-next_steps", "q-next_steps-child"))


@each_language
def test_sg03_no_question_states_what_nobody_has_told(name: str) -> None:
    found = faults(name, lambda text: wording.asserts(text, name), "q-")
    asked = {key: said for key, said in found.items() if not key.startswith("q-next_steps")}
    assert asked == {}


@each_language
def test_sg04_no_text_blames_asks_why_or_comforts_falsely(name: str) -> None:
    assert faults(name, lambda text: wording.blames(text, name)) == {}


@each_language
def test_sg05_sentences_for_children_are_short(name: str) -> None:
    found = {key: wording.too_long_for_a_child(text, name) for key, text in for_children(name).items()}
    assert {key: long for key, long in found.items() if long} == {}


@each_language
def test_sg05_a_question_to_a_child_has_two_sentences_at_most(name: str) -> None:
    asked = {key: text for key, text in for_children(name).items() if key.startswith("q-")}
    counts = {key: len(wording.sentences(text)) for key, text in asked.items()}
    told = counts.pop("q-next_steps-child")
    assert {key: count for key, count in counts.items() if count > 2} == {}
    assert told <= 6, "nothing is asked there, but it must stay short"


def test_sg05_texts_for_children_read_at_grade_four() -> None:
    found = {key: wording.too_hard(text, wording.CHILD_GRADE) for key, text in for_children("en").items()}
    assert {key: hard for key, hard in found.items() if hard} == {}
    assert wording.grade("\n".join(for_children("en").values())) <= wording.CHILD_GRADE


def test_texts_for_adults_read_at_grade_six() -> None:
    starts = ("q-", "help-card-", "received", "tell-", "status-", "not-kept-", "hide-", "info-", "error-", "canned-")
    assert faults("en", lambda text: wording.too_hard(text, wording.ADULT_GRADE), *starts) == {}


@each_language
@pytest.mark.parametrize("key", ["after-story-child", "received-child", "after-story-teen", "received-teen"])
def test_sg06_a_child_hears_thanks_no_fault_may_stop_and_what_comes(name: str, key: str) -> None:
    signs = {
        "en": ("Thank you", "not your fault", "can stop", "Next|You get"),
        "zh-Hans": ("谢谢", "不是你的错", "停下|到此为止", "接下来|回话|答复"),
    }
    text = render(key, name)
    assert all(any(sign in text for sign in one.split("|")) for one in signs[name])


@each_language
def test_sg09_what_happens_next_carries_its_times(name: str) -> None:
    told = language(name)
    for key in ("q-next_steps", "q-next_steps-child", "next-steps-more", "next-steps-more-child", "info-after"):
        assert {"acknowledge", "reply"} <= facts_of(told[key])
    assert {"reply", "outcome"} <= facts_of(told["received"]) & facts_of(told["received-child"])


@each_language
def test_sg10_no_text_shouts(name: str) -> None:
    assert faults(name, wording.shouts) == {}


@each_language
def test_sg14_what_shows_on_a_locked_phone_tells_nothing(name: str) -> None:
    starts = ("tell-", "command-", "bot-name", "bot-short", "hidden")
    assert faults(name, lambda text: wording.betrays(text, name), *starts) == {}


@each_language
def test_sg31_a_child_is_told_kindly_not_to_send_that_picture(name: str) -> None:
    wanted = {
        "en": "Please do not send that picture. You are not in trouble. A safe person will help you.",
        "zh-Hans": "请不要发这张图。你没有做坏事，也不会挨骂。会有可靠的人来帮你。",
    }
    that = render("kind-photo-child", name, 1)
    assert render("not-kept-refused-child", name, what=that) == wanted[name]
    assert render("files-refused-child", name) == wanted[name]


@each_language
def test_sg33_no_text_asks_for_pictures_of_a_body(name: str) -> None:
    assert faults(name, lambda text: wording.asks_for_body_pictures(text, name)) == {}


@each_language
def test_no_fact_stands_inside_markup(name: str) -> None:
    assert faults(name, lambda text: ["attribute"] if '="' in text else []) == {}


BAD = [
    (lambda text: wording.promises_secrecy(text, "en"), "Your name stays secret."),
    (lambda text: wording.promises_secrecy(text, "en"), "This is completely confidential."),
    (lambda text: wording.promises_secrecy(text, "zh-Hans"), "我们会替你保密。"),
    (lambda text: wording.asserts(text, "en"), "When did he touch you?"),
    (lambda text: wording.asserts(text, "zh-Hans"), "他什么时候打了你？"),
    (lambda text: wording.blames(text, "en"), "Why did you wait?"),
    (lambda text: wording.blames(text, "en"), "Are you sure?"),
    (lambda text: wording.blames(text, "en"), "Do not worry."),
    (lambda text: wording.blames(text, "en"), "The user must submit a valid form."),
    (lambda text: wording.blames(text, "zh-Hans"), "你为什么不早说？"),
    (lambda text: wording.blames(text, "zh-Hans"), "别担心，一切都会好的。"),
    (lambda text: wording.blames(text, "zh-Hans"), "这是你的错。"),
    (
        lambda text: wording.too_long_for_a_child(text, "en"),
        "This is one of those sentences that goes on and on for ever.",
    ),
    (
        lambda text: wording.too_long_for_a_child(text, "zh-Hans"),
        "请把你今天在学校和回家路上看到听到的所有事情全部写下来。",
    ),
    (
        lambda text: wording.too_hard(text, wording.CHILD_GRADE),
        "Responsible authorities immediately investigate every individual allegation concerning children here today.",
    ),
    (wording.shouts, "Well done!"),
    (wording.shouts, "做得好！"),
    (wording.shouts, "Thanks \U0001f600"),
    (lambda text: wording.betrays(text, "en"), "The police has news about the child."),
    (lambda text: wording.betrays(text, "zh-Hans"), "公安有新消息。"),
    (lambda text: wording.asks_for_body_pictures(text, "en"), "Please send a photo of the injury."),
    (lambda text: wording.asks_for_body_pictures(text, "zh-Hans"), "请发一张伤口的照片。"),
]


@pytest.mark.parametrize(("rule", "sentence"), BAD)
def test_each_rule_catches_a_bad_sentence(rule: Callable[[str], list[str]], sentence: str) -> None:
    assert rule(sentence)


GOOD = [
    (lambda text: wording.promises_secrecy(text, "en"), "We cannot promise to keep it secret."),
    (lambda text: wording.blames(text, "en"), "This is not your fault. Not sure?"),
    (lambda text: wording.blames(text, "zh-Hans"), "这不是你的错。"),
    (lambda text: wording.asserts(text, "zh-Hans"), "还有其他孩子吗？"),
    (lambda text: wording.asks_for_body_pictures(text, "en"), "Do not take pictures of a child's body."),
]


@pytest.mark.parametrize(("rule", "sentence"), GOOD)
def test_each_rule_lets_the_right_sentence_pass(rule: Callable[[str], list[str]], sentence: str) -> None:
    assert rule(sentence) == []
