"""Files at any moment of the conversation: checked before anything is fetched, then fetched. There is one live message
per album."""

from dataclasses import dataclass, replace

from bot.domain.ids import CaseId, CaseNumber, DraftId, MessageId
from bot.domain.intake.asides import answers_of, fold_asides, knows, pieces
from bot.domain.intake.facts import voice_of
from bot.domain.intake.hidden import is_at_hide
from bot.domain.intake.media import judge
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.files import FileNotStored, FileStored
from bot.domain.people import Visitor
from bot.domain.queues.fetches import PendingFile
from bot.domain.report import Addition, Draft, MediaRef, MediaState, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.access.private_chat import conversation_of, locale_of, note
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.casework.withheld_files import as_draft, refusal_of, withhold
from bot.usecases.reporting.draft import voice_notice
from bot.usecases.reporting.draft.conversation import new_draft, save_and_render
from bot.usecases.reporting.draft.saving import save_step, save_unshown
from bot.usecases.reporting.draft.screens import Display
from bot.usecases.reporting.draft.submission import pass_on, take_addition
from bot.usecases.reporting.evidence.reply_mode import AT_ONCE, ReplyMode
from bot.usecases.reporting.sent_reports import additions, follow_up, open_questions
from bot.usecases.reporting.sent_reports.additions import Confirmation, OwnReport
from bot.usecases.reporting.sent_reports.limits import no_space, refuse_too_many_files
from bot.usecases.reporting.unasked import GOES, goes_on, is_empty, may_be_asked, started
from bot.usecases.services import Services


@transaction_of_request
async def take(act: ReporterAct, item: MediaRef, file_id: str, notes: tuple[str, ...] = ()) -> None:
    """A file was sent. It is checked before anything is fetched: what may be stored is fetched after this commit; for
    the rest the person is told why not. A file as the first message begins a conversation. `notes`: keys of what is
    said before."""
    await note(act.uow, act.visitor, *notes)
    draft = await conversation_of(act.uow, act.visitor)
    told = await _joined(act, draft)
    draft = draft if told is not None else await _in_conversation(act, draft)
    place = FilePlace(draft, told, await open_questions.at_hand(act.uow, act.visitor, draft, act.now))
    await _taken(act, place, item, file_id)


@dataclass(frozen=True)
class FilePlace:
    """What a file belongs to: the sent report, else the conversation at hand. Where both are given, the conversation
    only waits for additions to the report. `question`: the question of the officers that the file answers (0: none)."""

    draft: Draft | None
    report: Report | None
    question: int = 0

    @property
    def owner(self) -> DraftId | CaseId:
        """The draft or case under whose key the file is stored."""
        if self.report is not None:
            return self.report.case
        if self.draft is None:
            raise LookupError("a file that belongs nowhere")
        return self.draft.id

    @property
    def told(self) -> Draft | Report:
        """What was told so far."""
        if self.report is not None:
            return self.report
        if self.draft is None:
            raise LookupError("a file that belongs nowhere")
        return self.draft

    @property
    def media(self) -> tuple[MediaRef, ...]:
        """The files that are there already."""
        return self.report.all_media if self.report is not None else self.draft.media if self.draft is not None else ()

    def has_words_of(self, message_id: int) -> bool:
        """Whether the words of this message are kept, while its file is still being fetched."""
        if self.report is not None:
            return message_id in additions.message_ids(self.report)
        return self.draft is not None and any(piece.message_id == message_id for piece in pieces(self.draft))

    def knows(self, message_id: int) -> bool:
        """Whether this message has been handled before."""
        if self.report is not None:
            return message_id in additions.message_ids(self.report)
        return self.draft is not None and knows(self.draft, message_id)


