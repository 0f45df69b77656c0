"""Silent institutions on a picture and in a workbook: by name, or how many where the second factor is shut."""

from dataclasses import replace

import pytest

from bot.domain.numbers.board import Silent
from handlers.pictures.scenes_of_reports import sources
from handlers.pictures.sheets import sheets_of
from tests.support.oversight import boards

SHUT = replace(boards.one_of_each(), silent=(Silent(),) * 3)
OPEN = replace(SHUT, silent=(Silent("Old School", "school", never=False), Silent("Harbour School", "school")))
HOW_MANY = {
    "en": ("Institutions without a report in the last 12 full months: 3", "Which ones: /institutions silent"),
    "zh-Hans": ("负有报告义务、近 12 个整月没有报告的单位：3 家", "名单：/institutions silent"),
}


@pytest.mark.parametrize("language", HOW_MANY)
def test_a_picture_without_names_shows_their_number_and_where_to_find_them(language: str) -> None:
    assert sources(SHUT, boards.words_in(language)).lines == HOW_MANY[language]


def test_a_picture_with_names_starts_with_those_that_never_reported() -> None:
    lines = sources(OPEN, boards.words_in("en")).lines
    assert [line.split(",")[0] for line in lines[1:]] == ["Harbour School", "Old School"]


def test_without_names_a_workbook_has_one_line_with_their_number() -> None:
    [sheet] = [one for one in sheets_of(SHUT, boards.words_in("en")) if one.name == "K6"]
    assert sheet.rows[1:] == (("Which ones: /institutions silent", "silent institution", 3, None),)
    [named] = [one for one in sheets_of(OPEN, boards.words_in("en")) if one.name == "K6"]
    assert [row[0] for row in named.rows[1:]] == ["Old School", "Harbour School"]
