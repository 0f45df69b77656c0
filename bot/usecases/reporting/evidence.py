"""Files at any moment of the talk: judged before anything is fetched, kept sealed, one live line per album."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.ids import CaseId, DraftId, MessageId
from bot.domain.intake.asides import answers_of, fold_asides, knows
from bot.domain.intake.facts import voice_of
from bot.domain.intake.media import judge
from bot.domain.intake.report import Addition, Draft, MediaRef, MediaState, Report
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Fact, Mode, Notice, ToChat
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.casework.withheld_files import as_draft, refusal_facts
from bot.usecases.reporting import additions, follow_up, voice_notice
from bot.usecases.reporting.conversation import due_at, locale_of, new_draft, settle, talk_of
from bot.usecases.reporting.unasked import GOES, goes_on, is_empty, may_be_asked, started
from bot.usecases.services import Services


@dataclass(frozen=True)
class Verdict:
    """May this file be fetched, and under whose key is it sealed?"""

    owner: DraftId | CaseId
    state: MediaState
    known: bool = False
    """The message has been taken before."""


async def expect(services: Services, visitor: Visitor, item: MediaRef, now: datetime) -> Verdict:
    """Judge a file before it is downloaded. A first message that is a file begins a talk.

    `line` must not be bound to the update: its inbox row closes only when the file is kept.
    """
    async with services.begin() as uow:
        draft = await talk_of(uow, visitor)
        told = await _joined(services, uow, visitor, draft, now)
        if told is not None:
            like = as_draft(told, answers_of(told))
            return Verdict(told.case, _judged(services, like, item), item.message_id in additions.message_ids(told))
        draft = await _in_talk(services, uow, visitor, draft, now)
    return Verdict(draft.id, _judged(services, draft, item), knows(draft, item.message_id))


async def _joined(
    services: Services, uow: UnitOfWork, visitor: Visitor, draft: Draft | None, now: datetime
) -> Report | None:
    """The sent report that a file belongs to now: the one being added to, the one that words would be asked about
    (SG42), or an open one that was sent just now; None in a talk, and where the file begins something new."""
    followed = await follow_up.awaited_report(uow, visitor, now)
    if followed is not None:
        return followed
    if draft is not None and draft.is_addition:
        return await additions.report_of(uow, visitor, draft.case)
    if draft is not None and draft.about is not None:
        return await additions.own_report(uow, visitor, draft.about)
    own = None if draft is not None and not is_empty(draft) else await additions.own_of(uow, visitor.person)
    if own is None or await may_be_asked(services, uow, visitor, own[0], now):
        return own[0] if own is not None else None
    is_open = (await uow.cases.get(own[0].case)).is_open
    return own[0] if is_open and await goes_on(uow, visitor, own[0], now) else None


async def _in_talk(services: Services, uow: UnitOfWork, visitor: Visitor, draft: Draft | None, now: datetime) -> Draft:
    """The talk that a file joins. One that begins with it goes out by itself, where its person has a case."""
    own = None if draft is not None and not is_empty(draft) else await additions.own_of(uow, visitor.person)
    talk = started(services, draft, *own, now) if own is not None else draft or new_draft(services, visitor.locale, now)
    if talk != draft:
        await uow.drafts.save(visitor.person, visitor.chat, talk, due_at=due_at(services.profile, talk))
        await uow.commit()
    return talk


def _judged(services: Services, draft: Draft, item: MediaRef) -> MediaState:
    return judge(services.profile.policy, services.profile.questionnaire, fold_asides(draft), item)


async def keep(services: Services, visitor: Visitor, item: MediaRef, owner: DraftId | CaseId, now: datetime) -> None:
    """Note what became of a file (kept, refused, too large …) and say so; its caption is kept in any case. It belongs
    where it was judged to (`owner`), whatever has become of that talk or case meanwhile."""
    async with services.begin() as uow:
        draft = await talk_of(uow, visitor)
        if draft is not None and not draft.is_addition and draft.id == owner:
            await _keep_in_talk(services, uow, visitor, draft, item, now)
        else:
            await _keep_after_sending(services, uow, visitor, owner, item, now)
        await uow.commit()


async def _keep_in_talk(
    services: Services, uow: UnitOfWork, visitor: Visitor, draft: Draft, item: MediaRef, now: datetime
) -> None:
    if knows(draft, item.message_id):
        return
    after = replace(draft, media=(*draft.media, item), changed_at=now)
    to = ToChat(visitor.chat, draft.language)
    await uow.outbox.add(await _word(services, uow, to, draft, after.media, item))
    first, notes = is_first_of_album(draft.media, item), (GOES,) if goes_at(after) is not None else ()
    await settle(services, uow, visitor, draft, after, now, mode=Mode.REPLACE, notes=notes, show=first)


def is_first_of_album(before: tuple[MediaRef, ...], item: MediaRef) -> bool:
    """Whether this is a file by itself or the first of its album."""
    return not item.album or all(other.album != item.album for other in before)


async def _keep_after_sending(
    services: Services, uow: UnitOfWork, visitor: Visitor, owner: DraftId | CaseId, item: MediaRef, now: datetime
) -> None:
    """A file sent after the report: an addition to the one that it was judged for. Where that is gone, so is the file's
    key: the person is asked to send it again."""
    told = await uow.reports.of_person(visitor.person)
    followed = await follow_up.awaited_report(uow, visitor, now)
    found = next(((r, n) for r, n in told if r.case == owner), None)
    if found is None and followed is not None and followed.case == owner:
        await _keep_followed(services, uow, visitor, followed, item, now)
        return
    if found is None:
        await _say_lost(services, uow, visitor, item)
        return
    report, number = found
    before = report.all_media
    addition = Addition(now, media=(item,))
    if not additions.is_new(report, addition):
        return
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    draft = await talk_of(uow, visitor)
    read = draft is not None and voice_notice.has_read(draft)
    reader = replace(report, voice_notice=report.voice_notice or read)
    await uow.outbox.add(await _word(services, uow, to, reader, (*before, item), item))
    shown = draft is not None or await may_be_asked(services, uow, visitor, report, now)
    quiet = not is_first_of_album(before, item) or not shown  # where contact is not allowed no number is shown (SG42)
    await additions.add(services, uow, visitor, report, number, addition, now, quiet=quiet)


async def _say_lost(services: Services, uow: UnitOfWork, visitor: Visitor, item: MediaRef) -> None:
    """The file could not be kept; nothing is said to somebody who has erased the talk or cleared the chat since."""
    told = await uow.reports.of_person(visitor.person)
    reporter = await uow.reports.reporter(told[0][0].reporter) if told else None
    if reporter is None or (reporter.hidden_at is not None and reporter.hidden_at >= item.sent_at):
        return
    lost, to = replace(item, state=MediaState.FAILED, file=None), ToChat(visitor.chat, reporter.language)
    await uow.outbox.add(await _word(services, uow, to, told[0][0], (lost,), lost))


async def _keep_followed(
    services: Services, uow: UnitOfWork, visitor: Visitor, report: Report, item: MediaRef, now: datetime
) -> None:
    """A file of somebody who came with five words."""
    addition, to = Addition(now, media=(item,)), ToChat(visitor.chat, await locale_of(uow, visitor))
    if additions.is_new(report, addition):
        await uow.outbox.add(await _word(services, uow, to, report, (*report.all_media, item), item))
        await follow_up.add(services, uow, visitor, report, addition, now)


async def _word(
    services: Services, uow: UnitOfWork, to: ToChat, told: Draft | Report, media: tuple[MediaRef, ...], item: MediaRef
) -> Notice:
    """'Kept: 2 files' (one live line per album), or why not and what to do instead. `told` is as it was before."""
    group = item.album or str(item.message_id)
    mine = [other for other in media if (other.album or str(other.message_id)) == group]
    if item.state.is_held:
        count = sum(other.state.is_held for other in mine)
        facts: dict[str, Fact] = {"count": count, "voice": voice_of(told)}
        facts |= {"recorded": item.is_testimony, "notice": voice_notice.is_due_after(told, item)}
        return Notice("kept", to, facts, slot=f"kept:{group}", mode=Mode.EDIT)
    same = tuple(other for other in mine if other.state is item.state)
    facts = {"state": item.state.value, "limit": _limit(services, item), "message": item.message_id}
    facts |= await refusal_facts(services, uow, told, same)
    return Notice("not_kept", to, facts, slot=f"not_kept:{group}:{item.state.value}", mode=Mode.EDIT)


def _limit(services: Services, item: MediaRef) -> int:
    """What the word about a file that is over a limit names: so many files, or so many megabytes."""
    policy = services.profile.policy
    return policy.max_files if item.state is MediaState.LIMIT else policy.max_file_bytes // (1 << 20)


async def remove_refused(services: Services, visitor: Visitor, pressed: MessageId | None = None) -> None:
    """Delete every refused file from this chat, if the person wants that (SG34). The message that offered it
    (`pressed`) loses its button."""
    async with services.begin() as uow:
        draft, told = await talk_of(uow, visitor), await uow.reports.of_person(visitor.person)
        media = [*(draft.media if draft else ()), *(item for report, _ in told for item in report.all_media)]
        refused: list[Fact] = [item.message_id for item in media if item.state is MediaState.REFUSED]
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        await uow.outbox.add(*_removed(to, refused, pressed))
        await uow.commit()


async def remove_copy(
    services: Services, visitor: Visitor, message: MessageId, pressed: MessageId | None = None
) -> None:
    """Delete a refused file from this chat, if the person wants that (SG34)."""
    async with services.begin() as uow:
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        await uow.outbox.add(*_removed(to, [int(message)], pressed))
        await uow.commit()


def _removed(to: ToChat, messages: list[Fact], pressed: MessageId | None) -> list[Notice]:
    used = [] if pressed is None else [Notice("used", to, {"message": int(pressed)})]
    return [Notice("wipe", to, {"messages": messages}), *used, Notice("copy_removed", to, {}, mode=Mode.NEW)]
