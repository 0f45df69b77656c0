"""Code speaks the field's words: the private words of the first versions stand in no name any more."""

from tests.support.sources.private_words import (
    INSTEAD,
    may_mean_it,
    names_of_another_meaning,
    parts,
    private_names,
    private_texts,
)


def test_no_name_is_made_of_a_private_word() -> None:
    assert private_names() == []


def test_a_word_with_one_meaning_stands_in_no_name_that_means_another() -> None:
    assert names_of_another_meaning() == []


def test_no_page_and_no_docstring_says_one_of_those_that_are_no_english_word() -> None:
    assert private_texts() == []


def test_the_check_finds_a_private_word_inside_a_name() -> None:
    assert parts("no_strongbox_here") & INSTEAD.keys() == {"strongbox"}
    assert parts("WatchBook") >= {"watchbook", "watch", "book"}


def test_a_plain_word_names_no_class_and_a_lane_is_no_path() -> None:
    small = ("parts", "room", "turn", "turns", "together")
    assert [word for word in small if not may_mean_it(word, word) or may_mean_it(word, word.title())] == []
    assert [name for name in ("lane", "lane_of_chat", "in_lane", "danger_lane") if may_mean_it("lane", name)] == [
        "lane",
        "lane_of_chat",
    ]
