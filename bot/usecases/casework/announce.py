"""Who is told what about a case: cards to agencies; and words to reporters, only where that is known to be safe."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.access.contact_hours import heard_at
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.afterwards import followed_by
from bot.domain.cases.case import Case, Part
from bot.domain.cases.news import NEWS, news_slot
from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Fact, Mode, Notice, Priority, ToAgency, ToPerson, ToReporter
from bot.domain.people import Reporter
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of
from bot.usecases.access.cards import card, card_slot, has_card
from bot.usecases.services import Services

BESIDE = ("reminder", "more", "linked", "divergence", "why", "handed_on", "raised")
"""Slots of the lines that stand beside a card in a group."""


async def tell_agencies(
    services: Services, uow: UnitOfWork, case: Case, *, mode: Mode = Mode.EDIT, then: Notice | None = None
) -> None:
    """Every agency with a part gets its card made or brought up to date; one barred later loses it. Nobody hears of a
    case that waits for a look. `mode` REPLACE: the card comes anew, with a sound, to all that still have the case;
    `then` follows each that arrives."""
    if is_quarantined(case):
        return
    shown = [task for task in case.tasks if has_card(services, case, task)]
    cards = [followed_by(card(case, task.agency, mode), then) for task in shown if task.is_open]
    cards += [card(case, task.agency) for task in shown if not task.is_open]
    barred = [agency for agency in case.barred if await _shows_card(uow, case, agency)]
    gone = [card(case, agency, Mode.DELETE) for agency in barred]
    await uow.outbox.add(*cards, *gone, *(beside(case, agency, slot) for agency in barred for slot in BESIDE))


def beside(case: Case, agency: AgencyKey, slot: str) -> Notice:
    """Takes a line away that stands beside the card."""
    return Notice("say", ToAgency(agency), {}, case=case.id, slot=f"{slot}:{case.id}", mode=Mode.DELETE)


async def tell_of_new_case(services: Services, uow: UnitOfWork, case: Case) -> None:
    """The cards of a new case; supervisors hear at once of a body that no card can reach, so that somebody calls it."""
    if is_quarantined(case):
        return
    await tell_agencies(services, uow, case)
    await tell_of_unreached(uow, case)


async def tell_of_unreached(uow: UnitOfWork, case: Case, *, only: Part | None = None) -> None:
    """Supervisors hear of each body of the case that no card can reach; `only`: where it has this part."""
    reached = {place.agency for place in await uow.agencies.all() if place.chat is not None and place.lost_at is None}
    parts = [task for task in case.tasks if task.part is not Part.COPY and task.is_open and only in {None, task.part}]
    deaf = [task.agency for task in parts if task.agency not in reached]
    told = await audience_of(uow, case, await uow.staff.supervisors())
    for agency in deaf:
        facts: dict[str, Fact] = {"key": "staff-not-bound", "agency": agency, "number": int(case.number)}
        await uow.outbox.add(*[Notice("say", ToPerson(one), facts, Priority.ALERT, case=case.id) for one in told])


def more_told(case: Case, agency: AgencyKey, now: datetime, *, silent: bool = False) -> Notice:
    """Beside the card: more was told, and when. The older such line goes."""
    return Notice(
        "more_told",
        ToAgency(agency),
        {"number": int(case.number), "at": now.isoformat()},
        Priority.ALERT,
        case=case.id,
        slot=more_slot(case),
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
        silent=silent,
        merge=True,
    )


def more_slot(case: Case) -> str:
    """The place of the line under a case's card that says that more was told."""
    return f"more:{case.id}"


async def _shows_card(uow: UnitOfWork, case: Case, agency: str) -> bool:
    place = next((p for p in await uow.agencies.all() if p.agency == agency), None)
    if place is None or place.chat is None:
        return False
    return await uow.messages.slot(place.chat, card_slot(case)) is not None


async def tell_reporters(
    services: Services, uow: UnitOfWork, case: Case, kind: str, facts: Mapping[str, Fact], now: datetime
) -> bool:
    """Word to everybody who reported the case and may be written to; whether there was anybody (SG15, SG16)."""
    notices = []
    for report in await uow.reports.of_case(case.id):
        reporter = await uow.reports.reporter(report.reporter)
        if reporter is not None:
            notices += await first_word(services, uow, reporter, case, kind, {"voice": voice_of(report), **facts}, now)
    await uow.outbox.add(*notices)
    return bool(notices)


async def first_word(
    services: Services,
    uow: UnitOfWork,
    reporter: Reporter,
    case: Case,
    kind: str,
    facts: Mapping[str, Fact],
    now: datetime,
) -> list[Notice]:
    """A silent message that the line begins, at an hour that suits; nothing where none is welcome."""
    acted_at = await uow.acts.last(reporter.chat)
    at = heard_at(services.profile.policy, services.profile.zone, reporter.wish, acted_at, now)
    if at is None:
        return []
    to, told = ToReporter(reporter.token), {"number": int(case.number), **facts}
    begun = Notice(kind, to, told, Priority.ALERT, case=case.id, not_before=at, silent=True, starts=True)
    is_news = kind in NEWS
    return [replace(begun, slot=news_slot(case.id) if is_news else None, mode=Mode.NEXT, merge=is_news)]
