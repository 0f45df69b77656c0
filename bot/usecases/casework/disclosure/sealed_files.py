"""Files under special protection: anybody on the staff can seal a file (SG36); sealed files are handed out by two
bodies (SG35)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access.releases import Pressed
from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.cases.steps import flag_sealed
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, CaseId, FileKey
from bot.domain.intake.media import SEAL, in_state, is_for_two_keys, key_holders
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat, ToPerson
from bot.domain.notices.officer.cases import ReleaseAsked, SealedFile
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.say import SayOfCase
from bot.domain.people import (
    Agent,
)
from bot.domain.report import MediaRef, MediaState, Report
from bot.ports.files import (
    Files,
)
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.case_files import file_slot, files_of
from bot.usecases.casework.messages.retired_messages import retire
from bot.usecases.casework.steps import keep_step
from bot.usecases.casework.withheld_files import alert_key_holders
from bot.usecases.each import each, job_of
from bot.usecases.services import Services, Transaction

LASTS = timedelta(hours=24)
"""How long the first press waits for the second one."""
AT_ONCE = 5
"""How many files are sealed to the public keys at one beat."""


# --- Sealed by hand -----------------------------------------------------------------------------------------------


@transaction_on_case(Action.SEAL, again="seal")
async def seal_by_hand(act: CaseAct, message: int = 0) -> None:
    """Anybody who knows of the case seals one of its files, or all. The file is removed from every chat, and from now
    on only the police and the supervising body may see it."""
    was, hidden = act.case, list[MediaRef]()
    for report in await reports_of(act.uow, was):
        after = sealed_by_hand(report, message or None)
        if after != report:
            await act.uow.reports.rewrite(after)
            hidden += changed(report, after)
            await _name_for_sealing(act, report.case, changed(report, after))
    if hidden:
        await _vanish(act, was, hidden)
        await keep_step(act, flag_sealed(was), "media_sealed", body_of(was, act.agent))
        await alert_key_holders(act, was, flag_sealed(was))
    await act.say(SayOfCase(key="staff-file-sealed" if hidden else "staff-nothing-to-seal", number=was.number))


async def _name_for_sealing(act: Transaction, case: CaseId, hidden: list[MediaRef]) -> None:
    """Notes the files that must be sealed to two keys; a job seals them later."""
    if act.services.profile.policy.media_mode == SEAL:
        files = [ref.file for ref in hidden if is_for_two_keys(ref) and ref.file is not None]
        await act.uow.sealed_files.name_for_sealing(case, files)


def sealed_by_hand(report: Report, message: int | None) -> Report:
    """The report with this file, or with all its files, restricted."""

    def sealed(media: tuple[MediaRef, ...]) -> tuple[MediaRef, ...]:
        return tuple(_sealed(ref) if message in {None, ref.message_id} else ref for ref in media)

    additions = tuple(replace(addition, media=sealed(addition.media)) for addition in report.additions)
    return replace(report, media=sealed(report.media), additions=additions)


def _sealed(ref: MediaRef) -> MediaRef:
    """A stored file, restricted by a member of the staff."""
    is_open = ref.state in {MediaState.STORED, MediaState.RESTRICTED}
    return replace(in_state(ref, MediaState.RESTRICTED), by_hand=True) if is_open else ref


def changed(before: Report, after: Report) -> list[MediaRef]:
    """The files whose restriction has changed."""
    return [new for old, new in zip(before.all_media, after.all_media, strict=True) if old != new]


async def _vanish(act: Transaction, case: Case, hidden: list[MediaRef]) -> None:
    """Removes the files from every chat in which they stand, or to which they are on their way (SG36)."""
    for ref in hidden:
        for chat in await act.uow.outbox.shown_in(file_slot(ref)):
            to = ToChat(chat, act.services.profile.staff_language)
            slot, rank = file_slot(ref), Priority.DANGER
            await act.uow.outbox.add(
                Notice(MessageGone(), to, priority=rank, case=case.id, slot=slot, mode=Mode.DELETE)
            )


def body_of(case: Case, agent: Agent) -> AgencyKey:
    """The body for which somebody acts: one that has a part in the case; for a supervisor, the lead."""
    own = sorted(task.agency for task in case.tasks if task.agency in agent.agencies | agent.heads)
    return own[0] if own else case.lead


# --- Sealed to public keys ----------------------------------------------------------------------------------------


async def seal_waiting(services: Services, files: Files, now: datetime) -> int:
    """Seals files that were stored before they had to be sealed: encrypts them to the public keys and deletes the
    former bytes. The files are never read as a whole: they pass through in pieces."""
    job = await job_of(services, "sealing", now)
    async with services.reading() as uow:
        waiting = {str(file): (case, file) for case, file in await uow.sealed_files.to_seal(AT_ONCE + len(job.faults))}

    async def seal(name: str) -> None:
        await _seal_one(services, files, *waiting[name], now)

    return await each(job, [*waiting], seal)


async def _seal_one(services: Services, files: Files, case: CaseId, file: FileKey, now: datetime) -> None:
    limit = services.profile.policy.max_file_bytes
    stored = await files.store(case, files.read(case, file), limit=limit, sealed=True)
    await _swap_for_sealed(services, now, case, file, stored.file)


@transaction_of_program
async def _swap_for_sealed(act: Transaction, case: CaseId, file: FileKey, sealed: FileKey) -> None:
    await _swap(act.uow, case, file, sealed)
    await act.uow.sealed_files.destroy(case, [file])
    await act.uow.audit.add("media_locked", at=act.now, case=case)


async def _swap(uow: UnitOfWork, case: CaseId, old: FileKey, new: FileKey) -> None:
    """Puts the sealed file in the place of the former one."""

    def swapped(media: tuple[MediaRef, ...]) -> tuple[MediaRef, ...]:
        return tuple(replace(r, file=new, state=MediaState.SEALED) if r.file == old else r for r in media)

    for report in await uow.reports.of_case(case):
        additions = tuple(replace(addition, media=swapped(addition.media)) for addition in report.additions)
        after = replace(report, media=swapped(report.media), additions=additions)
        if after != report:
            await uow.reports.rewrite(after)


# --- Handed out ---------------------------------------------------------------------------------------------------


@transaction_on_case(Action.RELEASE, again="release")
async def release(act: CaseAct) -> None:
    """Press of one of two people. When a person of the police and another one of the supervising body have both
    pressed, each gets the sealed files. They can be decrypted only with both bodies' keys, on another machine."""
    uow, case = act.uow, act.case
    sealed = [ref for ref in await files_of(uow, case) if ref.state is MediaState.SEALED]
    if not sealed:
        raise IllegalStep("nothing-sealed")
    own = key_holders(act.services.profile) & (act.agent.agencies | act.agent.heads)
    others = [one for one in await uow.sealed_files.pressed(case.id, act.now - LASTS) if one.person != act.person]
    mine = Pressed(own_body(own, others), act.person, act.now)
    await uow.sealed_files.note_pressed(case.id, mine)
    await uow.audit.add("release_asked", at=act.now, case=case.id, person=act.person, agency=mine.agency)
    second = next((one for one in others if one.agency != mine.agency), None)
    if second is None:
        await _ask_second(act, case, act.to, mine)
    else:
        await _hand_out(act, case, sealed, (second, mine))


