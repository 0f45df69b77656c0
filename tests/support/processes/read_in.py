"""What a process reads before children are forked from it, so that none of them has to."""

import pytest

from bot.cli import check
from bot.domain.intake.wordlists import pattern
from bot.profile.load import load_profile
from bot.runtime import components
from bot.settings import USUAL_PROFILE
from tests.support.made_once import read_once
from tests.support.processes.shared import ROOT


def read_profiles() -> None:
    """The shipped profile and that of the tests with its texts; every list of words is made a pattern."""
    read, patch = read_once(load_profile), pytest.MonkeyPatch()
    for module in (components, check):
        patch.setattr(module, "load_profile", read)
    for name in (USUAL_PROFILE, ROOT / "tests" / "profiles" / "unlocked.toml"):
        profile = read(name)
        components.texts_of(profile)
        for words in (profile.questionnaire.harmless, *profile.questionnaire.keywords.values()):
            pattern(words)
