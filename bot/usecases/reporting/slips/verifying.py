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
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.services import Request

NO_SLIP = "verify-told"


@transaction_of_request
async def ask(act: ReporterAct) -> None:
    """/verify: a slip is awaited, as text or as a file."""
    follower = await act.uow.receipts.follower(act.visitor.person) or Follower(act.now)
    waiting = replace(follower, awaiting=Awaiting.SLIP, report=None, changed_at=act.now)
    await act.uow.receipts.save_follower(act.visitor.person, waiting)
    await _say(act.uow, act.visitor, VerifyAsk())


async def is_awaited(request: Request) -> bool:
    """Whether what comes next is verified as a slip."""
    async with request.services.reading() as uow:
        return _awaits(await uow.receipts.follower(request.visitor.person), request.now)


def _awaits(follower: Follower | None, now: datetime) -> bool:
    return follower is not None and follower.waits_for(now) == Awaiting.SLIP


@transaction_of_request
async def verify_text(act: ReporterAct, text: str) -> None:
    """Checks whether a text is a slip. The answer says what the signature proves."""
    await _answer(act.uow, act.visitor, check_text(text, act.uow.slip_keys.fits), act.now)


@transaction_of_request
async def verify_file(act: ReporterAct, data: bytes | None) -> None:
    """Checks a file in the same way; None where it could not be fetched."""
    if data is None:
        await _say(act.uow, act.visitor, VerifyAway())
    else:
        await _answer(act.uow, act.visitor, check_file(data, act.uow.slip_keys.fits), act.now)


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
