"""A cry for help in the middle of a sentence: the numbers to call are shown besides whatever else is done (SG12)."""

import re

from bot.domain.folding import folded
from bot.domain.intake.wordlists import found_in
from bot.domain.profile import Profile
from handlers.telegram.text.rendered import Text

CRIES, HARMLESS, HELP = "words-cry", "words-cry-harmless", "words-help"
"""Keys of the texts that list them, separated by commas."""
CLAUSE = re.compile("[.,!?;:…。，！？；：、\\n]+")


def cries_for_help(text: Text, profile: Profile, words: str) -> bool:
    """Whether these words call for help, in any of the line's languages; also "Help, he is here", where the word for
    /help stands alone between two punctuation marks."""
    called = {word.strip() for language in profile.languages for word in folded(text(HELP, language)).split(",")}
    if any(clause.strip() in called for clause in CLAUSE.split(folded(words))):
        return True
    return found_in(_listed(text, CRIES, profile), _listed(text, HARMLESS, profile), words)


def _listed(text: Text, key: str, profile: Profile) -> tuple[str, ...]:
    """The words of the list in every language of the line, and the district's telephone numbers."""
    numbers = {name: profile.numbers[name] for name in ("police", "ambulance")}
    words = {word.strip() for language in profile.languages for word in text(key, language, **numbers).split(",")}
    return tuple(sorted(words - {""}))
