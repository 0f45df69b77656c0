"""Conversations that were left alone: one of danger is sent as it is after minutes; others get at most one reminder and
are erased later."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.cases.deadlines.danger import is_on_danger_path, stub_at
from bot.domain.cases.deadlines.idle_drafts import REMINDED, draft_retention, due_at
from bot.domain.ids import CaseId, PersonKey, UserId
from bot.domain.intake.facts import contact_of, voice_of
from bot.domain.intake.hidden import is_out_of_sight
from bot.domain.intake.staff_intake import author_of, is_entered
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.notices.reporter.to_reporters import DangerSent, ExpiredSoon
from bot.domain.people import Visitor
from bot.domain.report import Contact, Draft
from bot.usecases.acting import ReporterAct, transaction_of_program
from bot.usecases.casework.messages.announce import first_word
from bot.usecases.each import each, job_of
from bot.usecases.reporting.draft.saving import save_unshown
from bot.usecases.reporting.draft.submission import open_report
from bot.usecases.reporting.staff_intake import send_left
from bot.usecases.reporting.unasked import go_out
from bot.usecases.services import Services, Transaction

AT_ONCE = 100
"""How many drafts are read at one beat."""
PUT_OFF = timedelta(minutes=2)
"""For how long a draft is put off on which a fault of the program occurred. The draft may be one of somebody in
danger."""


class DraftLost(Exception):
    """The draft cannot be decrypted any more: administrators are told, and the ticker ignores it from now on."""


async def process_idle_drafts(services: Services, now: datetime) -> int:
    """Acts on every idle draft that is due, one transaction each. Returns how many there were."""
    job = await job_of(services, "draft", now, PUT_OFF)
    async with services.reading() as uow:
        waiting = await uow.drafts.due(now, AT_ONCE + len(job.faults))
    return await each(job, waiting, partial(_process_one, services, now=now))


async def _process_one(services: Services, person: PersonKey, *, now: datetime) -> None:
    if await _process_stored(services, now, person):
        raise DraftLost


@transaction_of_program
async def _process_stored(act: Transaction, person: PersonKey) -> bool:
    """Returns whether the draft is lost."""
    found = await act.uow.drafts.with_chat(person)
    if found is None:
        return await act.uow.drafts.leave_be(person)
    chat, draft = found
    await _process(
        ReporterAct(act.services, act.uow, act.now, Visitor(UserId(chat), chat, person, draft.language)), draft
    )
    return False


async def _process(absent: ReporterAct, draft: Draft) -> None:
    """Acts on the draft, or only saves its row anew, where the profile has changed and its moment has not come."""
    if due_at(absent.services.profile, draft) <= absent.now or await _is_promised(absent, draft):
        await process_draft(absent, draft)
    else:
        await save_unshown(absent, absent.visitor.person, absent.visitor.chat, draft)


async def _is_promised(absent: ReporterAct, draft: Draft) -> bool:
    """Whether somebody in danger was told of this moment, under a profile that waited for a shorter time."""
    is_stub = stub_at(absent.services.profile.policy, draft) is not None
    return is_stub and await absent.uow.drafts.is_due(absent.visitor.person, absent.now)


async def process_draft(absent: ReporterAct, draft: Draft) -> None:
    """Acts on one idle draft whose moment has come."""
    if draft.is_addition:
        await absent.uow.drafts.drop(absent.visitor.person, erase=False)
    elif stub_at(absent.services.profile.policy, draft) is not None:
        await _send_as_it_is(absent, draft)
    elif goes_at(draft) is not None:
        await go_out(absent, draft)
    elif is_entered(draft):
        await send_left(absent, draft)
    elif is_on_danger_path(draft):
        await absent.uow.drafts.drop(absent.visitor.person, erase=False)
        await absent.uow.audit.add("draft_ended", at=absent.now, case=draft.case)
    elif absent.now < draft.changed_at + draft_retention(absent.services.profile, draft):
        await _remind(absent, draft)
    else:
        await absent.uow.drafts.drop(absent.visitor.person, erase=draft.case is None)
        await absent.uow.audit.add("draft_expired", at=absent.now)


async def _send_as_it_is(absent: ReporterAct, draft: Draft) -> None:
    """Q-rule 2: the person was told of this on the help card, and can go on where they were. They are written to only
    where that is known to be safe (SG15)."""
    author = author_of(absent.visitor.person, draft)
    sent = await open_report(absent, draft, incomplete=True)
    case = await absent.uow.cases.get(CaseId(sent.id))
    await save_unshown(absent, absent.visitor.person, absent.visitor.chat, sent)
    await absent.uow.audit.add("sent_as_it_is", at=absent.now, case=case.id)
    own = next(report for report, _ in await absent.uow.reports.of_person(author) if report.case == case.id)
    reporter = await absent.uow.reports.reporter(own.reporter)
    if reporter is not None:
        said = DangerSent(number=case.number, voice=voice_of(draft))
        told = await first_word(absent, reporter, case, said)
        await absent.uow.outbox.add(*[replace(notice, priority=Priority.DANGER) for notice in told])


async def _remind(absent: ReporterAct, draft: Draft) -> None:
    """Sends one neutral, silent reminder, only if the person said that it is safe (Q-rule 3, SG14-SG16)."""
    until = draft.changed_at + draft_retention(absent.services.profile, draft)
    reminded = replace(draft, asked_twice=draft.asked_twice | {REMINDED})
    await save_unshown(absent, absent.visitor.person, absent.visitor.chat, reminded)
    if contact_of(draft) is Contact.YES and not is_out_of_sight(draft):
        at = after_quiet_hours(absent.services.profile.policy, absent.services.profile.zone, absent.now)
        to, rank = ToChat(absent.visitor.chat, draft.language), Priority.REMINDER
        notice = Notice(
            ExpiredSoon(until=until), to, priority=rank, silent=True, starts=True, person=absent.visitor.person
        )
        await absent.uow.outbox.add(replace(notice, not_before=at, expires_at=until))