def own_body(own: frozenset[AgencyKey], others: list[Pressed]) -> AgencyKey:
    """The body for which a person presses who may belong to both: the one for which nobody has pressed."""
    taken = {one.agency for one in others}
    return min(own - taken or own)


async def _ask_second(act: Transaction, case: Case, to: ToChat, mine: Pressed) -> None:
    ask = ReleaseAsked(number=case.number, agency=mine.agency)
    said = Notice(SayOfCase(key="staff-release-waits", number=case.number), to)
    asked = [body for body in sorted(key_holders(act.services.profile) - {mine.agency}) if body not in case.barred]
    slot = release_slot(case)
    await act.uow.outbox.add(
        said,
        *(Notice(ask, ToAgency(b), case=case.id, slot=slot, mode=Mode.REPLACE) for b in asked),
    )


def release_slot(case: Case) -> str:
    """The slot of the question to the second body whether sealed files may be handed out."""
    return f"release:{case.id}"


async def _hand_out(act: Transaction, case: Case, sealed: list[MediaRef], two: tuple[Pressed, Pressed]) -> None:
    """Sends the files to both people and removes the presses: the next time, two people must press anew."""
    await act.uow.sealed_files.forget_pressed(case.id)
    await retire(act, release_slot(case), SayOfCase(key="staff-released", number=case.number), case=case)
    for one in two:
        for ref in sealed:
            await act.uow.audit.add("media_released", at=act.now, case=case.id, person=one.person, agency=one.agency)
            said = SealedFile(file=ref.file, state=ref.state)
            to, slot = ToPerson(one.person), file_slot(ref)
            await act.uow.outbox.add(Notice(said, to, case=case.id, slot=slot, mode=Mode.REPLACE))
