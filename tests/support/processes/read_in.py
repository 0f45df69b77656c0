"""What a process reads before children are forked from it, so that none of them has to."""

import gc
from functools import cache

from bot.domain.intake.wordlists import pattern
from bot.profile.load import load_profile
from bot.runtime import components
from tests.support.running.running_bot import UNLOCKED


def read_in() -> None:
    """The profile and every text are read, every list of words is made a pattern; the garbage collector passes it all
    over."""
    read_once = cache(load_profile)
    components.load_profile = read_once  # type: ignore[attr-defined]
    profile = read_once(UNLOCKED)
    components.texts_of(profile).unreadable()
    for words in (profile.questionnaire.harmless, *profile.questionnaire.keywords.values()):
        pattern(words)
    gc.freeze()
