"""The files of a case as an officer gets them: which are shown with the report, and which wait until a reason is
given."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.access.file_access import Access, access, has_alarming_words
from bot.domain.access.roles import Action, Role, allows
from bot.domain.cases.case import Case
from bot.domain.intake.asides import answers_of
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.cases import FilesWait, SealedFiles, StoryFile, StoryFiles
from bot.domain.profile import Profile
from bot.domain.report import MediaRef, MediaState, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import reports_of


@dataclass(frozen=True)
class CaseFiles:
    """The files of a case for one viewer, in the order in which they came."""

    shown: tuple[MediaRef, ...]
    waiting: tuple[MediaRef, ...]
    """Files that are shown once a reason is given."""
    unseen: frozenset[int]
    """Messages of the waiting files beside which alarming words stand and at which no officer has looked yet."""
    sealed: int
    """How many files are sealed to two keys; 0 for a viewer who may not release them."""


async def files_of(uow: UnitOfWork, case: Case) -> list[MediaRef]:
    """All files whose bytes the line stores, in the order in which they came."""
    return [ref for report in await reports_of(uow, case) for ref in report.all_media if ref.file is not None]


async def to_export(profile: Profile, uow: UnitOfWork, case: Case, roles: Collection[Role]) -> list[MediaRef]:
    """The files that may be exported for a body with these roles in the case: those it may see by itself, and those
    under no restriction. Files that are sealed to two keys are never among them."""
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
    """What a viewer with these roles in the case sees, and what waits."""
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
    """Whether there are alarming words in the report or in what was added to it."""
    return has_alarming_words(profile.questionnaire, report, answers_of(report))


def waits_for_look(ref: MediaRef) -> bool:
    """Whether an officer must look at this file first, because alarming words stand beside it (SG19)."""
    return ref.state is MediaState.STORED and not (ref.looked_at or ref.is_testimony)


def before_story(case: Case, to: ToChat, files: CaseFiles) -> list[Notice]:
    """Says how many files are sealed or wait, to viewers who may know of them, and that files follow."""
    sealed = SealedFiles(number=case.number, count=files.sealed)
    first = [Notice(sealed, to, case=case.id)] if files.sealed else []
    follow = [Notice(StoryFiles(number=case.number), to, case=case.id)] if files.shown else []
    return [*first, *files_wait(case, to, files), *follow]


def files_wait(case: Case, to: ToChat, files: CaseFiles) -> list[Notice]:
    """Says how many voice messages and files will be shown once a reason is given."""
    if not files.waiting:
        return []
    voices = sum(ref.is_testimony for ref in files.waiting)
    looks = sum(ref.message_id in files.unseen for ref in files.waiting)
    rest = len(files.waiting) - voices - looks
    said = FilesWait(number=case.number, voices=voices, looks=looks, files=rest)
    return [Notice(said, to, case=case.id, slot=files_wait_slot(case), mode=Mode.REPLACE)]


def files_wait_slot(case: Case) -> str:
    """The slot of that message in an officer's chat."""
    return f"files_wait:{case.id}"


def shown_file(case: Case, ref: MediaRef, to: ToChat) -> Notice:
    """One file as a notice to an officer's chat. It is not sent if the file is restricted by then."""
    said = StoryFile(file=ref.file, state=ref.state)
    return Notice(said, to, case=case.id, slot=file_slot(ref), mode=Mode.REPLACE)


def file_slot(ref: MediaRef) -> str:
    """The slot of a file in an officer's chat, by which every copy is found when the file must be removed (SG36)."""
    return f"file:{ref.file}"
