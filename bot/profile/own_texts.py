"""The texts that a profile brings: `[texts.en]` in its TOML, or Fluent files in a folder of the language beside it."""

import re
from collections.abc import Iterator, Mapping

from bot.profile.files import TEXTS, Layer
from locales.fluent_files import cut

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
"""What Fluent takes for the name of a text."""

Texts = dict[str, dict[str, str]]
"""Language -> key -> the message as Fluent."""


def own_texts(layer: Layer) -> tuple[Texts, list[str]]:
    """What one profile brings, without its base, and every fault of it. Where a file and the TOML both have a text, the
    TOML's is said."""
    found: Texts = {}
    faults: list[str] = []
    for path in sorted(layer.folder.glob("*/*.ftl")):
        place = f"{path.parent.name}/{path.name}"
        try:
            _take(found.setdefault(path.parent.name, {}), place, path.read_text("utf-8"), faults)
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"texts: {place}: cannot be read ({type(error).__name__})")
    for language, table in _tables(layer, faults):
        found.setdefault(language, {}).update(_written(language, table, faults))
    return found, faults


def laid_over(below: Texts, above: Texts) -> Texts:
    """The texts of both; where both have one, that of the profile above."""
    return {name: {**below.get(name, {}), **above.get(name, {})} for name in {**below, **above}}


def _take(known: dict[str, str], place: str, text: str, faults: list[str]) -> None:
    """The messages of one file."""
    try:
        for key, source in cut(place, text):
            if key in known:
                faults.append(f"texts: {place}: {key} is defined twice")
            known[key] = source
    except ValueError as error:
        faults.append(f"texts: {error}")


def _tables(layer: Layer, faults: list[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The TOML's tables of texts by language."""
    tables = layer.data.get(TEXTS, {})
    for language, table in tables.items() if isinstance(tables, Mapping) else [("en", tables)]:
        if isinstance(table, Mapping):
            yield language, table
        else:
            faults.append(f"texts.{language}: want a table of texts, as [texts.en]")


def _written(language: str, table: Mapping[str, object], faults: list[str]) -> Iterator[tuple[str, str]]:
    """A TOML table of texts in Fluent's own form."""
    for key, text in table.items():
        if KEY.fullmatch(key) and isinstance(text, str) and text.strip():
            yield key, f"{key} =\n{_block(text)}\n"
        else:
            faults.append(f"texts.{language} {key}: want a name of letters, digits, - and _, and words for it")


def _block(text: str) -> str:
    """The lines of a text, set in; signs that would begin something else at the head of a line are quoted."""
    plain = (re.sub(r"^([\[*.])", r'{ "\1" }', line) for line in text.strip().splitlines())
    return "\n".join(f"    {line}".rstrip() for line in plain)
