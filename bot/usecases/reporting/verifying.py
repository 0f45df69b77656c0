"""Verifying a slip for anybody who brings one, by its signature alone: no report and no list of slips is read."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.receipts import Awaiting, Follower, left
from bot.domain.institutions.slip_check import Checked, check_file, check_text
from bot.domain.notices.in_chat import Note
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.slips import Verified, VerifyAsk, VerifyAway
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of
from bot.usecases.reporting.acting import reporter_transaction
from bot.usecases.services import Services

NO_SLIP = "verify-told"


async def ask(services: Services, visitor: Visitor, now: datetime) -> None:
    """/verify: a slip is awaited, as text or as a file."""
    async with reporter_transaction(services, visitor, now) as act:
        follower = await act.uow.receipts.follower(visitor.person) or Follower(now)
        waiting = replace(follower, awaiting=Awaiting.SLIP, report=None, changed_at=now)
        await act.uow.receipts.save_follower(visitor.person, waiting)
        await _say(act.uow, visitor, VerifyAsk())


async def is_awaited(services: Services, visitor: Visitor, now: datetime) -> bool:
    """Whether what comes next is verified as a slip."""
    async with services.reading() as uow:
        return _awaits(await uow.receipts.follower(visitor.person), now)


def _awaits(follower: Follower | None, now: datetime) -> bool:
    return follower is not None and follower.waits_for(now) == Awaiting.SLIP


async def verify_text(services: Services, visitor: Visitor, text: str, now: datetime) -> None:
    """Checks whether a text is a slip. The answer says what the signature proves."""
    async with reporter_transaction(services, visitor, now) as act:
        await _answer(act.uow, visitor, check_text(text, act.uow.slip_keys.fits), now)


async def verify_file(services: Services, visitor: Visitor, data: bytes | None, now: datetime) -> None:
    """Checks a file in the same way; None where it could not be fetched."""
    async with reporter_transaction(services, visitor, now) as act:
        if data is None:
            await _say(act.uow, visitor, VerifyAway())
        else:
            await _answer(act.uow, visitor, check_file(data, act.uow.slip_keys.fits), now)


async def say_no_slip(services: Services, visitor: Visitor, now: datetime) -> None:
    """What came was no slip although one was awaited: says so; it is then told like anything else. `services`: bound to
    no update."""
    async with services.begin() as uow:
        follower = await uow.receipts.follower(visitor.person)
        if follower is None or not _awaits(follower, now):
            return
        await uow.receipts.save_follower(visitor.person, left(follower, now))
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        await uow.outbox.add(Notice(Note(key=NO_SLIP), to))
        await uow.commit()


async def _answer(uow: UnitOfWork, visitor: Visitor, checked: Checked, now: datetime) -> None:
    """Sends the answer. A genuine slip ends the waiting; after a fault another one is awaited."""
    follower = await uow.receipts.follower(visitor.person)
    if follower is not None and _awaits(follower, now):
        after = left(follower, now) if checked.slip is not None else replace(follower, changed_at=now)
        await uow.receipts.save_follower(visitor.person, after)
    await _say(uow, visitor, told_of(checked))


def told_of(checked: Checked) -> Verified:
    """The answer to the person who brought it."""
    slip = checked.slip
    if slip is None:
        return Verified(verdict=checked.verdict)
    return Verified(
        verdict=checked.verdict,
        institution=slip.institution,
        is_registered=slip.is_registered,
        day=slip.day.isoformat(),
        slip=slip.number,
    )


async def _say(uow: UnitOfWork, visitor: Visitor, said: Verified | VerifyAsk | VerifyAway) -> None:
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    await uow.outbox.add(Notice(said, to))
