"""The words of receipt codes: enough of them, none that hurts or can be taken for another, and heard as people type."""

import re
from itertools import pairwise

import pytest

from bot.domain.access.receipts import WORD_BITS, WORDS
from locales import wording_rules as wording
from locales.words import letters, numbers_in, replaced, seems_code, word_list, worded
from tests.support.facts_of_notices import LANGUAGES

CODE = (0, 4095, 17, 2048, 3999)
HARD = {
    "en": r"abus|kill|harm|hurt|rape|sex|dead|die[ds]?$|blood|murder|naked|nude|bully|suicid|violen|drug|weapon|knife|"
    r"victim|police|child|girl|boy|mother|father|secret|shame|stupid|slut|whore|bitch|shit|fuck|crap|penis|vagin|breast",
    "zh-Hans": r"[死伤杀害血毒刀枪虐骂奸淫裸妓赌药孕尸鬼墓罪囚警匪偷骗逼欺辱羞耻贱蠢疯屎尿妈爸童孩]",
}

each_language = pytest.mark.parametrize("name", LANGUAGES)


@each_language
def test_each_language_has_as_many_words_as_twelve_bits_name(name: str) -> None:
    words = word_list(name)
    assert len(words) == len(set(words)) == 1 << WORD_BITS
    assert len(words) ** WORDS >= 1 << 60


@each_language
def test_no_receipt_word_hurts_or_gives_the_report_away(name: str) -> None:
    assert [word for word in word_list(name) if re.search(HARD[name], word)] == []
    assert [word for word in word_list(name) if wording.betrays(word, name)] == []


@each_language
def test_receipt_words_written_together_are_split_in_only_one_way(name: str) -> None:
    words = sorted([*word_list(name), *replaced(name)])
    assert [(first, second) for first, second in pairwise(words) if second.startswith(first)] == []
    assert all(letters(word) == word for word in words)


@each_language
def test_every_receipt_word_is_recognised_at_every_place(name: str) -> None:
    numbers = {word: number for number, word in enumerate(word_list(name))}
    numbers |= {old: numbers[new] for old, new in replaced(name).items()}
    for word, number in numbers.items():
        others = [(number + step) % 4096 for step in (1, 7, 77, 777)]
        for place in (0, 2, 4):
            code = (*others[:place], number, *others[place:])
            words = [word if at == place else word_list(name)[one] for at, one in enumerate(code)]
            assert numbers_in(" ".join(words), WORDS) == code
            assert numbers_in("".join(words), WORDS) == code


def neighbours(word: str) -> set[str]:
    """The word with each of its letters left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def test_no_two_english_words_are_one_slip_of_a_letter_apart() -> None:
    by_shorter: dict[str, str] = {}
    near = []
    for word in word_list("en"):
        near += [(by_shorter[shorter], word) for shorter in neighbours(word) & {word} if shorter in by_shorter]
        for shorter in neighbours(word):
            by_shorter.setdefault(shorter, word)
    assert near == []


NOT_FOR_CHILDREN = {
    "en": r"^(?:hazing|ambush|affair|valium|vendetta|vengeful|amaretto|liqueur|brewing|uproar|affidavit|algorithm"
    r"|repugnant|exonerate|cognitive|municipal|rectify|ideology|judiciary|facsimile|headstone|mortician|equivocal"
    r"|epidermis|esophagus|expletive|excretion|gestation|ibuprofen|manicotti|pediatric|quizzical|squeamish|thesaurus)$",
    "zh-Hans": r"^(?:交配|传销|丢失|伪装|失调|流失|交锋|亏损)$",
}


@each_language
def test_no_word_is_of_harm_or_hard_for_a_child(name: str) -> None:
    assert [word for word in word_list(name) if re.search(NOT_FOR_CHILDREN[name], word)] == []


@pytest.mark.parametrize(
    ("old", "new"), [("hazing", "teapot"), ("ambush", "zebra"), ("plutonium", None), ("交配", None)]
)
def test_a_replaced_word_stays_accepted_for_its_number(old: str, new: str | None) -> None:
    name = "en" if old.isascii() else "zh-Hans"
    place = word_list(name).index(new or replaced(name)[old])
    assert numbers_in(" ".join([old, *worded(CODE, name).split()[1:]]), WORDS) == (place, *CODE[1:])


@each_language
def test_what_was_replaced_is_not_on_the_list_and_what_replaces_it_is(name: str) -> None:
    assert replaced(name)
    assert not set(replaced(name)) & set(word_list(name))
    assert set(replaced(name).values()) <= set(word_list(name))


@each_language
@pytest.mark.parametrize(
    "typed",
    ["{}", "  {}\n", "{upper}", "{commas}", "{full}", "{together}", "“{}”。"],
)
def test_a_receipt_code_is_recognised_however_it_is_typed(name: str, typed: str) -> None:
    shown = worded(CODE, name)
    ways = {
        "upper": shown.upper(),
        "commas": shown.replace(" ", "，"),
        "full": shown.replace(" ", "\u3000"),
        "together": shown.replace(" ", ""),
    }
    assert numbers_in(typed.format(shown, **ways), WORDS) == CODE


def test_full_width_letters_are_read_as_letters() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalpha() else sign for sign in worded(CODE, "en"))
    assert numbers_in(wide, WORDS) == CODE


@pytest.mark.parametrize(
    "text", ["", "one two", worded((1, 2, 3, 4), "en"), worded((1, 2, 3, 4, 5, 6), "en"), "他打我"]
)
def test_other_words_are_not_taken_for_a_receipt_code(text: str) -> None:
    assert numbers_in(text, WORDS) is None


@pytest.mark.parametrize(
    "text",
    [
        "help me he hits me",
        "please come, my father is drunk",
        "他又打我了，救救我",
        "我在家里，爸爸喝醉了",
        "I am afraid to go home",
        "yesterday in the classroom the teacher was there",
        "tomorrow night in my bedroom",
    ],
)
def test_a_cry_for_help_is_never_taken_for_a_code(text: str) -> None:
    assert not seems_code(text)


@each_language
def test_a_receipt_code_with_two_typing_errors_is_still_recognised_as_an_attempt(name: str) -> None:
    first, second, *others = worded(CODE, name).split()
    assert seems_code(" ".join(["qqq" + first, second + "qqq", *others]))
