"""Buttons under a question: options, ticks, Done, Skip, Back. A stale press is answered by the screen of now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import BadAnswer
from bot.domain.intake import joined
from bot.domain.intake.questionnaire import back, done, skip, toggle
from bot.domain.intake.report import Draft
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reports import NothingOpen
from bot.domain.people import Visitor
from bot.usecases.access.private_chat import conversation_of, locale_of
from bot.usecases.reporting.acting import ReporterAct, reporter_transaction
from bot.usecases.reporting.conversation import save_and_render
from bot.usecases.reporting.screens import SCREEN, screen
from bot.usecases.services import Services

STALE = "error-stale-button"
Rule = Callable[[Draft], Draft]


async def choose(services: Services, visitor: Visitor, question: str, option: str, now: datetime) -> str:
    """One option, or two where the screen has two questions. Gives the text key of a word to the presser, or ''. Read
    more and Stop leave the answer open."""
    notes = {"read_more": ("next-steps-more",), "yes": ("files-refused",)}.get(option, ())
    notes = notes if question in {"next_steps", "files_declared"} else ()
    return await _press(
        services,
        visitor,
        question,
        now,
        lambda d: joined.choose(services.profile.questionnaire, d, question, option, now),
        joined.parts(services.profile.questionnaire, question, option)[0],
        notes,
    )


async def tick(services: Services, visitor: Visitor, question: str, option: str, now: datetime) -> str:
    """Tick or untick an option of a many-question."""
    return await _press(
        services, visitor, question, now, lambda d: toggle(services.profile.questionnaire, d, option, now)
    )


async def show_page(services: Services, visitor: Visitor, question: str, page: int, now: datetime) -> str:
    """Show another page of a long list of options; what is ticked stays ticked."""
    return await _press(services, visitor, question, now, lambda d: replace(d, page=page, changed_at=now))


async def finish(services: Services, visitor: Visitor, question: str, now: datetime) -> str:
    """Done: under ticks, a long answer or files."""
    return await _press(services, visitor, question, now, lambda d: done(services.profile.questionnaire, d, now))


async def skip_question(services: Services, visitor: Visitor, question: str, now: datetime) -> str:
    """Skip, where 'I don't know' is not among the options."""
    return await _press(services, visitor, question, now, lambda d: skip(services.profile.questionnaire, d, now))


async def go_back(services: Services, visitor: Visitor, question: str, now: datetime) -> str:
    """The screen before."""
    return await _press(services, visitor, question, now, lambda d: back(services.profile.questionnaire, d, now))


async def _press(
    services: Services,
    visitor: Visitor,
    question: str,
    now: datetime,
    rule: Rule,
    option: str = "",
    notes: tuple[str, ...] = (),
) -> str:
    async with reporter_transaction(services, visitor, now) as act:
        draft = await conversation_of(act.uow, visitor)
        if draft is None:
            await act.uow.outbox.add(nothing_open(visitor, await locale_of(act.uow, visitor)))
            word = STALE
        elif draft.at != question or draft.screen not in {"question", "review"}:
            word = await _stale(act, draft, question, option)
        else:
            word = await _fresh(act, draft, rule, notes)
    return word


async def _fresh(act: ReporterAct, draft: Draft, rule: Rule, notes: tuple[str, ...]) -> str:
    """The button is of the question on screen; what cannot be taken is said as a word over the chat."""
    try:
        after = rule(draft)
    except BadAnswer as refusal:
        return f"error-{refusal.key}"
    await save_and_render(act, draft, after, mode=Mode.EDIT, notes=notes)
    return ""


async def _stale(act: ReporterAct, draft: Draft, question: str, option: str) -> str:
    """An older button: a double tap says nothing, anything else brings the screen of now to the bottom."""
    given = draft.answer(question)
    if option and given is not None and given.options == (option,) and draft.trail[-1:] == (question,):
        return ""
    to = ToChat(act.visitor.chat, draft.language)
    await act.uow.outbox.add(screen(act.services.profile, to, act.visitor.person, draft, Mode.REPLACE))
    return STALE


async def strange_press(services: Services, visitor: Visitor) -> str:
    """A button that is nobody's (any more): somebody in a conversation sees the screen of now. Gives the word to
    say."""
    async with services.begin() as uow:
        draft = await conversation_of(uow, visitor)
        if draft is not None:
            to = ToChat(visitor.chat, draft.language)
            await uow.outbox.add(screen(services.profile, to, visitor.person, draft, Mode.REPLACE))
        await uow.commit()
    return STALE


def nothing_open(visitor: Visitor, locale: str) -> Notice:
    """Nothing is begun: how to begin, and own reports."""
    return Notice(NothingOpen(), ToChat(visitor.chat, locale), slot=SCREEN, mode=Mode.NEXT)
