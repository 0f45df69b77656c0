"""Keys that are computed from a key, one for each purpose; and the random bytes that master keys are."""

from base64 import urlsafe_b64decode
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.ports.time import Tokens

KEY_SIZE = 32


class Label(StrEnum):
    """What a derived key is for; a value encrypted under one label does not open under another."""

    CASE = "case"
    IDENTITY = "identity"
    QUEUE = "queue"
    DESK = "desk"
    AUDIT = "audit"
    SECOND_FACTOR = "lock"
    BLIND_INDEX = "marks"
    ROWS = "rows"
    SLIPS = "slips"


def random_bytes(tokens: Tokens, size: int) -> bytes:
    """`size` random bytes from the source of randomness that is given."""
    text = tokens.token(size)
    made = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(made) != size:
        raise ValueError("a token has too few bytes")
    return made


def derive(key: bytes, label: str) -> bytes:
    """A key of its own for `label`, of which `key` cannot be computed."""
    return HKDF(SHA256(), KEY_SIZE, salt=None, info=f"tipline:{label}".encode()).derive(key)


class KeyedDigest:
    """HMAC-SHA256 with one key. The key is worked in once, which is half of the work for a short text."""

    def __init__(self, key: bytes) -> None:
        self._begun = HMAC(key, SHA256())

    def __call__(self, text: bytes) -> bytes:
        """The 32 bytes for this text."""
        one = self._begun.copy()
        one.update(text)
        return one.finalize()
