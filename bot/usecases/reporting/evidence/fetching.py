"""Files that are being fetched: checked again before that, stored when they have come, given up in the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.contention import again_at_once
from bot.domain.ids import DraftId, PersonKey, UserId
from bot.domain.intake.asides import put_aside
from bot.domain.intake.staff_intake import caller_of, is_entered
from bot.domain.notices.notice import Mode, ToChat
from bot.domain.people import Visitor
from bot.domain.queues.fetches import Fetch
from bot.domain.report import Draft, MediaRef, MediaState, Piece
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import conversation_of
from bot.usecases.acting import ReporterAct, transaction_of_program
from bot.usecases.reporting.draft.conversation import save_and_render
from bot.usecases.reporting.draft.screens import Display
from bot.usecases.reporting.evidence.evidence import (
    FilePlace,
    is_first_of_album,
    judged,
    keep,
    number_of,
    save_unseen,
    word,
)
from bot.usecases.reporting.evidence.reply_mode import ANSWER, AT_ONCE, NO_REPLY, WITHOUT_SCREEN, ReplyMode, late_reply
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.reporting.sent_reports.additions import Confirmation, OwnReport
from bot.usecases.services import Services, Transaction

Now = Callable[[], datetime]


def visitor_of(fetch: Fetch) -> Visitor:
    """The person who sent the file. In Telegram a private chat has its person's number."""
    coming = fetch.pending
    return Visitor(UserId(coming.chat), coming.chat, fetch.person, coming.locale)


async def place_of(uow: UnitOfWork, fetch: Fetch) -> FilePlace | None:
    """The place where the file belongs now: still the conversation, or the report that was made of it. None where the
    file belongs nowhere."""
    draft = await conversation_of(uow, visitor_of(fetch))
    if draft is not None and draft.id == fetch.owner and not draft.is_addition:
        return FilePlace(draft, None)
    told = [report for report, _ in await uow.reports.of_person(fetch.person) if report.case == fetch.owner]
    told += [report for report, _ in await uow.reports.of_person(caller_of(DraftId(fetch.owner)))] if not told else []
    sent_to = fetch.pending.report
    report = told[0] if sent_to is None and told else await uow.receipts.report(sent_to) if sent_to else None
    return FilePlace(draft, report, fetch.pending.question) if report is not None else None


async def look(services: Services, fetch: Fetch) -> MediaState | None:
    """How the file may be stored, by what is told now; None when it is no longer wanted."""
    async with services.reading() as uow:
        if await uow.fetches.get(fetch.id) is None:
            return None
        place = await place_of(uow, fetch)
    return None if place is None else judged(services, place, fetch.pending.item)


@transaction_of_program
async def drop(act: Transaction, fetch: Fetch) -> None:
    """The file belongs nowhere any more: forgets the fetch."""
    await act.uow.fetches.take(fetch.id)


async def arrived(services: Services, fetch: Fetch, item: MediaRef, now: datetime) -> bool:
    """The file has come, or will not: notes it where it belongs, and says so. Returns False and stores nothing where it
    is no longer wanted. Counts once if two workers have fetched it. The file is not fetched again where another act
    comes first."""
    return await again_at_once(partial(_arrived, services, now, fetch, item))


@transaction_of_program
async def _arrived(act: Transaction, fetch: Fetch, item: MediaRef) -> bool:
    uow = act.uow
    known = await uow.fetches.lock(fetch.id)
    is_ours = known is not None and await uow.fetches.take(fetch.id)
    place = await place_of(uow, known) if known is not None and is_ours else None
    if known is not None and place is not None:
        absent = ReporterAct(act.services, uow, act.now, visitor_of(known))
        reply_mode = await reply_mode_of(absent, place, known)
        await keep(absent, place, _bare(place, known, item), reply_mode)
    return place is not None


