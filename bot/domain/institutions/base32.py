"""Bytes as characters that can be printed and typed back: 32 small letters and digits, without i, l, o and u."""

from base64 import urlsafe_b64decode

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # pragma: allowlist secret
BITS = 5


def signs_of(data: bytes) -> str:
    """Bytes as characters of five bits each; the last one is filled up with zeros."""
    count = -(-len(data) * 8 // BITS)
    number = int.from_bytes(data, "big") << (count * BITS - len(data) * 8)
    return "".join(SIGNS[number >> BITS * place & 31] for place in reversed(range(count)))


def bytes_of(signs: str) -> bytes | None:
    """The bytes again; None for anything that `signs_of` does not write."""
    if not set(signs) <= set(SIGNS):
        return None
    number = 0
    for sign in signs:
        number = number << BITS | SIGNS.index(sign)
    size = len(signs) * BITS // 8
    found = (number >> len(signs) * BITS - size * 8).to_bytes(size, "big")
    return found if signs_of(found) == signs else None


def bytes_of_token(token: str) -> bytes:
    """The random bytes of a token (URL-safe text without padding)."""
    return urlsafe_b64decode(token + "=" * (-len(token) % 4))


def in_groups(signs: str, size: int = 4) -> str:
    """The text in groups of `size` characters, which are easier to read."""
    return " ".join(signs[start : start + size] for start in range(0, len(signs), size))
