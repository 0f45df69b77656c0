"""Fluent files are cut into messages as Fluent's own parser cuts them; a text is parsed when it is asked for."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st

from locales.catalogue import Catalogue
from locales.fluent_files import cut, parsed, read_sources
from tests.support.facts_of_notices import FOLDER, LANGUAGES
from tests.support.sources.fluent import messages, read_language

FORMATS = """format-moment = HH:mm
format-day = d
format-clock = HH:mm
format-unit = long
format-between = { " " }
"""
VALUES = (
    "words",
    "two\n    lines",
    "\n    begun below\n\n    after an empty line",
    "{ $a }",
    '{ "{" } and { "}" } and { "\\" }" }',
    "{ $a ->\n    [one] one\n   *[other] { $a }\n    }",
    "{ $a ->\n    [one] one\n   *[other] many\n}",
    "{ DAY($at) }, 12 = 12",
)
BESIDE = ("", "# a comment\n", "## of a group = no key\n", "\n\n")


def only_message(resource: ast.Resource) -> ast.Message:
    (entry,) = (entry for entry in resource.body if isinstance(entry, ast.Message))
    return entry


def value(message: ast.Message) -> ast.Pattern:
    assert message.value is not None
    return message.value


@pytest.mark.parametrize("name", LANGUAGES)
def test_each_text_parsed_alone_equals_the_text_parsed_in_its_file(name: str) -> None:
    whole, sources = messages(read_language(FOLDER / name)), read_sources(FOLDER / name)
    assert set(sources) == set(whole)
    for key, source in sources.items():
        assert value(only_message(parsed(source))).equals(value(whole[key])), key


@given(st.lists(st.tuples(st.sampled_from(BESIDE), st.sampled_from(VALUES)), min_size=1, max_size=8))
def test_any_file_is_split_as_fluents_own_parser_does(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{beside}key-{number} = {words}\n" for number, (beside, words) in enumerate(parts))
    whole = {entry.id.name: entry for entry in FluentParser().parse(text).body if isinstance(entry, ast.Message)}
    found = dict(cut("en/x.ftl", text))
    assert list(found) == list(whole) == [f"key-{number}" for number in range(len(parts))]
    assert all(value(only_message(parsed(found[key]))).equals(value(whole[key])) for key in whole)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = b\nbroken = { $\n", 2),
        ("a = b\nbroken = } here\n", 2),
        ("a = b\n\nwords of nobody\n", 3),
        ("-term = words\n", 1),
        ("  indented = but of nobody\n", 1),
    ],
)
def test_a_line_that_belongs_to_no_message_is_named(text: str, line: int) -> None:
    with pytest.raises(ValueError, match=rf"^en/x\.ftl:{line}: not Fluent$"):
        list(cut("en/x.ftl", text))


def test_starting_parses_only_the_texts_that_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()
    parse = FluentParser.parse

    def noted(parser: FluentParser, source: str) -> ast.Resource:
        read.append(source)
        return parse(parser, source)

    monkeypatch.setattr(FluentParser, "parse", noted)
    parsed.cache_clear()
    text = Catalogue(ZoneInfo("UTC"))
    assert len(read) <= 5 * len(text.languages)
    assert all(source.startswith("format-") for source in read)
    read.clear()
    assert [text("q-age", "en"), text("q-age", "en")]
    assert [source.partition(" ")[0] for source in read] == ["q-age"]


def test_an_unparsable_text_is_named_when_used_and_when_all_are_checked(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "common.ftl").write_text(FORMATS + "sound = words\nbroken = { 5 $ }\n", encoding="utf-8")
    text = Catalogue(ZoneInfo("UTC"), tmp_path)
    assert text("sound", "en") == "words"
    with pytest.raises(KeyError, match="broken"):
        text("broken", "en")
    assert text.unreadable() == ["en/broken"]
