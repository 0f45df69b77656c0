"""What a process reads before children are forked from it, so that none of them has to."""

import gc

from bot.domain.intake.wordlists import pattern
from bot.profile.load import load_profile
from bot.runtime.components import texts_of
from tests.support.running_bot import UNLOCKED


def read_in() -> None:
    """Every text is parsed, and every list of words is made a pattern; the garbage collector passes it all over."""
    profile = load_profile(UNLOCKED)
    texts_of(profile).unreadable()
    for words in (profile.questionnaire.harmless, *profile.questionnaire.keywords.values()):
        pattern(words)
    gc.freeze()
