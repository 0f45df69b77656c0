"""The key file vanishes, breaks, or is another one while the bot runs: it is noticed, and nothing is encrypted with
it."""

import shutil
from pathlib import Path

import pytest

from bot.domain.ids import UserId
from bot.system import RandomTokens
from storage.crypto.derivation import Label
from storage.crypto.key_file_state import KeyFileState
from storage.crypto.key_ring import add_key, cut_off, drop_key, make_ring, read_ring
from storage.crypto.vault import Vault

TOKENS = RandomTokens()
CASE = "case-1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def vault(path: Path) -> Vault:
    return Vault.open(path, TOKENS)


def test_a_key_file_that_vanishes_and_returns_is_noticed(vault: Vault, path: Path, tmp_path: Path) -> None:
    assert vault.look() is KeyFileState.WELL
    shutil.move(path, tmp_path / "elsewhere")
    assert vault.look() is KeyFileState.MISSING
    encrypted = vault.encrypt(Label.QUEUE, b"words", "row")
    shutil.move(tmp_path / "elsewhere", path)
    assert vault.look() is KeyFileState.WELL
    assert Vault.open(path, TOKENS).decrypt(Label.QUEUE, encrypted, "row") == b"words"


@pytest.mark.parametrize("text", ["", "{}", "words", '{"keys": {"1": "c2hvcnQ="}}'])
def test_a_broken_key_file_is_noticed(vault: Vault, path: Path, text: str) -> None:
    path.write_text(text)
    assert vault.look() is KeyFileState.BROKEN


def test_a_foreign_key_file_is_not_accepted(vault: Vault, path: Path, tmp_path: Path) -> None:
    encrypted, person = vault.encrypt(Label.QUEUE, b"words", "row"), vault.blind_index().person(UserId(1))
    make_ring(tmp_path / "other.json", TOKENS)
    (tmp_path / "other.json").replace(path)
    assert vault.look() is KeyFileState.OTHER
    assert vault.refresh() is KeyFileState.OTHER
    assert vault.decrypt(Label.QUEUE, encrypted, "row") == b"words"
    assert vault.decrypt(Label.QUEUE, vault.encrypt(Label.QUEUE, b"more", "row"), "row") == b"more"
    assert vault.blind_index().person(UserId(1)) == person


def test_a_key_in_use_that_was_let_go_is_seen(path: Path) -> None:
    make_ring(path, TOKENS)
    add_key(path, TOKENS)
    vault = Vault.open(path, TOKENS)
    drop_key(path, 1)
    assert vault.look() is KeyFileState.OTHER


def test_a_new_key_in_the_key_file_is_accepted(vault: Vault, path: Path) -> None:
    add_key(path, TOKENS)
    assert vault.look() is KeyFileState.WELL
    assert vault.newest == 2


def test_keys_destroyed_elsewhere_are_accepted_and_an_older_copy_raises_an_alarm(
    vault: Vault, path: Path, tmp_path: Path
) -> None:
    key, wrapped = vault.new_data_key(CASE)
    shutil.copy(path, tmp_path / "before")
    leaf = (vault.position(Label.CASE, CASE), 1)
    cut_off(path, [leaf])
    assert vault.look() is KeyFileState.WELL
    assert vault.has_forgotten(Label.CASE, wrapped, CASE)
    shutil.copy(tmp_path / "before", path)
    assert vault.look() is KeyFileState.OLDER
    assert vault.forget([leaf]) == 1, "it is destroyed again"
    assert not read_ring(path).has_grown(leaf)
    assert vault.look() is KeyFileState.WELL
    assert key.owner == CASE


def test_a_key_is_destroyed_in_no_file_that_is_not_ours(vault: Vault, path: Path, tmp_path: Path) -> None:
    leaf = (vault.position(Label.CASE, CASE), 1)
    make_ring(tmp_path / "other.json", TOKENS)
    (tmp_path / "other.json").replace(path)
    before = path.read_bytes()
    with pytest.raises(OSError, match="not ours"):
        vault.forget([leaf])
    assert path.read_bytes() == before
