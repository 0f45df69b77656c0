"""Who is told what about a case: cards to agencies, and messages to reporters where that is known to be safe."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.reporter.merged import as_told
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.intake.facts import voice_of
from bot.domain.notices.afterwards import followed_by
from bot.domain.notices.news import NEWS, news_slot
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToReporter
from bot.domain.notices.officer.questions import QuestionWaits
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.reporter.reports import IdentityKnown, MoreTold
from bot.domain.notices.reporter.to_reporters import (
    AskedHowYouAre,
    CaseAcknowledged,
    CaseClosed,
    DangerSent,
    LeftAlone,
    News,
)
from bot.domain.people import Reporter
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.cards import card, card_slot, has_card
from bot.usecases.access.may_contact import written_to_at
from bot.usecases.access.merged_cases import merge_chain, with_merged
from bot.usecases.casework.messages.task_messages import of_body
from bot.usecases.services import Transaction

BESIDE = (
    "reminder",
    "more",
    "linked",
    "divergence",
    "why",
    "handed_on",
    "raised",
    "merged",
    "lead_question",
    "lead_approval",
)
"""Slots of the messages that stand beside a card in a group."""


async def tell_agencies(act: Transaction, case: Case, *, mode: Mode = Mode.EDIT, then: Notice | None = None) -> None:
    """Sends every agency that has a part in the case its card, or edits it; the card of an agency that was barred since
    is removed. Of a quarantined case nobody is told. `mode` REPLACE: the card is sent anew, with a sound, to all
    agencies that still have the case. `then`: a notice that is sent after each card that arrives."""
    if is_quarantined(case):
        return
    shown = [task for task in case.tasks if has_card(act.services, case, task)]
    cards = [followed_by(card(case, task.agency, mode), then) for task in shown if task.is_open]
    cards += [card(case, task.agency) for task in shown if not task.is_open]
    barred = [agency for agency in case.barred if await _shows_card(act.uow, case, agency)]
    gone = [card(case, agency, Mode.DELETE) for agency in barred]
    notices = [beside(case, agency, slot) for agency in barred for slot in (*BESIDE, *of_body(case, agency))]
    await act.uow.outbox.add(*cards, *gone, *notices)


def beside(case: Case, agency: AgencyKey, slot: str) -> Notice:
    """Removes a message that stands beside the card."""
    return Notice(MessageGone(), ToAgency(agency), case=case.id, slot=f"{slot}:{case.id}", mode=Mode.DELETE)


def more_told(case: Case, agency: AgencyKey, now: datetime, *, silent: bool = False) -> Notice:
    """The message beside the card which says that more was told, and when. It replaces the older one."""
    return Notice(
        MoreTold(number=case.number, at=now),
        ToAgency(agency),
        priority=Priority.ALERT,
        case=case.id,
        slot=more_slot(case),
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
        silent=silent,
        merge=True,
    )


def more_slot(case: Case) -> str:
    """The slot of the message under a case's card which says that more was told."""
    return f"more:{case.id}"


async def _shows_card(uow: UnitOfWork, case: Case, agency: AgencyKey) -> bool:
    place = await uow.agencies.place(agency)
    chat = None if place is None else place.joined
    return chat is not None and await uow.messages.slot(chat, card_slot(case)) is not None


ToReporters: TypeAlias = News | DangerSent | LeftAlone | AskedHowYouAre | IdentityKnown | QuestionWaits
"""The kinds of message that the line may begin to send to a reporter."""


async def tell_reporters(
    act: Transaction,
    case: Case,
    said: ToReporters,
    *,
    of: Collection[CaseId] | None = None,
) -> bool:
    """Sends a message to everybody who reported the case and may be written to. Returns whether there was anybody
    (SG15, SG16). `of`: only to the reporters of these cases, among the cases that were merged."""
    notices = await words_to_reporters(act, case, said, of=of)
    await act.uow.outbox.add(*notices)
    return bool(notices)


async def tell_acknowledged(act: Transaction, was: Case, case: Case) -> None:
    """Tells the reporters that an officer has acknowledged the case, except those who had read so before their case was
    merged with others. `was`: the case before."""
    told = set[CaseId]()
    for chain in await _merge_chains_to(act.uow, case):
        before, after = as_told([*chain, was]), as_told([*chain, case])
        if not case.absorbed or (before.state is CaseState.RECEIVED and after.state is not before.state):
            told.add(after.id)
    await tell_reporters(act, case, CaseAcknowledged(number=case.number), of=told)


async def tell_closed(act: Transaction, was: Case, case: Case) -> None:
    """Tells the reporters that the case is closed, except those who have read so before and for whom it was not opened
    again. `was`: the case before."""
    told = {
        chain[0].id if chain else was.id
        for chain in await _merge_chains_to(act.uow, case)
        if as_told([*chain, was]).is_open
    }
    await tell_reporters(act, case, CaseClosed(number=case.number), of=told)


async def _merge_chains_to(uow: UnitOfWork, case: Case) -> list[list[Case]]:
    """The chains of merged cases: one for the case itself, and one for each case that was merged into it. A chain holds
    the cases that lead from there to the case, without the case itself."""
    return [(await merge_chain(uow, one))[:-1] for one in await with_merged(uow, case)]


async def words_to_reporters(
    act: Transaction,
    case: Case,
    said: ToReporters,
    *,
    of: Collection[CaseId] | None = None,
) -> list[Notice]:
    """The messages to everybody who reported the case and may be written to. Each is about the reader's own report,
    with the number that the reader knows."""
    notices = list[Notice]()
    for one in await with_merged(act.uow, case):
        for report in await act.uow.reports.of_case(one.id) if of is None or one.id in of else ():
            reporter = await act.uow.reports.reporter(report.reporter)
            if reporter is not None:
                spoken = replace(said, voice=voice_of(report), number=one.number)
                notices += await first_word(act, reporter, one, spoken)
    return notices


async def first_word(act: Transaction, reporter: Reporter, case: Case, said: ToReporters) -> list[Notice]:
    """A silent message that the line begins, at an hour at which this reporter may be written to. Empty where they may
    never be."""
    at = await written_to_at(act.services.profile, act.uow, reporter, act.now)
    if at is None:
        return []
    to, rank = ToReporter(reporter.token), Priority.ALERT
    begun = Notice(said, to, priority=rank, case=case.id, not_before=at, silent=True, starts=True)
    is_news = isinstance(said, NEWS)
    return [replace(begun, slot=news_slot(case.id) if is_news else None, mode=Mode.NEXT, merge=is_news)]
