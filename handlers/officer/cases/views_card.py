"""The one live message about a case in a group: what to do, and by when; no name, nothing that was told, no file, no
exact place (SG21)."""

from datetime import datetime

from bot.domain.access.offered_acts import offered_on_card
from bot.domain.access.roles import bodies_that_agree
from bot.domain.cases.assessment.assessment import is_divergent
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.deadlines.marks import is_missed, marks_of
from bot.domain.cases.deadlines.shown_deadlines import in_reminders, on_card, still_runs
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.intake.facts import rough_age
from bot.domain.notices.notice import Mode, ToAgency
from bot.domain.notices.officer.cases import Card, NotOursWhy, Raised, RaisedByYou
from bot.domain.notices.supervisor.deadlines import Reminder, ReminderList
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.casework.card_now import card_now, cases_to_remind_of
from handlers.officer.buttons import NotOurs, NotOursReason, Take
from handlers.officer.opening_link import in_private, open_link
from handlers.officer.work.views_tasks import owner_line, task_link
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names, child_lines, deadline_name, listed, marks_text

LISTED, LISTED_KEYS = 25, 8
"""How many cases a list of reminders shows, and how many of them have a button for acknowledging."""
NOT_OURS_REASONS = ("other_district", "other_body", "duplicate", "conflict", "other")


def marks(context: RenderContext, locale: str, case: Case, *without: Mark) -> str:
    """The marks before the number of a case."""
    shown = marks_of(case, context.now()).difference(without)
    return marks_text(context, locale, shown, drill=Flag.DRILL in case.flags)


async def card(context: RenderContext, row: OutboxRow, said: Card) -> Rendered | None:
    """A case as one agency's group sees it now; None when that agency has no part in it (any more)."""
    if row.notice.case is None or not isinstance(row.notice.to, ToAgency):
        return None
    now = await card_now(context.reading, context.profile, row.notice.case, row.notice.to.agency)
    if now is None:
        return None
    case, task = now.case, now.part
    if case.merging is not None:
        return _merged(context, row.locale, case, case.merging.number)
    if task.state is TaskState.TRANSFERRED:
        lead = agency_name(context, row.locale, case.lead)
        return Rendered(context.text("staff-card-transferred", row.locale, number=str(case.number), lead=lead))
    lines = [
        _title(context, row.locale, case),
        _part(context, row.locale, case, task),
        *child_lines(context, row.locale, now.same_child),
        *_joined(context, row.locale, case),
        *_progress(context, row.locale, case, task),
    ]
    if now.mentioned:
        name = context.text("staff-card-duty-name", row.locale)
        mentions = ", ".join(f'<a href="tg://user?id={head.user}">{name}</a>' for head in now.mentioned)
        lines.append(context.text("staff-card-duty", row.locale, who="").rstrip() + " " + mentions)
    return Rendered("\n".join(line for line in lines if line), _keys(context, row.locale, case, task))


def _merged(context: RenderContext, locale: str, case: Case, into: CaseNumber) -> Rendered:
    """The card of a case that was merged into another one: it names that one."""
    shown = in_private(context, locale, into)
    text = context.text("staff-card-merged", locale, number=str(case.number), other=str(into))
    return Rendered(text, ((shown,),))


def _title(context: RenderContext, locale: str, case: Case) -> str:
    return context.text(
        "staff-card",
        locale,
        marks=marks(context, locale, case),
        number=str(case.number),
        urgency=context.text(f"urgency-{case.urgency.value}", locale),
        harms=listed(context, locale, "harm", list(case.harms)),
        age=context.text(f"o-age-{rough_age(case.age_band)}", locale),
        area=context.text(f"area-{case.area}", locale),
    )


def _joined(context: RenderContext, locale: str, case: Case) -> list[str]:
    names = context.text("list-join", locale).join(str(one.number) for one in case.absorbed)
    return [context.text("staff-joined-with", locale, number=names)] if names else []


def _part(context: RenderContext, locale: str, case: Case, task: Task) -> str:
    if task.part is not Part.LEAD:
        return context.text(f"staff-card-part-{task.part.value}", locale, lead=agency_name(context, locale, case.lead))
    helpers = [t.agency for t in case.tasks if t.part is Part.SUPPORT and t.is_open]
    names = agency_names(context, locale, helpers)
    supports = context.text("staff-card-supports", locale, agencies=names) if helpers else ""
    return context.text("staff-card-part-lead", locale, supports=supports)


