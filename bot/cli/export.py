"""`python -m bot export --case N FILE`: one case in a zip that only its password opens, and a line in the audit log.

In it: what was told, in the district's language; case and reports as data; all audit lines; the files, with their
hashes. Not in it: who reported, which the identity vault alone knows; files that were never taken, are sealed, or that
the body which gets it may not see.
Plain bytes go straight into the encrypted zip: none of them is ever on the disk.
"""

import hashlib
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyzipper
from pydantic import TypeAdapter
from rich.console import Console

from bot.domain.access.identity import without_identity
from bot.domain.access.roles import Role
from bot.domain.access.roles_in_case import roles_in_case
from bot.domain.cases.case import Case
from bot.domain.cases.lists import Note, RecordedAct, Reply
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.errors import TiplineError
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.intake.media import key_holders
from bot.domain.profile import Profile
from bot.domain.report import MediaRef, Report
from bot.runtime.components import Components, open_components, services_of
from bot.settings import Settings
from bot.usecases.access.merged_cases import goes_on, notes_of, replies_of, reports_of
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.case_files import to_export
from bot.usecases.oversight.audit import audit_entry
from bot.usecases.services import Transaction
from handlers.officer.cases.questions_put import asked_of
from handlers.officer.cases.views_answers import answer_text
from handlers.officer.cases.views_asking import question_lines
from handlers.officer.cases.views_merging import told_in
from handlers.officer.cases.views_report import InCase, files_before, report_text
from handlers.officer.cases.views_story import note_lines
from handlers.supervisor.views_audit import audit_line
from handlers.telegram.files.file_types import name_of
from handlers.telegram.text.quotation import plain_quotations, without_joints
from handlers.telegram.text.rendered import RenderContext
from handlers.telegram.text.split import plain
from handlers.wording import agency_name

SHORTEST = 12
"""Characters of a password."""
ALL_ACTS = 1_000_000


class PasswordTooShort(TiplineError):
    """The password is too short. A person who finds the file may try passwords for years."""

    default_key = "password-too-short"


class NotToExport(TiplineError):
    """There is no such case (any more), or the body that would get it must not know of it."""

    default_key = "not-to-export"


class Zip:
    """An encrypted zip that is being written, and the hash of each file in it."""

    def __init__(self, path: Path, folder: str, password: str) -> None:
        details = {"compression": pyzipper.ZIP_DEFLATED, "encryption": pyzipper.WZ_AES}
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._zip = pyzipper.AESZipFile(self._file, "w", **details)
        self._zip.setpassword(password.encode())
        self._folder = folder
        self._sums: list[str] = []

    async def add(self, name: str, chunks: AsyncIterator[bytes]) -> None:
        """A file in it, as it comes."""
        counted = hashlib.sha256()
        with self._zip.open(f"{self._folder}/{name}", "w", force_zip64=True) as target:
            async for chunk in chunks:
                counted.update(chunk)
                target.write(chunk)
        self._sums.append(f"{counted.hexdigest()}  {name}\n")

    async def end(self) -> None:
        """The hashes, and all of it on the disk."""
        await self.add("SHA256SUMS", once("".join(self._sums)))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


