"""Keys and encryption, without a database."""

import json
from pathlib import Path

import pytest

from bot.domain.ids import UserId
from bot.system import RandomTokens
from storage.crypto.derivation import Label, random_bytes
from storage.crypto.key_ring import KeyFileBroken, KeyRing, make_ring, read_ring
from storage.crypto.vault import Unreadable, Vault

TOKENS = RandomTokens()


def vault(*keys: bytes) -> Vault:
    """A vault with these ring keys, oldest first."""
    return Vault(KeyRing(dict(enumerate(keys, 1)), keys[0]), TOKENS)


OLD, NEW = bytes(32), bytes(range(32))


def test_the_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "home" / "keys.json"
    encrypted = Vault.open(path, TOKENS).encrypt(Label.QUEUE, b"words", "row")
    assert path.stat().st_mode & 0o777 == 0o600
    assert Vault.open(path, TOKENS).decrypt(Label.QUEUE, encrypted, "row") == b"words"


@pytest.mark.parametrize("text", ["", "{}", '{"keys": {}}', '{"keys": {"1": "c2hvcnQ="}}', '{"keys": []}', "words"])
def test_a_broken_key_file_is_refused_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(KeyFileBroken):
        Vault.open(path, TOKENS)
    assert path.read_text() == text


def test_a_new_ring_key_encrypts_and_the_old_ones_still_open() -> None:
    before, after = vault(OLD), vault(OLD, NEW)
    encrypted = before.encrypt(Label.QUEUE, b"words", "row")
    assert after.decrypt(Label.QUEUE, encrypted, "row") == b"words"
    with pytest.raises(Unreadable):
        before.decrypt(Label.QUEUE, after.encrypt(Label.QUEUE, b"words", "row"), "row")
    assert before.blind_index().person(UserId(1)) == after.blind_index().person(UserId(1))


def test_a_wrong_key_another_label_or_another_row_opens_nothing() -> None:
    encrypted = vault(OLD).encrypt(Label.QUEUE, b"words", "row")
    attempts = (
        (vault(NEW), Label.QUEUE, "row"),
        (vault(OLD), Label.IDENTITY, "row"),
        (vault(OLD), Label.QUEUE, "other"),
    )
    for opener, label, row in attempts:
        with pytest.raises(Unreadable) as refusal:
            opener.decrypt(label, encrypted, row)
        assert refusal.value.__cause__ is None


@pytest.mark.parametrize("place", [0, 1, 5, 14, -1])
def test_a_changed_byte_opens_nothing(place: int) -> None:
    one_vault = vault(OLD)
    key, wrapped = one_vault.new_data_key("case-1")
    for encrypted, opener in ((one_vault.encrypt(Label.CASE, b"words", "r"), one_vault.decrypt), (wrapped, None)):
        changed = bytearray(encrypted)
        changed[place] ^= 1
        with pytest.raises(Unreadable):
            opener(Label.CASE, bytes(changed), "r") if opener else one_vault.data_key("case-1", bytes(changed))
    own = bytearray(key.encrypt(b"words", "row"))
    own[place] ^= 1
    with pytest.raises(Unreadable):
        key.decrypt(bytes(own), "row")


def test_bytes_that_are_too_short_are_refused() -> None:
    key, _ = vault(OLD).new_data_key("case-1")
    for size in range(30):
        with pytest.raises(Unreadable):
            vault(OLD).decrypt(Label.CASE, b"\x01" * size, "row")
        with pytest.raises(Unreadable):
            key.decrypt(b"\x01" * size, "row")


def test_a_data_key_belongs_to_its_owner() -> None:
    one_vault = vault(OLD)
    key, wrapped = one_vault.new_data_key("case-1")
    assert one_vault.data_key("case-1", wrapped).decrypt(key.encrypt(b"words", "row"), "row") == b"words"
    with pytest.raises(Unreadable):
        one_vault.data_key("case-2", wrapped)
    assert key.of_file("a") != key.of_file("b")


def test_keyed_hashes_differ_by_purpose_and_key_and_are_the_same_again() -> None:
    blind_index = vault(OLD).blind_index()
    assert blind_index.keyed_hash("chat", "1") == vault(OLD).blind_index().keyed_hash("chat", "1")
    assert (
        len(
            {
                blind_index.keyed_hash("chat", "1"),
                blind_index.keyed_hash("lane", "1"),
                vault(NEW).blind_index().keyed_hash("chat", "1"),
            }
        )
        == 3
    )
    assert len(blind_index.person(UserId(1))) == 32


def test_tokens_that_are_too_short_make_no_key(tmp_path: Path) -> None:
    class Poor:
        def token(self, size: int = 16) -> str:
            return "AAAA"

    with pytest.raises(ValueError, match="too few"):
        random_bytes(Poor(), 32)
    with pytest.raises(ValueError, match="too few"):
        Vault.open(tmp_path / "keys.json", Poor())
    assert not (tmp_path / "keys.json").exists()


def test_the_ring_shows_nothing_of_its_keys(tmp_path: Path) -> None:
    Vault.open(tmp_path / "keys.json", TOKENS)
    secret = json.loads((tmp_path / "keys.json").read_text())["keys"]["1"]
    assert secret not in repr(KeyRing({1: OLD}, OLD))
    assert str(OLD) not in repr(KeyRing({1: OLD}, OLD))


def test_programs_that_start_at_once_share_the_first_key_file(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    rings = [make_ring(path, RandomTokens()) for _ in range(3)]
    assert rings[0] == rings[1] == rings[2] == read_ring(path)
    assert [found.name for found in tmp_path.iterdir()] == ["keys.json"]
