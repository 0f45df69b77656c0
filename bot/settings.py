"""Frozen settings from TIPLINE_* variables (secrets from files too); every fault is named at once."""

import codecs
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import quote, urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "TIPLINE_"
TELEGRAM = "https://api.telegram.org"
SECRETS = ("token", "webhook_secret")
PROXIES = ("socks5", "socks4", "http")
USUAL_PROFILE = "jiulongpo"
LOG_FORMATS = ("json", "text")
LOG_LEVELS = ("debug", "info", "warning", "error")


STORE_NAMES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ALLOW_HTTP",
    "AWS_VIRTUAL_HOSTED_STYLE_REQUEST",
)


class SettingsError(Exception):
    """Settings that cannot be used; `faults` has a line for each, without the values."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class _Unusable:
    """Stands where a secret should: why there is none."""

    reason: str


def _numbers(value: object) -> object:
    """Telegram user ids, separated by commas or blanks."""
    if not isinstance(value, str):
        return value
    return tuple(value.replace(",", " ").split())


UserIds = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_numbers)]


class Settings(BaseSettings):
    """What an operator can set; each name is a variable with TIPLINE_ before it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True, hide_input_in_errors=True)

    token: SecretStr
    token_file: Path | None = None
    api_url: str = TELEGRAM
    api_file_url: str = ""
    api_local_dir: Path | None = None
    proxy: SecretStr = SecretStr("")
    home: Path = Path("var")
    database_url: str = ""
    files_url: str = ""
    key_file: Path = Path()
    profile: str = USUAL_PROFILE
    webhook_url: str = ""
    webhook_secret: SecretStr = Field(default=SecretStr(""), validate_default=True)
    webhook_secret_file: Path | None = None
    webhook_listen: str = Field(default="", validate_default=True)
    listen: str = "127.0.0.1:8080"
    supervisors: UserIds = ()
    admins: UserIds = ()
    log: str = "json"
    direct_sql: bool = True
    disk_warn: float = Field(default=10.0, ge=0, le=90)
    """Percent of the disk: with less free, administrators hear."""
    disk_full: float = Field(default=3.0, ge=0, le=90)
    """With less free, no file is taken; words still are."""

    @model_validator(mode="before")
    @classmethod
    def _read_secret_files(cls, values: Any) -> Any:
        """A secret may stand in a file; said twice is a fault."""
        given = dict(values)
        for name in SECRETS:
            if not (path := given.get(f"{name}_file")):
                continue
            given[name] = (
                _Unusable("is set twice, as a value and as a file") if given.get(name) else _content(Path(path))
            )
        return given

    @field_validator(*SECRETS, mode="before")
    @classmethod
    def _check_readable(cls, value: object) -> object:
        if isinstance(value, _Unusable):
            raise ValueError(value.reason)
        return value

    @field_validator("token")
    @classmethod
    def _check_token(cls, token: SecretStr) -> SecretStr:
        number, colon, rest = token.get_secret_value().partition(":")
        if not (number.isdigit() and colon and rest and rest.replace("-", "").replace("_", "").isalnum()):
            raise ValueError("is no bot token (BotFather gives one like 123456:ABC-DEF)")
        return token

    @field_validator("api_url", "api_file_url", "webhook_url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _check_secret(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        words = secret.get_secret_value()
        if info.data.get("webhook_url") and not words:
            raise ValueError(f"is needed with {PREFIX}WEBHOOK_URL")
        if words and not (len(words) <= 256 and words.isascii() and words.replace("-", "").replace("_", "").isalnum()):
            raise ValueError("may hold letters, digits, - and _ only, 256 at most")
        return secret

    @field_validator("listen", "webhook_listen")
    @classmethod
    def _check_listen(cls, listen: str, info: ValidationInfo) -> str:
        _, colon, port = listen.rpartition(":")
        if not listen and info.field_name == "webhook_listen":
            if info.data.get("webhook_url"):
                raise ValueError(
                    f"is needed with {PREFIX}WEBHOOK_URL: where Telegram's calls arrive, as 127.0.0.1:8090"
                )
        elif not colon or not port.isdigit() or int(port) > 65535:
            raise ValueError("must be HOST:PORT, for example 127.0.0.1:8080")
        return listen

    @field_validator("proxy")
    @classmethod
    def _check_proxy(cls, proxy: SecretStr) -> SecretStr:
        return SecretStr(_proxy(proxy.get_secret_value()))

    @field_validator("api_local_dir")
    @classmethod
    def _check_local_dir(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_absolute():
            raise ValueError("must be a whole path, beginning with /")
        return path

    @field_validator("log")
    @classmethod
    def _check_log(cls, log: str) -> str:
        words = log.lower().replace(",", " ").split()
        if any(word not in LOG_FORMATS + LOG_LEVELS for word in words):
            raise ValueError(f"knows {', '.join(LOG_FORMATS)} and {', '.join(LOG_LEVELS)}")
        return " ".join(words)

    @model_validator(mode="after")
    def _fill_in(self) -> Self:
        """What follows from other settings."""
        if self.webhook_url and self.webhook_listen == self.listen and not self.listen.endswith(":0"):
            raise ValueError(f"{PREFIX}WEBHOOK_LISTEN and {PREFIX}LISTEN must differ")
        home = _at_home(self.home).resolve()
        derived: dict[str, Any] = {
            "api_url": self.api_url or TELEGRAM,
            "api_file_url": self.api_file_url or self.api_url or TELEGRAM,
            "webhook_url": _with_path(self.webhook_url),
            "home": home,
            "database_url": self.database_url or f"sqlite+aiosqlite:///{quote(str(home / 'tipline.db'))}",
            "files_url": self.files_url or (home / "files").as_uri(),
            "key_file": home / "keys.json" if self.key_file == Path() else _at_home(self.key_file),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)
        return self

    @property
    def bot_id(self) -> int:
        """The number before the colon of the token: whose updates these are."""
        return int(self.token.get_secret_value().partition(":")[0])

    @property
    def store_options(self) -> dict[str, str]:
        """How an S3 store is reached, by the names that all programs use; in the words of the library."""
        return {name.lower(): value for name in STORE_NAMES if (value := os.environ.get(name))}

    @property
    def address(self) -> tuple[str, int]:
        """Host and port of health and metrics."""
        return _host_and_port(self.listen)

    @property
    def webhook_address(self) -> tuple[str, int]:
        """Host and port of the webhook, where there is one."""
        return _host_and_port(self.webhook_listen)

    @property
    def proxy_address(self) -> str:
        """The way to Telegram, perhaps with a password in it; none when it is direct."""
        return self.proxy.get_secret_value()

    @property
    def bot_base(self) -> str:
        """What the token is put behind in a call."""
        return f"{self.api_url}/bot"

    @property
    def file_base(self) -> str:
        """What the token is put behind in a download."""
        return f"{self.api_file_url}/file/bot"


NAMES = tuple(PREFIX + name.upper() for name in Settings.model_fields)
"""Every variable there is."""


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, `given` before it; SettingsError with all faults, never with a value."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError([_fault(item) for item in error.errors(include_input=False, include_url=False)]) from None


def unknown_names() -> list[str]:
    """TIPLINE_ variables that mean nothing: probably misspelt."""
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in NAMES)


def _host_and_port(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104


def _proxy(address: str) -> str:
    """The address in the form that the proxy library reads, which knows only one name for SOCKS 5."""
    if not address:
        return ""
    address = address.replace("socks5h://", "socks5://", 1)
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in PROXIES and parts.hostname and parts.port
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError(
            "must be socks5://HOST:PORT, socks4://HOST:PORT or http://HOST:PORT, with NAME:PASSWORD@ if needed"
        )
    return address


def _with_path(url: str) -> str:
    """A webhook address that names no path is answered at /telegram."""
    return f"{url}/telegram" if url and not urlsplit(url).path else url


def _content(path: Path) -> "str | _Unusable":
    try:
        return _text(path.expanduser().read_bytes()).strip()
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        return _Unusable(f"has a file that cannot be read ({type(error).__name__})")


def _text(raw: bytes) -> str:
    """UTF-8, or what an editor on Windows makes: with a byte-order mark, or UTF-16."""
    is_wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return raw.decode("utf-16" if is_wide else "utf-8-sig")


def _at_home(path: Path) -> Path:
    """Expands `~` in the path. Returns the path unchanged where the home folder is unknown."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _fault(item: Any) -> str:
    words = str(item["msg"]).removeprefix("Value error, ")
    if not item["loc"]:
        return words
    name = PREFIX + str(item["loc"][0]).upper()
    return f"{name} is missing" if item["type"] == "missing" else f"{name}: {words}"
