"""`python -m bot sealed-keys` and `open-sealed`: for a machine that is on no network, and needs no settings."""

import os
from collections.abc import AsyncIterator, Sequence
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from rich.console import Console

from bot.domain.errors import TiplineError
from storage.crypto.two_key_encryption import unsealed, written

PIECE = 1 << 16
SHORTEST = 12
"""Characters of a passphrase at least."""


class NoPrivateKey(TiplineError):
    """The file is no private key of this program, or the passphrase is another one."""

    default_key = "no-private-key"


class PassphraseTooShort(TiplineError):
    """The passphrase is too short. A person who finds the key file must not be able to guess it."""

    default_key = "passphrase-too-short"


def make_key(path: Path, passphrase: str, out: Console) -> None:
    """A new key: its private half into the file, under the passphrase; its public half is printed for the profile."""
    if len(passphrase) < SHORTEST:
        raise PassphraseTooShort
    key = X25519PrivateKey.generate()
    encrypted = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(encrypted)
    out.print("The private half is in the file: keep it, and a copy, away from the line's server.", highlight=False)
    out.print("The public half, for [media.seal_to] in the profile:", highlight=False, markup=False)
    out.print(written(key.public_key().public_bytes_raw()), soft_wrap=True, highlight=False, markup=False)


def read_key(path: Path, passphrase: str) -> X25519PrivateKey:
    """The private half again. Raises NoPrivateKey."""
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except (ValueError, TypeError):
        raise NoPrivateKey from None
    if not isinstance(key, X25519PrivateKey):
        raise NoPrivateKey
    return key


async def open_sealed(path: Path, keys: Sequence[X25519PrivateKey], to: Path, out: Console) -> None:
    """The file as it was sent, and its SHA-256. It gets its name when all of it has proved to be unchanged."""
    half, digest = to.with_name(to.name + ".part"), sha256()
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            async for plain in unsealed(keys, _pieces(path)):
                digest.update(plain)
                file.write(plain)
        half.rename(to)
    finally:
        half.unlink(missing_ok=True)
    out.print("SHA-256, to be compared with what came with the file:", highlight=False)
    out.print(digest.hexdigest(), soft_wrap=True, highlight=False, markup=False)


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
