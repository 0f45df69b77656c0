"""What people do at the beginning of many tests is done once in a process; whoever comes to the same place again is
given what it wrote.

A copy of a snapshot is in a *known* state, and so is a district on which a function recorded here was done in a known
state. The state is told by what was written, so nothing has to be tracked. In a known state the same function by the
same person at the same time writes the same: that is put in. Anywhere else the function just runs.
"""

import functools
import os
from collections.abc import Callable, Coroutine
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from bot.domain.profile import Profile
from bot.usecases.services import Services
from tests.support.databases.reused_databases import OpenDatabase, Pieces, changed_pieces, lent_at, with_pieces

Gives = TypeVar("Gives")
Given = ParamSpec("Given")
Counters = tuple[tuple[str, int], ...]
"""Each with its name and its next number."""
DATABASE = "line.db"


class AnyDistrict(Protocol):
    """What is asked of `tests.support.people.District`."""

    database: Any
    services: Any
    time: Any
    sitting: Any
    wake: Any
    opened: "Opened | None"


@dataclass(frozen=True)
class Opened:
    """The parts of a district as it was opened."""

    folder: Path
    stored: OpenDatabase
    database: Any
    services: Services

    def is_known(self, district: AnyDistrict) -> bool:
        """Whether the district has the same parts, its profile apart, and its state is known."""
        services = replace(district.services, profile=self.services.profile)
        is_same = (
            district.database is self.database
            and services == self.services
            and district.database.files.two_key_encryption is None
            and "deliver" not in vars(district)
        )
        return is_same and not self.stored.is_in_use and self.stored.state in KNOWN


@dataclass(frozen=True)
class WalkStep:
    """What an act has written, when that was over, and what it gave."""

    begin: int
    """Where in the log."""
    log: bytes
    index: Pieces
    """How the index of the log has changed."""
    files: dict[str, bytes | None]
    """Other files; None for one that is gone."""
    at: datetime
    added: dict[str, tuple[Any, ...]]
    """To lists of the district: what was sent."""
    counted: tuple[Counters, Counters]
    """How far the counters of the district and of the person are."""
    result: Any


KNOWN: set[bytes] = set()
"""States from which acts may be put in."""
STEPS: dict[tuple[object, ...], WalkStep] = {}
"""By the state before, and by what was done there."""
PROFILES: list[Profile] = []
"""With which acts were done."""
PATCHING: set[str] = set()
"""The running test, where it may change the program: then every act is done, and none is recorded."""


def begins_known(district: AnyDistrict, folder: Path) -> None:
    """The district in this folder is a copy of a snapshot, and nothing has happened on it."""
    stored = lent_at(folder / DATABASE)
    assert stored is not None
    district.opened = Opened(folder, stored, district.database, district.services)
    KNOWN.add(stored.state)


def recorded_walk(walk: Callable[Given, Coroutine[Any, Any, Gives]]) -> Callable[Given, Coroutine[Any, Any, Gives]]:
    """Records what somebody does, who is the first argument. It may give notices, or nothing."""

    @functools.wraps(walk)
    async def walked(*everything: Given.args, **options: Given.kwargs) -> Any:
        actor: Any = everything[0]
        district: AnyDistrict = getattr(actor, "district", actor)
        opened = district.opened
        if PATCHING or opened is None or not opened.is_known(district):
            return await walk(*everything, **options)
        given = tuple(map(named, everything[1:])), tuple((name, named(options[name])) for name in sorted(options))
        who = whose(actor), counters(district)
        here = (
            opened.stored.state,
            walk.__module__,
            walk.__qualname__,
            who,
            district.time.at,
            surroundings(district),
            given,
        )
        if here in STEPS:
            return taken(district, opened, STEPS[here], actor)
        return await recorded(district, opened, here, actor, walk(*everything, **options))

    return walked


