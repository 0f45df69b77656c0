"""What follows from an attempt to send a message: when it is tried again, what is noted, and who must be told."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.notices.notice import Notice, ToAgency
from bot.domain.notices.reporter.files import MessageGone, Wipe
from bot.domain.notices.supervisor.delivery import GroupSilent, NotTaken, Undelivered
from bot.domain.notices.supervisor.groups import GroupOpen
from bot.domain.notices.undelivered import is_missed, must_be_heard, told_to_supervisors
from bot.domain.queues import next_attempt
from bot.domain.queues.delivery import (
    ACCOUNT_DELETED,
    IN_PARTS,
    UNANSWERED,
    Dead,
    End,
    Gone,
    Later,
    Moved,
    OutboxRow,
    Outcome,
    Refused,
    Sent,
    Unclear,
)
from bot.domain.queues.next_attempt import REFUSES, TOLD_AFTER, PutOff
from bot.ports.delivery import DeliveryStores
from bot.usecases.access.arrived_answers import note_answers, undelivered
from bot.usecases.access.group_news import note_arrival, note_lost, note_refusal, pass_on
from bot.usecases.access.reaching_staff import GONE, note_unreachable
from bot.usecases.access.waiting_calls import call_the_next
from bot.usecases.delivery.told_again import tell_others_again


@dataclass(frozen=True)
class Attempt:
    """One attempt that has ended, and the stores of its transaction."""

    stores: DeliveryStores
    row: OutboxRow
    now: datetime

    @property
    def notice(self) -> Notice:
        """What was to be sent."""
        return self.row.notice


async def record_result(
    stores: DeliveryStores, row: OutboxRow, outcome: Outcome, now: datetime, *, supervising: AgencyKey
) -> None:
    """Records the outcome and adds the notices that follow. The caller commits. `supervising`: the body that watches
    all others."""
    it = Attempt(stores, row, now)
    if isinstance(outcome, IN_PARTS) and outcome.parts:
        await stores.tried.note_parts(outcome.parts)
    match outcome:
        case Sent():
            await tell_others_again(stores, row, outcome.gone, now, supervising)
            await _sent(it, outcome)
        case Later():
            await stores.tried.put_off(next_attempt.later(row, outcome, now))
            if outcome.tell:
                await _tell_of_group(it, GroupSilent)
        case Moved(chat):
            await _moved(it, chat)
        case Gone():
            await _gone(it, outcome)
        case Refused(_, cause):
            await _refused(it, cause)
        case Unclear():
            await _unclear(it, outcome)
        case Dead(reason):
            await _dead(it, reason)


async def _sent(it: Attempt, outcome: Sent) -> None:
    stores, notice = it.stores, it.notice
    await stores.tried.note_sent(outcome)
    if outcome.messages and it.row.is_group and (it.row.attempts or isinstance(notice.content, GroupOpen)):
        await note_arrival(stores, it.row.chat, it.now)
    if notice.then is not None and outcome.messages:
        await stores.outbox.add(notice.then)
    lost = [] if outcome.messages else await undelivered(stores, notice)
    await note_answers(stores, notice, it.now)
    await stores.outbox.add(*lost)
    if await stores.tried.end(End.SENT, outcome.reason) and outcome.messages:
        await stores.tried.count_alert(has_arrived=True)


async def _moved(it: Attempt, chat: ChatId) -> None:
    """The chat has a new id: the group's binding and all its rows follow."""
    for agency in await it.stores.agencies.move(it.row.chat, chat):
        await it.stores.audit.add("group_moved", at=it.now, agency=agency)
    await it.stores.tried.put_off(next_attempt.after_move(it.row, it.now))


async def _gone(it: Attempt, outcome: Gone) -> None:
    """The chat cannot be reached any more. The answer of an old chat does not count for a row that was moved since."""
    stores, notice = it.stores, it.notice
    if await stores.tried.is_elsewhere():
        await stores.tried.put_off(PutOff(None, attempts=0))
        return
    if it.row.is_group:
        await note_lost(stores, it.row.chat, outcome.cause, it.now)
    else:
        await _lose_person(it)
    if isinstance(notice.to, ToAgency):
        await _wait_for_group(it, notice.to.agency, outcome.reason)
        return
    wait = await _until_back(it, outcome)
    if wait is not None:
        await stores.tried.put_off(wait)
        return
    lost = await undelivered(stores, notice)
    await note_answers(stores, notice, it.now)
    if not await stores.tried.end(End.GONE, outcome.reason):
        return
    await stores.outbox.add(*lost)
    await call_the_next(stores, notice, it.now)
    if must_be_heard(notice):
        await pass_on(stores, notice)
    if is_missed(notice):
        await _tell_undelivered(it)


