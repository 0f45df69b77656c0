"""Voice messages and files that are shown only after a reason was given. Each look adds a line to the audit log with
the reason (SG44)."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.access.file_access import REASONS
from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.errors import BadAnswer, IllegalStep
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.cases import StoryFiles
from bot.domain.report import MediaRef, Report
from bot.domain.second_factor import leaves_at
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.expiring_messages import expiry_of
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.case_files import (
    CaseFiles,
    files_wait,
    for_viewer,
    is_alarming,
    shown_file,
    waits_for_look,
)
from bot.usecases.casework.steps import viewing_agency
from bot.usecases.services import Transaction


@transaction_on_case(Action.MEDIA_ON_REASON, again="files")
async def show_files(act: CaseAct, reason: str = "") -> None:
    """`/files NUMBER` asks for the reason; with a reason, the waiting files are shown. Raises BadAnswer for an unknown
    reason, IllegalStep when nothing waits."""
    if reason and reason not in REASONS:
        raise BadAnswer("not-an-option")
    files = await for_viewer(act.services.profile, act.uow, act.case, act.role_in_case)
    if not files.waiting:
        raise IllegalStep("no-files-wait")
    if reason:
        await _hand_over(act, files, reason)
    else:
        await act.tell(*files_wait(act.case, act.to, files))


async def _hand_over(act: CaseAct, files: CaseFiles, reason: str) -> None:
    """Sends each file into the chat and adds a line to the audit log. Files that waited for a look count as looked
    at."""
    case, to, services, now = act.case, act.to, act.services, act.now
    agency = viewing_agency(act)
    for ref in files.waiting:
        await _note(act, agency, ref, reason)
    await _looked_at(act, case, {ref.message_id for ref in files.waiting} & files.unseen)
    follow = [] if all(ref.is_testimony for ref in files.waiting) else [_warning(case, to)]
    late, leaves = leaves_at(services.profile.second_factor, now), expiry_of(services, "open", case.number, now)
    parts = [*follow, *(shown_file(case, ref, to) for ref in files.waiting)]
    await act.tell(replace(files_wait(case, to, files)[0], mode=Mode.DELETE))
    await act.tell(*[replace(one, leaves=leaves, expires_at=late) for one in parts])


async def _note(act: CaseAct, agency: AgencyKey, ref: MediaRef, reason: str) -> None:
    action, facts = "voice_opened" if ref.is_testimony else "file_opened", {"reason": reason}
    await act.uow.audit.add(action, at=act.now, case=act.case.id, person=act.person, agency=agency, facts=facts)


def _warning(case: Case, to: ToChat) -> Notice:
    return Notice(StoryFiles(number=case.number), to, case=case.id)


async def _looked_at(act: Transaction, case: Case, messages: Collection[int]) -> None:
    """Marks these files as looked at: the person who looked had the button that withholds them."""
    for report in await reports_of(act.uow, case) if messages else ():
        if is_alarming(act.services.profile, report):
            await act.uow.reports.rewrite(with_looks(report, messages))


def with_looks(report: Report, messages: Collection[int]) -> Report:
    """The report with these files marked as looked at."""

    def looked(media: tuple[MediaRef, ...]) -> tuple[MediaRef, ...]:
        is_seen = [waits_for_look(ref) and ref.message_id in messages for ref in media]
        return tuple(replace(ref, looked_at=True) if seen else ref for ref, seen in zip(media, is_seen, strict=True))

    additions = tuple(replace(addition, media=looked(addition.media)) for addition in report.additions)
    return replace(report, media=looked(report.media), additions=additions)
