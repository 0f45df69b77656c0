"""Filters, periods, bodies, reasons and answers beside a command, in the reader's language and in every other one."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.domain.errors import NotFound, Refusal
from bot.domain.notices.say import SayKnownWords, refused
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.case_lists.filters import KnownNames, parse_filter
from bot.usecases.oversight.statistics.numbers import parse_wanted
from handlers.officer.typed_words import OURS, in_our_words, phrases
from handlers.staff_verbs import VERBS
from handlers.supervisor.views_say import say
from tests.support.facts_of_notices import CATALOGUE
from tests.support.people import PROFILE


class Given:
    text, profile = CATALOGUE, PROFILE


CONTEXT: Any = SimpleNamespace(dependencies=Given, profile=PROFILE)
VIEWED: Any = SimpleNamespace(text=CATALOGUE, known=CATALOGUE.has, profile=PROFILE)
WRITTEN = {
    "red": "red Red 红 红牌", "yellow": "yellow 黄 黄牌", "late": "late LATE 超时 逾期",
    "incomplete": "incomplete 未写完", "drill": "drill 演练", "lead": "lead 主办", "support": "support 协办",
    "bullying": "bullying 欺凌", "neglect": "neglect", "yangjiaping": "Yangjiaping 杨家坪",
    "reopened": "reopened 重新办理", "unacknowledged": "unacknowledged 未签收", "unassessed": "unassessed 未评估",
    "closed": "closed 结案 已结案", "open": "open 未结案", "all": "all 全部 所有", "day": "day 日 天",
    "week": "week 周 一周",
    "month": "month 月", "quarter": "quarter 季度", "P1": "P1 p1 Ｐ１",
    "P4": "P4 p4", "proceedings": "proceedings 诉讼",
    "child_at_risk": "child_at_risk 仍有危险", "inquiry": "inquiry 调查", "duty": "duty 保存义务", "off": "off 解除",
    "mine": "mine 我的", "body": "body 本单位", "now": "now 有危险", "not_now": "not_now 没有危险",
    "safety": "safety 保护孩子", "assess": "assess 评估", "treatment": "treatment 治疗", "evidence": "evidence 证据",
    "pass": "pass 送出 放行", "keep": "keep 暂留", "yes": "yes 是 同意", "no": "no 否 不同意", "en": "English 英文",
    "zh-Hans": "中文 Chinese 简体中文", "same_child": "same_child child 同一孩子",
    "same_events": "same_events events 同一事件", "link": "link 关联", "silent": "silent 没有报告",
    "EDU": "EDU education Education 教委 区教育委员会", "PSB": "police 公安 区公安分局", "PROC": "Procuratorate 检察院",
    "CIV": "民政 区民政局", "JUS": "justice 司法", "HEA": "health 卫健委", "CYL": "团区委",
    "WOM": "妇联", "SUP": "监委",
}  # fmt: skip
"""Written by hand: the program's word, and what people write for it."""
IN_SEVERAL = {
    "civil affairs": "CIV", "Youth League": "CYL", "women’s federation": "WOM", "Women's Federation": "WOM",
    "District Education Commission": "EDU", "child at risk": "child_at_risk", "red card": "red", "let through": "pass",
    "not assessed": "unassessed", "Simplified Chinese": "zh-Hans",
}  # fmt: skip


def test_a_word_is_understood_in_every_language() -> None:
    every = [(word, written) for word, ways in WRITTEN.items() for written in ways.split()]
    understood = [(written, word, in_our_words(CONTEXT, [written])) for word, written in every]
    assert [one for one in understood if one[2] != [one[1]]] == []


@pytest.mark.parametrize("written", IN_SEVERAL)
def test_a_name_of_several_words_is_read_as_one(written: str) -> None:
    assert in_our_words(CONTEXT, ["12", *written.split(), "P1"]) == ["12", IN_SEVERAL[written], "P1"]


def test_every_canonical_word_is_in_the_table_and_means_itself() -> None:
    assert set(OURS) <= set(WRITTEN)
    assert [word for word in OURS if in_our_words(CONTEXT, [word]) != [word]] == []


