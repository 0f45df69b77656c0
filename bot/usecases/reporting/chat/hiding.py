"""Hide, stop, help: the chat is cleared as far as possible; numbers to call can be shown at any moment (SG12, SG13)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeAlias

from bot.domain.access.receipts import left
from bot.domain.cases.deadlines.danger import without_leave
from bot.domain.ids import MessageId
from bot.domain.intake.hidden import HIDE, is_at_hide, is_out_of_sight, out_of_sight
from bot.domain.intake.staff_intake import is_entered
from bot.domain.intake.unasked import begun_as_new
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.reporter.in_chat import (
    ChatHidden,
    InfoAfter,
    InfoDuty,
    InfoHelp,
    InfoMenu,
    InfoPrivacy,
    InfoSigns,
    Stopped,
)
from bot.domain.people import Visitor
from bot.domain.report import Addition, Draft, Piece
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import chat_of, conversation_of, locale_of, voice_to
from bot.usecases.access.reaching_staff import BLOCKED, note_back, note_unreachable
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft import danger_path
from bot.usecases.reporting.draft.conversation import open_draft
from bot.usecases.reporting.draft.saving import save_draft, save_unshown
from bot.usecases.reporting.draft.screens import SCREEN, Display, screen
from bot.usecases.reporting.evidence.fetching import let_go
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.services import Services

DELETABLE = timedelta(hours=48)
"""Telegram deletes only messages that are younger than this."""
Page: TypeAlias = InfoMenu | InfoSigns | InfoDuty | InfoAfter | InfoPrivacy
PAGES: Mapping[str, type[Page]] = {
    "menu": InfoMenu,
    "signs": InfoSigns,
    "duty": InfoDuty,
    "after": InfoAfter,
    "privacy": InfoPrivacy,
}


@transaction_of_request
async def show_help(act: ReporterAct) -> None:
    """Shows numbers to call. The conversation stays where it is."""
    await add_help(act.uow, act.visitor)


async def add_help(uow: UnitOfWork, visitor: Visitor) -> None:
    """Shows numbers to call, in a transaction that is open already."""
    said = InfoHelp(**await ways_on(uow, visitor))
    await uow.outbox.add(Notice(said, await chat_of(uow, visitor), slot="help", mode=Mode.REPLACE))


@transaction_of_request
async def show_info(act: ReporterAct, page: str, *, mode: Mode) -> None:
    """Shows a page of the information menu: menu, signs, duty, after, privacy."""
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    key: dict[str, Any] = {"slip_key": act.uow.slip_keys.fingerprint()} if page == "privacy" else {}
    said = PAGES[page](**times_of_page(act.services, page), **await ways_on(act.uow, act.visitor), **key)
    await act.uow.outbox.add(Notice(said, to, slot="info", mode=mode))


async def ways_on(uow: UnitOfWork, visitor: Visitor) -> dict[str, Any]:
    """Whether there is a conversation to go back to, and in which wording the person is addressed."""
    draft = await conversation_of(uow, visitor)
    begun = draft is not None and not is_out_of_sight(draft)
    return {"begun": begun, "voice": await voice_to(uow, visitor)}


def times_of_page(services: Services, page: str) -> dict[str, Any]:
    """The times that the page names, from the real deadlines (SG09)."""
    if page not in {"after", "privacy"}:
        return {}
    policy = services.profile.policy
    slowest = max(limits.acknowledge for limits in policy.limits.values())
    return {
        "acknowledge": slowest,
        "reply": policy.reply,
        "outcome": policy.outcome,
        "draft": policy.draft_retention,
        "draft_organisation": policy.draft_retention_organisation,
        "case_kept": policy.case_retention,
    }


@transaction_of_request
async def hide(act: ReporterAct, *, message: MessageId | None = None) -> None:
    """Hide: clears the chat at once, because somebody may be looking; then asks in neutral words what shall become of
    what was begun. `message`: the person's own words that asked for it, which are deleted too."""
    draft = await let_go(act.uow, act.visitor.person, await conversation_of(act.uow, act.visitor))
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    await wipe(act, to, message)
    if draft is not None and draft.answers:
        remaining = out_of_sight(act.services.profile.questionnaire, draft, act.now)
        await _ask(act, remaining, Mode.NEW, ("hidden",))
    else:
        await additions_end(act.uow, act.visitor, draft)
        await act.uow.outbox.add(Notice(ChatHidden(), to, slot="hidden"))


@transaction_of_request
async def ask_to_stop(act: ReporterAct) -> None:
    """The button Stop and delete: asks once before anything is deleted."""
    draft = await open_draft(act.uow, act.visitor)
    if draft.is_addition:
        await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(Mode.EDIT)))
    else:
        await _ask(act, draft, Mode.EDIT, ("hide-stays",))


async def additions_end(uow: UnitOfWork, visitor: Visitor, draft: Draft | None) -> None:
    """Ends an empty conversation or an awaited addition, so that nothing unsent is left behind."""
    if draft is not None:
        await uow.drafts.drop(visitor.person, erase=draft.case is None)


async def _ask(act: ReporterAct, draft: Draft, mode: Mode, notes: tuple[str, ...]) -> None:
    asked = without_leave(replace(begun_as_new(draft), screen=HIDE, changed_at=act.now))
    await save_draft(act, draft, asked)
    await act.uow.outbox.add(screen(act.services.profile, act.visitor, asked, Display(mode, notes)))


