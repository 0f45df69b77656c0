"""Conversations left alone: danger goes out as it is after minutes; others are reminded of at most once, then
erased."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.access.contact_hours import waking
from bot.domain.cases.danger import in_lane, stub_at
from bot.domain.cases.idle_drafts import REMINDED, draft_retention, due_at
from bot.domain.ids import CaseId, ChatId, PersonKey
from bot.domain.intake.facts import contact_of, voice_of
from bot.domain.intake.hidden import is_out_of_sight
from bot.domain.intake.report import Contact, Draft
from bot.domain.intake.staff_intake import author_of, is_entered
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.notices.to_reporters import DangerSent, ExpiredSoon
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.casework.announce import first_word
from bot.usecases.each import each, faults_of
from bot.usecases.reporting.saving import save_unshown
from bot.usecases.reporting.staff_intake import send_left
from bot.usecases.reporting.submission import open_report
from bot.usecases.reporting.unasked import go_out
from bot.usecases.services import Services

AT_ONCE = 100
"""Drafts of one beat."""
PUT_OFF = timedelta(minutes=2)
"""So long one that fails by a fault of ours is let be: it may be of somebody in danger."""


class DraftLost(Exception):
    """It opens no more: administrators hear of it, and the ticker lets it be."""


async def tend_drafts(services: Services, now: datetime) -> int:
    """Act on every idle draft that is due, one transaction each; how many there were."""
    faults = await faults_of(services, "draft")
    async with services.reading() as uow:
        waiting = await uow.drafts.due(now, AT_ONCE + len(faults))
    act = partial(_tend_one, services, now=now)
    return await each(services, "draft", waiting, act, now, faults, PUT_OFF)


async def _tend_one(services: Services, person: PersonKey, *, now: datetime) -> None:
    async with services.begin() as uow:
        held = await uow.drafts.held(person)
        if held is None:
            if not await uow.drafts.leave_be(person):
                return
            await uow.commit()
            raise DraftLost
        chat, draft = held
        if due_at(services.profile, draft) <= now or await _is_promised(services, uow, person, draft, now):
            await tend(services, uow, person, chat, draft, now)
        else:
            await save_unshown(services, uow, person, chat, draft)  # its row is out of date (another profile)
        await uow.commit()


async def _is_promised(services: Services, uow: UnitOfWork, person: PersonKey, draft: Draft, now: datetime) -> bool:
    """Whether somebody in danger was told of this moment, under a profile that waited for a shorter time."""
    return stub_at(services.profile.policy, draft) is not None and await uow.drafts.is_due(person, now)


async def tend(
    services: Services, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime
) -> None:
    """What becomes of one idle draft whose moment has come."""
    if draft.is_addition:
        await uow.drafts.drop(person, erase=False)
    elif stub_at(services.profile.policy, draft) is not None:
        await _send_as_it_is(services, uow, person, chat, draft, now)
    elif goes_at(draft) is not None:
        await go_out(services, uow, person, chat, draft, now)
    elif is_entered(draft):
        await send_left(services, uow, person, chat, draft, now)
    elif in_lane(draft):
        await uow.drafts.drop(person, erase=False)
        await uow.audit.add("draft_ended", at=now, case=draft.case)
    elif now < draft.changed_at + draft_retention(services.profile, draft):
        await _remind(services, uow, person, chat, draft, now)
    else:
        await uow.drafts.drop(person, erase=draft.case is None)
        await uow.audit.add("draft_expired", at=now)


async def _send_as_it_is(
    services: Services, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime
) -> None:
    """Q-rule 2: the person was told so on the help card, and can go on where they were. They are written to only where
    that is known to be safe (SG15)."""
    author = author_of(person, draft)
    sent = await open_report(services, uow, author, chat, draft, now, incomplete=True)
    case = await uow.cases.get(CaseId(sent.id))
    await save_unshown(services, uow, person, chat, sent)
    await uow.audit.add("sent_as_it_is", at=now, case=case.id)
    own = next(report for report, _ in await uow.reports.of_person(author) if report.case == case.id)
    reporter = await uow.reports.reporter(own.reporter)
    if reporter is not None:
        said = DangerSent(number=case.number, voice=voice_of(draft))
        told = await first_word(services, uow, reporter, case, said, now)
        await uow.outbox.add(*[replace(notice, priority=Priority.DANGER) for notice in told])


async def _remind(
    services: Services, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime
) -> None:
    """One neutral, silent reminder, only if the person said that it is safe (Q-rule 3, SG14-SG16)."""
    until = draft.changed_at + draft_retention(services.profile, draft)
    reminded = replace(draft, asked_twice=draft.asked_twice | {REMINDED})
    await save_unshown(services, uow, person, chat, reminded)
    if contact_of(draft) is Contact.YES and not is_out_of_sight(draft):
        at = waking(services.profile.policy, services.profile.zone, now)
        to, rank = ToChat(chat, draft.language), Priority.REMINDER
        notice = Notice(ExpiredSoon(until=until), to, priority=rank, silent=True, starts=True, person=person)
        await uow.outbox.add(replace(notice, not_before=at, expires_at=until))