def test_no_word_has_two_meanings() -> None:
    means = defaultdict(set)
    for phrase, word in phrases(CONTEXT.dependencies):
        means[phrase.strip().casefold()].add(word)
    assert {phrase: words for phrase, words in means.items() if len(words) > 1} == {}


def test_the_languages_of_the_profile_are_named_and_no_others() -> None:
    """A district's own language may have several names; one that is shipped and not spoken here has none."""

    def text(key: str, locale: str) -> str:
        return "French, Langue française" if key == "typed-fr" else CATALOGUE(key, "en")

    text.has = lambda key, locale: (key, locale) == ("typed-fr", "fr") or CATALOGUE.has(key, locale)  # type: ignore[attr-defined]
    given: Any = SimpleNamespace(text=text, profile=replace(PROFILE, languages=("en",)))
    spoken: Any = SimpleNamespace(text=text, profile=replace(PROFILE, languages=("en", "fr")))
    assert not [phrase for phrase, word in phrases(given) if word in {"fr", "zh-Hans"}]
    assert {"French", " Langue française"} <= {phrase for phrase, word in phrases(spoken) if word == "fr"}


def test_words_separated_by_commas_are_read() -> None:
    assert in_our_words(CONTEXT, ["P1，红，教委"]) == ["P1", "red", "EDU"]


@pytest.mark.parametrize(
    ("command", "written", "arguments"),
    [
        ("cases", "P1 红 教委", ("p1.red.edu",)), ("stats", "周 公安 P1", ("week.psb.p1",)),
        ("remind", "12 教委", (12, "EDU")),
        ("hold", "12 解除 调查", (12, "inquiry", 1)), ("keep", "12 3 诉讼", (12, "proceedings", 3)),
        ("files", "12 作为证据", (12, "evidence")), ("quarantine", "放行 12", (12, "pass")),
        ("newgroup", "教委 同意", ("EDU", "yes")), ("newgroup", "civil affairs no", ("CIV", "no")),
        ("remind", "12 civil affairs", (12, "CIV")), ("language", "中文", ("zh-Hans",)),
    ],
)  # fmt: skip
def test_a_use_case_gets_canonical_words(command: str, written: str, arguments: tuple[Any, ...]) -> None:
    (verb,) = [verb for verb in VERBS if verb.command == command]
    assert verb.words(in_our_words(CONTEXT, written.split())) == arguments


def refusal_of(command: str) -> Refusal:
    """The answer to an unknown word."""
    everything = Scope(everything=True)
    with pytest.raises(NotFound) as refusal:
        if command == "cases":
            parse_filter(["plice"], everything, KnownNames(PROFILE, frozenset(), datetime.now(UTC)))
        elif command == "stats":
            parse_wanted(["plice"], PROFILE, everything)
        else:
            (verb,) = [verb for verb in VERBS if verb.command == command]
            verb.words(["12", "plice"] if command != "newgroup" else ["PSB", "plice"])
    return refusal.value


async def known_words(command: str, locale: str) -> list[str]:
    """The words that the answer lists, as this reader sees them."""
    said = refused(refusal_of(command))
    assert isinstance(said, SayKnownWords)
    row: Any = SimpleNamespace(locale=locale)
    marker = replace(said, known="KNOWN")
    before, after = (await say(VIEWED, row, marker)).text.split("KNOWN")
    text = (await say(VIEWED, row, said)).text.removeprefix(before).removesuffix(after)
    return re.split("[,、]", text.replace("&#x27;", "'"))


@pytest.mark.parametrize("command", ["cases", "stats", "files", "keep", "hold", "quarantine", "newgroup"])
@pytest.mark.parametrize("locale", PROFILE.languages)
async def test_words_listed_in_a_refusal_are_in_the_readers_language_and_are_understood(
    command: str, locale: str
) -> None:
    listed = await known_words(command, locale)
    assert len(listed) > 1
    ours = [in_our_words(CONTEXT, one.split()) for one in listed]
    assert all(len(one) == 1 for one in ours), ours
    known = str(refusal_of(command).facts["known"]).split(", ")
    assert [one[0] for one in ours] == known
    if locale == "zh-Hans":
        assert [one for one in listed if re.search("[a-z]", one)] == []
