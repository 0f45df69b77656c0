"""A conversation begins, goes on or begins again; its review, its changes, its language. Each verb is one
transaction."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NotFound, StaleButton
from bot.domain.ids import DraftId
from bot.domain.intake.asides import ASIDE, fold_asides
from bot.domain.intake.questionnaire import go_on, missing, missing_one_of, open_change, to_review
from bot.domain.intake.staff_intake import begun, is_entered
from bot.domain.notices.notice import Mode
from bot.domain.profile import Questionnaire
from bot.domain.report import Draft
from bot.usecases.access.private_chat import conversation_of, locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft.conversation import (
    leave_addition,
    new_draft,
    open_draft,
    resumed,
    save_and_render,
    take_step,
)
from bot.usecases.reporting.draft.saving import erase
from bot.usecases.reporting.draft.screens import Display
from bot.usecases.reporting.own_aside import bring_back
from bot.usecases.reporting.staff_language import speak
from bot.usecases.services import Request, Services


@transaction_of_request
async def start(act: ReporterAct) -> None:
    """/start: shows the first screen. Somebody in the middle of a conversation chooses to go on or to begin again."""
    before = await conversation_of(act.uow, act.visitor) or await bring_back(act, act.visitor)
    if before is not None and before.about is not None:
        after = resumed(before)
    elif before is not None and has_begun(before):
        after = replace(before, screen="resume", changed_at=act.now)
    else:
        before = after = await fresh_draft(act, before)
    await save_and_render(act, before, after, Display(Mode.NEXT))


def has_begun(draft: Draft) -> bool:
    """Whether a question was answered. Words that came before any question are kept, and are no reason to ask what
    shall become of them."""
    return any(answer.question != ASIDE for answer in draft.answers)


async def fresh_draft(act: ReporterAct, old: Draft | None) -> Draft:
    """Returns a new draft. An empty draft is used again. An addition that is awaited is left."""
    if old is not None and not old.is_addition:
        return resumed(old)
    locale = await locale_of(act.uow, act.visitor)
    await leave_addition(act.uow, act.visitor, old)
    return new_draft(act.services, locale, act.now)


@transaction_of_request
async def resume(act: ReporterAct) -> None:
    """Goes on where the conversation stopped: its screen is sent as a new message, wherever the button stood."""
    before = await conversation_of(act.uow, act.visitor) or await bring_back(act, act.visitor)
    if before is None:
        raise NotFound("no-draft")
    waits = before.is_addition or before.about is not None
    after = resumed(before) if waits else replace(resumed(before), changed_at=act.now)
    await save_and_render(act, before, after, Display(Mode.REPLACE))


@transaction_of_request
async def begin_again(act: ReporterAct) -> None:
    """Erases what was begun and shows the first screen. A danger report that is out stays with the officers; somebody
    who was asked before it went out is told so."""
    old = await open_draft(act.uow, act.visitor)
    sent = old.case is not None
    await erase(act, act.visitor, old)
    await act.uow.audit.add("draft_ended" if sent else "draft_erased", at=act.now, case=old.case)
    notes = ("already-sent",) if sent and old.screen == "again" else ()
    await save_and_render(act, None, anew(act.services, old, act.now), Display(Mode.EDIT, notes))


def anew(services: Services, old: Draft, now: datetime) -> Draft:
    """An empty draft in place of the old one. For a conversation about a caller, again one about a caller."""
    if is_entered(old):
        draft = DraftId(services.tokens.token())
        return begun(services.profile.questionnaire, draft, old.language, old.typed_for, now)
    return new_draft(services, old.language, now)


async def ask_begin_again(request: Request) -> None:
    """Asks once before what was begun is erased."""
    await take_step(request, lambda draft: replace(draft, screen="again", changed_at=request.now))


async def review(request: Request) -> None:
    """Send what I have: shows everything that was told so far, to be checked and sent."""
    await take_step(
        request, lambda draft: to_review(request.services.profile.questionnaire, resumed(draft), request.now)
    )


async def go_on_asking(request: Request) -> None:
    """Goes from the review to the first question without an answer."""
    await take_step(request, lambda draft: go_on(request.services.profile.questionnaire, resumed(draft), request.now))


async def list_changes(request: Request) -> None:
    """Asks which answer shall be changed."""
    await take_step(request, lambda draft: replace(draft, screen="change", changed_at=request.now))


async def change(request: Request, question: str) -> None:
    """Opens one answer from the review, or one that is missing there. The answer, or Back, leads to the review again.
    Raises StaleButton for any other question."""

    def opened(draft: Draft) -> Draft:
        given = draft.answer(question) is not None and question not in draft.hidden
        if not given and question not in _wanted(request.services.profile.questionnaire, draft):
            raise StaleButton
        return open_change(draft, question, request.now)

    await take_step(request, opened)


def _wanted(questionnaire: Questionnaire, draft: Draft) -> tuple[str, ...]:
    """The questions that must be answered before the draft can be sent."""
    told = fold_asides(draft)
    return (*missing(questionnaire, told), *missing_one_of(questionnaire, told))


@transaction_of_request
async def ask_language(act: ReporterAct, *, mode: Mode) -> None:
    """Shows the languages. Somebody without a conversation gets one, so that the choice is stored."""
    draft = await conversation_of(act.uow, act.visitor)
    before = draft or new_draft(act.services, await locale_of(act.uow, act.visitor), act.now)
    await save_and_render(act, before, replace(before, screen="language"), Display(mode))


@transaction_of_request
async def set_language(act: ReporterAct, language: str) -> None:
    """Sets the language in which the line writes to the person, also about own reports."""
    if language not in act.services.profile.languages:
        raise NotFound("unknown-language")
    before = await conversation_of(act.uow, act.visitor) or new_draft(act.services, language, act.now)
    after = replace(resumed(before), language=language, changed_at=act.now)
    await speak(act.uow, act.visitor, language)
    await save_and_render(act, before, after, Display(Mode.EDIT))
