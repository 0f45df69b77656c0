"""A text that cannot be used is replaced: by the base language's, else by a plain name; and noted once."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from locales.fallback import FallbackCatalogue, plain_name

FORMATS = """format-moment = EEE d MMM, HH:mm
format-day = EEE d MMM
format-clock = HH:mm
format-unit = long
format-between = { " " }
"""
ENGLISH = "hello = Hello { $name }\nboth = Both\nonly = Only <b>here</b>\n"
GERMAN = "both = Beide\nhello = Hallo { $nobody }\n"
OWN = {"de": {"harm-ice": "harm-ice =\n    Eis\n", "both": "both = Anders"}}


@pytest.fixture
def text(tmp_path: Path) -> FallbackCatalogue:
    for name, words in (("en", ENGLISH), ("de", GERMAN)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "common.ftl").write_text(FORMATS + words, encoding="utf-8")
    return FallbackCatalogue(ZoneInfo("Europe/Berlin"), ("en", "de"), OWN, tmp_path)


def test_an_existing_text_is_used_and_nothing_is_reported(text: FallbackCatalogue) -> None:
    assert (text("both", "en"), text("harm-ice", "de")) == ("Both", "Eis")
    assert text.missing == set()


def test_the_profiles_own_text_replaces_the_shipped_one(text: FallbackCatalogue) -> None:
    assert text("both", "de") == "Anders"


def test_a_text_missing_in_a_language_is_shown_in_the_base_language(text: FallbackCatalogue) -> None:
    assert text("only", "de") == "Only <b>here</b>"
    assert text.missing == {("only", "de")}


def test_a_text_with_an_unknown_fact_is_shown_in_the_base_language(text: FallbackCatalogue) -> None:
    assert text("hello", "de", name="A<b>") == "Hello A&lt;b&gt;"
    assert text.missing == {("hello", "de")}


def test_a_text_that_only_another_language_has_is_shown_in_that_one(text: FallbackCatalogue) -> None:
    assert text("harm-ice", "en") == "Eis"


def test_an_unknown_language_falls_back(text: FallbackCatalogue) -> None:
    assert text("both", "xx") == "Both"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("harm-online_hazing", "online hazing"),
        ("harm-online_hazing-child", "online hazing"),
        ("agency-HBR", "HBR"),
        ("agency-HBR-short", "HBR"),
        ("area-old-quay", "old quay"),
        ("o-link-ferry_crew", "ferry crew"),
        ("o-yes", "yes"),
        ("q-boat", "boat"),
        ("heading-boat", "boat"),
        ("number-coast_guard", "coast guard"),
        ("staff-card-closed", "staff card closed"),
        ("child", "child"),
    ],
)
def test_a_text_that_no_language_has_shows_its_key_in_plain_words(text: FallbackCatalogue, key: str, name: str) -> None:
    assert plain_name(key) == name
    assert text(key, "de") == name
    assert text.missing == {(key, "de"), (key, "en")}
