"""The language of a member of the staff: for notices, lists, desk and menu, and also for their own reports."""

from dataclasses import replace

from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.staff import OwnLanguageChoice
from bot.domain.notices.say import AnySay, SayAlone
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking
from bot.usecases.access.staff_conversation import staff_act
from bot.usecases.access.transaction import in_transaction
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting.draft.saving import save_draft

SLOT = "language"


async def choose(asking: Asking, language: str) -> None:
    """Sets the language in which the line writes to a member of the staff. Without a language, or for an unknown one,
    the languages are shown. Raises Stranger for anybody who is not staff."""

    async def chosen(act: Act) -> None:
        names = act.services.profile.languages
        wanted = next((name for name in names if name.lower() == language.lower()), "")
        if wanted:
            await speak(act.uow, act.visitor, wanted)
            await _in_conversation(act, wanted)
            await act.tell(_in_slot(act, SayAlone(key="staff-own-language-set"), wanted))
        else:
            await act.tell(_in_slot(act, OwnLanguageChoice(), act.to.locale))

    await in_transaction(asking, chosen, who=staff_act)


def _in_slot(act: Act, said: AnySay | OwnLanguageChoice, locale: str) -> Notice:
    return Notice(said, ToChat(act.to.chat, locale), slot=SLOT, mode=Mode.REPLACE)


async def _in_conversation(act: Act, language: str) -> None:
    """An own report that is under way goes on in this language."""
    draft = await act.uow.drafts.of(act.person)
    if draft is not None and draft.language != language:
        await save_draft(
            ReporterAct(act.services, act.uow, act.now, act.visitor), draft, replace(draft, language=language)
        )


async def speak(uow: UnitOfWork, visitor: Visitor, language: str) -> None:
    """The line writes to this person in this language: as staff, if they are known as such, and about own reports."""
    staff = await uow.staff.get(visitor.person)
    if staff is not None:
        await uow.staff.save(replace(staff, locale=language))
    for report, _ in await uow.reports.of_person(visitor.person):
        reporter = await uow.reports.reporter(report.reporter)
        if reporter is not None:
            await uow.reports.save_reporter(replace(reporter, language=language))
