"""A case's files on their way to an officer: which are shown with the story, and which wait until a reason is given."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.access.file_access import Access, access, has_alarming_words
from bot.domain.access.roles import Action, Role, allows
from bot.domain.cases.case import Case
from bot.domain.intake.asides import answers_of
from bot.domain.intake.report import MediaRef, MediaState, Report
from bot.domain.notices.cases import FilesWait, SealedFiles, StoryFile, StoryFiles
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.profile import Profile
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import reports_of


@dataclass(frozen=True)
class CaseFiles:
    """The files of a case as one viewer comes to them, in the order they came."""

    shown: tuple[MediaRef, ...]
    waiting: tuple[MediaRef, ...]
    """Shown when a reason is given."""
    unseen: frozenset[int]
    """Messages of those that wait because alarming words stand beside them and no officer has looked yet."""
    sealed: int
    """How many are sealed to the two keys; 0 for who may not release them."""


async def files_of(uow: UnitOfWork, case: Case) -> list[MediaRef]:
    """All files whose bytes are with the line, in the order they came."""
    return [ref for report in await reports_of(uow, case) for ref in report.all_media if ref.file is not None]


async def to_export(profile: Profile, uow: UnitOfWork, case: Case, roles: Collection[Role]) -> list[MediaRef]:
    """What may be written out for a body that stands so to the case: what it may see by itself, and files with which
    nothing is the matter; never what is sealed to the two keys."""
    found = []
    for report in await reports_of(uow, case):
        alarming = is_alarming(profile, report)
        for ref in report.all_media:
            is_plain = ref.state is MediaState.STORED and not (ref.is_testimony or (alarming and waits_for_look(ref)))
            may_see = access(ref, roles, has_alarming_words=alarming) is not Access.NONE
            if ref.file is not None and (is_plain or may_see):
                found.append(ref)
    return found


async def for_viewer(profile: Profile, uow: UnitOfWork, case: Case, roles: Collection[Role]) -> CaseFiles:
    """What somebody who stands so to the case sees, and what waits."""
    found: dict[Access, list[MediaRef]] = {way: [] for way in Access}
    unseen, sealed = set(), 0
    for report in await reports_of(uow, case):
        alarming = is_alarming(profile, report)
        for ref in report.all_media:
            way = access(ref, roles, has_alarming_words=alarming)
            found[way].append(ref)
            sealed += ref.state is MediaState.SEALED
            if alarming and waits_for_look(ref):
                unseen.add(ref.message_id)
    may_release = allows(Action.RELEASE, roles)
    shown, waiting = tuple(found[Access.SHOWN]), tuple(found[Access.ON_REASON])
    return CaseFiles(shown, waiting, frozenset(unseen), sealed if may_release else 0)


def is_alarming(profile: Profile, report: Report) -> bool:
    """Whether alarming words stand in the report or in what was added to it."""
    return has_alarming_words(profile.questionnaire, report, answers_of(report))


def waits_for_look(ref: MediaRef) -> bool:
    """Whether an officer must look at this one first, where alarming words stand beside it (SG19)."""
    return ref.state is MediaState.STORED and not (ref.looked_at or ref.is_testimony)


def before_story(case: Case, to: ToChat, files: CaseFiles) -> list[Notice]:
    """How many files are sealed or wait, to whom may know of them; and that files follow."""
    sealed = SealedFiles(number=case.number, count=files.sealed)
    first = [Notice(sealed, to, case=case.id)] if files.sealed else []
    follow = [Notice(StoryFiles(number=case.number), to, case=case.id)] if files.shown else []
    return [*first, *files_wait(case, to, files), *follow]


def files_wait(case: Case, to: ToChat, files: CaseFiles) -> list[Notice]:
    """How many voice messages and files are shown once it is said what for."""
    if not files.waiting:
        return []
    voices = sum(ref.is_testimony for ref in files.waiting)
    looks = sum(ref.message_id in files.unseen for ref in files.waiting)
    rest = len(files.waiting) - voices - looks
    said = FilesWait(number=case.number, voices=voices, looks=looks, files=rest)
    return [Notice(said, to, case=case.id, slot=f"files_wait:{case.id}", mode=Mode.REPLACE)]


def shown_file(case: Case, ref: MediaRef, to: ToChat) -> Notice:
    """A file on its way into an officer's chat; it is not sent if it is held otherwise by then."""
    said = StoryFile(file=ref.file, state=ref.state)
    return Notice(said, to, case=case.id, slot=file_slot(ref), mode=Mode.REPLACE)


def file_slot(ref: MediaRef) -> str:
    """The place of a file in an officer's chat: whoever has it there is found when it must vanish (SG36)."""
    return f"file:{ref.file}"