@transaction_of_request
async def clear(act: ReporterAct, *, erase: bool, is_out: bool = False) -> None:
    """Clears the chat. A conversation that was begun is kept for later, or erased (`erase`). A sent report stays with
    the officers. Somebody who wanted it erased is told now that it was sent, unless they know it already (`is_out`)."""
    draft = await conversation_of(act.uow, act.visitor)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    voice = await voice_to(act.uow, act.visitor)
    if draft is not None and erase:
        await act.uow.drafts.drop(act.visitor.person, erase=draft.case is None)
        await act.uow.audit.add("draft_ended" if draft.case else "draft_erased", at=act.now, case=draft.case)
    elif draft is not None:
        await save_unshown(act, act.visitor.person, act.visitor.chat, without_leave(draft))
    await wipe(act, to, None)
    is_late = erase and not is_out and draft is not None and draft.case is not None
    await act.uow.outbox.add(Notice(ChatHidden(voice=voice, sent=is_late), to, slot="hidden"))


async def wipe(act: ReporterAct, to: ToChat, message: MessageId | None) -> None:
    """Deletes both sides' messages younger than 48 hours and forgets where they stood. Includes messages that are being
    sent just now (`later`: found when they have been sent), and copies of a repeated send that were not noted.
    Permission by the danger path's button ends."""
    young = {int(known) for known in await act.uow.messages.since(act.visitor.chat, act.now - DELETABLE)}
    for first, last in await act.uow.outbox.strays(act.visitor.chat, act.now - DELETABLE):
        young |= set(range(int(first), int(last) + 1))
    if message is not None:
        young.add(int(message))
    await act.uow.messages.wiped(act.visitor.chat)
    await act.uow.reports.note_hidden(act.visitor.person, act.now)
    await act.uow.fetches.mute(act.visitor.person)
    follower = await act.uow.receipts.follower(act.visitor.person)
    if follower is not None:
        await act.uow.receipts.save_follower(act.visitor.person, left(follower, act.now))
    await act.uow.outbox.add(Notice(Wipe(messages=tuple(sorted(young)), later=True), to))


@transaction_of_request
async def what_stays(act: ReporterAct) -> None:
    """Says what Hide cannot remove, when it is asked for. The line that stays in the chat is neutral."""
    draft = await conversation_of(act.uow, act.visitor)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    if draft is not None and is_at_hide(draft):
        await act.uow.outbox.add(screen(act.services.profile, act.visitor, draft, Display(Mode.EDIT, ("hide-stays",))))
    else:
        said = ChatHidden(stays=True, voice=await voice_to(act.uow, act.visitor))
        await act.uow.outbox.add(Notice(said, to, slot="hidden", mode=Mode.EDIT))


@transaction_of_request
async def stop(act: ReporterAct, piece: Piece) -> None:
    """'Stop': what is unsent is kept or erased, as the person says; a sent report gets a note for the officers. A
    submitted report is not withdrawn: pressure on the reporter is itself a sign of danger (casework.md)."""
    draft = await conversation_of(act.uow, act.visitor)
    unsent = draft is not None and not draft.is_addition
    is_of_caller = draft is not None and is_entered(draft)
    if draft is not None and unsent and draft.answers and (draft.case is None or is_of_caller):
        await _ask(act, draft, Mode.NEXT, ("hide-stays",))
    elif is_of_caller or not await _noted(act, draft, piece):
        to, voice = (
            ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor)),
            await voice_to(act.uow, act.visitor),
        )
        await additions_end(act.uow, act.visitor, draft)
        await act.uow.outbox.add(Notice(Stopped(voice=voice), to, slot=SCREEN, mode=Mode.NEXT))


async def _noted(act: ReporterAct, draft: Draft | None, piece: Piece) -> bool:
    """After 'stop', permission to write to the person by the danger path's button ends."""
    if draft is not None and draft.allowed_at is not None:
        await _without_leave(act, draft)
    await act.uow.reports.end_leave(act.visitor.person)
    own = await additions.own_of(act.uow, act.visitor.person, draft.case if draft is not None else None)
    if own is None:
        return False
    addition = Addition(act.now, pieces=(piece,))
    await additions.add(act, own, addition, additions.Confirmation("added-stop"))
    return True


async def _without_leave(act: ReporterAct, draft: Draft) -> None:
    """Shows the button unticked, where the card is still in the chat; editing a card that was deleted would send a new
    message."""
    after = without_leave(draft)
    if await act.uow.messages.slot(act.visitor.chat, danger_path.SLOT) is None:
        await save_unshown(act, act.visitor.person, act.visitor.chat, after)
    else:
        await save_draft(act, draft, after)


@transaction_of_request
async def blocked(act: ReporterAct, *, blocked: bool) -> None:
    """The person blocked the bot, or unblocked it. The line never begins a message to a blocked chat. One of the staff
    is written to again once the bot is unblocked; a reporter is not."""
    person = act.visitor.person
    if blocked:
        await act.uow.reports.forget_chat(person)
        await act.uow.audit.add("reporter_unreachable", at=act.now)
        await note_unreachable(act.uow, person, BLOCKED, act.now)
    else:
        await note_back(act.uow, person, act.now)
        await act.uow.outbox.reached(act.visitor.chat)
