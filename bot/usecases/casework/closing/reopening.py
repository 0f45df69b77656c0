"""A closed case is open again (L13) because its reporter told more: it is saved, and everybody who must know is
told."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.cases import reopening as rules
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.merged import as_told, reporters_of
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.notices.above import oversight_group, supervising_group
from bot.domain.notices.afterwards import followed_by
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.notices.reporter.reports import Reopened
from bot.domain.notices.say import SayOfLead
from bot.domain.notices.sentences import BodyAndClassKey
from bot.domain.report import Report
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of
from bot.usecases.access.cards import (
    card_slot,
    has_card,
)
from bot.usecases.casework.messages.announce import (
    more_slot,
    more_told,
    tell_agencies,
)
from bot.usecases.casework.messages.calling import note_calls
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.casework.messages.silent_bodies import tell_of_unreached
from bot.usecases.casework.withheld_files import alert_key_holders
from bot.usecases.services import Services, Transaction

SAID_FOR = timedelta(minutes=10)
"""For how long the message to the reporter is edited as further bodies are told."""


@dataclass(frozen=True)
class Asker:
    """Where somebody reads what came of what they added."""

    to: ToChat
    number: CaseNumber | None
    """The number of the case; None for somebody who came with five words, who sees no number (SG17)."""
    voice: str = "adult"
    slot: str = ""
    """The slot of a message that says it already; '' for a message of its own."""
    mode: Mode = Mode.REPLACE

    def is_told(self, case: Case, now: datetime, told_in: CaseId) -> Notice:
        """The notice that the case is open again. When it is sent it names the bodies that have been told by then
        (SG40)."""
        said = Reopened(case=case.id, at=now, voice=self.voice, number=self.number, told_in=reporters_of(case, told_in))
        return Notice(said, self.to, slot=self.slot or f"reopened:{case.id}", mode=self.mode)


@dataclass(frozen=True)
class News:
    """What was told after a report was sent."""

    report: Report
    """The whole report, with what was told."""
    facts: frozenset[str]
    """What the whole report says, as facts of triage."""
    asker: Asker | None = None
    """The person who told it and reads what came of it. None where nobody reads that."""
    anew: frozenset[str] = frozenset()
    """The rules of triage that the newest words match."""


async def reopen(act: Transaction, was: Case, news: News, *, alarming: bool) -> Case:
    """Opens a closed case again: saves it as received anew, undoes what was agreed about its end, and tells all who
    must know, the asker among them. `alarming`: the news wake the bodies even if they were woken lately."""
    asker, report = news.asker, news.report
    case = rules.reopened(act.services.profile, was, report, news.facts, act.now, anew=news.anew)
    calls_with_sound = rules.calls_with_sound(was, act.now, alarming=alarming)
    case = replace(case, woken_at=act.now) if calls_with_sound else case
    await act.uow.cases.save(case, was=was.version)
    await act.uow.audit.add("reopened", at=act.now, case=case.id, facts={"urgency": case.urgency.value})
    await undo_agreement(act.uow, case)
    await act.uow.throttle.forget(case.id)
    await follow_case(act, was, case)
    told = asker.is_told(case, act.now, report.case) if asker is not None else None
    await act.uow.outbox.add(*[told] if told is not None else [])
    then = replace(told, expires_at=act.now + SAID_FOR) if told is not None else None
    await _call_bodies(act, case, then, calls_with_sound=calls_with_sound)
    await alert_key_holders(act, was, case)
    await tell_above(act, case, "staff-reopened", calls_with_sound=calls_with_sound)
    return case


def opened_for_them(services: Services, chain: list[Case], now: datetime) -> Case:
    """The open case, open for its reporter too. The reporter of the first case of `chain` may have read that it is
    closed, and only another reporter's words have opened it again. Then it counts as opened to the first one from now
    on. `chain`: the reporter's case, the one that it was merged into, and so on to the open one."""
    case, is_over = chain[-1], not as_told(chain).is_open
    return rules.told_again(case, chain[0].id, services.profile.policy, now) if is_over else case


async def undo_agreement(uow: UnitOfWork, case: Case) -> None:
    """Takes back an agreement to erase the case that was given while it was closed."""
    retained = await uow.retention.of(case.id)
    undone = replace(retained, told_at=None, let_go_by=None, let_go_at=None)
    if undone != retained:
        await uow.retention.save(case.id, undone)


async def _call_bodies(act: Transaction, case: Case, then: Notice | None, *, calls_with_sound: bool) -> None:
    """Cards are sent anew, with a sound; or, where people were woken lately, edited in place with a silent message
    below. As each arrives, the asker reads which bodies have been told."""
    if calls_with_sound:
        await tell_agencies(act, case, mode=Mode.REPLACE, then=then)
        await note_calls(act.uow, case, act.now)
    else:
        await tell_agencies(act, case)
        cards = [task.agency for task in case.tasks if task.is_open and has_card(act.services, case, task)]
        await act.uow.outbox.add(*[followed_by(more_told(case, key, act.now, silent=True), then) for key in cards])
    await tell_of_unreached(act, case)


async def tell_above(act: Transaction, case: Case, key: BodyAndClassKey, *, calls_with_sound: bool) -> None:
    """Tells supervisors and the oversight group, and a supervising body that gets no card of this case. The message has
    no content."""
    said = SayOfLead(key=key, number=case.number, urgency=case.urgency, agency=case.lead)
    profile = act.services.profile
    is_night = case.urgency is not Urgency.P1 and after_quiet_hours(profile.policy, profile.zone, act.now) != act.now
    people = await audience_of(act.uow, case, await act.uow.staff.supervisors())
    places: list[Address] = [*map(ToPerson, people), *oversight_group(case)]
    supervising = act.services.profile.agency_with("supervising")
    with_card = {task.agency for task in case.tasks if has_card(act.services, case, task)}
    places += supervising_group(case, supervising, but=with_card)
    silent, rank = is_night or not calls_with_sound, Priority.ALERT
    await act.uow.outbox.add(*[Notice(said, to, priority=rank, case=case.id, silent=silent) for to in places])


async def bodies_told(uow: UnitOfWork, case: CaseId, since: datetime) -> list[AgencyKey]:
    """The bodies of the case whose group has received something about it since then, the lead first."""
    found = await uow.cases.get(case)
    places = {place.agency: place.joined for place in await uow.agencies.all()}
    tasks = sorted((task for task in found.tasks if task.is_open), key=lambda task: task.agency != found.lead)
    told = []
    for task in tasks:
        chat = places.get(task.agency)
        if chat is None:
            continue
        new = set(await uow.messages.since(chat, since))
        if new & {await uow.messages.slot(chat, slot) for slot in (card_slot(found), more_slot(found))}:
            told.append(task.agency)
    return told
