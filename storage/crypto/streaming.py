"""Encrypting a stream in pieces of 64 KiB, so that no piece can be changed, dropped, repeated, reordered or cut off.

Each piece has a nonce of its number and of whether it is the last one (the STREAM construction). The key belongs to one
file only, so a nonce is never used twice.
"""

from collections.abc import AsyncIterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.crypto.vault import NONCE_SIZE, opened, refuse

PIECE = 64 * 1024
TAG = 16
MAGIC = b"TLF1"


async def in_pieces(chunks: AsyncIterator[bytes], size: int) -> AsyncIterator[tuple[bytes, bool]]:
    """The stream in pieces of `size` bytes, and whether each is the last one; an empty stream is one empty piece."""
    buffer = bytearray()
    async for chunk in chunks:
        buffer += chunk
        while len(buffer) > size:
            yield bytes(buffer[:size]), False
            del buffer[:size]
    yield bytes(buffer), True


def nonce(number: int, is_last: bool) -> bytes:
    """Number of the piece, and one byte that marks the end."""
    return number.to_bytes(NONCE_SIZE - 1) + bytes([is_last])


async def encrypted_stream(key: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The encrypted bytes of a plain stream."""
    aead, number = AESGCM(key), 0
    yield MAGIC
    async for piece, is_last in in_pieces(chunks, PIECE):
        yield aead.encrypt(nonce(number, is_last), piece, MAGIC)
        number += 1


async def plain_stream(key: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The plain bytes of an encrypted stream; Unreadable on any change of it."""
    aead, number = AESGCM(key), 0
    async for piece, is_last in in_pieces(without_magic(chunks), PIECE + TAG):
        yield opened(aead, nonce(number, is_last) + piece, MAGIC)
        number += 1


async def without_magic(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The stream behind its first four bytes, which must be ours."""
    head = b""
    async for chunk in chunks:
        if len(head) == len(MAGIC):
            yield chunk
            continue
        head += chunk
        if len(head) < len(MAGIC):
            continue
        if not head.startswith(MAGIC):
            refuse()
        head, rest = head[: len(MAGIC)], head[len(MAGIC) :]
        yield rest
    if head != MAGIC:
        refuse()
