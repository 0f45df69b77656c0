"""One term for each thing, and none of the words that mislead: chosen by hand, for every text of a language."""

import re

import pytest
from fluent.syntax.serializer import serialize_pattern

from tests.support.facts_of_notices import file_of, language, render

HEARD = ("words-", "typed-")
"""Lists of what people write: theirs are not our terms."""
NOT_SAID = {
    "zh-Hans": {
        "督导|主管": "监督人员",
        "部门": "单位",
        "办结": "结案",
        "钥匙": "密钥",
        "审计日志": "审计记录",
        "举报": "报告",
        "本系统|本线路": "本热线",
        "主责": "主办",
        "你单位": "贵单位",
        "接管主办|接任主办": "接手主办",
        "依法保留": "法律保全",
        r"\d 岁以下": "不满 14 岁",
        "说坏话": "网上发坏图片、聊让人难受的话",
        "喂了药|喂药": "被下了药",
        "申请回避": "回避本案",
        "超期|逾期": "超时",
        "承办人": "工作人员",
    },
    "en": {
        r"[Hh]and(?:s|ed)? (?:it |cases? .{0,24})?on\b": "step back",
        r"\b[Ll]et (?:\d+|\{ \$number \}|it) go\b|\blet go\b": "erase",
        r"are shown to the police": "can be learned when two people agree",
        r"women and girls": "rights of women and children",
        r"\b(?:[Yy]our whole|[Yy]our|[Aa]nother|[Tt]hat|[Oo]ther) body(?! part)|\b(?:the|of) bodies\b": "agency",
        r"<b>Clocks</b>": "Deadlines",
    },
}


def said(name: str) -> dict[str, str]:
    """Every text as it stands in its file, all its forms."""
    return {key: serialize_pattern(message.value) for key, message in language(name).items() if message.value}


@pytest.mark.parametrize("name", sorted(NOT_SAID))
def test_one_term_for_each_thing(name: str) -> None:
    found = {
        (key, instead)
        for key, text in said(name).items()
        if not key.startswith(HEARD)
        for pattern, instead in NOT_SAID[name].items()
        if re.search(pattern, text)
    }
    assert found - ALLOWED == set()


ALLOWED = {("q-files_declared-teen", "agency"), ("info-privacy", "工作人员")}
"""A body that is one; an officer of the case, where others stand beside."""

TERMS = {
    "en": {
        "button-recuse": "Step back",
        "button-let-go": "Agree to erase 12",
        "o-age-under_14": "Under 14",
        "number-women": "Rights of women and children",
        "ask-location": "To share where you are, press the button below.",
        "rule-T06": "self-harm",
        "staff-clocks": "<b>Deadlines</b>",
    },
    "zh-Hans": {
        "button-recuse": "回避本案",
        "button-let-go": "同意删除 12",
        "o-age-under_14": "不满 14 岁",
        "number-women": "妇女儿童维权",
        "ask-location": "想发送位置，请点下面的按钮。",
        "rule-T06": "自伤、自杀",
        "harm-poisoning_drugging-child": "吃了有毒的东西，或被下了药",
        "o-medical-poison": "服下或被下了毒物、药物",
    },
}


@pytest.mark.parametrize("name", sorted(TERMS))
def test_texts_that_misled_readers_say_what_is_meant(name: str) -> None:
    assert {key: render(key, name) for key in TERMS[name]} == TERMS[name]


def test_every_rule_of_the_class_has_words_beside_its_id() -> None:
    rules = {f"T{number:02}" for number in range(1, 24)} | {"SG34"}
    assert {rule for rule in rules for name in TERMS if f"rule-{rule}" not in language(name)} == set()


def test_keys_are_in_files_of_the_same_name() -> None:
    assert set(file_of("en", "conversation.ftl")) == set(file_of("zh-Hans", "conversation.ftl"))
