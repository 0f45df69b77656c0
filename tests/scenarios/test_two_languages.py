"""Transcripts that the suite does not play, because the same conversation is played in English, say what the texts of
their language say. A text that is changed is found here without playing them, unless the change stands where a text has
a fact, or what it says in English has fewer than three letters."""

from pathlib import Path

from tests.scenarios.text_patterns import TextPatterns, unsaid
from tests.scenarios.two_languages import lines_of, twins_in

HERE = Path(__file__).parent


def test_what_the_played_transcript_says_by_a_text_the_other_one_says_by_a_text_of_its_language() -> None:
    """A line of somebody's own words is said by no text in either language."""
    texts = {language: TextPatterns(language) for language in ("en", "zh-Hans")}
    twins = twins_in(HERE) | twins_in(HERE / "cases")
    assert len(twins) >= 6
    for chinese, english in twins.items():
        lines = {"en": lines_of(english), "zh-Hans": lines_of(chinese)}
        assert unsaid(lines, texts, "zh-Hans") == [], chinese.name
        acts = {name: [at for at, line in enumerate(of) if line.startswith("> ")] for name, of in lines.items()}
        assert acts["en"] == acts["zh-Hans"], chinese.name
