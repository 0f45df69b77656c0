"""A message to a reporter was delivered: the answers in it have arrived, and the deadlines that waited for them are
met."""

from datetime import datetime
from typing import Protocol

from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case
from bot.domain.cases.reporter import outgoing_answers as rules
from bot.domain.cases.reporter.merged import number_of, reporters_of
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId
from bot.domain.notices.news import NEWS, answers_in
from bot.domain.notices.notice import Mode, Notice, Priority, ToPerson
from bot.domain.notices.officer.answers import AnswerWaits
from bot.ports.audit import AuditLog
from bot.ports.cases import CaseStore
from bot.ports.chats import MessageStore
from bot.ports.people import AgencyStore
from bot.ports.unit_of_work import OutboxStore
from bot.usecases.access.cards import card, card_slot
from bot.usecases.access.merged_cases import merge_chain


class AnswerStores(Protocol):
    """The stores that are needed, as a unit of work has them."""

    @property
    def cases(self) -> CaseStore: ...
    @property
    def agencies(self) -> AgencyStore: ...
    @property
    def messages(self) -> MessageStore: ...
    @property
    def outbox(self) -> OutboxStore: ...
    @property
    def audit(self) -> AuditLog: ...


async def note_answers(stores: AnswerStores, notice: Notice, now: datetime) -> None:
    """Notes that the answers in this notice have reached the reporter, or can only be read from now on in another way.
    Deadlines that waited for them are met, and cards that stand in groups show it."""
    numbers = {one.item for one in answers_in(notice.content)} if isinstance(notice.content, NEWS) else set[int]()
    if notice.case is None or not numbers - {0}:
        return
    chain = await _merge_chain(stores, notice.case)
    for was in chain:
        arrived = _on_their_way(was, notice.case, numbers)
        if arrived:
            case = rules.arrive(was, {one.id for one in arrived}, now)
            await stores.cases.save(case, was=was.version)
            case = await _met_where_it_goes_on(stores, chain, case, notice.case, now)
            await stores.audit.add("answered", at=now, case=case.id, agency=arrived[0].agency)
            await _renew_cards(stores, case)


async def _merge_chain(stores: AnswerStores, case: CaseId) -> list[Case]:
    """The case of the report, the case that it was merged into, and so on to the one that goes on. Empty where one of
    them was erased."""
    try:
        return await merge_chain(stores, await stores.cases.get(case))
    except NotFound:
        return []


def _on_their_way(case: Case, told_in: CaseId, numbers: set[int]) -> list[OutgoingAnswer]:
    """The answers with these numbers to the reporter of the case `told_in` that were sent and have not arrived."""
    of = reporters_of(case, told_in)
    return [one for one in case.outgoing if one.id in numbers and one.of == of and one.left_at is not None]


async def _met_where_it_goes_on(
    stores: AnswerStores, chain: list[Case], case: Case, told_in: CaseId, now: datetime
) -> Case:
    """Meets the deadlines of the case that goes on, for answers that were given before the cases were merged. Returns
    that case."""
    whole = chain[-1]
    if whole.id == case.id:
        return case
    met = next_version(rules.met(whole, now, of=told_in))
    await stores.cases.save(met, was=whole.version)
    return met


async def undelivered(stores: AnswerStores, notice: Notice) -> list[Notice]:
    """Tells the authors of the answers in this notice that they were not delivered. Call it before noting that the
    answers can be read in other ways: after that they no longer count as on their way."""
    numbers = {one.item for one in answers_in(notice.content)} if isinstance(notice.content, NEWS) else set[int]()
    if notice.case is None or not numbers - {0}:
        return []
    chain = await _merge_chain(stores, notice.case)
    return [_not_delivered(case, one) for case in chain for one in _on_their_way(case, notice.case, numbers)]


def _not_delivered(case: Case, one: OutgoingAnswer) -> Notice:
    said = AnswerWaits(number=number_of(case, one.of), item=one.id, state="undelivered")
    slot = answer_slot(case, one.id)
    return Notice(said, ToPerson(one.by), priority=Priority.ALERT, case=case.id, slot=slot, mode=Mode.REPLACE)


def answer_slot(case: Case, number: int) -> str:
    """The slot of the message in the author's private chat that says what becomes of an answer."""
    return f"answer:{case.id}:{number}"


async def _renew_cards(stores: AnswerStores, case: Case) -> None:
    """Edits the cards that stand in groups. Sends no new ones."""
    for task in case.tasks:
        place = await stores.agencies.place(task.agency)
        chat = None if place is None else place.joined
        if chat is not None and await stores.messages.slot(chat, card_slot(case)) is not None:
            await stores.outbox.add(card(case, task.agency))
