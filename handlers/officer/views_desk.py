"""What an officer sees in private: the story, its files, and the desk for assessing, answering, acting, closing."""

from collections.abc import Sequence

from bot.domain.cases.assessment import SCALES, is_divergent
from bot.domain.cases.case import Case, Flag, Opinion, Part, TaskState
from bot.domain.cases.lists import Note, Reply
from bot.domain.cases.questions import waiting
from bot.domain.cases.talks import to_be_held
from bot.domain.ids import AgencyKey
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.cases import CloseApproval, DeskShown, Story, StoryFiles, StoryKeys
from bot.domain.urgency import Urgency
from bot.ports.delivery import OutboxRow
from bot.usecases.casework.forms import AGENCY, OFFICER
from bot.usecases.casework.replying import CANNED, OWN_WORDS
from handlers.officer import buttons as b
from handlers.officer import buttons_tasks as t
from handlers.officer.views_answers import answer_text, pointed_out, waiting_lines
from handlers.officer.views_asking import asked_of, question_lines
from handlers.officer.views_card import marks
from handlers.officer.views_classes import class_lines
from handlers.officer.views_report import held_before, maps_of, report_text, told_in_head
from handlers.officer.views_talks import talk_lines
from handlers.officer.views_tasks import tasks_told
from handlers.reporter.option_rows import in_rows
from handlers.reporter.views_danger import allowed_until
from handlers.telegram.buttons import pack
from handlers.telegram.quotation import quoted
from handlers.telegram.rendered import Key, RenderContext, Rendered
from handlers.telegram.view_table import no_views
from handlers.wording import agency_name, child_lines, link_lines, listed, rules_line


async def story(context: RenderContext, row: OutboxRow, said: Story) -> Rendered | None:
    """The whole of a case for an entitled officer: warning first, protected, with the ways to act."""
    if row.notice.case is None:
        return None
    async with context.begin() as uow:
        case = await uow.cases.get(row.notice.case)
        reports = await uow.reports.of_case(case.id)
        replies = await uow.reports.replies_of(case.id)
        notes = await uow.notes.of_case(case.id)
        levels = [(await uow.identities.of(report)).level for report in reports]
        until = [await allowed_until(context, uow, report) for report in reports[-1:]]
        coming = len(await uow.fetches.of_owner(case.id))
    locale = row.locale
    parts = [
        _head(context, locale, case),
        *_before(context, locale, case),
        *link_lines(context, locale, said.links),
        *child_lines(context, locale, said.same_child),
    ]
    parts.append(context.text("staff-story-drill" if Flag.DRILL in case.flags else "staff-story-warning", locale))
    held, maps, in_head = held_before(reports), maps_of(reports), told_in_head(case, reports)
    for report, level, before, shown in zip(reports, levels, held, maps, strict=True):
        known = context.text(f"staff-level-{level}", locale, number=str(case.number))
        named = asked_of(context, locale, case, report, reports)
        parts.append(f"{report_text(context, locale, report, before, named, shown, in_head)}\n{known}")
    parts += [context.text("staff-files-coming", locale, count=coming)] if coming else []
    parts += (
        ([rules_line(context, locale, case.rules)] if case.rules else [])
        + _opinions(context, locale, case)
        + _handed_over(context, locale, case)
        + talk_lines(context, locale, case)
        + tasks_told(context, locale, case)
        + class_lines(context, locale, case)
        + _left(context, locale, case)
        + _notes(context, locale, notes)
        + question_lines(context, locale, case, reports)
        + _replies(context, locale, replies)
        + waiting_lines(context, locale, case)
    )
    for report, at in zip(reports[-1:], until, strict=True):
        key = "staff-story-entered" if is_entered(report) else f"staff-story-contact-{report.contact.value}"
        parts.append(
            context.text(key, locale) if at is None else context.text("staff-story-may-write", locale, until=at)
        )
    keys = desk_keys(context, locale, case, said.agency)
    return Rendered("\n\n".join(part for part in parts if part), keys, protect=True)


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
    """How the case had been assessed and had ended before it was opened again, the latest first."""
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


