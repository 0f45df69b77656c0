"""The keys that sign slips."""

from typing import Protocol


class SlipKeys(Protocol):
    """Ed25519 keys, named by the first eight digits of their fingerprints."""

    def newest(self) -> str:
        """Id of the key that signs."""
        ...

    def fingerprint(self) -> str:
        """SHA-256 of the public key that signs now, in hex."""
        ...

    def sign(self, key: str, text: bytes) -> bytes:
        """The signature of these bytes. Raises KeyError for an id that is not known."""
        ...

    def fits(self, key: str, text: bytes, signature: bytes) -> bool | None:
        """Whether a signature fits these bytes; None when no such key is known."""
        ...
