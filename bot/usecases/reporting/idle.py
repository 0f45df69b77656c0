"""Talks left alone: danger is sent as it is after ten minutes; others are reminded of at most once, then erased."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.contact_hours import waking
from bot.domain.ids import ChatId, PersonKey
from bot.domain.intake.facts import contact_of, voice_of
from bot.domain.intake.questionnaire import is_danger
from bot.domain.intake.report import Contact, Draft
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Fact, Mode, Notice, Priority, ToChat, ToReporter
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.each import each, faults_of
from bot.usecases.reporting.conversation import REMINDED, due_at, kept_for
from bot.usecases.reporting.screens import SCREEN
from bot.usecases.reporting.submission import open_report, renew_report
from bot.usecases.reporting.unasked import go_out
from bot.usecases.services import Services

AT_ONCE = 100
"""Drafts of one beat."""


async def tend_drafts(services: Services, now: datetime) -> int:
    """Act on every idle draft that is due, one transaction each; how many there were."""
    faults = await faults_of(services, "draft")
    async with services.begin() as uow:
        waiting = await uow.drafts.due(now, AT_ONCE + len(faults))
    return await each(services, "draft", waiting, lambda person: _tend_one(services, person, now), now, faults)


async def _tend_one(services: Services, person: PersonKey, now: datetime) -> None:
    async with services.begin() as uow:
        held = await uow.drafts.held(person)
        if held is not None and due_at(services.profile, held[1]) <= now:
            await tend(services, uow, person, *held, now)
            await uow.commit()


async def tend(
    services: Services, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime
) -> None:
    """What becomes of one idle draft whose moment has come."""
    if draft.is_addition:
        await uow.drafts.drop(person, erase=False)
    elif is_danger(draft):
        await _send_as_it_is(services, uow, person, chat, draft, now)
    elif goes_at(draft) is not None:
        await go_out(services, uow, person, chat, draft, now)
    elif now < draft.changed_at + kept_for(services.profile, draft):
        await _remind(services, uow, person, chat, draft, now)
    else:
        await uow.drafts.drop(person, erase=draft.case is None)
        await uow.audit.add("draft_expired", at=now)


async def _send_as_it_is(
    services: Services, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime
) -> None:
    """Q-rule 2: the person was told so on the help card; written to only if that is known to be safe (SG15)."""
    if draft.case is None:
        draft = await open_report(services, uow, person, chat, draft, now, incomplete=True)
    else:
        await renew_report(services, uow, person, chat, draft, now, incomplete=True)
    await uow.drafts.drop(person, erase=False)
    await uow.audit.add("sent_as_it_is", at=now, case=draft.case)
    if contact_of(draft) is Contact.YES and draft.number is not None:
        own = [report for report, _ in await uow.reports.of_person(person) if report.case == draft.case]
        facts: dict[str, Fact] = {"number": int(draft.number), "voice": voice_of(draft)}
        notice = Notice("danger_sent", ToReporter(own[0].reporter), facts, case=draft.case, slot=SCREEN, mode=Mode.NEXT)
        at = waking(services.profile.policy, services.profile.zone, now)
        await uow.outbox.add(replace(notice, not_before=at, silent=True, starts=True))


async def _remind(
    services: Services, uow: UnitOfWork, person: PersonKey, chat: ChatId, draft: Draft, now: datetime
) -> None:
    """One neutral, silent reminder, only if the person said that it is safe (Q-rule 3, SG14-SG16)."""
    until = draft.changed_at + kept_for(services.profile, draft)
    reminded = replace(draft, asked_twice=draft.asked_twice | {REMINDED})
    await uow.drafts.save(person, chat, reminded, due_at=due_at(services.profile, reminded))
    if contact_of(draft) is Contact.YES:
        at = waking(services.profile.policy, services.profile.zone, now)
        facts: dict[str, Fact] = {"until": until.isoformat(), "person": person}
        notice = Notice(
            "expired_soon", ToChat(chat, draft.language), facts, Priority.REMINDER, silent=True, starts=True
        )
        await uow.outbox.add(replace(notice, not_before=at, expires_at=until))
