"""The texts of a running line: one that is missing, or cannot be worded, is replaced and noted, and stops nothing."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from locales.catalogue import HERE, Catalogue, Html, Sources

log = structlog.get_logger()

FAMILIES = re.compile(r"^(?:agency|area|ask|harm|heading|number|outcome|task|q|o(?:-[a-z0-9_]+(?=-))?)-")
"""What stands before the name of a thing in its key."""
VOICES = re.compile(r"(?:-(?:child|teen|friend|peer|short|again))+$")
"""What stands after it."""


class FallbackCatalogue(Catalogue):
    """Never raises for a text: it is said in the first of the line's languages that has it, else by its plain name."""

    def __init__(
        self, zone: ZoneInfo, languages: Iterable[str], own: Sources | None = None, folder: Path = HERE
    ) -> None:
        super().__init__(zone, folder, own)
        self._others = tuple(languages)
        self.missing: set[tuple[str, str]] = set()
        """Key and language of what was wanted and could not be worded."""

    def __call__(self, key: str, locale: str, /, **facts: object) -> Html:
        """The text in this language, or what stands in for it."""
        try:
            return super().__call__(key, locale, **facts)
        except Exception as error:  # whatever is wrong with a text: the message goes out
            self._note(key, locale, error)
        return self._stand_in(key, locale, facts)

    def _stand_in(self, key: str, locale: str, facts: Mapping[str, object]) -> Html:
        for language in (one for one in self._others if one != locale):
            try:
                return super().__call__(key, language, **facts)
            except Exception as error:
                self._note(key, language, error)
        return Html(plain_name(key))

    def _note(self, key: str, language: str, error: Exception) -> None:
        if (key, language) not in self.missing:
            self.missing.add((key, language))
            log.error("text_missing", key=key, language=language, error=type(error).__name__)


def plain_name(key: str) -> str:
    """'harm-online_hazing-child' -> 'online hazing': what a key names, for a thing that no text names."""
    return re.sub(r"[-_]+", " ", VOICES.sub("", FAMILIES.sub("", key))).strip() or key
