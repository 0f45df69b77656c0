"""How lists, one case's state, late cases, agencies and the digest read to supervisors."""

from datetime import timedelta

from bot.domain.cases.lists import LONGEST_WORDS, MOST_WORDS
from bot.domain.cases.record import Mark
from bot.domain.notices.case_rows import CaseRow, DeadlineRow, HistoryEntry, LateRow
from bot.domain.notices.supervisor.deadlines import Digest
from bot.domain.notices.supervisor.oversight import AgencyList, AgencyRow, CaseList, CaseStatus, OverdueList, Reminded
from bot.domain.queues.delivery import OutboxRow
from bot.domain.urgency import Urgency
from handlers.officer.buttons import CasesPage
from handlers.officer.buttons_lists import CasesFrom
from handlers.officer.cases.views_merging import beside_lines, joined_lines, others_of
from handlers.officer.cases.views_parts import part_text
from handlers.officer.cases.views_ways import further_act_keys
from handlers.officer.staff.views_staff_intake import came_by
from handlers.officer.work.views_task_list import task_line as assignment_line
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import (
    agency_name,
    agency_names,
    as_typed,
    child_lines,
    deadline_name,
    link_lines,
    listed,
    marks_text,
    rules_line,
)


def marks(context: RenderContext, locale: str, one: CaseRow, *without: Mark) -> str:
    """The marks before the number of a line."""
    return marks_text(context, locale, one.marks.difference(without), drill=one.drill)


def case_line(context: RenderContext, locale: str, one: CaseRow) -> str:
    """One case on one line of a list, and beneath it other cases that may be about the same child."""
    return "\n".join([_one_line(context, locale, one), *child_lines(context, locale, one.same_child)])


def _one_line(context: RenderContext, locale: str, one: CaseRow) -> str:
    return context.text(
        "staff-case-line",
        locale,
        marks=marks(context, locale, one),
        number=str(one.number),
        urgency=one.urgency.value,
        harms=listed(context, locale, "harm", one.harms),
        state=context.text(f"state-{one.state.value}", locale),
        lead=agency_name(context, locale, one.lead),
        age=context.text(f"o-age-{one.age}", locale),
        area=context.text(f"area-{one.area}", locale),
    )


async def cases(context: RenderContext, row: OutboxRow, said: CaseList) -> Rendered:
    """/cases: a page of lines, and the way to the next."""
    head_key = "staff-cases-head-over" if said.over else "staff-cases-head"
    head = context.text(head_key, row.locale, total=said.total, words=_read(context, row.locale, said.words))
    lines = [case_line(context, row.locale, one) for one in said.rows] or [context.text("staff-cases-none", row.locale)]
    keys = (*_turning(context, row.locale, said), *_filters(context, row.locale, said))
    return Rendered("\n\n".join([head, *lines]), keys)


def _turning(context: RenderContext, locale: str, said: CaseList) -> tuple[tuple[Key, ...], ...]:
    """Buttons for the page before and the next, where there are any."""
    words = said.words.replace(" ", ".")
    pages: dict[str, object] = {}
    if said.back is not None:
        pages["button-back-cases"] = CasesFrom(words, said.back)
    if said.first:
        pages["button-first-cases"] = CasesFrom(words, 0)
    if said.after is not None:
        pages["button-more-cases"] = CasesFrom(words, said.after)
    if said.more is not None:
        pages["button-more-cases"] = CasesPage(words, said.more)
    keys = tuple(Key(context.text(name, locale), pack(page)) for name, page in pages.items())
    return (keys,) if keys else ()


def _filters(context: RenderContext, locale: str, said: CaseList) -> tuple[tuple[Key, ...], ...]:
    """Buttons that add a filter or remove it; a filter that would make the words too long is not offered."""
    on = said.words.split()
    keys = []
    for word in said.filters:
        words = [one for one in on if one != word] if word in on else [*on, word]
        if len(words) > MOST_WORDS or len(" ".join(words)) > LONGEST_WORDS:
            continue
        label = _read(context, locale, word)
        shown = context.text("o-chosen", locale, option=label) if word in on else label
        keys.append(Key(shown, pack(CasesFrom(".".join(words), 0)), style="primary" if word in on else ""))
    return tuple(tuple(keys[at : at + 3]) for at in range(0, len(keys), 3))


def _read(context: RenderContext, locale: str, words: str) -> str:
    """Filter words as the reader writes them."""
    keys = {key.lower(): key for key in (*context.profile.agencies, *map(str, Urgency))}
    return " ".join(as_typed(context, locale, keys.get(word, word)) for word in words.split())


async def case_status(context: RenderContext, row: OutboxRow, said: CaseStatus) -> Rendered:
    """/case NUMBER: everything about the handling, nothing that was told."""
    locale = row.locale
    parts = [case_line(context, locale, said), context.text("staff-received-at", locale, at=said.received_at)]
    parts += came_by(context, locale, said.channel)
    parts += [rules_line(context, locale, said.rules)] if said.rules else []
    parts += [listed(context, locale, "staff-flag", said.flags)] if said.flags else []
    parts += link_lines(context, locale, said.links)
    parts += beside_lines(context, locale, said.number, said.linked, others_of(said))
    parts += joined_lines(context, locale, said.number, said.joined, may_part=said.may_merge)
    parts.append(context.text("staff-who-has-it", locale))
    parts += [part_text(context, locale, task) for task in said.tasks]
    parts += [context.text("staff-tasks-of-case", locale)] if said.assignments else []
    parts += [assignment_line(context, locale, one, "staff-tasks-line-of-case") for one in said.assignments]
    parts.append(context.text("staff-clocks", locale))
    parts += [deadline_line(context, locale, deadline) for deadline in said.deadlines]
    parts += opinion_lines(context, locale, said)
    if said.outcome:
        parts.append(context.text("staff-outcome", locale, outcome=context.text(f"outcome-{said.outcome}", locale)))
    parts.append(context.text("staff-history", locale))
    parts += [history_line(context, locale, entry) for entry in said.history]
    parts.append(context.text("staff-case-commands", locale, number=str(said.number)))
    return Rendered("\n".join(parts), further_act_keys(context, locale, said.number, said.ways))


