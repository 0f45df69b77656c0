"""Keys that are computed from a key, one for each purpose; and the random bytes that master keys are."""

from base64 import urlsafe_b64decode
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
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
    LOCK = "lock"
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
