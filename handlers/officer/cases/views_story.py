"""The whole of a case as an officer with the right reads it in private, with its files and the buttons for acting on
it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.access.identity import Level
from bot.domain.access.viewer import Viewer
from bot.domain.cases.assessment.assessment import SCALES, is_divergent
from bot.domain.cases.case import Case
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import Note, Reply
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.cases.work import Opinion
from bot.domain.ids import CaseId
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.officer.cases import Story, StoryFiles, StoryKeys
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Report
from bot.usecases.access.may_contact import allowed_until
from bot.usecases.access.merged_cases import notes_of, replies_of, reports_of
from handlers.officer.cases.questions_put import asked_of
from handlers.officer.cases.views_answers import answer_text, waiting_lines
from handlers.officer.cases.views_asking import question_lines
from handlers.officer.cases.views_card import marks
from handlers.officer.cases.views_classes import class_lines
from handlers.officer.cases.views_desk import desk_keys
from handlers.officer.cases.views_merging import beside_keys, beside_lines, joined_lines, others_of, told_in
from handlers.officer.cases.views_parts import parts_told
from handlers.officer.cases.views_report import InCase, files_before, maps_of, report_text, told_in_head
from handlers.officer.cases.views_talks import talk_lines
from handlers.officer.work.views_tasks import tasks_told
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, child_lines, link_lines, listed, rules_line


@dataclass(frozen=True)
class CaseRecord:
    """Everything that is read of a case in order to show it."""

    case: Case
    reports: Sequence[Report]
    levels: Sequence[Level]
    """How much may be known of the reporter of each report."""
    replies: Sequence[Reply]
    notes: Sequence[Note]
    files_coming: int
    writable_until: Sequence[datetime | None]
    """Until when the reporter of each report may be written to because of the danger path's button."""


async def story(context: RenderContext, row: OutboxRow, said: Story) -> Rendered | None:
    """The whole of a case for an officer with the right: first a warning; protected; with the buttons for acting."""
    if row.notice.case is None:
        return None
    record, locale = await _record(context, row.notice.case), row.locale
    parts = [
        *_opening(context, locale, record.case, said),
        *_reports(context, locale, record),
        *parts_told(context, locale, record.case),
        *_what_was_done(context, locale, record),
        *_contact(context, locale, record),
        *beside_lines(context, locale, record.case.number, (), others_of(said)),
    ]
    keys = (*desk_keys(context, locale, record.case, _viewer(said)), *beside_keys(context, locale, said))
    return Rendered("\n\n".join(part for part in parts if part), keys, protect=True)


async def _record(context: RenderContext, case: CaseId) -> CaseRecord:
    policy, now = context.profile.policy, context.now()
    async with context.reading() as uow:
        found = await uow.cases.get(case)
        reports = await reports_of(uow, found)
        return CaseRecord(
            case=found,
            reports=reports,
            levels=[(await uow.identities.of(report)).level for report in reports],
            replies=await replies_of(uow, found),
            notes=await notes_of(uow, found),
            files_coming=sum([len(await uow.fetches.of_owner(one)) for one in ids_of(found)]),
            writable_until=[await allowed_until(policy, uow, report, now) for report in reports],
        )


def _opening(context: RenderContext, locale: str, case: Case, said: Story) -> list[str]:
    """The head, earlier lives and linked cases; then the warning."""
    return [
        _head(context, locale, case),
        *_before(context, locale, case),
        *link_lines(context, locale, said.links),
        *child_lines(context, locale, said.same_child),
        *beside_lines(context, locale, case.number, said.linked, ()),
        *joined_lines(context, locale, case.number, [o.number for o in case.absorbed], may_part=said.may_part),
        context.text("staff-story-drill" if Flag.DRILL in case.flags else "staff-story-warning", locale),
    ]


def _reports(context: RenderContext, locale: str, record: CaseRecord) -> list[str]:
    """Each report, and how much may be known of its reporter; then what is still being fetched."""
    case, reports = record.case, record.reports
    parts, in_head = list[str](), told_in_head(case, reports)
    for report, level, before, maps in zip(
        reports, record.levels, files_before(reports), maps_of(reports), strict=True
    ):
        asked = asked_of(context, locale, case, report, reports)
        known = context.text(f"staff-level-{level}", locale, number=str(case.number))
        told = f"{report_text(context, locale, report, InCase(before, asked, maps, in_head))}\n{known}"
        parts.append("\n".join([*told_in(context, locale, case, report.case), told]))
    coming = record.files_coming
    return [*parts, *([context.text("staff-files-coming", locale, count=coming)] if coming else [])]


def _what_was_done(context: RenderContext, locale: str, record: CaseRecord) -> list[str]:
    case = record.case
    return [
        *([rules_line(context, locale, case.rules)] if case.rules else []),
        *_opinions(context, locale, case),
        *_handed_over(context, locale, case),
        *talk_lines(context, locale, case),
        *tasks_told(context, locale, case),
        *class_lines(context, locale, case),
        *_left(context, locale, case),
        *note_lines(context, locale, case, record.notes),
        *question_lines(context, locale, case, record.reports),
        *_replies(context, locale, case, record.replies),
        *waiting_lines(context, locale, case),
    ]