async def _joined(act: ReporterAct, draft: Draft | None) -> Report | None:
    """The sent report to which a file belongs now. That is the one that is being added to, the one that words would be
    asked about (SG42), or an open one that was sent just now. None in a conversation, and where the file begins
    something new."""
    followed = await follow_up.awaited_report(act.uow, act.visitor, act.now)
    if followed is not None:
        return followed
    if draft is not None and draft.is_addition:
        return await additions.report_of(act.uow, act.visitor, draft.case)
    if draft is not None and draft.about is not None:
        return await additions.own_report(act.uow, act.visitor, draft.about)
    own = None if draft is not None and not is_empty(draft) else await additions.own_of(act.uow, act.visitor.person)
    if own is None or await may_be_asked(act, own[0]):
        return own[0] if own is not None else None
    is_open = (await case_as_told(act.uow, own[0].case)).is_open
    return own[0] if is_open and await goes_on(act.uow, act.visitor, own[0], act.now) else None


async def _in_conversation(act: ReporterAct, draft: Draft | None) -> Draft:
    """The conversation that a file joins. One that begins with the file is sent by itself, where the person has a
    case."""
    own = None if draft is not None and not is_empty(draft) else await additions.own_of(act.uow, act.visitor.person)
    return (
        started(act.services, draft, own, act.now)
        if own is not None
        else draft or new_draft(act.services, act.visitor.locale, act.now)
    )


async def _taken(act: ReporterAct, place: FilePlace, item: MediaRef, file_id: str) -> None:
    if place.knows(item.message_id):
        return
    refuse_too_many_files(act.services, place.media, place.report, item, act.now)
    state = judged(act.services, place, item)
    if state.is_stored and not act.uow.fetches.has_space:
        await act.uow.outbox.add(await no_space(act.uow, act.visitor))
        state = MediaState.FAILED
    if not state.is_stored:
        await keep(act, place, replace(item, state=state))
        return
    if place.report is None and place.draft is not None:
        draft = place.draft
        waiting = replace(draft, coming=draft.coming | {item.message_id}, changed_at=act.now)
        await save_step(act, draft, waiting, (), is_back=not is_at_hide(draft))
    report = place.report.id if place.report is not None else None
    coming = PendingFile(act.visitor.chat, await locale_of(act.uow, act.visitor), file_id, item, report, place.question)
    await act.uow.fetches.add(act.visitor.person, place.owner, coming, act.now)


def judged(services: Services, place: FilePlace, item: MediaRef) -> MediaState:
    """How the file may be stored, by what is told now; or why it may not be."""
    told = place.report
    draft = as_draft(told, answers_of(told)) if told is not None else place.draft
    if draft is None:
        return MediaState.FAILED
    return judge(services.profile.policy, services.profile.questionnaire, fold_asides(draft), item)


async def keep(act: ReporterAct, place: FilePlace, item: MediaRef, reply_mode: ReplyMode = AT_ONCE) -> None:
    """Notes what became of a file (stored, refused, too large …) and says so. Its caption is kept in any case."""
    if place.report is not None:
        await _keep_after_sending(act, place, item, reply_mode)
    elif place.draft is not None:
        await _keep_in_conversation(act, place.draft, item, reply_mode)


async def _keep_in_conversation(act: ReporterAct, draft: Draft, item: MediaRef, reply_mode: ReplyMode) -> None:
    changed_at = draft.changed_at if item.message_id in draft.coming else act.now
    coming = draft.coming - {item.message_id}
    after = replace(draft, media=(*draft.media, item), coming=coming, changed_at=changed_at)
    await _say(
        act.uow, reply_mode, await word(act, ToChat(act.visitor.chat, draft.language), FilePlace(draft, None), item)
    )
    first, notes = is_first_of_album(draft.media, item), (GOES,) if goes_at(after) is not None else ()
    if reply_mode.seen:
        await save_and_render(act, draft, after, Display(Mode.REPLACE, notes) if first and reply_mode.shows else None)
    else:
        await save_unseen(act, draft, after)


async def save_unseen(act: ReporterAct, before: Draft, after: Draft) -> None:
    """Saves a step of the conversation without a message in the chat."""
    after = await pass_on(act, before, await withhold(act, after))
    await save_unshown(act, act.visitor.person, act.visitor.chat, after)


def is_first_of_album(before: tuple[MediaRef, ...], item: MediaRef) -> bool:
    """Whether this file is single, or the first of its album."""
    return not item.album or all(other.album != item.album for other in before)


