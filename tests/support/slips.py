"""Slips and their keys, made without the program: the signature comes straight from the library."""

from dataclasses import replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.domain.institutions.base32 import signs_of
from bot.domain.institutions.slip import SignedSlip, Slip
from storage.crypto.slip_keys import OnlyPublic, PublicKey

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PublicKey(PRIVATE.public_key().public_bytes_raw())
KNOWN = OnlyPublic([PUBLIC])
SLIP = Slip("重庆市第一小学", False, date(2026, 11, 29), "7q2km-4xd9t", "0" * 51 + "g", PUBLIC.id)
"""Its commitment is 31 bytes of zeros and one of 1."""
LINES = """SLIP-1
institution: 重庆市第一小学
named by: sender
day: 2026-11-29
number: 7q2km-4xd9t
a report under the duty was made
commitment: 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 000g
key: 56475aa7"""
"""As a slip is to read, written by hand."""
SIGNATURE = signs_of(PRIVATE.sign(" ".join(LINES.split()).encode()))
SIGNED = SignedSlip(SLIP, SIGNATURE)
TEXT = f"{LINES}\nsignature: {' '.join(SIGNATURE[at : at + 4] for at in range(0, 103, 4))}"


def sign(key: str, text: bytes) -> bytes:
    """As the line signs; there is one key."""
    assert key == PUBLIC.id
    return PRIVATE.sign(text)


def named(name: str) -> SignedSlip:
    """A slip of another institution with the same signature."""
    return replace(SIGNED, slip=replace(SLIP, institution=name))
