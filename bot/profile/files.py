"""Finds a profile by name or path, reads its files, and lays them over the profile that it is based on."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

SHIPPED = FilePath(__file__).parent.parent / "profiles"
INSIDE = "profile.toml"
"""What the TOML file of a profile that is a folder is called."""
TEXTS = "texts"
"""The table of a profile's own texts, by language."""
DEEPEST = 8
"""The highest number of profiles that may be based one on the other."""


class ProfileError(Exception):
    """The profile cannot be used; `faults` names every reason with its place."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("the profile has faults:\n" + "\n".join(f"- {fault}" for fault in faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Layer:
    """One profile as its files say it, without the one that it is based on."""

    path: FilePath
    data: Mapping[str, Any]

    @property
    def folder(self) -> FilePath:
        """The folder of the profile's texts: for `harbour/profile.toml` it is harbour/, for `harbour.toml` it is
        harbour/ beside the file."""
        return self.path.parent if self.path.name == INSIDE else self.path.with_suffix("")


def layers(name_or_path: str | FilePath) -> list[Layer]:
    """The profile and those that it is based on, the first of them first. Raises ProfileError."""
    found: list[Layer] = []
    wanted: str | FilePath = name_or_path
    while len(found) < DEEPEST:
        path = find(wanted)
        found.insert(0, Layer(path, read(path)))
        if "base" not in found[0].data:
            return found
        wanted = str(found[0].data["base"])
    raise ProfileError([f"base: more than {DEEPEST} profiles, one based on the other"])


def whole(profiles: Sequence[Layer]) -> dict[str, Any]:
    """The tables of a profile that has a base are those of the base, but for what it says itself; of a table, the keys
    that it gives. Its own texts are no part of this."""
    found: dict[str, Any] = {}
    for layer in profiles:
        own = {key: value for key, value in layer.data.items() if key not in {"base", TEXTS}}
        tables = {key: found[key] | value for key, value in own.items() if _are_tables(value, found.get(key))}
        found = found | own | tables
    return found


def _are_tables(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)


def find(name_or_path: str | FilePath) -> FilePath:
    """The TOML file of a shipped profile's name, or of a path to a file or folder. Raises ProfileError that names
    those shipped."""
    name, path = str(name_or_path), FilePath(name_or_path)
    candidates = [path / INSIDE, path]
    if re.fullmatch(r"[\w-]+", name):
        candidates = [SHIPPED / f"{name}.toml", SHIPPED / name / INSIDE, *candidates]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise ProfileError([f"{name_or_path}: no such profile; shipped are: {', '.join(shipped_names())}"])


def shipped_names() -> list[str]:
    """Names of the profiles that ship: those of one file, then those that are folders."""
    files, folders = SHIPPED.glob("*.toml"), SHIPPED.glob(f"*/{INSIDE}")
    return [*sorted(path.stem for path in files), *sorted(path.parent.name for path in folders)]


def read(path: FilePath) -> dict[str, Any]:
    """The tables of the file as TOML gives them. Raises ProfileError when it is no TOML, or cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ProfileError([f"{path.name}: {error}"]) from None
