"""Rules of wording (SG02-SG10, SG14, SG33): each gives the faults of one text in one language."""

import re
from collections.abc import Iterator

CHILD_WORDS = 12
CHILD_CHARACTERS = 32
CHILD_CLAUSE = 20
CHILD_GRADE = 4.0
ADULT_GRADE = 6.0
TOO_SHORT_TO_GRADE = 10

SECRECY = {
    "en": (r"\bsecret|\bconfidential|\banonym|nobody will (?:ever )?(?:know|guess)|only you will know", r"\bcannot\b"),
    "zh-Hans": (r"保密|匿名|没有?人会知道|不会有人知道|绝对安全|没有人猜到", r"不能|无法"),
}
BLAME = {
    "en": r"\bwhy\b|(?<!not your )\bfault\b|should have|\bpro(?:ve[sd]?|of)\b|(?<!not )\bsure\b|\bl(?:ie[sd]?|ying)\b"
    r"|\badmit|\balleged",
    "zh-Hans": r"为什么|为何|证明|撒谎|说谎|承认|据称|应该早|本应|本来应该|怪你|(?<!不是你的)错",
}
FALSE_COMFORT = {
    "en": r"(?:don't|do not) worry|everything will be|will be (?:fine|ok)",
    "zh-Hans": r"(?:别|不要|不用)担心|会好的|没事的",
}
BUREAUCRACY = {"en": r"\busers?\b|\bsubmit|\binvalid|\bplease note\b", "zh-Hans": r"用户|提交|无效|非法(?!拘禁)"}
LOUD = re.compile("[!！]|[\U0001f000-\U0001faff]|[\u2600-\u26ff]|[\u2700-\u2712\u2714-\u27bf]|\ufe0f|https?://")
ASSERTING = {
    "en": r"\b(?:he|she|him|her|his|hers)\b|\b(?:touch|hit|beat|hurt|kick|rape)\w* (?:you|the child)\b",
    "zh-Hans": r"(?<!其)他|她|(?:打|摸|碰|踢|伤害)了?(?:你|孩子)",
}
PICTURE = {"en": r"photo|picture|image|video|\bfilm", "zh-Hans": r"照片|图片|拍|视频|录像"}
BODY = {"en": r"\bbod(?:y|ies)\b|injur|wound|bruise|private part", "zh-Hans": r"身体|伤口|伤痕|瘀伤|隐私部位|私处"}
FORBIDDING = {"en": r"\bdo not\b|\bnever\b", "zh-Hans": r"不要|请勿|不能"}
REVEALING = {
    "en": r"harm|hurt|abus|violen|beat|bull(?:y|ied)|sexual|suicid|self-harm|danger|missing|neglect|police|officer"
    r"|child|report|victim",
    "zh-Hans": r"伤|虐|暴力|打人|欺凌|性侵|自杀|危险|失踪|警|公安|办案|孩子|未成年|报告|举报|受害",
}


def plain(text: str) -> str:
    """The text as a reader sees it, without markup."""
    return re.sub(r"<[^<>]+>", "", text)


def sentences(text: str) -> list[str]:
    """Sentences and lines, without marks and bullets."""
    parts = re.split(r"(?<=[.?!])\s+|(?<=[。？！；])|\n", plain(text))
    return [part.strip(" •.?!。？！；") for part in parts if re.search(r"\w", part)]


def words(text: str) -> list[str]:
    """The words of an English text; a command or a number is a word."""
    return re.findall(r"(?<![\w'/-])[\w'/-]*\w[\w'-]*", plain(text))


def characters(text: str) -> int:
    """Chinese characters; a Latin word or a number counts as one."""
    return len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9/]+", text))


def syllables(word: str) -> int:
    """Vowel groups, without a silent e."""
    low = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", low))
    silent = (low.endswith("e") and not low.endswith("le")) or re.search(r"[^aeioutd]ed$|[^aeiouscxzg]es$", low)
    return max(1, groups - bool(silent))


def grade(text: str) -> float:
    """Flesch-Kincaid grade of an English text."""
    count, told = words(text), sentences(text)
    return 0.39 * len(count) / len(told) + 11.8 * sum(map(syllables, count)) / len(count) - 15.59


def promises_secrecy(text: str, language: str) -> list[str]:
    """SG02: no sentence promises secrecy; saying that it cannot be promised is right."""
    promise, limit = SECRECY[language]
    return [sentence for sentence in sentences(text) if _finds(promise, sentence) and not _finds(limit, sentence)]


def blames(text: str, language: str) -> list[str]:
    """SG04 and SG06: no why, no blame, no false comfort; and no words of an office form."""
    low = plain(text).lower()
    return [found[0] for rule in (BLAME, FALSE_COMFORT, BUREAUCRACY) for found in re.finditer(rule[language], low)]


def shouts(text: str) -> list[str]:
    """SG10: no exclamation mark, no emoji, no link."""
    return LOUD.findall(plain(text))


def asserts(text: str, language: str) -> list[str]:
    """SG03: a question names no person and no deed that has not been told."""
    return [found[0] for found in re.finditer(ASSERTING[language], plain(text).lower())]


def asks_for_body_pictures(text: str, language: str) -> list[str]:
    """SG33: pictures and bodies meet only where it is said not to."""
    return [
        sentence
        for sentence in sentences(text)
        if _finds(PICTURE[language], sentence)
        and _finds(BODY[language], sentence)
        and not _finds(FORBIDDING[language], sentence)
    ]


def betrays(text: str, language: str) -> list[str]:
    """SG14: the first 40 characters, as seen on a locked phone, tell nothing."""
    return [found[0] for found in re.finditer(REVEALING[language], plain(text)[:40].lower())]


def too_long_for_a_child(text: str, language: str) -> list[str]:
    """SG05: twelve English words a sentence; short clauses and sentences in Chinese."""
    return list(_long_sentences(text, language))


def too_hard(text: str, limit: float) -> list[str]:
    """SG05: reading grade; a few words are too little to grade."""
    reached = grade(text) if len(words(text)) >= TOO_SHORT_TO_GRADE else 0
    return [f"grade {reached:.1f}"] if reached > limit else []


def _long_sentences(text: str, language: str) -> Iterator[str]:
    for sentence in sentences(text):
        if language == "en":
            if len(words(sentence)) > CHILD_WORDS:
                yield sentence
        elif characters(sentence) > CHILD_CHARACTERS or any(
            characters(clause) > CHILD_CLAUSE for clause in re.split("[，：、]", sentence)
        ):
            yield sentence


def _finds(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