def _contact(context: RenderContext, locale: str, record: CaseRecord) -> list[str]:
    """Whether the last reporter may be written to; in a merged case, whether each of them may."""
    lines, case = list[str](), record.case
    told = list(zip(record.reports, record.writable_until, strict=True))
    for report, until in told if case.absorbed else told[-1:]:
        key = "staff-story-entered" if is_entered(report) else f"staff-story-contact-{report.contact.value}"
        may = context.text("staff-story-may-write", locale, until=until) if until else context.text(key, locale)
        lines.append("\n".join([*told_in(context, locale, case, report.case), may]))
    return lines


def _head(context: RenderContext, locale: str, case: Case) -> str:
    return context.text(
        "staff-story-head",
        locale,
        marks=marks(context, locale, case),
        number=str(case.number),
        urgency=context.text(f"urgency-{case.urgency.value}", locale),
        state=context.text(f"state-{case.state.value}", locale),
        harms=listed(context, locale, "harm", list(case.harms)),
        age=context.text(f"o-age-{case.age_band}", locale),
        area=context.text(f"area-{case.area}", locale),
    )


def _before(context: RenderContext, locale: str, case: Case) -> list[str]:
    """How the case was assessed and closed before it was opened again, the latest first."""
    parts = []
    for life in reversed(case.lives):
        outcome = context.text(f"outcome-{life.closing.outcome}", locale) if life.closing is not None else "-"
        ended = context.text("staff-story-before", locale, at=life.closed_at or life.reopened_at, outcome=outcome)
        by_hand = [context.text("staff-story-reopened", locale, at=life.reopened_at), quoted(life.reason)]
        ended = "\n".join([ended, *(by_hand if life.reason else [])])
        parts.append("\n".join([ended, *_opinion_lines(context, locale, life.opinions)]))
    return parts


def _opinions(context: RenderContext, locale: str, case: Case) -> list[str]:
    if not case.opinions:
        return []
    lines = [context.text("staff-story-opinions", locale), *_opinion_lines(context, locale, case.opinions)]
    lines += [context.text("staff-story-divergence", locale)] if is_divergent(case) else []
    return ["\n".join(lines)]


def _opinion_lines(context: RenderContext, locale: str, opinions: Sequence[Opinion]) -> list[str]:
    """How each body has assessed the case, and its note."""
    lines = []
    for opinion in opinions:
        values = {scale: getattr(opinion, scale) for scale in SCALES}
        body = agency_name(context, locale, opinion.agency)
        lines.append(context.text("staff-story-opinion", locale, agency=body, **values))
        lines += [quoted(opinion.note)] if opinion.note else []
    return lines


def note_lines(context: RenderContext, locale: str, case: Case, notes: Sequence[Note]) -> list[str]:
    """The internal notes. A supervisor who belongs to no body has no name here. Notes that were written while two cases
    were one say so."""
    lines = [context.text("staff-notes", locale)] if notes else []
    for note in notes:
        who = agency_name(context, locale, note.agency) if note.agency else context.text("staff-supervisor", locale)
        both = [one.number for one in case.partings if one.merged_at <= note.at <= one.parted_at]
        lines.append(context.text("staff-note-line", locale, at=note.at, agency=who))
        lines += [context.text("staff-note-of-both", locale, number=str(number)) for number in both]
        lines.append(quoted(note.words))
    return ["\n".join(lines)] if lines else []


def _handed_over(context: RenderContext, locale: str, case: Case) -> list[str]:
    """Why bodies were asked to lead, and why they gave it back."""
    lines = []
    for one in case.transfers:
        names = {"from": agency_name(context, locale, one.from_agency), "agency": agency_name(context, locale, one.to)}
        lines += [context.text("staff-story-asked", locale, at=one.proposed_at, **names), quoted(one.reason)]
        if one.answer:
            why = context.text(f"giveback-{one.answer}", locale)
            lines.append(context.text("staff-story-given-back", locale, words=why, **names))
    return ["\n".join(lines)] if lines else []


def _left(context: RenderContext, locale: str, case: Case) -> list[str]:
    """Why parts and tasks were left when the case was closed, or will be; and who elsewhere has taken it."""
    ending = case.closing or case.proposal
    if ending is None:
        return []
    said = {"staff-story-left": ending.reason, "staff-story-receipt": ending.receipt}
    return [f"{context.text(key, locale)}\n{quoted(words)}" for key, words in said.items() if words]


def _replies(context: RenderContext, locale: str, case: Case, replies: Sequence[Reply]) -> list[str]:
    """The answers; in a merged case, to whose report."""
    lines = [context.text("staff-story-replies", locale)] if replies else []
    for reply in replies:
        lines += told_in(context, locale, case, reply.case, "staff-story-to-reporter")
        lines.append(answer_text(context, locale, reply))
    return ["\n".join(lines)] if lines else []


def _viewer(said: Story | StoryKeys) -> Viewer:
    return Viewer(said.agency, said.heads, said.supervisor, said.reader)


async def story_keys(context: RenderContext, row: OutboxRow, said: StoryKeys) -> Rendered | None:
    """The buttons under an opened report, as they are now; its words stay as they were read."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    return Rendered("", desk_keys(context, row.locale, case, _viewer(said)), only_keys=True)


async def story_files(context: RenderContext, row: OutboxRow, said: StoryFiles) -> Rendered:
    """Stands before the files of a report: what comes, and that it is covered (SG30)."""
    return Rendered(context.text("staff-files-warning", row.locale, number=str(said.number)), protect=True)


VIEWS = no_views().on(Story, story).on(StoryFiles, story_files).on(StoryKeys, story_keys)