def _notes(context: RenderContext, locale: str, notes: Sequence[Note]) -> list[str]:
    """What was noted for each other; a supervisor of no body has no name here."""
    lines = [context.text("staff-notes", locale)] if notes else []
    for note in notes:
        who = agency_name(context, locale, note.agency) if note.agency else context.text("staff-supervisor", locale)
        lines += [context.text("staff-note-line", locale, at=note.at, agency=who), quoted(note.words)]
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
    """Why parts and tasks were left when the case was closed, or are to be; and who elsewhere has taken it."""
    ending = case.closing or case.proposal
    if ending is None:
        return []
    said = {"staff-story-left": ending.reason, "staff-story-receipt": ending.receipt}
    return [f"{context.text(key, locale)}\n{quoted(words)}" for key, words in said.items() if words]


def _replies(context: RenderContext, locale: str, replies: Sequence[Reply]) -> list[str]:
    if not replies:
        return []
    lines = [context.text("staff-story-replies", locale)]
    return ["\n".join([*lines, *(answer_text(context, locale, reply) for reply in replies)])]


def desk_keys(context: RenderContext, locale: str, case: Case, agency: AgencyKey | None) -> tuple[tuple[Key, ...], ...]:
    """The ways to act on a case in private, for somebody of this body; each has a command beside it."""
    if not case.is_open:
        return ()
    number = case.number

    def key(name: str, data: object, style: str = "") -> Key:
        return Key(context.text(f"button-{name}", locale), pack(data), style=style)

    rows: list[tuple[Key, ...]] = [
        (key("assess", b.Assess(number), "primary"), key("reply", b.Reply(number))),
        (key("ask", b.AskReporter(number)), key("act", b.Act(number))),
        (key("task", t.NewTask(number)), key("close", b.Close(number))),
    ]
    task = None if agency is None else case.task(agency)
    if task is not None and task.state is TaskState.ALERTED and task.part is not Part.COPY:
        rows.insert(0, (key("take", b.Take(number), "success"),))
    if case.proposal is not None:
        rows.append((key("approve", b.Approve(number), "primary"),))
    if waiting(case):
        rows.append((key("unask", b.TakeQuestionBack(number)),))
    if agency == case.lead:
        rows.append((key("transfer", b.HandOver(number)), key("bringin", b.BringIn(number))))
    changes = [key("raise", b.RaiseClass(number))] if case.urgency is not Urgency.P1 else []
    changes += [key("lower", b.LowerClass(number))] if agency == case.lead and case.urgency is not Urgency.P4 else []
    talks = [key("talk", b.CallTalk(number))] if agency == case.lead else []
    talks += [key("record", b.RecordTalk(number))] if to_be_held(case) is not None else []
    rows += [tuple(changes), tuple(talks)]
    rows.append((key("note", b.WriteNote(number)), key("recuse", b.Recuse(number))))
    return tuple(row for row in rows if row)


async def story_keys(context: RenderContext, row: OutboxRow, said: StoryKeys) -> Rendered | None:
    """The ways to act under an opened report, as they are now; its words stay as they were read."""
    if row.notice.case is None:
        return None
    async with context.begin() as uow:
        case = await uow.cases.get(row.notice.case)
    return Rendered("", desk_keys(context, row.locale, case, said.agency), only_keys=True)


async def story_files(context: RenderContext, row: OutboxRow, said: StoryFiles) -> Rendered:
    """Before the files of a report: what comes, and that it is covered (SG30)."""
    return Rendered(context.text("staff-files-warning", row.locale, number=str(said.number)), protect=True)


def desk_end(context: RenderContext, locale: str, number: int, go: str) -> tuple[Key, ...]:
    """Do it, once all is answered (`go` names the words of that button), and put it away."""
    stop = Key(context.text("button-desk-stop", locale), pack(b.DeskDone(number, "stop")))
    if not go:
        return (stop,)
    return (Key(context.text(go, locale), pack(b.DeskDone(number, "go")), style="success"), stop)


