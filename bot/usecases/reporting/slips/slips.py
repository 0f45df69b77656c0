"""Slips for people who have reported under a duty: asked for, made once, and the same whenever asked for again.

What a slip says stays true whatever becomes of the report, so none is revoked. No list of slips is kept: whoever holds
a slip could ask such a list what became of the report. Everything about a slip is stored with the reporter in the
identity vault: officers of the case do not see that there is one, and the audit log says nothing of it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access.identity import Identity
from bot.domain.access.receipts import WAITS
from bot.domain.access.slips import stated_workplace
from bot.domain.ids import CaseNumber
from bot.domain.institutions.base32 import signs_of
from bot.domain.institutions.slip import COMMITMENT_BYTES, NUMBER_BYTES, Named, SignedSlip, name_for_slip, new_slip
from bot.domain.institutions.slip_text import signed_bytes
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.slips import SlipAsk, SlipNotMade, SlipPage, SlipText
from bot.domain.people import Visitor
from bot.domain.profile import Bucket
from bot.domain.report import Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.services import Transaction

SLOT = "slip"
ASKED_FOR = Bucket(5, timedelta(hours=8))
STALE, TOO_OFTEN = "error-stale-button", "slip-too-often"


async def named_institution(uow: UnitOfWork, report: Report) -> Named | None:
    """The institution that a slip of this report names; None where there is no slip: for an unfinished report, and for
    a private person."""
    return None if report.incomplete else await institution_of(uow, await uow.identities.of(report))


async def institution_of(uow: UnitOfWork, identity: Identity) -> Named | None:
    """The institution that the identity vault names: for linked staff the name in the registry, else the name that they
    wrote."""
    one = await uow.institutions.get(identity.institution) if identity.institution else None
    name = stated_workplace(identity) if one is None else name_for_slip(one.name)
    return Named(name, is_registered=one is not None) if name else None


async def named_on_slip(uow: UnitOfWork, report: Report) -> Named | None:
    """The institution that is named on the report's slip. A slip that exists already keeps its name, even when the
    registry has another name by now."""
    identity = await uow.identities.of(report)
    if identity.slip is None:
        return await named_institution(uow, report)
    slip = identity.slip.slip
    return Named(slip.institution, is_registered=slip.is_registered)


@transaction_of_request
async def ask(act: ReporterAct, number: CaseNumber) -> str:
    """Shows what a slip would say, and asks whether this phone is safe for it. Returns the text key of a toast, or
    ''."""
    report = await report_of(act.uow, act.visitor, number, act.now)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    is_asked = report is not None and await show_ask(act.uow, to, report, number)
    return "" if is_asked else STALE


async def show_ask(uow: UnitOfWork, to: ToChat, report: Report, number: CaseNumber) -> bool:
    """Asks whether this phone is safe for a slip. Returns False where the report has none."""
    if await named_institution(uow, report) is None:
        return False
    said = SlipAsk(number=number, report=report.id, voice=voice_of(report))
    await uow.outbox.add(Notice(said, to, slot=SLOT, mode=Mode.REPLACE))
    return True


@transaction_of_request
async def leave(act: ReporterAct) -> str:
    """Declines the slip, now or on this phone: none is made."""
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await act.uow.outbox.add(Notice(SlipNotMade(), to, slot=SLOT, mode=Mode.EDIT))
    return ""


@transaction_of_request
async def make(act: ReporterAct, number: CaseNumber) -> str:
    """Makes the slip, as a page and as text. It is signed and stored in the transaction that sends it, so that the same
    one is sent after a crash. Returns the text key of a toast, or ''."""
    report = await report_of(act.uow, act.visitor, number, act.now)
    named = await named_institution(act.uow, report) if report is not None else None
    word = STALE
    if report is not None and named is not None:
        page = SlipPage(number=number, report=report.id, voice=voice_of(report))
        word = await _handed(act, report, named, page)
    return word


async def _handed(act: ReporterAct, report: Report, named: Named, page: SlipPage) -> str:
    if not await act.uow.throttle.consume(
        act.services.blind_index.keyed_hash("bucket", f"slip|{report.id}"), ASKED_FOR, act.now
    ):
        return TOO_OFTEN
    await _keep(act, report, named)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    text = Notice(SlipText(report=report.id), to)
    await act.uow.outbox.add(Notice(page, to, slot=SLOT, mode=Mode.NEXT), text)
    return ""


async def _keep(act: Transaction, report: Report, named: Named) -> None:
    """Signs the slip the first time; from then on returns the same one. Its date is the day on which the report was
    sent."""
    identity = await act.uow.identities.of(report)
    if identity.slip is not None:
        return
    day = report.sent_at.astimezone(act.services.profile.zone).date()
    number, commitment = act.services.tokens.token(NUMBER_BYTES), act.services.tokens.token(COMMITMENT_BYTES)
    slip = new_slip(named, day, act.uow.slip_keys.newest(), number, commitment)
    signed = SignedSlip(slip, signs_of(act.uow.slip_keys.sign(slip.key, signed_bytes(slip))))
    await act.uow.identities.save(report.reporter, replace(identity, slip=signed))


async def report_of(uow: UnitOfWork, visitor: Visitor, number: CaseNumber, now: datetime) -> Report | None:
    """The person's own report with this number; for 0 the one that five words have led to a moment ago."""
    if number:
        own = await uow.reports.of_person(visitor.person)
        return next((report for report, known in own if known == number), None)
    follower = await uow.receipts.follower(visitor.person)
    if follower is None or follower.report is None or now >= follower.changed_at + WAITS:
        return None
    return await uow.receipts.report(follower.report)
