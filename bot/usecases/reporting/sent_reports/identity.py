"""What may be known about the reporter. Only the reporter sees this and can let more be known; nobody can let less be
known."""

from bot.domain.access.identity import CONFIRMED, Level, is_to_confirm, may_raise, raised
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import CaseNumber
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.reports import IdentityLevel, OwnReports
from bot.domain.people import Visitor
from bot.domain.report import Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of, voice_to
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.sent_reports.additions import own_report

SLOT = "identity"


@transaction_of_request
async def show_level(act: ReporterAct, number: CaseNumber | None) -> None:
    """Shows what may be known about the person who wrote this report (None: the newest one), and how to let more be
    known. A person under 14, who is never asked, sees how their report stands (SG07)."""
    told = await act.uow.reports.of_person(act.visitor.person)
    number = told[0][1] if number is None and told else number
    report = await own_report(act.uow, act.visitor, number) if number is not None else None
    if number is None or report is None or not may_raise(report.path):
        to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
        said = OwnReports(person=act.visitor.person, voice=await voice_to(act.uow, act.visitor))
        await act.uow.outbox.add(Notice(said, to))
    else:
        await _show(act.uow, act.visitor, report, number)


@transaction_of_request
async def raise_level(act: ReporterAct, number: CaseNumber, level: str) -> None:
    """The person lets more be known in an own report. Nobody can lower the level, and nobody else can raise it. A
    person of 14-17 is asked once more first; under 14 it is refused (SG07)."""
    report = await own_report(act.uow, act.visitor, number)
    if level not in {*Level, *CONFIRMED}:
        raise NotFound("not-an-option")
    if not may_raise(report.path):
        raise NotAllowed
    wanted = Level(CONFIRMED.get(level, level))
    identity = raised(await act.uow.identities.of(report), wanted, act.visitor.name)
    if is_to_confirm(report.path, level):
        await _show(act.uow, act.visitor, report, number, wanted)
    else:
        await act.uow.identities.save(report.reporter, identity)
        await act.uow.audit.add("level_raised", at=act.now, case=report.case, facts={"level": wanted.value})
        await _show(act.uow, act.visitor, report, number)


async def _show(
    uow: UnitOfWork, visitor: Visitor, report: Report, number: CaseNumber, asked: Level | None = None
) -> None:
    """Shows what may be known. `asked`: the level about which the person is asked once more."""
    level, voice = asked.value if asked is not None else "", voice_of(report)
    said = IdentityLevel(number=number, voice=voice, account=visitor.name, report=report.id, asked=level)
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    shown = Notice(said, to, slot=SLOT, mode=Mode.REPLACE)
    await uow.outbox.add(shown)
