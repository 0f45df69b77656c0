"""Sealing to keys whose other halves are not on this machine (SG35): two people of two bodies open it together.

Inside for the police, outside for the supervising body. A layer is "TLX1", the first 8 bytes of the SHA-256 of the
receiver's public key, an X25519 public key made for this file only, then an encrypted stream
(storage/crypto/streaming.py). The stream's key is HKDF-SHA256 of what the two keys agree on. The other half of the
file's own key is forgotten at once.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.errors import TiplineError
from bot.ports.time import Tokens
from storage.crypto.derivation import KEY_SIZE, random_bytes
from storage.crypto.streaming import encrypted_stream, plain_stream
from storage.crypto.vault import refuse

MAGIC = b"TLX1"
PRINT_SIZE = 8
HEAD = len(MAGIC) + PRINT_SIZE + KEY_SIZE


class OtherKeyNeeded(TiplineError):
    """A layer is sealed to a key that was not given: both bodies' keys are needed."""

    default_key = "both-keys-needed"


class NoPublicKey(TiplineError):
    """A key of the profile is none that can be sealed to."""

    default_key = "no-public-key"


def fingerprint(public: bytes) -> bytes:
    """Names a key without telling anything of it."""
    return sha256(public).digest()[:PRINT_SIZE]


def written(public: bytes) -> str:
    """A public key as it stands in a profile."""
    return urlsafe_b64encode(public).decode().rstrip("=")


def _read(text: str) -> bytes:
    """The public key that `written` wrote, once an exchange with it has worked. Raises NoPublicKey."""
    try:
        public = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        raise NoPublicKey from None
    return public


@dataclass(frozen=True)
class TwoKeyEncryption:
    """Encrypts to two public keys: the data opens only with both private keys."""

    inner: bytes
    outer: bytes
    tokens: Tokens

    @classmethod
    def of(cls, inner: str, outer: str, tokens: Tokens) -> "TwoKeyEncryption":
        """Makes the encryption from the two public keys of a profile. Raises NoPublicKey."""
        return cls(_read(inner), _read(outer), tokens)

    def sealed(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The stream, sealed for the one and then for the other."""
        return self._layer(self.outer, self._layer(self.inner, chunks))

    async def _layer(self, receiver: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        own = X25519PrivateKey.from_private_bytes(random_bytes(self.tokens, KEY_SIZE))
        public = own.public_key().public_bytes_raw()
        key = agreed(own.exchange(X25519PublicKey.from_public_bytes(receiver)), public, receiver)
        del own
        yield MAGIC + fingerprint(receiver) + public
        async for piece in encrypted_stream(key, chunks):
            yield piece


def agreed(shared: bytes, public: bytes, receiver: bytes) -> bytes:
    """The key of one layer, bound to both public keys."""
    return HKDF(SHA256(), KEY_SIZE, salt=None, info=b"tipline:sealed:" + public + receiver).derive(shared)


async def unsealed(keys: Sequence[X25519PrivateKey], chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The plain stream, out of both layers. Raises OtherKeyNeeded; Unreadable on any change."""
    by_print = {fingerprint(key.public_key().public_bytes_raw()): key for key in keys}
    async for plain in _without_layer(by_print, _without_layer(by_print, chunks)):
        yield plain


async def _without_layer(keys: Mapping[bytes, X25519PrivateKey], chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    head, rest = await _after_head(chunks)
    if not head.startswith(MAGIC):
        refuse()
    key = keys.get(head[len(MAGIC) : len(MAGIC) + PRINT_SIZE])
    if key is None:
        raise OtherKeyNeeded
    public, own = head[len(MAGIC) + PRINT_SIZE :], key.public_key().public_bytes_raw()
    shared = key.exchange(X25519PublicKey.from_public_bytes(public))
    async for plain in plain_stream(agreed(shared, public, own), rest):
        yield plain


async def _after_head(chunks: AsyncIterator[bytes]) -> tuple[bytes, AsyncIterator[bytes]]:
    """The first bytes, and what follows."""
    buffer = b""
    while len(buffer) < HEAD:
        chunk = await anext(chunks, b"")
        if not chunk:
            refuse()
        buffer += chunk

    async def following() -> AsyncIterator[bytes]:
        yield buffer[HEAD:]
        async for chunk in chunks:
            yield chunk

    return buffer[:HEAD], following()
