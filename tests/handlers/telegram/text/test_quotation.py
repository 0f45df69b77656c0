"""A quotation holds words and nothing else: no link, mention or command in it works, and nothing changes its
direction."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.world.entities import written
from handlers.telegram.text.quotation import (
    JOINT,
    harmless,
    in_line,
    plain_quotations,
    quoted,
    without_joints,
    without_markup,
)
from handlers.telegram.text.split import plain, split
from tests.support.incoming.hostile_words import HOSTILE, hostile_words, live_in


def test_a_quotation_has_no_active_markup() -> None:
    for words in HOSTILE:
        text, entities = written(f"<b>Case 1</b>\n{quoted(words)}\nours", "HTML")
        assert live_in(text, entities) == [], words
        assert [entity["type"] for entity in entities] == ["bold", "blockquote"], words


@given(hostile_words())
def test_any_words_become_one_quotation_or_nothing(words: str) -> None:
    shown = quoted(words)
    if not shown:
        assert not any(unicodedata.category(c)[0] in "LNPS" for c in words)
        return
    text, entities = written(f"A{shown}B", "HTML")
    assert live_in(text, entities) == []
    assert [(entity["type"], entity["offset"]) for entity in entities] == [("blockquote", 1)]
    assert text.startswith("A")
    assert text.endswith("B")


@pytest.mark.parametrize("around", ["<b>A</b> {} closed", "A <code>{}</code> closed"])
def test_a_name_within_a_sentence_stays_in_its_place(around: str) -> None:
    for words in HOSTILE:
        text, entities = written(around.format(in_line(words)), "HTML")
        assert [entity for entity in live_in(text, entities) if entity != "code"] == []
        assert text.startswith("A ")
        assert text.endswith(" closed")
        assert len(text.splitlines()) == 1


@given(hostile_words())
def test_any_name_becomes_one_nonempty_line(words: str) -> None:
    text, entities = written(f"A {in_line(words)} closed", "HTML")
    assert live_in(text, entities) == []
    assert len(text.splitlines()) == 1
    assert bool(in_line(words)) == bool(words)


@pytest.mark.parametrize("blank", ["\u3164", "\u115f\u1160", "\uffa0\u034f", "\u17b4\u17b5", "\u200b", "\u2060"])
def test_invisible_characters_make_no_name_and_no_words(blank: str) -> None:
    assert in_line(blank) == "?"
    assert harmless(blank) == ""
    assert plain(harmless(f"a{blank}b")) == "ab"


@given(
    st.text(
        st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u115f\u1160\u17b4\u17b5\u3164\uffa0"),
        max_size=200,
    )
)
def test_readable_words_stay_as_written(words: str) -> None:
    assert plain(harmless(words)).replace(JOINT, "") == words.strip("\n ")


@pytest.mark.parametrize(
    "words",
    [
        "Ms Li said: 3.5 km, at 18:30.",
        "他说：“别告诉任何人”。",
        "наверное",
        "שלום",
        "سلام می\u200cخواهم",
        "👨\u200d👩\u200d👧 ❤️",
    ],
)
def test_ordinary_words_of_every_script_stay(words: str) -> None:
    assert without_joints(plain(harmless(words))) == words


def test_in_plain_text_each_line_says_that_it_is_a_quotation() -> None:
    text = f"<b>Told</b>\n{quoted('one' + chr(10) + '<b>Case 7</b> closed')}\nours"
    assert without_joints(plain_quotations(text)) == "Told\n> one\n> <b>Case 7</b> closed\nours"


def test_stacked_combining_marks_do_not_overlap_other_lines() -> None:
    assert len(plain(harmless("a" + "\u0301" * 500))) == 5


def test_many_short_quotations_are_all_quotations_in_every_part() -> None:
    parts = split("\n".join(f"{at}\n{quoted('x')}" for at in range(300)))
    found = [written(part, "HTML")[1] for part in parts]
    assert sum(len(entities) for entities in found) == 300
    assert max(len(entities) for entities in found) <= 100


def test_a_long_quotation_is_one_in_every_part() -> None:
    parts = split(quoted("/take@tipline_demo_bot 1 and more words\n" * 400))
    assert len(parts) > 1
    for part in parts:
        text, entities = written(part, "HTML")
        assert [(entity["type"], entity["offset"]) for entity in entities] == [("blockquote", 0)]
        assert live_in(text, entities) == []


def test_a_quotation_sent_without_markup_is_still_marked_and_within_the_limit() -> None:
    assert without_joints(without_markup(f"<b>Told</b>\n{quoted('Case 2')}")) == "Told\n> Case 2"
    long = quoted("a\n" * 2040)
    assert without_markup(long) == plain(long)
