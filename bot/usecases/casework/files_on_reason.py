"""Voice messages and files that are shown only to who says what for: each look leaves a line with the reason (SG44)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.access.file_access import REASONS
from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.errors import BadAnswer, IllegalStep
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.intake.report import MediaRef, Report
from bot.domain.notices.cases import StoryFiles
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.people import Agent, Visitor
from bot.domain.second_factor import Wanted, leaves_at
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.expiring_messages import leaving
from bot.usecases.access.membership import known_staff
from bot.usecases.access.permission import standing_of
from bot.usecases.access.second_factor import is_locked_out
from bot.usecases.casework.case_files import (
    CaseFiles,
    files_wait,
    for_viewer,
    is_alarming,
    shown_file,
    waits_for_look,
)
from bot.usecases.casework.steps import permitted, viewing_agency
from bot.usecases.services import Services


async def open_files(
    services: Services, agent: Agent, visitor: Visitor, number: CaseNumber, reason: str, now: datetime
) -> None:
    """`/files NUMBER` asks what for; with a reason what waits is shown, behind the second lock."""
    async with services.begin() as uow:
        await show_files(services, uow, agent, visitor, number, reason, now)
        await uow.commit()


async def show_files(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, number: CaseNumber, reason: str, now: datetime
) -> None:
    """The same inside a transaction. Raises BadAnswer for an unknown reason, IllegalStep when nothing waits."""
    if reason and reason not in REASONS:
        raise BadAnswer("not-an-option")
    case = await permitted(services, uow, agent, number, Action.MEDIA_ON_REASON)
    staff = await known_staff(uow, visitor)
    await uow.staff.save(staff)
    to, wanted = ToChat(visitor.chat, staff.locale), Wanted("files", f"{number} {reason}".strip())
    if await is_locked_out(services, uow, agent.person, to, wanted, now):
        return
    files = await for_viewer(services.profile, uow, case, standing_of(services, agent, case))
    if not files.waiting:
        raise IllegalStep("no-files-wait")
    if reason:
        await _hand_over(services, uow, agent, case, files, to, reason, now)
    else:
        await uow.outbox.add(*files_wait(case, to, files))


async def _hand_over(
    services: Services,
    uow: UnitOfWork,
    agent: Agent,
    case: Case,
    files: CaseFiles,
    to: ToChat,
    reason: str,
    now: datetime,
) -> None:
    """Each into the chat with a line in the log; what had waited for a look has been looked at."""
    agency = viewing_agency(services, case, agent)
    for ref in files.waiting:
        await _note(uow, case, agent, agency, ref, reason, now)
    await _looked_at(services, uow, case, {ref.message_id for ref in files.waiting} & files.unseen)
    follow = [] if all(ref.is_testimony for ref in files.waiting) else [_warning(case, to)]
    late, leaves = leaves_at(services.profile.lock, now), leaving(services, "open", case.number, now)
    parts = [*follow, *(shown_file(case, ref, to) for ref in files.waiting)]
    await uow.outbox.add(replace(files_wait(case, to, files)[0], mode=Mode.DELETE))
    await uow.outbox.add(*[replace(one, leaves=leaves, expires_at=late) for one in parts])


async def _note(
    uow: UnitOfWork, case: Case, agent: Agent, agency: AgencyKey, ref: MediaRef, reason: str, now: datetime
) -> None:
    action = "voice_opened" if ref.is_testimony else "file_opened"
    await uow.audit.add(action, at=now, case=case.id, person=agent.person, agency=agency, facts={"reason": reason})


def _warning(case: Case, to: ToChat) -> Notice:
    return Notice(StoryFiles(number=case.number), to, case=case.id)


async def _looked_at(services: Services, uow: UnitOfWork, case: Case, messages: Collection[int]) -> None:
    """These wait no longer: who looked had the button that withholds them."""
    for report in await uow.reports.of_case(case.id) if messages else ():
        if is_alarming(services.profile, report):
            await uow.reports.rewrite(marked(report, messages))


def marked(report: Report, messages: Collection[int]) -> Report:
    """The report with these files looked at."""

    def looked(media: tuple[MediaRef, ...]) -> tuple[MediaRef, ...]:
        is_seen = [waits_for_look(ref) and ref.message_id in messages for ref in media]
        return tuple(replace(ref, looked_at=True) if seen else ref for ref, seen in zip(media, is_seen, strict=True))

    additions = tuple(replace(addition, media=looked(addition.media)) for addition in report.additions)
    return replace(report, media=looked(report.media), additions=additions)