def _bare(place: FilePlace, fetch: Fetch, item: MediaRef) -> MediaRef:
    """The file with the words beside it as they read last; without them, where they were told while it was fetched."""
    if fetch.told and place.has_words_of(item.message_id):
        return replace(item, caption="", extras=())
    return replace(item, caption=fetch.pending.item.caption, extras=fetch.pending.item.extras)


async def reply_mode_of(act: Transaction, place: FilePlace, fetch: Fetch) -> ReplyMode:
    """How the message about the file may be said: late; never to somebody who came with five words, because their own
    wish is not known."""
    if fetch.quiet or (place.report is not None and is_entered(place.report)):
        return NO_REPLY
    acted_at = await act.uow.acts.last(fetch.pending.chat)
    if act.now - max(fetch.made_at, acted_at or fetch.made_at) > ANSWER:
        report = place.report
        is_own = report is None or await number_of(act.uow, visitor_of(fetch), report) is not None
        return late_reply(act.services.profile, fetch.person, report, act.now) if is_own else NO_REPLY
    is_said = fetch.told if place.report is None else fetch.made_at < place.report.sent_at
    return WITHOUT_SCREEN if is_said else AT_ONCE


@transaction_of_program
async def tell_coming(act: Transaction, fetch: Fetch) -> None:
    """Handles a fetch that takes longer: tells the person once, and stores the words beside the file without waiting
    for the file."""
    uow = act.uow
    known = await uow.fetches.lock(fetch.id)
    place = await place_of(uow, known) if known is not None and not (known.told or known.quiet) else None
    if known is not None and place is not None:
        await _tell_coming(ReporterAct(act.services, uow, act.now, visitor_of(known)), place, known)


async def _tell_coming(act: ReporterAct, place: FilePlace, fetch: Fetch) -> None:
    reply_mode = await reply_mode_of(act, place, fetch)
    others = [other for other in await act.uow.fetches.of_person(fetch.person) if other.group == fetch.group]
    is_first = reply_mode.shows and not any(other.told for other in others)
    await act.uow.fetches.note_told(fetch.id)
    said = reply_mode.as_late(await word(act, _chat(place, fetch), place, None, fetch.group))
    await act.uow.outbox.add(*([said] if said is not None else []))
    await _take_words(act, place, fetch.pending.item, replace(reply_mode, shows=is_first))


def _chat(place: FilePlace, fetch: Fetch) -> ToChat:
    return ToChat(fetch.pending.chat, place.told.language)


async def _take_words(act: ReporterAct, place: FilePlace, item: MediaRef, reply_mode: ReplyMode) -> None:
    """In a conversation, shows its screen as a new message: it may be the first one that the person sees."""
    piece = Piece(item.caption, item.message_id, item.sent_at, item.by_others, item.origin, item.extras)
    if place.report is not None:
        number = await number_of(act.uow, act.visitor, place.report)
        if item.words and number is not None:
            told = additions.addition_of(piece, place.question, act.now)
            confirmation = Confirmation(quiet=True, unseen=not reply_mode.seen)
            await additions.add(act, OwnReport(place.report, number), told, confirmation)
    elif place.draft is not None:
        draft = place.draft
        after = put_aside(draft, piece, draft.changed_at) if item.words else draft
        if reply_mode.seen:
            show = reply_mode.shows and is_first_of_album(draft.media, item)
            await save_and_render(act, draft, after, Display(Mode.REPLACE) if show else None)
        else:
            await save_unseen(act, draft, after)


async def let_go(uow: UnitOfWork, person: PersonKey, draft: Draft | None) -> Draft | None:
    """The person hides the chat: files that are being fetched for an unsent conversation are no longer wanted, and
    nothing of them is stored. Files for a report are still fetched, and nothing is said about them."""
    await uow.fetches.mute(person)
    if draft is None or draft.case is not None:
        return draft
    await uow.fetches.cancel(draft.id)
    return replace(draft, coming=frozenset())
