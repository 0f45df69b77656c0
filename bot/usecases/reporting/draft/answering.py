"""Buttons under a question: options, ticks, Done, Skip, Back. A press on an old button shows the present screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.errors import BadAnswer
from bot.domain.intake import joined
from bot.domain.intake.questionnaire import back, done, skip, toggle
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.reports import NothingOpen
from bot.domain.people import Visitor
from bot.domain.report import Draft
from bot.usecases.access.private_chat import conversation_of, locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft.conversation import save_and_render
from bot.usecases.reporting.draft.screens import SCREEN, Display, screen
from bot.usecases.services import Request

STALE = "error-stale-button"
Rule = Callable[[Draft], Draft]


@dataclass(frozen=True)
class Press:
    """A button under a question was pressed."""

    question: str
    option: str = ""
    """The option that it answers with; '' for a button that only turns the page, ticks, or goes on."""
    notes: tuple[str, ...] = ()
    """Text keys that stand above the next screen."""


async def choose(request: Request, question: str, option: str) -> str:
    """Chooses one option, or two where the screen has two questions. Returns the text key of a toast, or ''. 'Read
    more' and 'Stop' leave the question open."""
    notes = {"read_more": ("next-steps-more",), "yes": ("files-refused",)}.get(option, ())
    notes = notes if question in {"next_steps", "files_declared"} else ()
    press = Press(question, joined.parts(request.services.profile.questionnaire, question, option)[0], notes)
    return await _press(
        request,
        press,
        lambda d: joined.choose(request.services.profile.questionnaire, d, question, option, request.now),
    )


async def tick(request: Request, question: str, option: str) -> str:
    """Ticks or unticks an option of a question that takes several."""
    return await _press(
        request, Press(question), lambda d: toggle(request.services.profile.questionnaire, d, option, request.now)
    )


async def show_page(request: Request, question: str, page: int) -> str:
    """Shows another page of a long list of options. What is ticked stays ticked."""
    return await _press(request, Press(question), lambda d: replace(d, page=page, changed_at=request.now))


async def finish(request: Request, question: str) -> str:
    """Done: ends ticks, a long answer or files."""
    return await _press(
        request, Press(question), lambda d: done(request.services.profile.questionnaire, d, request.now)
    )


async def skip_question(request: Request, question: str) -> str:
    """Skip, for a question that has no 'I don't know' among its options."""
    return await _press(
        request, Press(question), lambda d: skip(request.services.profile.questionnaire, d, request.now)
    )


async def go_back(request: Request, question: str) -> str:
    """Goes back to the screen before."""
    return await _press(
        request, Press(question), lambda d: back(request.services.profile.questionnaire, d, request.now)
    )


@transaction_of_request
async def _press(act: ReporterAct, press: Press, rule: Rule) -> str:
    draft = await conversation_of(act.uow, act.visitor)
    if draft is None:
        await act.uow.outbox.add(nothing_open(act.visitor, await locale_of(act.uow, act.visitor)))
        word = STALE
    elif draft.at != press.question or draft.screen not in {"question", "review"}:
        word = await _stale(act, draft, press)
    else:
        word = await _fresh(act, draft, rule, press.notes)
    return word


async def _fresh(act: ReporterAct, draft: Draft, rule: Rule, notes: tuple[str, ...]) -> str:
    """The button belongs to the question on screen. A refusal is said in a toast."""
    try:
        after = rule(draft)
    except BadAnswer as refusal:
        return f"error-{refusal.key}"
    await save_and_render(act, draft, after, Display(Mode.EDIT, notes))
    return ""


async def _stale(act: ReporterAct, draft: Draft, press: Press) -> str:
    """Answers a press on an old button. A double tap is ignored. Otherwise the present screen is shown: where it stands
    if the button was pressed there, else as a new message."""
    given, is_last = draft.answer(press.question), draft.trail[-1:] == (press.question,)
    if press.option and given is not None and given.options == (press.option,) and is_last:
        return ""
    pressed = act.visitor.pressed
    is_there = pressed is not None and pressed == await act.uow.messages.slot(act.visitor.chat, SCREEN)
    mode = Mode.EDIT if is_there else Mode.REPLACE
    await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(mode)))
    return STALE


@transaction_of_request
async def strange_press(act: ReporterAct) -> str:
    """A button that no longer means anything. Somebody in a conversation sees the present screen. Returns the text key
    of a toast."""
    draft = await conversation_of(act.uow, act.visitor)
    if draft is not None:
        await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(Mode.REPLACE)))
    return STALE


def nothing_open(visitor: Visitor, locale: str) -> Notice:
    """Says that nothing is begun, how to begin, and offers own reports."""
    return Notice(NothingOpen(), ToChat(visitor.chat, locale), slot=SCREEN, mode=Mode.NEXT)
