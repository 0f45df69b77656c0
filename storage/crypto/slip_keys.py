"""The keys that sign slips: one Ed25519 key of each key of the ring, so they are made, copied, backed up and rotated
with it. The newest signs, all of them verify.

What was signed with a key that the ring has let go verifies still: its public half stays in a small file beside the key
file (`keys.json.slips`), which holds no secret.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.crypto.derivation import Label, derive
from storage.crypto.key_ring import KeyFileBroken, KeyRing
from storage.crypto.vault import Vault

ID_DIGITS = 8


@dataclass(frozen=True)
class PublicKey:
    """The half of a key that everybody may know: 32 bytes."""

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """The SHA-256 hash of the key in hex."""
        return sha256(self.raw).hexdigest()

    @property
    def id(self) -> str:
        """The id by which a slip names its key."""
        return self.fingerprint[:ID_DIGITS]

    def fits(self, text: bytes, signature: bytes) -> bool:
        """Whether the signature was made of these bytes with the other half."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@lru_cache(256)
def signing_key(master: bytes) -> Ed25519PrivateKey:
    """The signing key that belongs to one master key of the ring."""
    return Ed25519PrivateKey.from_private_bytes(derive(master, Label.SLIPS))


def public_key(master: bytes) -> PublicKey:
    """The public half of the key that is derived from this master key."""
    return PublicKey(signing_key(master).public_key().public_bytes_raw())


def beside(key_file: Path) -> Path:
    """The path of the file with the public halves of removed keys."""
    return key_file.with_name(f"{key_file.name}.slips")


def retired(key_file: Path) -> Sequence[PublicKey]:
    """Public halves of keys that the ring has let go. Raises KeyFileBroken where the file holds anything else."""
    try:
        found = json.loads(beside(key_file).read_text("ascii"))
        return [PublicKey(bytes.fromhex(one)) for one in found["public"]]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        raise KeyFileBroken from None


def retire(key_file: Path, master: bytes) -> None:
    """Stores the public half of a master key that is about to be removed from the ring. Idempotent."""
    known = [one.raw.hex() for one in retired(key_file)]
    public = list(dict.fromkeys([*known, public_key(master).raw.hex()]))
    path = beside(key_file)
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps({"public": public}, indent=1) + "\n", "ascii")
    new.replace(path)


class SlipSigner:
    """Implements `bot.ports.slips.SlipKeys`. `ring` gives the ring as it is now; `renewed` reads the key file again,
    for a key that another process has added since."""

    def __init__(
        self,
        ring: Callable[[], KeyRing],
        renewed: Callable[[], object] = lambda: None,
        retired: Callable[[], Sequence[PublicKey]] = lambda: (),
    ) -> None:
        self._ring = ring
        self._renewed = renewed
        self._retired = retired

    def newest(self) -> str:
        """Id of the key that signs."""
        return self._newest().id

    def fingerprint(self) -> str:
        """The fingerprint of the key that signs."""
        return self._newest().fingerprint

    def public(self) -> Sequence[PublicKey]:
        """Every key by which a slip can be verified, the one that signs first."""
        ring = self._ring()
        return [*(public_key(ring.keys[number]) for number in sorted(ring.keys, reverse=True)), *self._retired()]

    def sign(self, key: str, text: bytes) -> bytes:
        """Signs the text with this key. Raises KeyError for an id that is not in the ring."""
        return signing_key(self._masters()[key]).sign(text)

    def fits(self, key: str, text: bytes, signature: bytes) -> bool | None:
        """Whether a signature fits; None when no such key is known."""
        known = self._known(key)
        if known is None:
            self._renewed()
            known = self._known(key)
        return None if known is None else known.fits(text, signature)

    def _newest(self) -> PublicKey:
        ring = self._ring()
        return public_key(ring.keys[ring.newest])

    def _masters(self) -> Mapping[str, bytes]:
        return {public_key(master).id: master for master in self._ring().keys.values()}

    def _known(self, key: str) -> PublicKey | None:
        return next((one for one in self.public() if one.id == key), None)


def keys_of(vault: Vault) -> SlipSigner:
    """The keys of an open ring, with the public halves of those that it has let go."""
    path = vault.path
    return SlipSigner(lambda: vault.ring, vault.refresh, lambda: () if path is None else retired(path))


class OnlyPublic:
    """Verifies with public keys alone, where there is no key file: on anybody's machine."""

    def __init__(self, known: Sequence[PublicKey]) -> None:
        self._known = known

    def fits(self, key: str, text: bytes, signature: bytes) -> bool | None:
        """Whether a signature fits; None when no such key is known."""
        return next((one.fits(text, signature) for one in self._known if one.id == key), None)
