"""What a reporter reads about the officers' questions: that one waits, the five words before it, the question
itself."""

from bot.domain.access.receipts import SHOWN
from bot.domain.cases.reporter.questions import open_to
from bot.domain.cases.work import Question
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, ReportId
from bot.domain.notices.officer.questions import QuestionBehindWords, QuestionShown, QuestionWaits
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.merged_cases import goes_on
from handlers.reporter import buttons as b
from handlers.reporter.screens.words import ScreenWords, safety
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views


async def waits(context: RenderContext, row: OutboxRow, said: QuestionWaits) -> Rendered | None:
    """Something waits to be read. None when no question waits any more."""
    if row.notice.case is None or not await _open(context, row.notice.case, said.report):
        return None
    words = ScreenWords(context, row, said.voice)
    text = f"{words('tell-question', number=said.number)}\n\n{words('news-end')}"
    return Rendered(text, ((words.key("read-question", b.ReadQuestion(said.number)),), safety(words)))


async def behind_words(context: RenderContext, row: OutboxRow, said: QuestionBehindWords) -> Rendered:
    """Asks for the five words."""
    words = ScreenWords(context, row, said.voice)
    if said.until is not None:
        return Rendered(words("follow-paused", until=said.until), (safety(words),))
    return Rendered(words("question-gate"), ((words.key("done", b.Follow("done")),), safety(words)))


async def shown(context: RenderContext, row: OutboxRow, said: QuestionShown) -> Rendered | None:
    """The question, and how to answer it. None when it no longer waits."""
    one = next((q for q in await _open(context, said.case, said.report) if q.id == said.question), None)
    if one is None:
        return None
    words = ScreenWords(context, row, said.voice)
    parts = [f"<b>{question_text(words, one)}</b>", words("question-how")]
    parts += [words("voice-notice")] if said.voice_notice else []
    parts += [words("question-goes", shown=SHOWN)] if said.goes else []
    done = b.Follow("done") if said.followed else b.AddTo(0)
    return Rendered("\n\n".join(parts), ((words.key("done", done),), safety(words)), protect=said.goes)


async def _open(context: RenderContext, case: CaseId, report: ReportId) -> tuple[Question, ...]:
    async with context.reading() as uow:
        try:
            return open_to(await goes_on(uow, await uow.cases.get(case)), report)
        except NotFound:
            return ()


def question_text(words: ScreenWords, one: Question) -> str:
    """An approved question in the reader's wording, or the officer's own words (escaped by the catalogue)."""
    if one.template and words.context.known(f"ask-{one.template}", words.locale):
        return words(f"ask-{one.template}")
    return words("question-own", text=one.words)


VIEWS = no_views().on(QuestionWaits, waits).on(QuestionBehindWords, behind_words).on(QuestionShown, shown)
