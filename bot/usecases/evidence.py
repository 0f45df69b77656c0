"""Files at any moment of the talk: judged before anything is fetched, kept sealed, one live line per album."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.asides import answers_of, fold_asides, knows
from bot.domain.facts import voice_of
from bot.domain.ids import CaseId, DraftId, MessageId
from bot.domain.media import judge
from bot.domain.notices import Fact, Mode, Notice, ToChat
from bot.domain.report import Addition, Draft, MediaRef, MediaState, Report
from bot.ports import UnitOfWork, Visitor
from bot.usecases import additions, voice_notice
from bot.usecases.line import Line
from bot.usecases.talk import due_at, locale_of, new_draft, settle
from bot.usecases.withholding import as_draft, refusal_facts


@dataclass(frozen=True)
class Verdict:
    """May this file be fetched, and under whose key is it sealed?"""

    owner: DraftId | CaseId
    state: MediaState
    known: bool = False
    """The message has been taken before."""


async def expect(line: Line, visitor: Visitor, item: MediaRef, now: datetime) -> Verdict:
    """Judge a file before it is downloaded. A first message that is a file begins a talk.

    `line` must not be bound to the update: its inbox row closes only when the file is kept.
    """
    async with line.begin() as uow:
        draft = await uow.drafts.of(visitor.person)
        told = await _newest(uow, visitor, draft)
        if told is not None:
            like = as_draft(told, answers_of(told))
            return Verdict(told.case, _judged(line, like, item), item.message_id in additions.message_ids(told))
        if draft is None:
            draft = new_draft(line, visitor.locale, now)
            await uow.drafts.save(visitor.person, visitor.chat, draft, due_at=due_at(line.profile, draft))
            await uow.commit()
    return Verdict(draft.id, _judged(line, draft, item), knows(draft, item.message_id))


async def _newest(uow: UnitOfWork, visitor: Visitor, draft: Draft | None) -> Report | None:
    """The sent report that a file belongs to now: the one being added to, else the newest open one; None in a talk."""
    if draft is not None:
        return await additions.report_of(uow, visitor, draft.case) if draft.is_addition else None
    told = await uow.reports.of_person(visitor.person)
    if told and (await uow.cases.get(told[0][0].case)).is_open:
        return told[0][0]
    return None


def _judged(line: Line, draft: Draft, item: MediaRef) -> MediaState:
    return judge(line.profile.policy, line.profile.questionnaire, fold_asides(draft), item)


async def keep(line: Line, visitor: Visitor, item: MediaRef, now: datetime) -> None:
    """Note what became of a file (kept, refused, too large …) and say so; its caption is kept in any case."""
    async with line.begin() as uow:
        draft = await uow.drafts.of(visitor.person)
        if draft is not None and not draft.is_addition:
            await _keep_in_talk(line, uow, visitor, draft, item, now)
        else:
            await _keep_after_sending(line, uow, visitor, draft, item, now)
        await uow.commit()


async def _keep_in_talk(
    line: Line, uow: UnitOfWork, visitor: Visitor, draft: Draft, item: MediaRef, now: datetime
) -> None:
    if knows(draft, item.message_id):
        return
    after = replace(draft, media=(*draft.media, item), changed_at=now)
    to = ToChat(visitor.chat, draft.language)
    await uow.outbox.add(await _word(line, uow, to, draft, after.media, item))
    first = is_first_of_album(draft.media, item)
    await settle(line, uow, visitor, draft, after, now, mode=Mode.REPLACE, show=first)


def is_first_of_album(before: tuple[MediaRef, ...], item: MediaRef) -> bool:
    """Whether this is a file by itself or the first of its album."""
    return not item.album or all(other.album != item.album for other in before)


async def _keep_after_sending(
    line: Line, uow: UnitOfWork, visitor: Visitor, draft: Draft | None, item: MediaRef, now: datetime
) -> None:
    """A file sent after the report: an addition to the one being added to, else to the newest."""
    case = draft.case if draft is not None else None
    told = await uow.reports.of_person(visitor.person)
    found = next(((r, n) for r, n in told if case is None or r.case == case), None)
    if found is None:
        return
    report, number = found
    before = report.all_media
    addition = Addition(now, media=(item,))
    if not additions.is_new(report, addition):
        return
    to = ToChat(visitor.chat, await locale_of(uow, visitor))
    read = draft is not None and voice_notice.has_read(draft)
    reader = replace(report, voice_notice=report.voice_notice or read)
    await uow.outbox.add(await _word(line, uow, to, reader, (*before, item), item))
    quiet = not is_first_of_album(before, item)
    await additions.add(line, uow, visitor, report, number, addition, now, quiet=quiet)


async def _word(
    line: Line, uow: UnitOfWork, to: ToChat, told: Draft | Report, media: tuple[MediaRef, ...], item: MediaRef
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
    facts = {"state": item.state.value, "limit": _limit(line, item), "message": item.message_id}
    facts |= await refusal_facts(line, uow, told, same)
    return Notice("not_kept", to, facts, slot=f"not_kept:{group}:{item.state.value}", mode=Mode.EDIT)


def _limit(line: Line, item: MediaRef) -> int:
    """What the word about a file that is over a limit names: so many files, or so many megabytes."""
    policy = line.profile.policy
    return policy.max_files if item.state is MediaState.LIMIT else policy.max_file_bytes // (1 << 20)


async def remove_refused(line: Line, visitor: Visitor) -> None:
    """Delete every refused file from this chat, if the person wants that (SG34)."""
    async with line.begin() as uow:
        draft, told = await uow.drafts.of(visitor.person), await uow.reports.of_person(visitor.person)
        media = [*(draft.media if draft else ()), *(item for report, _ in told for item in report.all_media)]
        refused: list[Fact] = [item.message_id for item in media if item.state is MediaState.REFUSED]
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        await uow.outbox.add(Notice("wipe", to, {"messages": refused}), Notice("copy_removed", to, {}, mode=Mode.NEW))
        await uow.commit()


async def remove_copy(line: Line, visitor: Visitor, message: MessageId) -> None:
    """Delete a refused file from this chat, if the person wants that (SG34)."""
    async with line.begin() as uow:
        to = ToChat(visitor.chat, await locale_of(uow, visitor))
        await uow.outbox.add(
            Notice("wipe", to, {"messages": [int(message)]}), Notice("copy_removed", to, {}, mode=Mode.NEW)
        )
        await uow.commit()
