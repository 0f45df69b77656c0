"""Bodies by their names: whoever writes "police" or "警方" beside a command means the body of that name."""

from collections.abc import Sequence
from contextlib import suppress

from bot.domain.ids import AgencyKey
from handlers.telegram.context import Context


def with_keys(context: Context, words: Sequence[str]) -> list[str]:
    """The words, each name of a body replaced by its key, in whichever language of the district it is written."""
    names = {name: key for key in context.profile.agencies for name in _names(context, key)}
    return [names.get(word.casefold(), word) for word in words]


def _names(context: Context, key: AgencyKey) -> list[str]:
    """What the body is called, long and short."""
    found = []
    for locale in context.profile.languages:
        for text in (f"agency-{key}", f"agency-{key}-short"):
            with suppress(KeyError):
                found.append(context.dependencies.text(text, locale).casefold())
    return found
