"""The district that ships, loaded once for all tests of a process: nobody changes a profile."""

from functools import cache

from bot.domain.profile import Profile
from bot.profile.load import load_profile


@cache
def shipped() -> Profile:
    """Jiulongpo, with its second factor."""
    return load_profile("jiulongpo")
