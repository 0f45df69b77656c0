"""Files that were stored before it was known what they may show. From then on they are stored as the district's mode
says (SG34)."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.flags import Flag
from bot.domain.ids import AgencyKey, CaseId, DraftId
from bot.domain.intake.asides import fold_asides
from bot.domain.intake.facts import voice_of
from bot.domain.intake.media import (
    SEAL,
    all_in_state,
    is_for_two_keys,
    key_holders,
    media_states,
    newly_refused,
    report_in_state,
    stricter,
)
from bot.domain.intake.routing import police_look
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat
from bot.domain.notices.officer.cases import SealedMedia
from bot.domain.notices.reporter.files import MessageGone, Withheld
from bot.domain.report import Answer, Draft, MediaRef, MediaState, Report
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.services import Services, Transaction

Media = tuple[MediaRef, ...]


async def withhold(act: Transaction, draft: Draft) -> Draft:
    """The draft with its files stored as its present answers demand. Ticks for which Done was not pressed do not count
    yet: what is deleted cannot be brought back."""
    if not draft.media:
        return draft
    profile, ended = act.services.profile, replace(fold_asides(draft), chosen=())
    states = media_states(profile.policy, profile.questionnaire, ended)
    after = replace(draft, media=all_in_state(draft.media, states))
    await _let_go(act, draft.id, draft.media, after.media)
    return after


async def withhold_in_report(
    act: Transaction, report: Report, was: Media = (), answers: tuple[Answer, ...] | None = None
) -> Report:
    """The report with its files stored as it demands (or as `answers` demand, which may include words that were added).
    No file is stored less strictly than in `was`."""
    states = media_states(act.services.profile.policy, act.services.profile.questionnaire, as_draft(report, answers))
    after = report_in_state(replace(report, media=never_freer(report.media, was)), states)
    await _let_go(act, report.case, (*report.all_media, *was), after.all_media)
    return after


def never_freer(media: Media, was: Media) -> Media:
    """Each file of `media`, restricted at least as strictly as it was in `was`. Its bytes stay where they are now."""
    before = {item.message_id: item for item in was}
    return tuple(stricter(item, before.get(item.message_id, item)) for item in media)


def as_draft(report: Report, answers: tuple[Answer, ...] | None = None) -> Draft:
    """The report as a draft, which the rules about files take."""
    draft = Draft(DraftId(report.case), report.path, report.language, report.sent_at, report.sent_at)
    return replace(draft, answers=report.answers if answers is None else answers, media=report.all_media)


async def _let_go(act: Transaction, owner: DraftId | CaseId, before: Media, after: Media) -> None:
    """Notes files that may not be stored for deletion, and files that must be sealed for sealing."""
    gone = [item.file for item in newly_refused(before, after) if item.file is not None]
    await act.uow.sealed_files.destroy(owner, gone)
    if act.services.profile.policy.media_mode == SEAL:
        stored = {item.file for item in before if item.state is MediaState.STORED}
        waiting = [item.file for item in after if is_for_two_keys(item) and item.file in stored]
        await act.uow.sealed_files.name_for_sealing(owner, [file for file in waiting if file is not None])


async def tell_withheld(act: Transaction, told: Draft | Report, to: ToChat, before: Media, after: Media) -> None:
    """Tells the person kindly that files they sent are not stored after all, and may be removed from this chat
    (SG34)."""
    gone = newly_refused(before, after)
    if not gone:
        return
    slots = dict.fromkeys(f"kept:{item.album or item.message_id}" for item in gone)
    refusal = await refusal_of(act, told, gone)
    await act.uow.outbox.add(
        *(Notice(MessageGone(), to, slot=slot, mode=Mode.DELETE) for slot in slots),
        Notice(refusal, to, slot="withheld", mode=Mode.REPLACE),
    )


async def refusal_of(act: Transaction, told: Draft | Report, gone: Media) -> Withheld:
    """What the text about files that may not be stored needs: what they are, how many, and who looks at them."""
    kinds = {looks_like(item) for item in gone}
    kind = kinds.pop() if len(kinds) == 1 else "file"
    case = await goes_on(act.uow, await act.uow.cases.get(told.case)) if told.case is not None else None
    barred = case.barred if case is not None else ()
    is_police = police_look(act.services.profile, told, barred)
    return Withheld(voice=voice_of(told), kind=kind, count=len(gone), with_police=is_police)


def looks_like(item: MediaRef) -> str:
    """The kind of file as the person sees it: a picture that was sent as a document is a picture."""
    kind = {"image": "photo", "video": "video", "audio": "audio"}.get(item.mime.partition("/")[0])
    return kind if kind is not None and item.kind == "document" else item.kind


async def alert_key_holders(act: Transaction, was: Case | None, case: Case) -> None:
    """Tells the police and the supervising body, without content, that there are files which the line may not show
    (SG34)."""
    before = was.flags if was is not None else frozenset()
    if is_quarantined(case):
        return
    if Flag.SEALED_MEDIA in case.flags - before:
        told = list(told_of(act.services, case))
        await act.uow.outbox.add(*[_alert(case, agency, alone=len(told) == 1) for agency in told])


def told_of(services: Services, case: Case) -> Iterable[AgencyKey]:
    """The two bodies, without one that must not know of the case."""
    return [agency for agency in sorted(key_holders(services.profile)) if agency not in case.barred]


def _alert(case: Case, agency: AgencyKey, *, alone: bool) -> Notice:
    said, rank, slot = SealedMedia(number=case.number, alone=alone), Priority.ALERT, f"media:{case.id}"
    return Notice(said, ToAgency(agency), priority=rank, case=case.id, slot=slot, mode=Mode.REPLACE)
