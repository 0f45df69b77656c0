"""Settings from the environment: derived values, secrets from files, every fault at once and no value shown."""

import os
from pathlib import Path

import pytest

from bot.settings import PREFIX, SettingsError, load_settings, unknown_names

TOKEN = "4242:very-secret-token"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)


def test_a_token_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given(monkeypatch, TOKEN=TOKEN)
    settings = load_settings()
    assert settings.bot_id == 4242
    assert settings.bot_base == "https://api.telegram.org/bot"
    assert settings.home == tmp_path / "var"
    assert settings.database_url.endswith("var/tipline.db")
    assert settings.key_file.parent == settings.home


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081", "http://127.0.0.1:8081/"])
def test_another_bot_api_server_serves_files_too(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    given(monkeypatch, TOKEN=TOKEN, API_URL=url)
    settings = load_settings()
    assert settings.bot_base == "http://127.0.0.1:8081/bot"
    assert settings.file_base == "http://127.0.0.1:8081/file/bot"


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    given(monkeypatch, TOKEN_FILE=str(tmp_path / "token"))
    assert load_settings().token.get_secret_value() == TOKEN


def test_lists_of_people_are_separated_by_commas_or_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TOKEN=TOKEN, SUPERVISORS="1, 2 3", ADMINS="")
    settings = load_settings()
    assert (settings.supervisors, settings.admins) == ((1, 2, 3), ())


def test_every_fault_is_named_at_once_and_no_value_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        WEBHOOK_URL="https://example.org",
        **dict.fromkeys(("TOKEN", "API_URL", "LISTEN", "SUPERVISORS", "LOG"), "secretvalue"),
    )
    with pytest.raises(SettingsError) as caught:
        load_settings()
    faults = caught.value.faults
    for name in ("TOKEN", "API_URL", "WEBHOOK_SECRET", "LISTEN", "SUPERVISORS", "LOG"):
        assert any(fault.startswith(PREFIX + name) for fault in faults), name
    assert "secretvalue" not in str(caught.value)


@pytest.mark.parametrize("value", ["", None])
def test_a_missing_token_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is not None:
        given(monkeypatch, TOKEN=value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert caught.value.faults == ["TIPLINE_TOKEN is missing"]


def test_a_token_said_twice_or_in_no_file_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given(monkeypatch, TOKEN=TOKEN, TOKEN_FILE=str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match="twice"):
        load_settings()
    monkeypatch.delenv("TIPLINE_TOKEN")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings()


def test_a_printed_setting_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        TOKEN=TOKEN,
        WEBHOOK_URL="https://example.org/x",
        WEBHOOK_SECRET="hook-secret",  # pragma: allowlist secret
        WEBHOOK_LISTEN="127.0.0.1:8090",
        PROXY="socks5://me:proxy-secret@127.0.0.1:1080",  # pragma: allowlist secret
    )
    shown = repr(load_settings())
    assert [secret for secret in ("very-secret", "hook-secret", "proxy-secret") if secret in shown] == []


def test_a_misspelt_name_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TOKEN=TOKEN, WEBHOK_URL="x")
    assert unknown_names() == ["TIPLINE_WEBHOK_URL"]


@pytest.mark.parametrize(("said", "meant"), [("https://line.example", "/telegram"), ("https://line.example/in", "/in")])
def test_a_webhook_address_without_a_path_gets_the_one_that_is_listened_at(
    monkeypatch: pytest.MonkeyPatch, said: str, meant: str
) -> None:
    given(monkeypatch, TOKEN=TOKEN, WEBHOOK_URL=said, WEBHOOK_SECRET="abc", WEBHOOK_LISTEN="127.0.0.1:8090")
    assert load_settings().webhook_url == f"https://line.example{meant}"


def test_the_webhook_listens_at_an_address_of_its_own_which_must_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    hook = {"TOKEN": TOKEN, "WEBHOOK_URL": "https://line.example", "WEBHOOK_SECRET": "abc"}
    given(monkeypatch, **hook)
    with pytest.raises(SettingsError, match="TIPLINE_WEBHOOK_LISTEN: is needed with TIPLINE_WEBHOOK_URL"):
        load_settings()
    given(monkeypatch, **hook, WEBHOOK_LISTEN="127.0.0.1:8080")
    with pytest.raises(SettingsError, match="must differ"):
        load_settings()
    given(monkeypatch, **hook, WEBHOOK_LISTEN="0.0.0.0:8090")
    settings = load_settings()
    assert (settings.address, settings.webhook_address) == (("127.0.0.1", 8080), ("0.0.0.0", 8090))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ""),
        ("socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
        ("socks5h://name:word@proxy.example:1080", "socks5://name:word@proxy.example:1080"),  # pragma: allowlist secret
        ("socks4://127.0.0.1:1080", "socks4://127.0.0.1:1080"),
        ("http://[::1]:3128", "http://[::1]:3128"),
    ],
)
def test_a_proxy_address_is_read_as_other_programs_write_it(
    monkeypatch: pytest.MonkeyPatch, said: str, meant: str
) -> None:
    given(monkeypatch, TOKEN=TOKEN, PROXY=said)
    assert load_settings().proxy_address == meant


@pytest.mark.parametrize(
    "said", ["proxy", "127.0.0.1:1080", "https://x:1", "socks5://x", "socks5://:1080", "http://x:99999"]
)
def test_an_invalid_proxy_is_a_fault_that_does_not_repeat_the_value(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    given(monkeypatch, TOKEN=TOKEN, PROXY=said)
    with pytest.raises(SettingsError, match="TIPLINE_PROXY: must be socks5://HOST:PORT"):
        load_settings()


def test_the_folder_of_a_server_of_our_own_is_a_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TOKEN=TOKEN, API_LOCAL_DIR="files")
    with pytest.raises(SettingsError, match="TIPLINE_API_LOCAL_DIR: must be a whole path"):
        load_settings()