async def export_case(
    settings: Settings, number: int, path: Path, password: str, reader: str | None, out: Console
) -> None:
    """Write it beside its name, then give it its name, which must be free. `reader` is the body that gets it (else the
    supervising one). Raises PasswordTooShort, NotToExport, FileExistsError."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    components = await open_components(settings)
    begun = path.with_name(f"{path.name}.part")
    try:
        count = await _export(components, CaseNumber(number), begun, password, reader)
        os.link(begun, path)
    finally:
        begun.unlink(missing_ok=True)
        await components.database.close()
    words = f"Case {number} is in {path}, with {count} files. Tell the password by another way than the file."
    out.print(words, markup=False, highlight=False, soft_wrap=True)


@dataclass(frozen=True)
class Told:
    """What stands in the zip, as it was when the line in the audit log was written."""

    case: Case
    reports: Sequence[Report]
    replies: Sequence[Reply]
    notes: Sequence[Note]
    files: Sequence[MediaRef]


@transaction_of_program
async def _taken_out(act: Transaction, number: CaseNumber, agency: AgencyKey) -> Told:
    """Notes in the audit log that the case is exported. Raises NotToExport."""
    profile, uow = act.services.profile, act.uow
    found = await uow.cases.by_number(number)
    case = None if found is None else await goes_on(uow, found)
    if case is None or agency in case.barred or agency not in profile.agencies:
        raise NotToExport
    files = await to_export(profile, uow, case, roles_of_body(profile, case, agency))
    told = Told(case, await reports_of(uow, case), await replies_of(uow, case), await notes_of(uow, case), files)
    await uow.audit.add("exported", at=act.now, case=case.id, agency=agency, facts={"files": len(files)})
    return told


async def _export(components: Components, number: CaseNumber, path: Path, password: str, reader: str | None) -> int:
    """First the line in the audit log, then the first byte of the file; how many files the case has."""
    agency = AgencyKey(reader.upper()) if reader else components.profile.agency_with("supervising")
    told = await _taken_out(services_of(components), components.clock.now(), number, agency)
    case, reports, files = told.case, told.reports, told.files
    async with components.database.reading() as uow:
        acts = [done for one in ids_of(case) for done in await uow.audit.history(one, limit=ALL_ACTS)]
    target = Zip(path, f"case-{number}", password)
    alone = replace(case, links=(), partings=())  # of other cases the reader may know nothing
    await target.add("case.txt", once(words_of(context_of(components), alone, reports, told.replies, told.notes)))
    await target.add("case.json", once(TypeAdapter(Case).dump_json(alone, indent=1, by_alias=True).decode()))
    bare = [replace(report, answers=without_identity(report.answers)) for report in reports]
    await target.add("reports.json", once(TypeAdapter(list[Report]).dump_json(bare, indent=1, by_alias=True).decode()))
    await target.add("audit.txt", once(lines_of(components, acts)))
    owners = {ref.file: report.case for report in reports for ref in report.all_media}
    for place, ref in enumerate(files, 1):
        if ref.file is not None:
            content = components.database.files.read(owners[ref.file], ref.file)
            await target.add(f"files/{name_of(number, place, ref.mime)}", content)
    await target.end()
    return len(files)


def roles_of_body(profile: Profile, case: Case, agency: AgencyKey) -> frozenset[Role]:
    """How the body that gets the export stands to the case: as its members do."""
    two, police = key_holders(profile), profile.agency_with("police")
    supervising = profile.agency_with("supervising")
    return roles_in_case(case, agencies=[agency], supervising=supervising, key_holders=two, police=police)


async def once(text: str) -> AsyncIterator[bytes]:
    """A text as one chunk."""
    yield text.encode()


def words_of(
    context: RenderContext, case: Case, reports: Sequence[Report], replies: Sequence[Reply], notes: Sequence[Note]
) -> str:
    """What was told and answered, and what was found, done and noted, as staff read it. For merged cases it also says
    of which case each report is, and to whose reporter each answer went."""
    locale = context.profile.staff_language
    told = []
    for one, before in zip(reports, files_before(reports), strict=True):
        text = report_text(context, locale, one, InCase(before, asked_of(context, locale, case, one, reports)))
        told.append(readable("\n".join([*told_in(context, locale, case, one.case), text])))
    told += [readable(lines) for lines in question_lines(context, locale, case, reports)]
    answered = []
    for reply in replies:
        to = [plain(line) for line in told_in(context, locale, case, reply.case, "staff-story-to-reporter")]
        said = [f"{agency_name(context, locale, reply.agency)}, {reply.at.isoformat()}", reply_words(context, reply)]
        answered.append("\n".join([*to, *said]))
    opinions = [*(opinion for life in case.lives for opinion in life.opinions), *case.opinions]
    found = [f"{agency_name(context, locale, o.agency)}, {o.at.isoformat()}\n{o.note}" for o in opinions if o.note]
    done = [f"{agency_name(context, locale, m.agency)}, {m.at.isoformat()}\n{m.words}" for m in case.measures]
    noted = [readable(lines) for lines in note_lines(context, locale, case, notes)]
    head = f"{case.number} {case.urgency.value} {case.state.value}"
    return "\n\n".join([head, *told, *answered, *found, *done, *noted]) + "\n"


def reply_words(context: RenderContext, reply: Reply) -> str:
    """An answer as the reporter reads it."""
    return readable(answer_text(context, context.profile.staff_language, reply))


def readable(text: str) -> str:
    """Without markup; what somebody wrote stands as a quotation, exactly as it was written."""
    return without_joints(plain_quotations(text))


def lines_of(components: Components, acts: Iterable[RecordedAct]) -> str:
    """All audit lines of the case, in words."""
    context, locale = context_of(components), components.profile.staff_language
    return "".join(plain(audit_line(context, locale, audit_entry(done))) + "\n" for done in acts)


def context_of(components: Components) -> RenderContext:
    """The context that views need to render texts."""
    database, text = components.database, components.text
    return RenderContext(text, text.has, components.profile, "", database.reading, database.files, components.clock.now)