async def _keep_after_sending(act: ReporterAct, place: FilePlace, item: MediaRef, reply_mode: ReplyMode) -> None:
    """A file for a report that was sent: it is an addition."""
    addition = Addition(act.now, media=(item,), question=place.question)
    if place.report is None or not additions.is_new(place.report, addition):
        return
    report, draft = place.report, await conversation_of(act.uow, act.visitor)
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    reader = replace(report, voice_notice=report.voice_notice or (draft is not None and voice_notice.has_read(draft)))
    await _say(act.uow, reply_mode, await word(act, to, FilePlace(None, reader), item))
    number = await number_of(act.uow, act.visitor, report)
    if number is None:
        await _keep_followed(act, report, addition, reply_mode)
        return
    shown = draft is not None or await may_be_asked(act, report)
    first = is_first_of_album(report.all_media, item)
    quiet = not (first and shown and reply_mode.shows)  # where contact is not allowed no number is shown (SG42)
    await additions.add(act, OwnReport(report, number), addition, Confirmation(quiet=quiet, unseen=not reply_mode.seen))


async def number_of(uow: UnitOfWork, visitor: Visitor, report: Report) -> CaseNumber | None:
    """The number of an own report; None for one that was found with five words."""
    told = await uow.reports.of_person(visitor.person)
    return next((number for other, number in told if other.id == report.id), None)


async def _keep_followed(act: ReporterAct, report: Report, addition: Addition, reply_mode: ReplyMode) -> None:
    """A file from somebody who came with five words."""
    if reply_mode.shows:
        await follow_up.add(act, report, addition)
    else:
        await take_addition(act, report, addition, None)


async def _say(uow: UnitOfWork, reply_mode: ReplyMode, notice: Notice) -> None:
    """Sends the notice as an answer now, or later in its late form, or not at all, as `reply_mode` says."""
    late = reply_mode.as_late(notice)
    if late is not None:
        await uow.outbox.add(late)


async def word(act: ReporterAct, to: ToChat, place: FilePlace, item: MediaRef | None, group: str = "") -> Notice:
    """'Kept: 2 files': one live message per album. It also counts files that take longer and files that did not come.
    Or else why a file is not stored, and what to do instead. `place`: as it was before."""
    group = item.group if item is not None else group
    mine = [other for other in (*place.media, *((item,) if item is not None else ())) if other.group == group]
    if item is not None and item.state not in SAID_BY_COUNT:
        same = tuple(other for other in mine if other.state is item.state)
        refusal = await refusal_of(act, place.told, same)
        not_stored = FileNotStored(
            voice=refusal.voice,
            kind=refusal.kind,
            count=refusal.count,
            with_police=refusal.with_police,
            state=item.state,
            limit=_limit(act.services, item),
            message=MessageId(item.message_id),
        )
        return Notice(not_stored, to, slot=f"not_kept:{group}:{item.state.value}", mode=Mode.EDIT)
    left = [one for one in await act.uow.fetches.of_person(act.visitor.person) if one.group == group and one.told]
    recorded = item is not None and item.is_testimony and item.state.is_stored
    counted = FileStored(
        count=sum(other.state.is_stored for other in mine),
        coming=len(left),
        failed=sum(other.state is MediaState.FAILED for other in mine),
        other=sum(other.state not in SAID_BY_COUNT for other in mine),
        voice=voice_of(place.told),
        recorded=recorded,
        notice=item is not None and voice_notice.is_due_after(place.told, item),
    )
    return Notice(counted, to, slot=f"kept:{group}", mode=Mode.EDIT)


SAID_BY_COUNT = frozenset({MediaState.STORED, MediaState.RESTRICTED, MediaState.SEALED, MediaState.FAILED})
"""States of files that the message "so many files are kept" counts. A file in another state has a message of its own
that says what to do instead."""


def _limit(services: Services, item: MediaRef) -> int:
    """What the message about a file over a limit names: how many files, or how many megabytes."""
    policy = services.profile.policy
    return policy.max_files if item.state is MediaState.LIMIT else policy.max_file_bytes // (1 << 20)
