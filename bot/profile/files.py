"""Finds a profile's file by name or path, reads it, and lays it over the profile that it is based on."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any

SHIPPED = FilePath(__file__).parent.parent / "profiles"


class ProfileError(Exception):
    """The profile cannot be used; `faults` names every reason with its place."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("the profile has faults:\n" + "\n".join(f"- {fault}" for fault in faults))
        self.faults = list(faults)


def whole(data: dict[str, Any]) -> dict[str, Any]:
    """A profile with a `base` is that profile, but for what it says itself; of a table, the keys that it gives."""
    if "base" not in data:
        return data
    base = read(find(str(data["base"])))
    own = {key: value for key, value in data.items() if key != "base"}
    tables = {key: base[key] | value for key, value in own.items() if _are_tables(value, base.get(key))}
    return base | own | tables


def _are_tables(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)


def find(name_or_path: str | FilePath) -> FilePath:
    """The file of a shipped profile's name, or the path itself. Raises ProfileError that names those shipped."""
    shipped = SHIPPED / f"{name_or_path}.toml"
    found = shipped if re.fullmatch(r"[\w-]+", str(name_or_path)) and shipped.is_file() else FilePath(name_or_path)
    if not found.is_file():
        known = ", ".join(sorted(path.stem for path in SHIPPED.glob("*.toml")))
        raise ProfileError([f"{name_or_path}: no such profile; shipped are: {known}"])
    return found


def read(path: FilePath) -> dict[str, Any]:
    """The tables of the file as TOML gives them. Raises ProfileError when it is no TOML, or cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ProfileError([f"{path.name}: {error}"]) from None