def opinion_lines(context: RenderContext, locale: str, said: CaseStatus) -> list[str]:
    """How each body has assessed the case, and whether they must talk."""
    lines = [context.text("staff-story-opinions", locale)] if said.opinions else []
    for one in said.opinions:
        values = {"hazard": one.hazard, "seriousness": one.seriousness, "credibility": one.credibility}
        agency = agency_name(context, locale, one.agency)
        lines.append(context.text("staff-story-opinion", locale, agency=agency, **values))
    return [*lines, context.text("staff-story-divergence", locale)] if said.divergent else lines


def deadline_line(context: RenderContext, locale: str, deadline: DeadlineRow) -> str:
    """One deadline: what, who, by when, and how it ended."""
    who = agency_name(context, locale, deadline.agency) if deadline.agency else context.text("staff-part-lead", locale)
    name = deadline_name(context, locale, deadline.kind, deadline.item)
    key = f"staff-clock-line-{deadline.state.value}"
    return context.text(key, locale, clock=name, agency=who, due=deadline.due_at, done=deadline.stopped_at or "-")


def history_line(context: RenderContext, locale: str, entry: HistoryEntry) -> str:
    """One act in the history, by the body that did it, never by person."""
    act = context.text(f"staff-history-{entry.action}", locale)
    if not entry.agency:
        return context.text("staff-history-line-of-none", locale, at=entry.at, act=act)
    who = agency_name(context, locale, entry.agency)
    return context.text("staff-history-line", locale, at=entry.at, act=act, agency=who)


async def overdue(context: RenderContext, row: OutboxRow, said: OverdueList) -> Rendered:
    """/overdue: who is late with what, since when."""
    if not said.rows:
        return Rendered(context.text("staff-overdue-none", row.locale))
    lines, before = [context.text("staff-overdue-head", row.locale, total=said.total)], None
    for one in said.rows:
        lines.append(late_line(context, row.locale, one, is_first=one.number != before))
        before = one.number
    lines += [context.text("staff-overdue-more", row.locale, count=said.more)] if said.more else []
    return Rendered("\n".join(lines))


def late_line(context: RenderContext, locale: str, one: LateRow, *, is_first: bool) -> str:
    """One missed deadline; the case is named on its first line. Only red and yellow are marked, because the words say
    that it is late."""
    return context.text(
        "staff-overdue-line" if is_first else "staff-overdue-next",
        locale,
        marks=marks(context, locale, one, Mark.LATE),
        number=str(one.number),
        urgency=one.urgency.value,
        agency=agency_name(context, locale, one.agency),
        clock=deadline_name(context, locale, one.deadline, one.item),
        late=max(context.now() - one.due_at, timedelta(minutes=1)),
    )


async def agencies(context: RenderContext, row: OutboxRow, said: AgencyList) -> Rendered:
    """/agencies: which bodies can be reached and what they have to do."""
    head = context.text("staff-agencies-head", row.locale)
    return Rendered("\n".join([head, *(agency_line(context, row.locale, one) for one in said.rows)]))


def agency_line(context: RenderContext, locale: str, one: AgencyRow) -> str:
    """One body: the state of its group, and what it has to do."""
    stands = {"bound": one.bound, "lost": one.lost, "refuses": one.refuses}
    place = next((name for name, is_so in stands.items() if is_so), "missing")
    counts = {"open": one.open, "waiting": one.waiting, "yellow": one.yellow, "red": one.red, "late": one.late}
    counts["support"] = one.late_support
    return context.text(
        "staff-agency-line",
        locale,
        agency=context.text(f"agency-{one.agency}", locale),
        place=context.text(f"staff-place-{place}", locale),
        heads=one.heads,
        **counts,
    )


async def digest(context: RenderContext, row: OutboxRow, said: Digest) -> Rendered:
    """The morning digest: first what nobody has acknowledged, then late cases, then counts."""
    locale = row.locale
    lines = [context.text("staff-digest-head", locale, at=said.at)]
    lines.append(context.text("staff-digest-received", locale, count=said.received))
    parts = {
        "unacknowledged": (said.unacknowledged, said.unacknowledged_total),
        "unassessed": (said.unassessed, said.unassessed_total),
        "overdue": (said.overdue, said.overdue_total),
    }
    parts |= {} if said.copies is None else {"copies": (said.copies, said.copies_total)}
    for name, (rows, total) in parts.items():
        lines.append(context.text(f"staff-digest-{name}", locale, count=total))
        lines += [case_line(context, locale, one) for one in rows]
    lines.append(context.text("staff-digest-end", locale))
    return Rendered("\n".join(lines))


async def reminded(context: RenderContext, row: OutboxRow, said: Reminded) -> Rendered:
    """Which bodies were reminded just now, and which had been before."""
    lines = [("staff-reminded", said.bodies), ("staff-reminded-before", said.skipped)]
    named = [(key, agency_names(context, row.locale, bodies)) for key, bodies in lines]
    number = str(said.number)
    return Rendered("\n".join(context.text(k, row.locale, number=number, agency=who) for k, who in named if who))


VIEWS = (
    no_views()
    .on(Reminded, reminded)
    .on(CaseList, cases)
    .on(CaseStatus, case_status)
    .on(OverdueList, overdue)
    .on(AgencyList, agencies)
    .on(Digest, digest)
)
