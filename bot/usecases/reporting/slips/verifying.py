"""Verifying a slip for anybody who brings one, by its signature alone: no report and no list of slips is read."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.receipts import Awaiting, Follower, left
from bot.domain.institutions.slip_check import Checked, check_file, check_text
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.in_chat import NoteBeside
from bot.domain.notices.reporter.slips import Verified, VerifyAsk, VerifyAway
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import chat_of, locale_of
from bot.usecases.reporting.acting import ReporterAct, reporter_transaction
from bot.usecases.services import Request

NO_SLIP = "verify-told"


async def ask(request: Request) -> None:
    """/verify: a slip is awaited, as text or as a file."""
    async with reporter_transaction(request) as act:
        follower = await act.uow.receipts.follower(request.visitor.person) or Follower(request.now)
        waiting = replace(follower, awaiting=Awaiting.SLIP, report=None, changed_at=request.now)
        await act.uow.receipts.save_follower(request.visitor.person, waiting)
        await _say(act.uow, request.visitor, VerifyAsk())


async def is_awaited(request: Request) -> bool:
    """Whether what comes next is verified as a slip."""
    async with request.services.reading() as uow:
        return _awaits(await uow.receipts.follower(request.visitor.person), request.now)


def _awaits(follower: Follower | None, now: datetime) -> bool:
    return follower is not None and follower.waits_for(now) == Awaiting.SLIP


async def verify_text(request: Request, text: str) -> None:
    """Checks whether a text is a slip. The answer says what the signature proves."""
    async with reporter_transaction(request) as act:
        await _answer(act.uow, request.visitor, check_text(text, act.uow.slip_keys.fits), request.now)


async def verify_file(request: Request, data: bytes | None) -> None:
    """Checks a file in the same way; None where it could not be fetched."""
    async with reporter_transaction(request) as act:
        if data is None:
            await _say(act.uow, request.visitor, VerifyAway())
        else:
            await _answer(act.uow, request.visitor, check_file(data, act.uow.slip_keys.fits), request.now)


async def say_no_slip(act: ReporterAct) -> None:
    """Says that what came is no slip although one was awaited; it is then told like anything else."""
    await act.uow.outbox.add(Notice(NoteBeside(key=NO_SLIP), await chat_of(act.uow, act.visitor)))


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
