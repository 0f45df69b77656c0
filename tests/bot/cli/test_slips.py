"""Slips on the command line: whose signature it is, and whether it fits; by PDF, by text, without the line's own
files."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.institutions.base32 import bytes_of, signs_of
from bot.domain.institutions.slip import SignedSlip
from bot.domain.institutions.slip_check import signed_pdf
from bot.domain.institutions.slip_text import signed_bytes, text_of
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key, drop_key, read_ring
from storage.crypto.slip_keys import SlipSigner, keys_of, retire
from storage.crypto.vault import Vault
from tests.support.processes.command_line import ran
from tests.support.reporting.slips import PUBLIC, SIGNED, SLIP, TEXT, sign

TOKEN = {"TOKEN": "123:x"}


def a_line(home: Path) -> SlipSigner:
    """The signer of a line with a key file in this home."""
    home.mkdir(exist_ok=True)
    return keys_of(Vault.open(home / "keys.json", RandomTokens()))


def slip_of(signer: SlipSigner) -> SignedSlip:
    slip = replace(SLIP, key=signer.newest())
    return SignedSlip(slip, signs_of(signer.sign(slip.key, signed_bytes(slip))))


async def test_anybody_verifies_with_the_public_key_alone(tmp_path: Path) -> None:
    written, printed = tmp_path / "slip.txt", tmp_path / "slip.pdf"
    written.write_text(TEXT, "utf-8")
    printed.write_bytes(signed_pdf(b"%PDF-1.7\n%%EOF", SIGNED, PUBLIC.id, sign))
    for path in (written, printed):
        code, said = await ran(tmp_path / "none", "verify", str(path), "--key", PUBLIC.raw.hex())
        assert (code, "Genuine" in said, "重庆市第一小学" in said, "2026-11-29" in said) == (0, True, True, True)
    written.write_text(TEXT.replace("第一", "第二"), "utf-8")
    code, said = await ran(tmp_path / "none", "verify", str(written), "--key", PUBLIC.raw.hex())
    assert (code, "not genuine" in said, "Genuine" in said) == (1, True, False)
    assert not (tmp_path / "none").exists()


async def test_verifying_a_slip_of_this_line_creates_neither_key_nor_database(tmp_path: Path) -> None:
    home, written = tmp_path / "home", tmp_path / "slip.txt"
    signer = a_line(home)
    written.write_text(text_of(slip_of(signer)), "utf-8")
    assert (await ran(home, "verify", str(written), **TOKEN))[0] == 0
    code, said = await ran(home, "slips", "key", **TOKEN)
    assert (code, signer.fingerprint() in said.replace(" ", ""), signer.newest() in said) == (0, True, True)
    assert [path.name for path in home.iterdir()] == ["keys.json"]
    written.write_text(TEXT, "utf-8")
    code, said = await ran(home, "verify", str(written), **TOKEN)
    assert (code, "not known here" in said) == (1, True)
    code, said = await ran(tmp_path / "empty", "slips", "key", **TOKEN)
    assert (code, "--key" in said, (tmp_path / "empty" / "keys.json").exists()) == (1, True, False)


def test_after_a_rotation_the_new_key_signs_and_the_old_one_verifies(tmp_path: Path) -> None:
    signer = a_line(tmp_path)
    old = slip_of(signer)
    add_key(tmp_path / "keys.json", RandomTokens())
    other = a_line(tmp_path)
    new = slip_of(other)
    assert new.slip.key != old.slip.key
    for one in (old, new):
        for service in (signer, other):
            assert service.fits(one.slip.key, signed_bytes(one.slip), _signature(one)) is True


def test_a_key_that_was_let_go_verifies_by_its_public_half(tmp_path: Path) -> None:
    key_file = tmp_path / "keys.json"
    signer = a_line(tmp_path)
    old = slip_of(signer)
    add_key(key_file, RandomTokens())
    for _ in range(2):
        retire(key_file, read_ring(key_file).keys[1])
    drop_key(key_file, 1)
    later = a_line(tmp_path)
    assert len(later.public()) == 2
    assert later.fits(old.slip.key, signed_bytes(old.slip), _signature(old)) is True
    with pytest.raises(KeyError):
        later.sign(old.slip.key, b"anything")
    secrets = [key.hex() for key in read_ring(key_file).keys.values()]
    assert not any(secret in (tmp_path / "keys.json.slips").read_text("ascii") for secret in secrets)


def test_workers_with_the_same_key_file_make_the_same_signature(tmp_path: Path) -> None:
    signer = a_line(tmp_path)
    assert slip_of(signer) == slip_of(a_line(tmp_path))


def _signature(signed: SignedSlip) -> bytes:
    return bytes_of(signed.signature) or b""
