"""A district that seals files to two keys."""

from dataclasses import replace

import pytest

from bot.system import RandomTokens
from storage.crypto.two_key_encryption import TwoKeyEncryption, written
from tests.support.casework.sealed_files import KEYS
from tests.support.people import District


@pytest.fixture
def sealing(district: District) -> District:
    """A district whose profile seals to two keys."""
    policy = replace(district.services.profile.policy, media_mode="seal")
    district.services = replace(district.services, profile=replace(district.services.profile, policy=policy))
    inner, outer = (written(key.public_key().public_bytes_raw()) for key in KEYS)
    district.database.files.two_key_encryption = TwoKeyEncryption.of(inner, outer, RandomTokens())
    return district