def _progress(context: RenderContext, locale: str, case: Case, task: Task) -> list[str]:
    """State, the next deadlines, what is awaited."""
    if case.closing is not None and not case.is_open:
        return [
            context.text("staff-card-closed", locale, outcome=context.text(f"outcome-{case.closing.outcome}", locale))
        ]
    lines = [context.text("staff-card-state", locale, state=context.text(f"state-{case.state.value}", locale))]
    if task.acked_at is not None:
        own = context.text("staff-card-acked", locale, at=task.acked_at)
        lines = [own] if case.state is CaseState.ACKNOWLEDGED else [*lines, own]
    flags = [f.value for f in (Flag.REOPENED, Flag.READ_FIRST, Flag.INCOMPLETE, Flag.SEALED_MEDIA) if f in case.flags]
    if flags:
        lines.append(listed(context, locale, "staff-flag", flags))
    if task.state is TaskState.DECLINED:
        return [*lines, context.text("staff-card-declined", locale)]
    if is_divergent(case):
        lines.append(context.text("staff-story-divergence", locale))
    if case.proposal is not None:
        lines.append(_closing(context, locale, case, task.agency))
    lines += [_deadline(context, locale, deadline, context.now()) for deadline in on_card(case, task)]
    if task.is_awaited:
        lines.append(context.text("staff-card-wait", locale, number=str(case.number)))
    return lines


def _closing(context: RenderContext, locale: str, case: Case, agency: AgencyKey) -> str:
    """Says that closing is proposed: people who may agree read how, everybody else for whom it waits."""
    supervising = context.profile.agency_with("supervising")
    agrees = bodies_that_agree(case, supervising)
    if agency in agrees:
        return context.text("staff-card-closing", locale, number=str(case.number))
    if {case.lead, supervising} <= agrees and case.lead != supervising:
        names = [agency_name(context, locale, one) for one in (case.lead, supervising)]
        return context.text("staff-card-closing-waits-either", locale, lead=names[0], agency=names[1])
    who = supervising if supervising in agrees else case.lead
    return context.text("staff-card-closing-waits", locale, agency=agency_name(context, locale, who))


def _deadline(context: RenderContext, locale: str, deadline: Deadline, now: datetime) -> str:
    key = "staff-card-clock-late" if is_missed(deadline, now) else "staff-card-clock"
    return context.text(
        key, locale, clock=deadline_name(context, locale, deadline.kind, deadline.item), due=deadline.due_at
    )


def _keys(context: RenderContext, locale: str, case: Case, task: Task) -> tuple[tuple[Key, ...], ...]:
    """Acknowledge, Open in private, Not ours; for each there is also a command."""
    acts, number = offered_on_card(case, task), case.number
    take = Key(context.text("button-take", locale), pack(Take(number)), style="success")
    not_ours = Key(context.text("button-not-ours", locale), pack(NotOurs(number)))
    rows = ((("take", take), ("open", in_private(context, locale, number))), (("notours", not_ours),))
    shown = [tuple(key for name, key in row if name in acts) for row in rows]
    return tuple(row for row in shown if row)


async def not_ours(context: RenderContext, row: OutboxRow, said: NotOursWhy) -> Rendered:
    """The reasons for 'not ours', as buttons."""
    number = said.number
    keys = [
        (Key(context.text(f"reason-{reason}", row.locale), pack(NotOursReason(number, reason))),)
        for reason in NOT_OURS_REASONS
    ]
    keep = (Key(context.text("button-keep", row.locale), pack(NotOursReason(number, "back"))),)
    return Rendered(context.text("staff-not-ours-why", row.locale, number=str(number)), (*keys, keep))


async def reminder(context: RenderContext, row: OutboxRow, said: Reminder) -> Rendered | None:
    """A reminder under the card: which deadline, and until when. None when the act was done meanwhile."""
    locale, number = row.locale, str(said.number)
    if await _is_done(context, row, said):
        return None
    deadline = deadline_name(context, locale, said.deadline, said.item)
    known = {"number": number, "urgency": said.urgency.value, "clock": deadline, "due": said.due_at or "-"}
    text = context.text(f"staff-reminder-{said.step}", locale, **known)
    shown = open_link(context, said.number) if said.item is None else task_link(context, said.number, said.item)
    text += await owner_line(context, row, said.item)
    keys: list[Key] = [Key(context.text("button-open-private", locale), url=shown)]
    if said.take or said.deadline is DeadlineKind.ACKNOWLEDGE:
        keys.insert(0, Key(context.text("button-take", locale), pack(Take(said.number)), style="success"))
        text += "\n" + context.text("staff-reminder-command", locale, number=number)
    return Rendered(text, (tuple(keys),))


