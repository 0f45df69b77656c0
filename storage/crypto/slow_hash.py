"""Argon2id as libsodium computes it.

The hash is that of any other implementation with the same parameters, so earlier receipts are found. libsodium uses the
widest instructions that the processor has, and needs half of the CPU that argon2-cffi needs.
"""

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

KIB = 1024


def argon2id(secret: bytes, salt: bytes, *, time_cost: int, memory_cost: int, hash_len: int) -> bytes:
    """The raw hash, made in one lane. `memory_cost` is in KiB, at least 8; `salt` has 16 bytes. The memory goes back to
    the kernel, which clears each page before anybody gets it. Raises nacl.exceptions.RuntimeError where there is no
    memory."""
    return crypto_pwhash_alg(hash_len, secret, salt, time_cost, memory_cost * KIB, crypto_pwhash_ALG_ARGON2ID13)
