"""The poster of a staff link: one page to print, in both languages, with neutral words and the link as a QR code."""

from types import SimpleNamespace
from typing import Any

import segno

from handlers.pictures.posters import code_of, poster_of
from locales import wording_rules
from locales.fallback import FallbackCatalogue
from tests.support.domain.profiles import shipped

LINK = "https://t.me/tipline_demo_bot?start=wAbCdEfGhIjKlMnOpQrStUv0"
PROFILE = shipped()
TEXT = FallbackCatalogue(PROFILE.zone, PROFILE.languages, PROFILE.texts)
CONTEXT: Any = SimpleNamespace(text=TEXT, profile=PROFILE, username="tipline_demo_bot")


def test_a_poster_is_a_pdf_of_one_page() -> None:
    page = poster_of(CONTEXT, "九龙坡第一小学", LINK, "zh-Hans")
    assert page.startswith(b"%PDF-")
    assert page.count(b"/Type /Page\n") + page.count(b"/Type /Page ") + page.count(b"/Type/Page/") <= 1
    assert TEXT.missing == set()


def test_a_name_with_markup_characters_is_printed_as_it_is() -> None:
    assert poster_of(CONTEXT, '#import "x" $ * _ [School] \\ "1"', LINK, "en").startswith(b"%PDF-")


def test_the_qr_code_of_a_poster_contains_the_link_and_survives_a_torn_corner() -> None:
    code = segno.make(LINK, error="q", micro=False)
    assert code.error in {"Q", "H"}
    assert code_of(LINK).count("<path") == 1


def test_the_words_of_a_poster_are_neutral() -> None:
    keys = ("poster-title", "poster-what", "poster-how", "poster-where")
    said = [(name, str(TEXT(key, name))) for key in keys for name in ("en", "zh-Hans")]
    assert [text for name, text in said if wording_rules.betrays(text, name)] == []