async def _is_done(context: RenderContext, row: OutboxRow, said: Reminder) -> bool:
    """Whether the deadline of the reminder was stopped since it was written."""
    if row.notice.case is None or said.deadline is None:
        return False
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    return not still_runs(case, said.deadline, said.item)


async def reminders(context: RenderContext, row: OutboxRow, said: ReminderList) -> Rendered | None:
    """Several reminders as one list: which cases wait for this body, the most urgent first; None when none waits."""
    if not isinstance(row.notice.to, ToAgency):
        return None
    agency, locale = row.notice.to.agency, row.locale
    cases = await cases_to_remind_of(context.reading, said.numbers, agency)
    late = [(case, deadline) for case in cases if (deadline := in_reminders(case, agency))]
    late.sort(key=lambda pair: (pair[0].urgency.value, pair[1].due_at))
    if not late:
        is_shown = row.notice.mode is Mode.EDIT and row.slot_message is not None
        return Rendered(context.text("staff-reminders-done", locale)) if is_shown else None
    lines = [context.text("staff-reminders-head", locale, total=len(late))]
    lines += [_waiting_line(context, locale, case, deadline) for case, deadline in late[:LISTED]]
    if len(late) > LISTED:
        lines.append(context.text("staff-reminders-more", locale, count=len(late) - LISTED))
    lines.append(context.text("staff-reminders-how", locale))
    waiting = [case.number for case, deadline in late if deadline.kind is DeadlineKind.ACKNOWLEDGE][:LISTED_KEYS]
    return Rendered("\n".join(lines), _take_keys(context, locale, waiting))


def _waiting_line(context: RenderContext, locale: str, case: Case, deadline: Deadline) -> str:
    return context.text(
        "staff-reminders-late" if is_missed(deadline, context.now()) else "staff-reminders-line",
        locale,
        marks=marks(context, locale, case, Mark.LATE),
        number=str(case.number),
        urgency=case.urgency.value,
        clock=deadline_name(context, locale, deadline.kind, deadline.item),
        due=deadline.due_at,
    )


def _take_keys(context: RenderContext, locale: str, numbers: list[CaseNumber]) -> tuple[tuple[Key, ...], ...]:
    keys = [
        Key(context.text("button-take-number", locale, number=str(n)), pack(Take(n)), style="success") for n in numbers
    ]
    return tuple(tuple(keys[start : start + 2]) for start in range(0, len(keys), 2))


async def raised(context: RenderContext, row: OutboxRow, said: Raised) -> Rendered | None:
    """The message under the card that the class has risen, and by when this body must do what now."""
    if row.notice.case is None or not isinstance(row.notice.to, ToAgency):
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    task, locale = case.task(row.notice.to.agency), row.locale
    if task is None or not task.is_open:
        return None
    deadlines = [_deadline(context, locale, deadline, context.now()) for deadline in on_card(case, task)]
    urgency = context.text(f"urgency-{case.urgency.value}", locale)
    key = "staff-raised" if deadlines else "staff-raised-none"
    head = context.text(key, locale, number=str(case.number), urgency=urgency)
    return Rendered("\n".join([head, *deadlines]))


async def raised_by_you(context: RenderContext, row: OutboxRow, said: RaisedByYou) -> Rendered:
    """The message to the person who raised the class: it names the bodies whose deadlines become sooner."""
    locale, names = row.locale, [agency_name(context, row.locale, body) for body in said.bodies]
    told = {"number": str(said.number), "urgency": context.text(f"urgency-{said.urgency.value}", locale)}
    if not names:
        return Rendered(context.text("staff-raised-by-you-none", locale, **told))
    joined = context.text("list-join", locale).join(names)
    return Rendered(context.text("staff-raised-by-you", locale, agencies=joined, **told))


VIEWS = (
    no_views()
    .on(Raised, raised)
    .on(RaisedByYou, raised_by_you)
    .on(Card, card)
    .on(NotOursWhy, not_ours)
    .on(Reminder, reminder)
    .on(ReminderList, reminders)
)