async def _refused(it: Attempt, cause: Cause) -> None:
    """The chat takes no message now. Supervisors are told when this begins."""
    await note_refusal(it.stores, it.row.chat, cause, it.now)
    wait = next_attempt.after_refusal(it.row, it.now)
    if wait is not None:
        await it.stores.tried.put_off(wait)
    elif await it.stores.tried.end(End.DEAD, REFUSES):
        await _tell_undelivered(it)


async def _unclear(it: Attempt, outcome: Unclear) -> None:
    """Supervisors are told once that the group of a body does not take the row."""
    await it.stores.tried.put_off(next_attempt.unclear(outcome, it.now))
    if it.row.faults + 1 == TOLD_AFTER:
        await _tell_of_group(it, NotTaken)


async def _dead(it: Attempt, reason: str) -> None:
    """The row becomes a dead letter."""
    if await it.stores.tried.end(End.DEAD, reason):
        await it.stores.tried.count_alert(has_arrived=False)
        await _tell_undelivered(it, perhaps=reason == UNANSWERED)


async def _lose_person(it: Attempt) -> None:
    """The person cannot be reached any more. The id of a private chat is that of its person."""
    person = it.stores.blind_index.person(UserId(it.row.chat))
    await it.stores.reports.forget_chat(person)
    await note_unreachable(it.stores, person, GONE, it.now)


async def _until_back(it: Attempt, outcome: Gone) -> PutOff | None:
    """When it is tried again to delete what may not stay in a group, or in the chat of somebody of the staff. None:
    never. A reporter's chat is forgotten. In the chat of a deleted account, and in a deleted group, nobody reads
    again."""
    said = it.notice.content
    is_over = outcome.reason == ACCOUNT_DELETED or outcome.cause is Cause.DELETED
    is_deletion = isinstance(said, MessageGone) or (isinstance(said, Wipe) and not said.later)
    if is_over or not is_deletion:
        return None
    if it.row.is_group:
        is_lost = bool(await it.stores.agencies.lost_in(it.row.chat))
        return next_attempt.until_back(it.row, it.now, is_lost=is_lost)
    staff = await it.stores.staff.get(it.stores.blind_index.person(UserId(it.row.chat)))
    return None if staff is None else next_attempt.until_back(it.row, it.now)


async def _wait_for_group(it: Attempt, agency: AgencyKey, reason: str) -> None:
    """A body's row is never given up: it goes to the group that is bound now, or waits until one is bound."""
    place = await it.stores.agencies.place(agency)
    await it.stores.tried.wait_for_group(None if place is None else place.joined, reason)


async def _tell_of_group(it: Attempt, kind: type[GroupSilent | NotTaken]) -> None:
    """Tell supervisors what is wrong with the group of a body, and which case it is not told of."""
    number = await it.stores.tried.case_number()
    for agency in await it.stores.agencies.at(it.row.chat):
        await it.stores.audit.add(kind.KIND, at=it.now, agency=agency)
        await _tell_supervisors(it, kind(agency=agency, number=number))


async def _tell_undelivered(it: Attempt, *, perhaps: bool = False) -> None:
    """Tell supervisors that it did not arrive; `perhaps`: that it may not have arrived."""
    if not perhaps:
        await it.stores.outbox.add(*await undelivered(it.stores, it.notice))
    await _tell_supervisors(it, Undelivered(number=await it.stores.tried.case_number(), perhaps=perhaps))


async def _tell_supervisors(it: Attempt, said: Undelivered | GroupSilent | NotTaken) -> None:
    supervisors, barred = await it.stores.staff.supervisors(), await it.stores.tried.barred()
    await it.stores.outbox.add(*told_to_supervisors(it.notice, said, supervisors, barred))