async def recorded(
    district: AnyDistrict, opened: Opened, here: tuple[object, ...], actor: Any, walk: Coroutine[Any, Any, Any]
) -> Any:
    """Does it, and notes what it has written."""
    stored, around, lengths = opened.stored, surroundings(district), lengths_of(district)
    begin, index, files = stored.size_of_log, stored.index(), files_of(opened.folder)
    result = await walk
    if around == surroundings(district) and not stored.is_in_use:
        changed = changes_between(files, files_of(opened.folder))
        added = {name: tuple(getattr(district, name)[length:]) for name, length in lengths.items()}
        told = added, (counters(district), counters(actor)), [*result] if isinstance(result, list) else result
        log, pieces = stored.log_from(begin), changed_pieces(index, stored.index())
        STEPS[here] = WalkStep(begin, log, pieces, changed, district.time.at, *told)
        KNOWN.add(stored.state)
    return result


def taken(district: AnyDistrict, opened: Opened, step: WalkStep, actor: Any) -> Any:
    """Puts in what the act has written."""
    stored = opened.stored
    stored.write_log(step.begin, step.log, with_pieces(stored.index(), step.index))
    for name, content in step.files.items():
        lay(opened.folder / name, content)
    district.time.at = step.at
    for name, more in step.added.items():
        getattr(district, name).extend(more)
    if step.added["sent"]:
        district.wake.set()
    for owner, numbers in zip((district, actor), step.counted, strict=True):
        for name, number in numbers:
            setattr(owner, name, count(number))
    return [*step.result] if isinstance(step.result, list) else step.result


def lay(path: Path, content: bytes | None) -> None:
    """The file has this content; None removes it."""
    if content is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)


# --- what is looked at ---


def files_of(folder: Path, inside: str = "") -> dict[str, bytes]:
    """What lies in the folder of a district beside its database; `inside` stands before each name."""
    found: dict[str, bytes] = {}
    for entry in os.scandir(folder):
        if entry.name.startswith(DATABASE) or entry.name.endswith(".lock"):
            continue
        if entry.is_dir():
            found |= files_of(Path(entry), f"{inside}{entry.name}/")
        else:
            found[f"{inside}{entry.name}"] = Path(entry).read_bytes()
    return found


def changes_between(before: dict[str, bytes], now: dict[str, bytes]) -> dict[str, bytes | None]:
    """Files that came, went or changed."""
    names = {*before, *now}
    return {name: now.get(name) for name in names if before.get(name) != now.get(name)}


def whose(actor: Any) -> tuple[object, ...]:
    """Who acts: somebody who writes, an officer, or the line itself."""
    of_others = tuple(whose(one) for one in vars(actor).values() if hasattr(one, "visitor"))
    return type(actor), getattr(actor, "agent", None), getattr(actor, "visitor", None), counters(actor), of_others


def named(given: Any) -> Any:
    """What an act was given; an officer by who they are."""
    return whose(given) if hasattr(given, "district") else given


def counters(owner: Any) -> Counters:
    """The counters of the district or of a person: they number messages."""
    found = [(name, value) for name, value in vars(owner).items() if isinstance(value, count)]
    return tuple((name, next(copy(value))) for name, value in found)


def lengths_of(district: AnyDistrict) -> dict[str, int]:
    """How long each list of the district is: what was sent, and what was read of it."""
    return {name: len(value) for name, value in vars(district).items() if isinstance(value, list)}


def surroundings(district: AnyDistrict) -> tuple[object, ...]:
    """How messages are sent, what is switched off, by which profile, and who sits in which group: a test may have
    changed that."""
    sitting = district.sitting
    switches = tuple((name, value) for name, value in vars(district).items() if isinstance(value, bool))
    is_sent_by = type(district), getattr(type(district), "deliver", None), switches
    profile = number_of(district.services.profile)
    return is_sent_by, profile, frozenset(sitting.groups.items()), frozenset(sitting.away)


def number_of(profile: Profile) -> int:
    """One number for all profiles that say the same, in the same order."""
    for number, known in enumerate(PROFILES):
        if known is profile or (known == profile and repr(known) == repr(profile)):
            return number
    PROFILES.append(profile)
    return len(PROFILES) - 1
