"""What was opened in a private chat is deleted again, each message at its moment. The moments are rows, so they outlive
a restart."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.chats import SHOWN_AGAIN, ExpiringMessage
from bot.domain.ids import CaseNumber, ChatId, UserId
from bot.domain.notices.notice import Leaves, Mode, Notice, ToChat
from bot.domain.notices.officer.staff import SecondFactorClosed
from bot.domain.notices.reporter.files import Wipe
from bot.domain.second_factor import leaves_at
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.each import each, job_of
from bot.usecases.services import Services, Transaction

AT_ONCE = 500


def expiry_of(services: Services, doing: str, number: int, now: datetime) -> Leaves:
    """When the messages of a notice are deleted, and which command shows them again."""
    return Leaves(leaves_at(services.profile.second_factor, now), doing, int(number))


async def let_go(services: Services, now: datetime) -> None:
    """Deletes all messages whose moment has come, chat by chat. Where a report stood, one neutral line is left."""
    job = await job_of(services, "leaving", now)
    async with services.reading() as uow:
        due = await uow.expiring_messages.due(now, AT_ONCE * (1 + len(job.faults)))
    by_chat: dict[str, list[ExpiringMessage]] = {}
    for one in due:
        by_chat.setdefault(str(one.chat), []).append(one)
    await each(job, [*by_chat], lambda chat: _let_go_of(services, now, by_chat[chat]))


@transaction_of_program
async def _let_go_of(act: Transaction, rows: Sequence[ExpiringMessage]) -> None:
    """Deletes what is due in one chat."""
    await _clear(act.services, act.uow, rows[0].chat, rows)
    await act.uow.expiring_messages.done(rows)


async def _clear(services: Services, uow: UnitOfWork, chat: ChatId, rows: Sequence[ExpiringMessage]) -> None:
    """Deletes the messages of one chat in one batch, then adds a line for each report and for what lies on the desk."""
    person = services.blind_index.person(UserId(chat))
    staff = await uow.staff.get(person)
    to = ToChat(chat, rows[-1].locale if staff is None else staff.locale)
    await uow.outbox.add(Notice(Wipe(messages=tuple(one.message for one in rows), with_words=True), to))
    desk = await uow.staff.desk(person)
    lying = None if desk is None else (desk.doing, int(desk.number))
    for doing, number in dict.fromkeys((one.doing, one.number) for one in rows):
        if doing in SHOWN_AGAIN or (doing, number) == lying:
            await uow.outbox.add(_closed(services, to, doing, number))


def _closed(services: Services, to: ToChat, doing: str, number: int) -> Notice:
    policy = services.profile.second_factor
    minutes = int(policy.open.total_seconds() // 60) if policy.on else 0
    said = SecondFactorClosed(doing=doing, number=CaseNumber(number), minutes=minutes)
    return Notice(said, to, slot=f"closed:{doing}:{number}", mode=Mode.REPLACE)
