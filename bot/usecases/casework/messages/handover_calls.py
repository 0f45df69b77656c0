"""A handover on its way. It goes to the first officer on call who belongs to the police now. The person who handed the
case over is told."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case
from bot.domain.cases.stages import handover as rules
from bot.domain.cases.work import Handover
from bot.domain.ids import ChatId, PersonKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.notices.officer.handover import HandedOver, HandoverNews, HandoverTold
from bot.ports.unit_of_work import UnitOfWork


def told(case: Case, one: Handover, news: HandoverNews) -> Notice:
    """The message to the person who handed the case over. It replaces the one before it."""
    said, rank = HandoverTold(number=case.number, news=news, handed_at=one.at), Priority.ALERT
    return Notice(said, ToPerson(one.by), rank, case=case.id, slot=slot(case), mode=Mode.REPLACE)


def slot(case: Case) -> str:
    """The slot of that message in their chat."""
    return f"handover:{case.id}"


def handed_slot(case: Case) -> str:
    """The slot of the call in the chat of the officer to whom the case is handed over."""
    return f"handed:{case.id}"


async def send(uow: UnitOfWork, was: Case, person: PersonKey | None, now: datetime) -> Case:
    """Sends the case to that person; None: nobody could be called. Returns the case as it is saved."""
    case = rules.found(was, person)
    one = case.handovers[-1]
    await uow.cases.save(case, was=was.version)
    if person is None:
        await uow.outbox.add(told(case, one, "nobody"))
        return case
    await uow.audit.add("handover_called", at=now, case=case.id, person=person, agency=one.to)
    said = HandedOver(number=case.number, agency=one.agency)
    call = Notice(said, ToPerson(person), Priority.DANGER, case.id, handed_slot(case), Mode.REPLACE)
    await uow.outbox.add(await _with_receipt(uow, case, one, call), _silent(case, one, now))
    return case


async def _with_receipt(uow: UnitOfWork, case: Case, one: Handover, call: Notice) -> Notice:
    """Adds a receipt to the call. When the call arrives in the chat of the officer on call, the person who handed the
    case over is told."""
    giver = await uow.staff.get(one.by)
    if giver is None or not giver.reachable:
        return call
    said = HandoverTold(number=case.number, news="arrived", handed_at=one.at)
    to = ToChat(ChatId(giver.user), giver.locale)
    return replace(call, then=Notice(said, to, case=case.id, slot=slot(case), mode=Mode.EDIT))


def _silent(case: Case, one: Handover, now: datetime) -> Notice:
    """The call, as a message that is dropped if the case has been opened by then."""
    said = HandoverTold(number=case.number, news="silent", handed_at=one.at)
    return Notice(said, ToPerson(one.by), Priority.ALERT, case=case.id, not_before=now + rules.SILENT_AFTER)
