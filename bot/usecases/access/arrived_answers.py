"""A message to a reporter was delivered: the answers in it have arrived, and what waited for them is met."""

from datetime import datetime
from typing import Protocol

from bot.domain.cases import outgoing_answers as rules
from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case
from bot.domain.cases.merged import number_of, reporters_of
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId
from bot.domain.notices.answers import AnswerWaits
from bot.domain.notices.news import NEWS, answers_in
from bot.domain.notices.notice import Mode, Notice, Priority, ToPerson
from bot.ports.audit import AuditLog
from bot.ports.cases import CaseStore
from bot.ports.chats import MessageStore
from bot.ports.people import AgencyStore
from bot.ports.unit_of_work import OutboxStore
from bot.usecases.access.cards import card, card_slot
from bot.usecases.access.merged_cases import way_of


class Books(Protocol):
    """What is needed of a unit of work."""

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


async def note_answers(books: Books, notice: Notice, now: datetime) -> None:
    """The answers that the notice brings have reached the reporter, or can do so no other way than by being read: what
    waited for them is met, and the cards that stand show it."""
    numbers = {one.item for one in answers_in(notice.content)} if isinstance(notice.content, NEWS) else set[int]()
    if notice.case is None or not numbers - {0}:
        return
    way = await _way(books, notice.case)
    for was in way:
        arrived = _on_their_way(was, notice.case, numbers)
        if arrived:
            case = rules.arrive(was, {one.id for one in arrived}, now)
            await books.cases.save(case, was=was.version)
            case = await _met_where_it_goes_on(books, way, case, notice.case, now)
            await books.audit.add("answered", at=now, case=case.id, agency=arrived[0].agency)
            await _renew_cards(books, case)


async def _way(books: Books, case: CaseId) -> list[Case]:
    """The case of the report, the one that it was merged into, and so on to the one that goes on; none is left of one
    that was erased."""
    try:
        return await way_of(books, await books.cases.get(case))
    except NotFound:
        return []


def _on_their_way(case: Case, told_in: CaseId, numbers: set[int]) -> list[OutgoingAnswer]:
    """Answers of these numbers to the reporter of that case, given in this one, that have left and not arrived."""
    of = reporters_of(case, told_in)
    return [one for one in case.outgoing if one.id in numbers and one.of == of and one.left_at is not None]


async def _met_where_it_goes_on(books: Books, way: list[Case], case: Case, told_in: CaseId, now: datetime) -> Case:
    """What was promised lies in the case that goes on: there it is met too, where the answer was given before the cases
    were one. Gives that case."""
    whole = way[-1]
    if whole.id == case.id:
        return case
    met = next_version(rules.met(whole, now, of=told_in))
    await books.cases.save(met, was=whole.version)
    return met


async def undelivered(books: Books, notice: Notice) -> list[Notice]:
    """To the authors of the answers that the notice brings: that they were not delivered. Asked before it is noted that
    they can be read by other ways, for then they are on their way no more."""
    numbers = {one.item for one in answers_in(notice.content)} if isinstance(notice.content, NEWS) else set[int]()
    if notice.case is None or not numbers - {0}:
        return []
    way = await _way(books, notice.case)
    return [_not_delivered(case, one) for case in way for one in _on_their_way(case, notice.case, numbers)]


def _not_delivered(case: Case, one: OutgoingAnswer) -> Notice:
    said = AnswerWaits(number=number_of(case, one.of), item=one.id, state="undelivered")
    slot = answer_slot(case, one.id)
    return Notice(said, ToPerson(one.by), priority=Priority.ALERT, case=case.id, slot=slot, mode=Mode.REPLACE)


def answer_slot(case: Case, number: int) -> str:
    """The message in its author's private chat that says what becomes of an answer."""
    return f"answer:{case.id}:{number}"


async def _renew_cards(books: Books, case: Case) -> None:
    """Cards that stand in groups change in place; none is made."""
    for task in case.tasks:
        place = await books.agencies.place(task.agency)
        chat = None if place is None else place.joined
        if chat is not None and await books.messages.slot(chat, card_slot(case)) is not None:
            await books.outbox.add(card(case, task.agency))
