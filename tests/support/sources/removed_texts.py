"""Texts taken out of a catalogue that is in use."""

from collections.abc import Iterable

from locales.catalogue import Catalogue, _bundle


def take_out(text: Catalogue, keys: Iterable[str] | None = None, languages: Iterable[str] | None = None) -> None:
    """Removes these texts (all, if none is named) from these languages (from all), as if nobody had written them."""
    for language in text.languages if languages is None else tuple(languages):
        gone = set(text.keys(language)) if keys is None else set(keys) & text.keys(language)
        text._keys[language] -= gone
        for key in gone:
            text._sources[language].pop(key)
            text._bare.pop((key, language), None)
        text._bundles[language] = _bundle(language)
