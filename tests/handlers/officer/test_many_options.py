"""Options that grow with what people make (cases, reports, bodies, people) come in pages: Telegram takes no message
with more than a hundred buttons."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.desk import Choosing
from bot.domain.desk_answers import Answers, GivenTask, NewReply, OtherCase, PartedCase
from bot.domain.desk_options import CASE, OFFICER
from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.officer.desk_steps import DeskChoice
from bot.domain.notices.officer.questions import AskedReport, AskShown
from bot.domain.notices.officer.tasks import TaskForm
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.casework.option_pages import Page, number_of, page_of
from handlers.officer.buttons import DeskTap
from handlers.officer.cases.views_asking import ask
from handlers.officer.cases.views_forms import choice
from handlers.officer.work.views_tasks import task_form
from handlers.telegram.text.buttons import LIMIT, parse
from handlers.telegram.text.rendered import RenderContext, Rendered
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.people import PROFILE

NOBODY: Any = None


def text(key: str, locale: str, /, **facts: object) -> str:
    """The words of the catalogue; the many bodies of this district have one name."""
    return "A body" if key.startswith("agency-") else CATALOGUE(key, locale, **facts)


CONTEXT = RenderContext(text, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: AT)
NUMBER, ROWS, MOST_BUTTONS = CaseNumber(2**31 - 1), 150, 100
REPORTS = tuple(
    AskedReport(sent=AT, voice="adult", at=None, gated=False, number=CaseNumber(n + 1)) for n in range(ROWS)
)
Shows = Callable[[RenderContext, OutboxRow, Any], Awaitable[Rendered]]


def question(form: str, name: str, texts: str, answers: Answers) -> Callable[[Page], DeskChoice]:
    return lambda page: DeskChoice(
        number=NUMBER,
        form=form,
        question=name,
        answers=answers,
        options=page.options,
        texts=texts,
        back=page.back,
        more=page.more,
    )


SCREENS: dict[str, tuple[Shows, Callable[[Page], Any]]] = {
    "a person for a task": (choice, question("taskgive", "to", OFFICER, GivenTask(item=1))),
    "a case to merge": (choice, question("merge", "other", CASE, OtherCase())),
    "a case to part": (choice, question("unmerge", "which", CASE, PartedCase())),
    "a reporter to answer": (choice, question("reply", "to", CASE, NewReply())),
    "a report to ask about": (
        ask,
        lambda page: AskShown(
            number=NUMBER, state=Choosing("report"), options=page.options, reports=REPORTS, chosen=1, due=AT,
            back=page.back, more=page.more,
        ),
    ),
    "a body for a task": (
        task_form,
        lambda page: TaskForm(
            number=NUMBER, state=Choosing("who"), options=page.options, back=page.back, more=page.more
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_all_options_are_reached_page_by_page(screen: str, language: str) -> None:
    show, said_of = SCREENS[screen]
    options = [str(place) for place in range(1, ROWS + 1)]
    reached, wanted, pages = set[str](), 1, 0
    while wanted:
        said, pages = said_of(page_of(options, {"1"}, wanted)), pages + 1
        notice = Notice(said, ToChat(ChatId(5), language))
        row = OutboxRow(1, ChatId(5), language, notice, 0, None, None, is_group=False)
        keys = [key for row_of_keys in (await show(CONTEXT, row, said)).keys for key in row_of_keys]
        assert len(keys) <= MOST_BUTTONS
        assert all(len(key.data.encode()) <= LIMIT for key in keys)
        values = [data.value for key in keys if isinstance(data := parse(key.data), DeskTap)]
        assert "1" in values
        reached |= set(values)
        wanted = max([one for one in map(number_of, values) if one > wanted], default=0)
    assert set(options) <= reached
    assert pages > 1


def test_a_page_that_is_gone_is_the_last_one_and_few_options_are_one_page() -> None:
    few = [str(place) for place in range(18)]
    assert page_of(few, (), 7) == page_of(few, (), 0) == Page(tuple(few))
    assert page_of([*few, "x"], (), 9999) == Page(("x",), back=1)
