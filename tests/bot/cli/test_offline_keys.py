"""Two commands for a machine without a network: make the key of one body, and decrypt with both keys."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.system import RandomTokens
from storage.crypto.two_key_encryption import TwoKeyEncryption

RUNNER = CliRunner()
WORDS = {"psb": "correct horse battery", "proc": "another long passphrase"}


def make(folder: Path, name: str, words: str = "") -> str:
    """Makes a key; returns what was printed."""
    twice = f"{words or WORDS[name]}\n" * 2
    return RUNNER.invoke(cli, ["sealed-keys", str(folder / f"{name}.pem")], input=twice).output


def sealed(folder: Path, plain: bytes) -> Path:
    """A file encrypted to both keys, as the server hands it out."""
    inner, outer = (make(folder, name).split()[-1] for name in ("psb", "proc"))

    async def one() -> AsyncIterator[bytes]:
        yield plain

    async def all_of() -> bytes:
        return b"".join([chunk async for chunk in TwoKeyEncryption.of(inner, outer, RandomTokens()).sealed(one())])

    path = folder / "case-1.sealed"
    path.write_bytes(asyncio.run(all_of()))
    return path


def opened(path: Path, *names: str, words: tuple[str, ...] = ()) -> tuple[int, str]:
    """Exit code and what was printed."""
    keys = [word for name in names for word in ("--key", str(path.parent / f"{name}.pem"))]
    told = "".join(f"{word}\n" for word in words or [WORDS[name] for name in names])
    result = RUNNER.invoke(cli, ["open-sealed", str(path), *keys, "--to", str(path.parent / "out")], input=told)
    return result.exit_code, result.output


def test_both_keys_open_a_sealed_file_and_its_sum_is_told(tmp_path: Path) -> None:
    code, printed = opened(sealed(tmp_path, b"evidence"), "psb", "proc")
    assert code == 0, printed
    assert (tmp_path / "out").read_bytes() == b"evidence"
    assert sha256(b"evidence").hexdigest() in printed
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["psb", "proc"])
def test_one_key_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    code, printed = opened(sealed(tmp_path, b"evidence"), name)
    assert code == 1
    assert "both-keys-needed" in printed
    assert not list(tmp_path.glob("out*"))


def test_a_wrong_passphrase_and_a_changed_file_are_said(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"evidence")
    assert "no-private-key" in opened(path, "psb", "proc", words=("wrong", WORDS["proc"]))[1]
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert "unreadable" in opened(path, "psb", "proc")[1]
    assert not list(tmp_path.glob("out*"))


def test_a_key_file_is_never_overwritten_and_wants_a_passphrase(tmp_path: Path) -> None:
    assert "passphrase-too-short" in make(tmp_path, "psb", "short")
    make(tmp_path, "psb")
    first = (tmp_path / "psb.pem").read_bytes()
    assert b"ENCRYPTED" in first
    make(tmp_path, "psb")
    assert (tmp_path / "psb.pem").read_bytes() == first
