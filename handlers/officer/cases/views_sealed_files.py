"""What officers see of files: ordinary ones, those for two bodies alone, and those that are handed out sealed."""

from dataclasses import dataclass

from bot.domain.access.file_access import REASONS
from bot.domain.cases.case import Case
from bot.domain.ids import CaseId, FileKey
from bot.domain.notices.notice import ToAgency
from bot.domain.notices.officer.cases import FilesWait, ReleaseAsked, SealedFile, SealedFiles, SealedMedia, StoryFile
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import MediaRef, MediaState
from bot.usecases.access.merged_cases import reports_of
from handlers.officer import buttons as b
from handlers.officer.opening_link import open_link
from handlers.telegram.files.file_types import name_of
from handlers.telegram.structure.look import DOCUMENTS
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Attachment, Key, RenderContext, Rendered
from handlers.telegram.text.split import CAPTION_LIMIT, width
from handlers.telegram.text.view_table import no_views
from handlers.told_words import caption_of
from handlers.wording import agency_name

PLAYED = {
    "video": frozenset({"video/mp4"}),
    "voice": frozenset({"audio/ogg"}),
    "audio": frozenset({"audio/mpeg", "audio/mp4"}),
}
"""What Telegram's apps play in place; any other recording is sent as a document."""
RAW = "application/octet-stream"


@dataclass(frozen=True)
class Found:
    """A file that is stored in the same way as when the row about it was written, and its number in its case."""

    case: Case
    owner: CaseId
    """The case under whose key it is stored: that of its report."""
    ref: MediaRef
    file: FileKey
    place: int


async def _found(context: RenderContext, row: OutboxRow, named: FileKey | None, state: MediaState) -> Found | None:
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
        reports = await reports_of(uow, case)
    files = [(report.case, ref, ref.file) for report in reports for ref in report.all_media if ref.file is not None]
    for place, (owner, ref, file) in enumerate(files, 1):
        if file == named and ref.state is state:
            return Found(case, owner, ref, file, place)
    return None


async def story_file(context: RenderContext, row: OutboxRow, said: StoryFile) -> Rendered | None:
    """One file of a case: protected, pictures under a spoiler; a restricted one without any preview."""
    found = await _found(context, row, said.file, said.state)
    if found is None:
        return None
    seal = b.SealFile(found.case.number, found.ref.message_id)
    key = Key(context.text("button-seal-file", row.locale), pack(seal))
    return Rendered("", ((key,),), files=(_attached(context, row.locale, found),), protect=True)


def _attached(context: RenderContext, locale: str, found: Found) -> Attachment:
    """The file as the officer's phone gets it, under a name of ours. A recorded voice can be played, even where
    pictures are not shown. What is said of it is one caption, so that it leaves with the file (SG36)."""
    ref, owner = found.ref, found.owner
    is_blind = ref.state is MediaState.RESTRICTED and not ref.is_testimony
    name = name_of(found.case.number, found.place, RAW if is_blind else ref.mime)
    first = [context.text("staff-restricted-file", locale, type=ref.mime or ref.kind)] if is_blind else []
    first += _warnings(context, locale, ref)
    seals = context.text("staff-file-seal-follows", locale)
    room = CAPTION_LIMIT - sum(width(line) + len("\n") for line in (*first, seals))
    caption = "\n".join(line for line in (*first, caption_of(context, locale, ref, room), seals) if line)
    if is_blind:
        return Attachment(owner, found.file, "document", name, RAW, caption)
    kind = ref.kind if ref.kind == "photo" or ref.mime in PLAYED.get(ref.kind, ()) else "document"
    return Attachment(owner, found.file, kind, name, ref.mime, caption)


def _warnings(context: RenderContext, locale: str, ref: MediaRef) -> list[str]:
    """How to open a document safely, and that it has active parts."""
    if ref.mime not in DOCUMENTS:
        return []
    return [context.text("staff-file-acts" if ref.acts else "staff-file-viewer", locale)]


async def files_wait(context: RenderContext, row: OutboxRow, said: FilesWait) -> Rendered:
    """How many voice messages and files wait, and the reasons for which they can be opened; no content."""
    number = said.number
    lines = [context.text("staff-files-wait", row.locale, number=str(number))]
    waiting = {"voices": said.voices, "looks": said.looks, "files": said.files}
    lines += [context.text(f"staff-files-wait-{name}", row.locale, count=n) for name, n in waiting.items() if n]
    keys = [Key(context.text(f"file-reason-{why}", row.locale), pack(b.FilesFor(number, why))) for why in REASONS]
    return Rendered("\n".join(lines), (tuple(keys[:2]), tuple(keys[2:])), protect=True)


async def sealed_media(context: RenderContext, row: OutboxRow, said: SealedMedia) -> Rendered:
    """The message to police and supervising body, in their groups and without content, that sealed files exist."""
    key = "staff-sealed-media-alone" if said.alone else "staff-sealed-media"
    return Rendered(context.text(key, row.locale, number=str(said.number)))


async def sealed_files(context: RenderContext, row: OutboxRow, said: SealedFiles) -> Rendered:
    """The message to a person who may release files: how many files of the case are sealed."""
    number = said.number
    text = context.text("staff-sealed-files", row.locale, number=str(number), count=said.count)
    return Rendered(text, ((Key(context.text("button-release", row.locale), pack(b.Release(number))),),))


async def release_asked(context: RenderContext, row: OutboxRow, said: ReleaseAsked) -> Rendered:
    """The message to the other body's group that a release was asked for. The second press is that body's, in private,
    where the button is below the question."""
    agency = agency_name(context, row.locale, said.agency)
    text = context.text("staff-release-asked", row.locale, number=str(said.number), agency=agency)
    if not isinstance(row.notice.to, ToAgency):
        return Rendered(text, ((Key(context.text("button-release", row.locale), pack(b.Release(said.number))),),))
    link = Key(context.text("button-open-private", row.locale), url=open_link(context, said.number))
    return Rendered(text, ((link,),))


async def sealed_file(context: RenderContext, row: OutboxRow, said: SealedFile) -> Rendered | None:
    """A sealed file, to the two people who have released it: it is decrypted elsewhere, with both bodies' keys."""
    found = await _found(context, row, said.file, MediaState.SEALED)
    if found is None:
        return None
    case, ref = found.case, found.ref
    caption = context.text("staff-sealed-file", row.locale, number=str(case.number), sha256=ref.sha256)
    name = f"case-{case.number}-{ref.message_id}.sealed"
    return Rendered("", files=(Attachment(found.owner, found.file, "document", name, RAW, caption),), protect=False)


VIEWS = (
    no_views()
    .on(FilesWait, files_wait)
    .on(SealedFiles, sealed_files)
    .on(ReleaseAsked, release_asked)
    .on(SealedFile, sealed_file)
    .on(StoryFile, story_file)
    .on(SealedMedia, sealed_media)
)
