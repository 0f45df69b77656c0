"""What an operator must know within five minutes: alarms, told once when they begin and once when they end; and cards
that are posted again after an outage."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.case import Case, CaseState, Task
from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.merging import LIST
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.officer.cases import Card
from bot.domain.notices.supervisor.deadlines import AlarmBegan, AlarmEnded, ReminderList
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.cards import card_slot
from bot.usecases.access.group_news import BACK
from bot.usecases.acting import transaction_of_program
from bot.usecases.admins import to_admins
from bot.usecases.services import Services, Transaction

PRESS_LIVES = timedelta(seconds=150)
"""A press that Telegram could not hand over for this long is lost, and the person who pressed does not know it."""
OUTAGE_SECONDS = 300.0
WATCHED: Mapping[str, tuple[str, float]] = {
    "intake": ("last_intake_seconds", OUTAGE_SECONDS),
    "inbox": ("inbox_oldest_open_seconds", OUTAGE_SECONDS),
    "outbox": ("outbox_oldest_due_seconds", OUTAGE_SECONDS),
    "pending": ("telegram_pending", 100.0),
    "token": ("token_refused", 0.0),
    "poison": ("inbox_poison", 0.0),
    "parked": ("inbox_parked", 0.0),
    "dead": ("outbox_dead", 0.0),
}
"""By alarm: the figure that is watched, and the limit above which it begins. It ends below half of the limit."""
NAMED = frozenset({"poison", "parked", "dead"})
"""Each of these rows is told by name (`dead_letters`); the alarm is for the people who watch the machine."""
ANNOUNCED_AFTER = timedelta(hours=1)
"""A message about an alarm that could not be sent for this long is dropped: /health says what holds now."""
ALARM = "alarm-"
INTAKE = "intake"
"""Name of the timestamp at which updates last came in, or could have come in."""
POSTED_AGAIN, LISTED, PAGE = 8, 50, 100
"""At most so many cards per body are posted again, the most urgent first; so many more are named in one list. PAGE:
cases read at a time."""
OPEN = frozenset(CaseState) - {CaseState.CLOSED, CaseState.MERGED}


def alarms_now(figures: Mapping[str, object], before: frozenset[str]) -> frozenset[str]:
    """The alarms that are on now, given those that were on before. A figure that is not known changes nothing."""
    found = set()
    for name, (figure, limit) in WATCHED.items():
        value = figures.get(figure)
        if not isinstance(value, int | float):
            found |= {name} & before
        elif value > (limit / 2 if name in before else limit):
            found.add(name)
    return frozenset(found)


async def update_alarms(services: Services, figures: Mapping[str, object], now: datetime) -> frozenset[str]:
    """Sends one message to every administrator when alarms begin and one when they end, however often the program was
    restarted in between."""
    async with services.reading() as uow:
        before = await active(uow)
    if alarms_now(figures, before) == before:
        return before
    return await _tell_alarms(services, now, figures)


@transaction_of_program
async def _tell_alarms(act: Transaction, figures: Mapping[str, object]) -> frozenset[str]:
    before = await active(act.uow)
    alarms = alarms_now(figures, before)
    for name in before ^ alarms:
        await act.uow.timestamps.set_moment(ALARM + name, act.now if name in alarms else None)
    await _tell_admins(act, AlarmBegan, alarms - before)
    await _tell_admins(act, AlarmEnded, before - alarms)
    return alarms


async def active(uow: UnitOfWork) -> frozenset[str]:
    """The alarms that were on at the last look of the worker that leads."""
    return frozenset(await uow.timestamps.moments(ALARM)) & frozenset(WATCHED)


async def _tell_admins(act: Transaction, kind: type[AlarmBegan | AlarmEnded], alarms: frozenset[str]) -> None:
    if names := tuple(sorted(alarms - NAMED)):
        told = await to_admins(act.uow, kind(alarms=names, at=act.now))
        await act.uow.outbox.add(*[replace(one, expires_at=act.now + ANNOUNCED_AFTER) for one in told])


@transaction_of_program
async def note_intake(act: Transaction) -> None:
    """Notes that updates come in, or could. After a silence in which presses were lost, cards must be posted again."""
    last = await act.uow.timestamps.moment(INTAKE)
    if last is not None and act.now - last > PRESS_LIVES:
        await act.uow.timestamps.set_moment("outage", act.now)
    await act.uow.timestamps.set_moment(INTAKE, act.now)


async def silent_seconds(services: Services, now: datetime) -> float | None:
    """The seconds for which no worker could take updates in. None before the first time."""
    async with services.reading() as uow:
        last = await uow.timestamps.moment(INTAKE)
    return None if last is None else (now - last).total_seconds()


async def post_again(services: Services, now: datetime) -> int:
    """After an outage: posts the cards that still wait for an act again, with fresh buttons, in place of the old ones.
    A body with many gets the most urgent ones and a list. Returns how many notices that made."""
    async with services.reading() as uow:
        if await uow.timestamps.moment("outage") is None:
            return 0
    return await _post_everywhere(services, now)


@transaction_of_program
async def _post_everywhere(act: Transaction) -> int:
    waiting = await _waiting(act.uow, CaseFilter(states=OPEN))
    notices = [notice for agency, cases in waiting.items() for notice in _again(agency, cases)]
    await act.uow.outbox.add(*notices)
    await act.uow.timestamps.set_moment("outage", None)
    await act.uow.audit.add("cards_posted_again", at=act.now, facts={"count": len(notices)})
    return len(notices)


async def post_again_in_groups(services: Services, now: datetime) -> None:
    """Groups that accept messages again get a fresh card of every case that waits for an act there."""
    async with services.reading() as uow:
        if not await uow.timestamps.moments(BACK):
            return
    await _post_in_groups(services, now)


@transaction_of_program
async def _post_in_groups(act: Transaction) -> None:
    back = await act.uow.timestamps.moments(BACK)
    for name in back:
        await act.uow.timestamps.set_moment(BACK + name, None)
        await act.uow.outbox.add(*await _cards_again(act.uow, AgencyKey(name)))
    await act.uow.audit.add("cards_posted_again", at=act.now, facts={"count": len(back)})


async def _cards_again(uow: UnitOfWork, agency: AgencyKey) -> list[Notice]:
    """The cards that wait for an act of this body, with fresh buttons."""
    waiting = await _waiting(uow, CaseFilter(states=OPEN, agencies=frozenset({agency})))
    return _again(agency, waiting.get(agency, []))


async def _waiting(uow: UnitOfWork, wanted: CaseFilter) -> dict[AgencyKey, list[Case]]:
    """The open cases by body: those that the body has not acknowledged, or that somebody of the body must agree to
    close."""
    found: dict[AgencyKey, list[Case]] = {}
    after: CaseNumber | None = None
    while page := await uow.cases.page(wanted, after=after, limit=PAGE):
        for case in page:
            for task in case.tasks:
                if _waits(case, task):
                    found.setdefault(task.agency, []).append(case)
        after = page[-1].number
    return found


def _waits(case: Case, task: Task) -> bool:
    if task.agency in case.barred or not task.is_acting:
        return False
    return task.is_awaited or case.proposal is not None


def _again(agency: AgencyKey, cases: list[Case]) -> list[Notice]:
    ordered = sorted(cases, key=lambda case: (case.urgency.value, case.received_at))
    notices = [_card_again(agency, case) for case in ordered[:POSTED_AGAIN]]
    if len(ordered) > POSTED_AGAIN:
        left = ReminderList(numbers=tuple(case.number for case in ordered[POSTED_AGAIN : POSTED_AGAIN + LISTED]))
        to, rank = ToAgency(agency), Priority.REMINDER
        notices.append(Notice(left, to, priority=rank, slot=LIST, mode=Mode.REPLACE, silent=True, merge=True))
    return notices


def _card_again(agency: AgencyKey, case: Case) -> Notice:
    danger = case.urgency is Urgency.P1 and case.acknowledged_at is None
    return Notice(
        Card(),
        ToAgency(agency),
        priority=Priority.DANGER if danger else Priority.REMINDER,
        case=case.id,
        slot=card_slot(case),
        mode=Mode.REPLACE,
        silent=not case.urgency.is_grave,
        merge=True,
    )
