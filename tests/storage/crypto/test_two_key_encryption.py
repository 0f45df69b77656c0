"""SG35: what is sealed to two bodies' keys opens with both, and with nothing that is on the server."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot.domain.errors import Unreachable
from bot.domain.ids import DraftId
from bot.system import RandomTokens
from storage.crypto.two_key_encryption import HEAD, NoPublicKey, OtherKeyNeeded, TwoKeyEncryption, unsealed, written
from storage.crypto.vault import Unreadable
from storage.unit_of_work import Database
from tests.support.databases.kinds import ON_SQLITE

POLICE, PROCURATORATE = X25519PrivateKey.generate(), X25519PrivateKey.generate()
PLAIN = b"what nobody on the server may see " * 9000
WORD = b"nobody on the server"


def public(key: X25519PrivateKey) -> str:
    return written(key.public_key().public_bytes_raw())


@pytest.fixture
def box() -> TwoKeyEncryption:
    return TwoKeyEncryption.of(public(POLICE), public(PROCURATORATE), RandomTokens())


async def in_pieces(data: bytes, size: int = 50_000) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


@pytest.mark.parametrize("plain", [PLAIN, b"", b"x" * 65536, b"x"])
async def test_both_keys_open_a_sealed_file_in_either_order(box: TwoKeyEncryption, plain: bytes) -> None:
    sealed = await whole(box.sealed(in_pieces(plain)))
    assert WORD not in sealed
    for keys in ((POLICE, PROCURATORATE), (PROCURATORATE, POLICE)):
        assert await whole(unsealed(keys, in_pieces(sealed, 1000))) == plain


@pytest.mark.parametrize("keys", [[POLICE], [PROCURATORATE], [], [POLICE, X25519PrivateKey.generate()]])
async def test_one_bodys_key_opens_nothing(box: TwoKeyEncryption, keys: list[X25519PrivateKey]) -> None:
    sealed = await whole(box.sealed(in_pieces(PLAIN)))
    with pytest.raises((OtherKeyNeeded, Unreadable)):
        await whole(unsealed(keys, in_pieces(sealed)))


@pytest.mark.parametrize("at", [0, 5, HEAD - 1, HEAD + 3, HEAD + 200, -1])
async def test_a_changed_byte_is_noticed(box: TwoKeyEncryption, at: int) -> None:
    sealed = bytearray(await whole(box.sealed(in_pieces(PLAIN))))
    sealed[at] ^= 1
    with pytest.raises((OtherKeyNeeded, Unreadable)):
        await whole(unsealed([POLICE, PROCURATORATE], in_pieces(bytes(sealed))))


async def test_a_file_that_is_cut_off_is_noticed(box: TwoKeyEncryption) -> None:
    sealed = await whole(box.sealed(in_pieces(PLAIN)))
    for length in (0, 10, HEAD, len(sealed) - 70_000, len(sealed) - 1):
        with pytest.raises(Unreadable):
            await whole(unsealed([POLICE, PROCURATORATE], in_pieces(sealed[:length])))


@pytest.mark.parametrize("text", ["", "short", "A" * 43])
def test_an_invalid_public_key_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(NoPublicKey):
        TwoKeyEncryption.of(text, public(POLICE), RandomTokens())


@ON_SQLITE
async def test_keys_disk_and_database_of_the_server_open_nothing(
    database: Database, box: TwoKeyEncryption, tmp_path: Path
) -> None:
    database.files.two_key_encryption = box
    sealed = await database.files.store(DraftId("draft-1"), in_pieces(PLAIN), limit=10**6, sealed=True)
    assert (sealed.size, sealed.sha256, sealed.head) == (len(PLAIN), sha256(PLAIN).hexdigest(), b"")
    on_disk = lying_in(tmp_path)
    assert any(path.parts[-3] == "files" for path in on_disk)
    assert [path for path, data in on_disk.items() if WORD in data] == []
    opened = await whole(database.files.read(DraftId("draft-1"), sealed.file))
    assert WORD not in opened
    for key in secrets_of(on_disk[tmp_path / "keys.json"]):
        with pytest.raises((OtherKeyNeeded, Unreadable)):
            await whole(unsealed([key], in_pieces(opened)))
    assert await whole(unsealed([POLICE, PROCURATORATE], in_pieces(opened))) == PLAIN


def lying_in(folder: Path) -> dict[Path, bytes]:
    """Every file of the server."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def secrets_of(ring: bytes) -> list[X25519PrivateKey]:
    """Everything in the server's key file that could be a key."""
    found = re.findall(r"[A-Za-z0-9_+/=-]{42,}", json.dumps(json.loads(ring)))
    raw = [urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)) for text in found]
    keys = [X25519PrivateKey.from_private_bytes(one[:32]) for one in raw if len(one) >= 32]
    assert keys
    return keys


@ON_SQLITE
async def test_without_public_keys_no_file_is_accepted(database: Database) -> None:
    with pytest.raises(Unreachable):
        await database.files.store(DraftId("draft-1"), in_pieces(PLAIN), limit=10**6, sealed=True)
