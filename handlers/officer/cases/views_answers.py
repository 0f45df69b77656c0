"""An officer's answer to the reporter while it waits, and when it was taken back."""

from typing import Protocol

from bot.domain.access.identity import Level
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.outgoing_answers import waiting
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.intake import named
from bot.domain.notices.officer.answers import AnswerTakenBack, AnswerWaits
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.merged_cases import reports_of
from handlers.officer import buttons as b
from handlers.officer.cases.views_merging import told_in
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import in_line, quoted
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from locales.catalogue import Html


async def waits(context: RenderContext, row: OutboxRow, said: AnswerWaits) -> Rendered:
    """The message about an answer that waits. The answer leaves in a minute, and the button takes it back. Later the
    message says what became of the answer."""
    number = str(said.number)
    if said.state != "waits":
        how = "-kept" if said.state == "left" and not said.is_sent else ""
        return Rendered(context.text(f"staff-reply-{said.state}{how}", row.locale, number=number))
    told, until = (
        ("staff-reply-sent", "staff-reply-waits") if said.is_sent else ("staff-reply-kept", "staff-reply-waits-kept")
    )
    back = Key(context.text("button-take-back", row.locale), pack(b.TakeAnswerBack(said.number, said.item)))
    words = (context.text(told, row.locale, number=number), context.text(until, row.locale))
    return Rendered("\n".join(words), ((back,),))


async def taken_back(context: RenderContext, row: OutboxRow, said: AnswerTakenBack) -> Rendered:
    """What it said, to be written anew."""
    shown = answer_text(context, row.locale, said)
    again = Key(context.text("button-reply", row.locale), pack(b.AnswerReporter(said.number)))
    text = context.text("staff-reply-taken-back", row.locale, number=str(said.number))
    return Rendered(f"{text}\n\n{shown}", ((again,),), protect=True)


async def pointed_out(context: RenderContext, row: OutboxRow, words: str) -> list[str]:
    """A word before the preview, where own words hold a name or a number of the report: of who reported only where they
    have let it be known."""
    if row.notice.case is None or not words:
        return []
    async with context.reading() as uow:
        reports = await reports_of(uow, await uow.cases.get(row.notice.case))
        known = [await uow.identities.of(report) for report in reports]
    own = [answer for one in known if one.level is Level.NAMED for answer in one.answers]
    found = context.text("list-join", row.locale).join(map(in_line, named.pointed_out(words, reports, own)))
    return [context.text("staff-reply-names", row.locale, words=Html(found))] if found else []


class WrittenAnswer(Protocol):
    """An answer to the reporter: a prepared text, or own words."""

    @property
    def text_key(self) -> str: ...
    @property
    def words(self) -> str: ...


def answer_text(context: RenderContext, locale: str, answer: WrittenAnswer) -> str:
    """An answer as the reporter reads it."""
    return context.text(answer.text_key, locale) if answer.text_key else quoted(answer.words)


def waiting_lines(context: RenderContext, locale: str, case: Case) -> list[str]:
    """Answers of a case that can still be taken back, for the opened report: when each is sent, to whom, and what it
    says."""
    return ["\n".join(_waiting_lines(context, locale, case, one)) for one in waiting(case)]


def _waiting_lines(context: RenderContext, locale: str, case: Case, one: OutgoingAnswer) -> list[str]:
    return [
        context.text("staff-story-unsent", locale, number=str(case.number), at=one.leaves_at),
        *told_in(context, locale, case, one.of, "staff-story-to-reporter"),
        answer_text(context, locale, one),
    ]


VIEWS = no_views().on(AnswerWaits, waits).on(AnswerTakenBack, taken_back)
