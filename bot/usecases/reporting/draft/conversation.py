"""The conversation at hand: a draft is loaded, taken one step further, saved and shown, with help cards and the danger
path."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.deadlines.danger import has_refused, is_on_danger_path, without_leave
from bot.domain.errors import NotFound
from bot.domain.ids import DraftId
from bot.domain.intake.asides import STORY, fold_asides
from bot.domain.intake.questionnaire import help_card_due, questions_for
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.notice import Mode, ToChat
from bot.domain.people import Visitor
from bot.domain.profile import Profile, QuestionKind
from bot.domain.report import Draft, Path
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import conversation_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.casework.withheld_files import tell_withheld, withhold
from bot.usecases.institutions.verified import with_institution
from bot.usecases.reporting.draft import danger_path, voice_notice
from bot.usecases.reporting.draft.intake_second_factor import asks_code
from bot.usecases.reporting.draft.saving import save_step
from bot.usecases.reporting.draft.screens import FIRST, Display, screen
from bot.usecases.reporting.draft.submission import pass_on
from bot.usecases.services import Services

SHARES = frozenset({QuestionKind.PLACE, QuestionKind.CONTACT})
"""Questions with a reply keyboard for sharing a place or phone number. The next screen removes the keyboard."""
Rule = Callable[[Draft], Draft]
IN_PLACE = Display(Mode.EDIT)
"""The screen is shown where the one before stands."""


def new_draft(services: Services, locale: str, now: datetime) -> Draft:
    """An empty draft at the first screen."""
    return Draft(DraftId(services.tokens.token()), Path.ADULT, locale, now, now, at=FIRST)


async def open_draft(uow: UnitOfWork, visitor: Visitor) -> Draft:
    """Returns the person's draft. Raises NotFound (key no-draft) when nothing is open."""
    draft = await conversation_of(uow, visitor)
    if draft is None:
        raise NotFound("no-draft")
    return draft


@transaction_of_request
async def take_step(
    act: ReporterAct,
    rule: Rule,
    display: Display = IN_PLACE,
) -> None:
    """Takes the person's draft one step further by a pure rule. A draft that only waits for an addition, or for where
    words belong, is left as it is."""
    before = await open_draft(act.uow, act.visitor)
    waits = before.is_addition or before.about is not None
    after = resumed(before) if waits else rule(before)
    await save_and_render(act, before, after, display)


async def save_and_render(act: ReporterAct, before: Draft | None, after: Draft, display: Display | None) -> None:
    """Saves the step and shows what follows: help cards first (SG11), then the danger path, then the next screen.
    `display`: None where no screen is shown."""
    after, news, is_pushed = await _step(act, before, after, show=display is not None)
    if display is None or await asks_code(act, after):
        return
    notes = (*news, *display.notes, *_thanks(before, after), *_files_later(act.services.profile, before, after))
    mode = Mode.NEXT if is_pushed and display.mode is Mode.EDIT else display.mode
    asked = act.services.profile.questionnaire.questions.get(before.at) if before else None
    clear = asked is not None and asked.kind in SHARES and (after.at, after.screen) != (asked.id, "question")
    shown = screen(act.services.profile, act.visitor, after, Display(mode, notes, clear=clear))
    await act.uow.outbox.add(shown)


async def _step(
    act: ReporterAct, before: Draft | None, after: Draft, *, show: bool
) -> tuple[Draft, tuple[str, ...], bool]:
    """The draft as it is saved, the notes that are said with the screen, and whether cards now stand below the present
    screen."""
    to = ToChat(act.visitor.chat, after.language)
    after = fold_asides(after) if after.at == STORY else after
    after = after if before is None or before.at == after.at else replace(after, page=0)
    after = without_leave(after) if has_refused(after) else after
    after, of_institution = await with_institution(act, act.visitor.person, before, after)
    if is_on_danger_path(after):
        await act.uow.outbox.hasten(act.visitor.chat)
    cards = help_card_due(
        act.services.profile.questionnaire, fold_asides(before) if before else None, fold_asides(after)
    )
    await act.uow.outbox.add(*[danger_path.help_card(act.visitor, after, card) for card in cards])
    media, after = after.media, await withhold(act, after)
    after = await pass_on(act, before, after)
    await tell_withheld(act, after, to, media, after.media)
    news, after = await danger_path.news(act.uow, after, act.now)
    after, of_voice = voice_notice.with_story(after) if show else (after, ())
    after, is_below = await save_step(act, before, after, cards, is_back=show)
    return after, (*news, *of_institution, *of_voice), bool(cards) or is_below


def _thanks(before: Draft | None, after: Draft) -> tuple[str, ...]:
    """The note of thanks, once the story is told (SG06)."""
    if before is None or after.at == STORY or after.screen != "question" or is_entered(after):
        return ()
    story = after.answer(STORY)
    left = before.at == STORY or (before.at == "next_steps" and after.at != "next_steps")
    return ("after-story",) if left and story is not None and not story.skipped else ()


def _files_later(profile: Profile, before: Draft | None, after: Draft) -> tuple[str, ...]:
    """The note that files stay on the phone for the police, where there are files that must not be stored (SG34)."""
    declared = after.answer("files_declared")
    if declared is None or declared.options != ("no",) or (before and before.answer("files_declared") == declared):
        return ()
    asked_for = {question.id for question in questions_for(profile.questionnaire, after)}
    return () if "files" in asked_for else ("files-later",)


def resumed(draft: Draft) -> Draft:
    """The draft with its question or the review on screen again, after resume, hide, change, language."""
    if draft.about is not None:
        return replace(draft, screen="about")
    return replace(draft, screen="add" if draft.is_addition else "question" if draft.at else "review")


async def leave_addition(uow: UnitOfWork, visitor: Visitor, draft: Draft | None) -> None:
    """Ends the wait for an addition. What was added is with the case."""
    if draft is not None:
        await uow.drafts.drop(visitor.person, erase=False)
