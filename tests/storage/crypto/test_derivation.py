"""Keys that are computed from a key, and the keyed digest of rows and keyed hashes."""

from storage.crypto.derivation import KeyedDigest


def test_a_keyed_digest_is_the_hmac_of_rfc_4231_also_when_it_is_asked_again() -> None:
    digest = KeyedDigest(b"Jefe")
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"  # pragma: allowlist secret
    asked = b"what do ya want for nothing?"
    assert [digest(text).hex() for text in (asked, b"other", asked)][::2] == [expected, expected]
