"""The catalogue: facts are escaped and localised, unknown keys are named, nothing that a person wrote is lost."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from locales.catalogue import Catalogue, Html
from tests.support.facts_of_notices import AT, CATALOGUE

TEXT = """format-moment = EEE d MMM, HH:mm
format-day = EEE d MMM
format-clock = HH:mm
format-unit = long
format-between = { " " }
story = <b>{ $text }</b>
at = { $at }
day = { DAY($at) } { CLOCK($at) }
span = { $span }
files = { $count ->
    [one] one file
   *[other] { $count } files
    }
case = { $number }
"""


@pytest.fixture
def text(tmp_path: Path) -> Catalogue:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "common.ftl").write_text(TEXT, encoding="utf-8")
    return Catalogue(ZoneInfo("Asia/Shanghai"), tmp_path)


def test_what_a_person_wrote_is_escaped_and_markup_of_the_text_stays(text: Catalogue) -> None:
    assert text("story", "en", text="a <b> & c") == "<b>a &lt;b&gt; &amp; c</b>"


def test_a_text_inside_a_text_is_not_escaped_twice(text: Catalogue) -> None:
    inner = text("story", "en", text="<")
    assert isinstance(inner, Html)
    assert text("story", "en", text=inner) == "<b><b>&lt;</b></b>"


def test_a_long_story_is_kept_whole(text: Catalogue) -> None:
    story = "它说了很多 " * 1500
    assert text("story", "en", text=story) == f"<b>{story}</b>"


def test_private_characters_in_a_story_do_no_harm(text: Catalogue) -> None:
    assert text("story", "en", text="a\ue0007\ue001b") == "<b>ab</b>"


def test_a_moment_is_shown_in_the_districts_zone(text: Catalogue) -> None:
    assert text("at", "en", at=AT) == "Thu 26 Nov, 09:00"
    assert text("day", "en", at=AT) == "Thu 26 Nov 09:00"
    assert CATALOGUE("tell-expired_soon", "zh-Hans", until=AT).count("11月26日（周四）09:00") == 1


def test_a_moment_without_a_zone_is_refused(text: Catalogue) -> None:
    with pytest.raises(ValueError, match="zone"):
        text("at", "en", at=datetime(2026, 11, 26))


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (timedelta(seconds=5), "1 minute", "1 分钟"),
        (timedelta(minutes=15), "15 minutes", "15 分钟"),
        (timedelta(minutes=90), "1 hour 30 minutes", "1 小时 30 分钟"),
        (timedelta(hours=24), "24 hours", "24 小时"),
        (timedelta(days=3), "3 days", "3 天"),
        (timedelta(days=90), "90 days", "90 天"),
        (timedelta(days=1095), "3 years", "3 年"),
    ],
)
def test_a_duration_reads_as_a_person_says_it(text: Catalogue, span: timedelta, english: str, chinese: str) -> None:
    assert text("span", "en", span=span) == english
    assert chinese in CATALOGUE("alert-told", "zh-Hans", acknowledge=span)


def test_numbers_are_localised_but_a_case_number_is_plain_digits(text: Catalogue) -> None:
    assert text("files", "en", count=1) == "one file"
    assert text("files", "en", count=12345) == "12,345 files"
    assert text("case", "en", number=12345) == "12345"


def test_what_is_remembered_of_a_number_is_not_said_for_a_truth_or_another_number(text: Catalogue) -> None:
    assert [text("files", "en", count=1), text("files", "en", count=2)] == ["one file", "2 files"]
    assert [text("files", "en", count=True), text("files", "en", count=1)] == ["yes files", "one file"]


def test_an_unknown_key_is_named(text: Catalogue) -> None:
    with pytest.raises(KeyError, match="no-such-text"):
        text("no-such-text", "en")


def test_a_missing_fact_is_named_without_the_values_of_the_others(text: Catalogue) -> None:
    with pytest.raises(KeyError) as caught:
        text("story", "en", other="canary")
    assert "story" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_no_isolation_marks_are_put_around_facts(text: Catalogue) -> None:
    assert "\u2068" not in text("story", "en", text="x")


def test_the_catalogue_lists_its_languages_and_keys(text: Catalogue) -> None:
    assert text.languages == ("en",)
    assert "story" in text.keys("en")
    assert text.has("story", "en")
    assert not text.has("story", "xx")


def test_an_invalid_fluent_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "common.ftl").write_text(TEXT + "\nbroken = { $\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en/common\.ftl:\d+: not Fluent"):
        Catalogue(ZoneInfo("UTC"), tmp_path)


def test_a_key_that_is_defined_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "common.ftl").write_text(TEXT + "\nstory = again\n", encoding="utf-8")
    with pytest.raises(ValueError, match="story is defined twice"):
        Catalogue(ZoneInfo("UTC"), tmp_path)
