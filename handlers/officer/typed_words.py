"""Words beside a command as people write them, in any of the line's languages: bodies by their names, filters, periods,
reasons, answers. The use case gets the program's own word for each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bot.domain.access.file_access import REASONS as FILE_REASONS
from bot.domain.cases.merging.merge import LINK
from bot.domain.cases.merging.merge import REASONS as MERGE_REASONS
from bot.domain.cases.stages.drill import ANSWERS as DANGER
from bot.domain.cases.stages.retention import REASONS as KEEP_REASONS
from bot.domain.folding import folded
from bot.domain.institutions.registered import SILENT
from bot.domain.urgency import Urgency
from bot.usecases.groups.agreeing import NO, YES
from bot.usecases.oversight.case_lists.filters import PARTS, UNKNOWN
from bot.usecases.oversight.case_lists.filters import WORDS as FILTERS
from bot.usecases.oversight.case_lists.task_list import LISTS as TASK_LISTS
from bot.usecases.oversight.periods import PERIODS
from handlers.officer.command_words import DECISIONS, LIFT
from handlers.telegram.handling.context import Context, HandlerDependencies

TASKS = tuple(word for word in TASK_LISTS if word not in FILTERS)
OF_CASES = (*FILTERS, *PARTS, *PERIODS, *TASKS, *DANGER)
OURS = (*OF_CASES, SILENT, *KEEP_REASONS, LIFT, *FILE_REASONS, *DECISIONS, YES, NO, *MERGE_REASONS, LINK)
"""The program's own words. Each has its text `typed-WORD` in every language: the ways to write it, separated by
commas. A language of the profile that has several names has such a text too."""
LABELS = {"file-reason": FILE_REASONS, "keep-reason": KEEP_REASONS}
"""The label of a button may be typed as well."""
BETWEEN = re.compile(r"[\s,，、]+")
LONGEST = 6
"""How many words the longest name has."""


def in_our_words(context: Context, words: Sequence[str]) -> list[str]:
    """The words, with each name or word of a language replaced by the program's own."""
    rest, found = [word for word in BETWEEN.split(" ".join(words)) if word], list[str]()
    known = _known(context.dependencies) if rest else {}
    while rest:
        size = next((size for size in range(LONGEST, 0, -1) if _phrase(rest[:size]) in known), 1)
        found.append(known.get(_phrase(rest[:size]), rest[0]))
        rest = rest[size:]
    return found


def _phrase(words: Sequence[str]) -> str:
    """Words as they are compared: in one width and case, with one kind of apostrophe."""
    return folded(" ".join(words)).replace("’", "'")


@lru_cache(maxsize=1)
def _known(given: HandlerDependencies) -> Mapping[str, str]:
    """The program's own word for every phrase as it is compared. Texts and profile stay the same while a process
    runs."""
    return {_own_phrase(phrase): word for phrase, word in phrases(given) if phrase.strip()}


def _own_phrase(phrase: str) -> str:
    """A phrase of our texts as it is compared."""
    return _phrase(BETWEEN.split(phrase.strip(" ,，、")))


def phrases(given: HandlerDependencies) -> Iterator[tuple[str, str]]:
    """Yields each phrase that may be typed, in every language, with the program's own word for it."""
    text, profile = given.text, given.profile
    for locale in profile.languages:
        named = [name for name in profile.languages if text.has(f"typed-{name}", locale)]
        for word in (*OURS, *named):
            yield from ((phrase, word) for phrase in text(f"typed-{word}", locale).split(","))
        for key in profile.agencies:
            yield from ((text(f"agency-{key}{ending}", locale), key) for ending in ("", "-short"))
        kinds = ("institution-kind", [*profile.institution_kinds])
        for kind, keys in (("harm", profile.harms), ("area", profile.areas), kinds):
            yield from ((text(f"{kind}-{key}", locale), key) for key in keys if key != UNKNOWN)
        yield from ((text(f"{label}-{word}", locale), word) for label, words in LABELS.items() for word in words)
        yield text("language-name", locale), locale
    yield from ((urgency.value, urgency.value) for urgency in Urgency)
