"""`python -m bot institutions`: the registry of those that must report comes from a file, and goes to one."""

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
from rich.console import Console

from bot.cli.registry_file import read_file
from bot.contention import again_at_once
from bot.domain.errors import TiplineError
from bot.domain.institutions import registry
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registry import COLUMNS, Changes, KnownToRegistry, RegistryFault, folded_heading
from bot.runtime.components import Components, note, open_components, services_of
from bot.settings import Settings
from bot.usecases.institutions.importing import registry_of, take_over, what_changes

SHOWN_COLUMNS = ("name", "kind", "area", "above", "contact", "staff", "children", "open")
NOTHING = "Nothing was changed."


class FaultyRegistry(TiplineError):
    """The file has mistakes; every one was printed."""

    default_key = "registry-faults"


async def import_registry(settings: Settings, path: Path, out: Console, agrees: Callable[[str], bool]) -> None:
    """List what is new, changed and gone, and do it once somebody has agreed. Raises FaultyRegistry for a file with any
    mistake, each of them named with its row, and ChangedMeanwhile."""
    components = await open_components(settings)
    try:
        found, faults = _read(components, path)
        if faults:
            _print(out, (f"row {one.row}: {one.what}" if one.row else one.what for one in faults))
            raise FaultyRegistry
        listed = await what_changes(services_of(components), found)
        _print(out, _lines(listed))
        if listed.is_nothing or not agrees(f"{_counts(listed)} Do it?"):
            _print(out, [NOTHING])
            return
        taken_over = partial(take_over, services_of(components), components.clock.now(), found, listed)
        await again_at_once(taken_over)
        _print(out, ["Done."])
    finally:
        await components.database.close()


async def export_registry(settings: Settings, path: Path, out: Console) -> None:
    """All of it into a file that does not exist yet, XLSX or CSV by its name; import takes it back. Leaves a line in
    the audit log."""
    components = await open_components(settings)
    try:
        found = await registry_of(services_of(components))
        written = _workbook(found) if path.suffix.lower() == ".xlsx" else _text(found)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(written)
        await note(components, "institutions_exported", count=len(found))
    finally:
        await components.database.close()
    _print(out, [f"{len(found)} institutions are in {path}."])


def _read(components: Components, path: Path) -> tuple[list[Institution], list[RegistryFault]]:
    known = _known_of(components)
    rows, faults = read_file(path, known.headings)
    return ([], faults) if faults else registry.read(rows, known)


def _known_of(components: Components) -> KnownToRegistry:
    """What the district has, and the words for columns, yes and no in its languages."""
    profile, text = components.profile, components.text
    headings = {
        folded_heading(word): column
        for column in COLUMNS
        for language in profile.languages
        for word in text(f"typed-registry-{column}-column", language).split(",")
    }
    yes, no = (
        [word.strip().casefold() for language in profile.languages for word in text(key, language).split(",")]
        for key in ("typed-registry-yes", "typed-registry-no")
    )
    return KnownToRegistry([*profile.institution_kinds], profile.areas, [*profile.agencies], headings, yes, no)


def _lines(listed: Changes) -> Iterator[str]:
    """One for each institution that would change."""
    yield from (f"new      {_named(one)}" for one in listed.new)
    for before, after in listed.changed:
        other = [column for column in SHOWN_COLUMNS if _cell(before, column) != _cell(after, column)]
        yield f"changed  {_named(after)}: {', '.join(other)}"
    yield from (f"gone     {_named(one)}: will be closed, its link and its people end" for one in listed.gone)


def _named(one: Institution) -> str:
    return f"{one.code}  {one.name} ({one.kind}, {one.area}, {one.above})"


def _counts(listed: Changes) -> str:
    new, changed, gone = len(listed.new), len(listed.changed), len(listed.gone)
    return f"{new} new, {changed} changed, {gone} gone, {listed.same} as they were."


def _cell(one: Institution, column: str) -> str:
    """The text of one column of an institution, as an exported file holds it."""
    return ("yes" if one.is_open else "no") if column == "open" else str(getattr(one, column))


def _text(found: Sequence[Institution]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, *([_cell(one, column) for column in COLUMNS] for one in found)])
    return out.getvalue().encode("utf-8-sig")


def _workbook(found: Sequence[Institution]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in [COLUMNS, *([_cell(one, column) for column in COLUMNS] for one in found)]:
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _print(out: Console, lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        out.print(line, markup=False, highlight=False, soft_wrap=True)
