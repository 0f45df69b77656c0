"""A slip can be given to the head of the person's institution, who must be informed too: by the person's own choice,
after a warning.

Before that, the institution sees nothing of any report. For a report that may be about the institution's own people no
slip can be given to the head here.
"""

from datetime import timedelta

from bot.domain.access.identity import Identity
from bot.domain.ids import CaseNumber
from bot.domain.institutions.registered import Seat
from bot.domain.institutions.slip_text import text_of
from bot.domain.intake.facts import facts_of, voice_of
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.slips import SlipHanded, SlipHandOver, SlipToHead
from bot.domain.profile import Bucket, Profile
from bot.domain.report import Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.institutions.verified import OWN_PEOPLE
from bot.usecases.reporting.slips.slips import SLOT, STALE, TOO_OFTEN, report_of
from bot.usecases.services import Transaction

HANDED = Bucket(2, timedelta(hours=8))


async def heads_for(profile: Profile, uow: UnitOfWork, report: Report, identity: Identity) -> tuple[Seat, ...]:
    """The people to whom the slip can be given: the heads of a registered institution. Nobody where there is no slip
    yet, or where the report may be about the institution's own people."""
    if identity.slip is None or not identity.slip.slip.is_registered or not identity.institution:
        return ()
    case = await uow.cases.get(report.case)
    is_about_own = OWN_PEOPLE in facts_of(profile.questionnaire, report.path, report.answers)
    return () if is_about_own or case.barred else tuple(await uow.institutions.heads(identity.institution))


@transaction_of_request
async def ask(act: ReporterAct, number: CaseNumber) -> str:
    """Shows what the head would learn from it. Returns the text key of a toast, or ''."""
    report = await report_of(act.uow, act.visitor, number, act.now)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    may = report is not None and bool(await _heads(act, report))
    if report is not None and may:
        said = SlipHandOver(number=number, report=report.id, voice=voice_of(report))
        await act.uow.outbox.add(Notice(said, to, slot=SLOT, mode=Mode.NEW))
    return "" if may else STALE


@transaction_of_request
async def hand(act: ReporterAct, number: CaseNumber) -> str:
    """Shows the heads the slip, and nothing else. Returns the text key of a toast, or ''."""
    report = await report_of(act.uow, act.visitor, number, act.now)
    heads = await _heads(act, report) if report is not None else ()
    word = STALE
    if report is not None and heads:
        word = await _handed(act, report, heads)
    return word


async def _heads(act: Transaction, report: Report) -> tuple[Seat, ...]:
    return await heads_for(act.services.profile, act.uow, report, await act.uow.identities.of(report))


async def _handed(act: ReporterAct, report: Report, heads: tuple[Seat, ...]) -> str:
    if not await act.uow.throttle.consume(
        act.services.blind_index.keyed_hash("bucket", f"slip-head|{report.id}"), HANDED, act.now
    ):
        return TOO_OFTEN
    signed = (await act.uow.identities.of(report)).slip
    if signed is None:
        return STALE
    said = SlipToHead(institution=signed.slip.institution, text=text_of(signed))
    await act.uow.outbox.add(*(Notice(said, ToChat(seat.chat, seat.language)) for seat in heads))
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await act.uow.outbox.add(Notice(SlipHanded(voice=voice_of(report)), to, slot=SLOT, mode=Mode.EDIT))
    return ""
