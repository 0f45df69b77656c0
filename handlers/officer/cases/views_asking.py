"""Questions to reporters as officers see them: the desk while one is asked or taken back, and the questions of a
case."""

from collections.abc import Sequence

from bot.domain.cases.case import Case
from bot.domain.cases.work import Question
from bot.domain.desk import Previewing
from bot.domain.desk_options import OWN_WORDS, DeskQuestion
from bot.domain.notices.officer.questions import AskedReport, AskShown, UnaskShown
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Report
from bot.usecases.access.merged_cases import reports_of
from handlers.officer import buttons as b
from handlers.officer.cases.questions_put import question_text, text_of
from handlers.officer.cases.views_answers import pointed_out
from handlers.officer.cases.views_merging import told_in
from handlers.officer.desk_end import desk_end, page_keys, question_in, text_of_state
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

Rows = list[tuple[Key, ...]]


async def ask(context: RenderContext, row: OutboxRow, said: AskShown) -> Rendered:
    """Which report, which question, own words, and the preview with what follows."""
    locale, chosen, question = row.locale, said.reports[said.chosen - 1], question_in(said.state)
    number = str(said.number if question == DeskQuestion.REPORT else chosen.number or said.number)
    lines = [context.text(text_of_state(said.FORM, said.state), locale, number=number)]
    if question == DeskQuestion.REPORT:
        lines += [_report_line(context, locale, place, one) for place, one in enumerate(said.reports, 1)]
    if said.refusal and question != DeskQuestion.TEMPLATE:
        lines = [context.text(f"staff-ask-refused-{said.refusal}", locale), quoted(said.words), *lines]
    if isinstance(said.state, Previewing):
        template = "" if said.template == OWN_WORDS else said.template
        lines = [*await pointed_out(context, row, "" if template else said.words), *lines]
        lines.append(f"<b>{question_text(context, locale, template, said.words, chosen.voice)}</b>")
        lines += consequences(context, locale, said, chosen)
    keys = [_option(context, locale, said, option, chosen.voice) for option in said.options]
    end = desk_end(context, locale, said.number, said.FORM if isinstance(said.state, Previewing) else "")
    pages = page_keys(context, locale, said, said.FORM, question)
    return Rendered("\n\n".join(lines), (*keys, *pages, end), protect=True)


def _report_line(context: RenderContext, locale: str, place: int, one: AskedReport) -> str:
    who = context.text(f"staff-ask-who_{one.voice}", locale)
    if one.number is None:
        return context.text("staff-ask-one", locale, n=str(place), at=one.sent, who=who)
    return context.text("staff-ask-one-of", locale, n=str(place), number=str(one.number), at=one.sent, who=who)


def consequences(context: RenderContext, locale: str, said: AskShown, chosen: AskedReport) -> list[str]:
    """Who reads it when, and that no deadline changes."""
    when = "staff-ask-waits" if chosen.at is None else "staff-ask-goes"
    lines = [context.text(when, locale, **({} if chosen.at is None else {"at": chosen.at}))]
    lines += [context.text("staff-ask-gated", locale)] if chosen.gated else []
    return [*lines, context.text("staff-ask-goes-on", locale, due=said.due)]


def _option(context: RenderContext, locale: str, said: AskShown, option: str, voice: str) -> tuple[Key, ...]:
    question = question_in(said.state)
    if question == DeskQuestion.REPORT:
        label = context.text("staff-ask-report-key", locale, n=option)
    elif option == OWN_WORDS:
        label = context.text("button-own-words", locale)
    else:
        label = question_text(context, locale, option, "", voice)
    return (Key(label, pack(b.DeskTap(said.number, said.FORM, question, option))),)


async def unask(context: RenderContext, row: OutboxRow, said: UnaskShown) -> Rendered | None:
    """Asks which question, and shows the one that is taken back once more."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
        reports = await reports_of(uow, case)
    locale = row.locale
    texts = {
        str(one.id): "\n".join(_asked_lines(context, locale, case, one, reports))
        for one in case.questions
        if str(one.id) in said.numbers
    }
    question = question_in(said.state)
    shown = [text for name, text in texts.items() if question or name == str(said.chosen)]
    lines = [context.text(text_of_state(said.FORM, said.state), locale, number=str(said.number)), *shown]
    keys: Rows = []
    if question:
        for place, name in enumerate(texts, 1):
            label = context.text("staff-unask-key", locale, n=str(place))
            keys.append((Key(label, pack(b.DeskTap(said.number, said.FORM, question, name))),))
    end = desk_end(context, locale, said.number, "" if question else said.FORM)
    pages = page_keys(context, locale, said, said.FORM, question)
    return Rendered("\n".join(lines), (*keys, *pages, end), protect=True)


def question_lines(context: RenderContext, locale: str, case: Case, reports: Sequence[Report]) -> list[str]:
    """The questions of a case with what became of them, for the opened report."""
    lines = [context.text("staff-questions", locale)] if case.questions else []
    for one in case.questions:
        agency = agency_name(context, locale, one.agency)
        state = context.text(f"staff-question-{one.state.value}", locale, due=one.due_at)
        lines.append(context.text("staff-question-line", locale, at=one.asked_at, agency=agency, state=state))
        lines += _asked_lines(context, locale, case, one, reports)
    return ["\n".join(lines)] if lines else []


def _asked_lines(
    context: RenderContext, locale: str, case: Case, one: Question, reports: Sequence[Report]
) -> list[str]:
    """Who was asked, and the question."""
    told = [report.case for report in reports if report.id == one.report]
    to = [line for of in told for line in told_in(context, locale, case, of, "staff-story-to-reporter")]
    return [*to, text_of(context, locale, one, reports)]


VIEWS = no_views().on(AskShown, ask).on(UnaskShown, unask)
