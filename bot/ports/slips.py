"""The keys that sign slips."""

from typing import Protocol


class SlipKeys(Protocol):
    """Ed25519 keys, named by the first eight digits of their fingerprints."""

    def newest(self) -> str:
        """The id of the key that signs."""
        ...

    def fingerprint(self) -> str:
        """SHA-256 of the public key that signs now, in hex."""
        ...

    def sign(self, key: str, text: bytes) -> bytes:
        """The signature over these bytes. Raises KeyError for an unknown id."""
        ...

    def fits(self, key: str, text: bytes, signature: bytes) -> bool | None:
        """Whether a signature fits these bytes; None where no such key is known."""
        ...