async def desk_prompt(context: RenderContext, row: OutboxRow, said: DeskShown) -> Rendered:
    """One step of answering, acting, closing or handing on."""
    locale, number, step = row.locale, said.number, said.step
    worded: dict[str, object] = {**said.chosen, "number": str(number), "words": said.words or "", "time": said.lasts}
    if "body" in said.chosen:
        worded["body"] = agency_name(context, locale, said.chosen["body"])
    if step == "reply_preview":
        worded["text"] = context.text(said.text_key, locale) if said.text_key else said.words
    if said.outcome:
        worded["outcome"] = context.text(f"outcome-{said.outcome}", locale)
    if said.safe:
        worded["safe"] = context.text(f"staff-close-safe-{said.safe}", locale)
    text = context.text(f"staff-{step.replace('_', '-')}", locale, **worded)
    first = await pointed_out(context, row, said.words or "") if step == "reply_preview" and not said.text_key else []
    return Rendered(
        "\n\n".join([*first, text]),
        (*_choices(context, locale, said), desk_end(context, locale, number, _go(step))),
        protect=True,
    )


def _go(step: str) -> str:
    if step == "reply_preview":
        return "button-go"
    return "button-go-save" if step.endswith("_preview") else ""


def _choices(context: RenderContext, locale: str, said: DeskShown) -> list[tuple[Key, ...]]:
    """What can be tapped at this step of the desk."""
    number, step = said.number, said.step
    if step == "reply_which":
        rows = [(Key(context.text(f"canned-{key}-short", locale), pack(b.ReplyCanned(number, key))),) for key in CANNED]
        return [*rows, (Key(context.text("button-own-words", locale), pack(b.ReplyCanned(number, OWN_WORDS))),)]
    if step == "close_outcome":
        outcomes = context.profile.outcomes
        keys = [Key(context.text(f"outcome-{one}", locale), pack(b.CloseOutcome(number, one))) for one in outcomes]
        return in_rows(keys, 1, lambda key: key.text)
    if step == "close_safe":
        how = [Key(context.text(f"staff-close-safe-{s}", locale), pack(b.CloseSafe(number, s))) for s in said.options]
        return [tuple(how)]
    if step == "recuse_who":
        who = ("me", "body")
        return [tuple(Key(context.text(f"button-recuse-{w}", locale), pack(b.RecuseWho(number, w))) for w in who)]
    return in_rows([_option(context, locale, said, option) for option in said.options], 1, lambda key: key.text)


def _option(context: RenderContext, locale: str, said: DeskShown, option: str) -> Key:
    """One of the options that the form itself names."""
    doing, _, name = said.step.partition("_")
    if said.texts == AGENCY:
        label = agency_name(context, locale, option)
    elif said.texts == OFFICER and not context.known(f"{OFFICER}{option}", locale):
        label = context.text("staff-task-owner", locale, code=option)
    else:
        label = context.text(f"{said.texts}{option}", locale)
    return Key(label, pack(b.DeskTap(said.number, doing, name, option)))


async def close_approval(context: RenderContext, row: OutboxRow, said: CloseApproval) -> Rendered:
    """The second person is asked to agree."""
    locale, number = row.locale, said.number
    text = context.text(
        "staff-close-approval",
        locale,
        number=str(number),
        urgency=said.urgency.value,
        agency=agency_name(context, locale, said.agency),
        outcome=context.text(f"outcome-{said.outcome}", locale),
        safe=context.text(f"staff-close-safe-{said.safe}", locale),
    )
    more = []
    if said.goes_on:
        more.append(context.text("staff-close-goes-on", locale, agency=agency_name(context, locale, said.goes_on)))
    more += [context.text("staff-close-looks-again", locale, at=said.look_again_at)] if said.look_again_at else []
    more += [context.text("staff-close-undone", locale, number=str(number))] if said.is_undone else []
    approve = Key(context.text("button-approve", locale), pack(b.Approve(number)), style="primary")
    return Rendered("\n".join([text, *more]), ((approve,),))


VIEWS = (
    no_views()
    .on(Story, story)
    .on(StoryFiles, story_files)
    .on(StoryKeys, story_keys)
    .on(DeskShown, desk_prompt)
    .on(CloseApproval, close_approval)
)
