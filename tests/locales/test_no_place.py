"""Texts for every district name no district: no country, no body, no number and no place that its profile could
name."""

import re
from pathlib import Path

import pytest

from bot.profile.files import SHIPPED
from locales.catalogue import read_shipped
from tests.support.facts_of_notices import FOLDER, LANGUAGES
from tests.support.sources.country_words import NUMBERS, PLACES

ROOT = FOLDER.parent
OFFICES = r"\b(?:PROC|PSB|EDU|CIV|JUS|HEA|CYL)\b"
"""Keys of the bodies of one district."""
NAMED_IN_CODE = {
    ("settings.py", "jiulongpo"): "the profile that is taken where none is named",
    ("older.py", "jiulongpo"): "profiles of the time when its texts were everybody's",
    ("list.js", "federation"): "the page of the demo sorts people by words of any country",
    ("list.js", "检察"): "the same",
    ("guide.js", "公安"): "the guide of the demo finds people by words of any country",
    ("wording_rules.py", "公安"): "a preview may not tell what the chat is for, whoever is named",
}
IN_PROFILE = ("agency-", "number-", "o-official_body-", "info-duty")
"""Families that no text of every district belongs to."""


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_text_of_every_district_names_a_place_or_a_body(name: str) -> None:
    texts = read_shipped()[name]
    found = {key: word for key, text in texts.items() for word in re.findall(f"{PLACES}|{NUMBERS}", text.lower())}
    assert found == {}


@pytest.mark.parametrize("name", LANGUAGES)
def test_bodies_numbers_legal_information_and_officials_come_from_the_profile(name: str) -> None:
    assert [key for key in read_shipped()[name] if key.startswith(IN_PROFILE)] == []
    assert {key for key in read_shipped()[name] if key.startswith("area-")} == {"area-elsewhere", "area-unknown"}


def sources() -> list[Path]:
    """The code of the product and of the demo's page, without the profiles."""
    found = [
        path
        for folder in ("bot", "handlers", "storage", "locales")
        for pattern in ("*.py", "*.js", "*.html")
        for path in (ROOT / folder).rglob(pattern)
    ]
    return [path for path in found if SHIPPED not in path.parents]


def test_no_source_names_a_place_or_a_body() -> None:
    found = {
        (path.name, word)
        for path in sources()
        for word in re.findall(PLACES, path.read_text("utf-8").lower())
        if (path.name, word) not in NAMED_IN_CODE
    }
    keys = {(path.name, word) for path in sources() for word in re.findall(OFFICES, path.read_text("utf-8"))}
    assert (found, keys) == (set(), set())


def test_the_check_finds_names_of_places_in_texts() -> None:
    """The patterns catch the shipped district's own texts."""
    own = "\n".join(path.read_text("utf-8") for path in (SHIPPED / "jiulongpo").rglob("*.ftl")).lower()
    assert {"china", "procurat", "village", "检察", "公安", "妇联", "村（居）"} <= set(re.findall(PLACES, own))
