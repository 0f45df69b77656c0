"""How lists, one case's state, late cases, agencies, numbers and news of groups read to supervisors."""

from datetime import timedelta

from bot.domain.cases.case import Mark
from bot.domain.notices.notice import LEAVES
from bot.ports.delivery import OutboxRow
from handlers.officer.buttons import CasesPage, StaffLanguage
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered, View
from handlers.wording import Row, agency_name, items_in, link_lines, listed, moment, rows_in


def marks(context: RenderContext, locale: str, row: Row) -> str:
    """The marks of a row: red before yellow before late; nothing when in time."""
    return "".join(context.text(f"staff-mark-{mark.value}", locale) for mark in Mark if row.get(mark.value))


def colours(context: RenderContext, locale: str, row: Row) -> str:
    """Red and yellow alone, where the words beside them say that something is late."""
    return marks(context, locale, {name: row.get(name) for name in (Mark.RED, Mark.YELLOW)})


def case_line(context: RenderContext, locale: str, row: Row) -> str:
    """One case on one line of a list."""
    return context.text(
        "staff-case-line",
        locale,
        marks=marks(context, locale, row),
        number=str(row["number"]),
        urgency=row["urgency"],
        harms=listed(context, locale, "harm", row["harms"]),
        state=context.text(f"state-{row['state']}", locale),
        lead=agency_name(context, locale, row["lead"]),
        age=context.text(f"o-age-{row['age']}", locale),
        area=context.text(f"area-{row['area']}", locale),
    )


async def cases(context: RenderContext, row: OutboxRow) -> Rendered:
    """/cases: a page of lines, and the way to the next."""
    facts: Row = row.notice.facts
    words = str(facts["words"])
    head_key = "staff-cases-head-over" if facts.get("over") else "staff-cases-head"
    head = context.text(head_key, row.locale, total=facts["total"], words=_read(context, row.locale, words))
    lines = [case_line(context, row.locale, item) for item in facts["rows"]] or [
        context.text("staff-cases-none", row.locale)
    ]
    keys: tuple[tuple[Key, ...], ...] = ()
    if facts["more"] is not None:
        page = CasesPage(words.replace(" ", "."), facts["more"])
        keys = ((Key(context.text("button-more-cases", row.locale), pack(page)),),)
    return Rendered("\n\n".join([head, *lines]), keys)


def _read(context: RenderContext, locale: str, words: str) -> str:
    """Filter words as the reader writes them, where the language has its own."""
    own = [(f"staff-filter-{word}", word) for word in words.split()]
    return " ".join(context.text(key, locale) if context.known(key, locale) else word for key, word in own)


async def case_status(context: RenderContext, row: OutboxRow) -> Rendered:
    """/case NUMBER: everything about the handling, nothing of the story."""
    facts, locale = row.notice.facts, row.locale
    parts: list[str] = [case_line(context, locale, facts)]
    parts += [context.text("staff-received-at", locale, at=moment(str(facts["received_at"])))]
    if facts["rules"]:
        parts.append(context.text("staff-rules", locale, rules=", ".join(items_in(facts["rules"]))))
    flags = items_in(facts["flags"])
    if flags:
        parts.append(listed(context, locale, "staff-flag", flags))
    parts += link_lines(context, locale, facts)
    parts.append(context.text("staff-who-has-it", locale))
    parts += [task_line(context, locale, task) for task in rows_in(facts["tasks"])]
    parts.append(context.text("staff-clocks", locale))
    parts += [clock_line(context, locale, clock) for clock in rows_in(facts["clocks"])]
    parts += opinion_lines(context, locale, facts)
    if facts.get("outcome"):
        parts.append(context.text("staff-outcome", locale, outcome=context.text(f"outcome-{facts['outcome']}", locale)))
    parts.append(context.text("staff-history", locale))
    parts += [history_line(context, locale, line) for line in rows_in(facts["history"])]
    parts.append(context.text("staff-case-commands", locale, number=str(facts["number"])))
    return Rendered("\n".join(parts))


def opinion_lines(context: RenderContext, locale: str, facts: Row) -> list[str]:
    """How each body has assessed the case, and whether they must talk."""
    rows = rows_in(facts["opinions"])
    lines = [context.text("staff-story-opinions", locale)] if rows else []
    for row in rows:
        facts_of_row = {**row, "agency": agency_name(context, locale, row["agency"])}
        lines.append(context.text("staff-story-opinion", locale, **facts_of_row))
    return [*lines, context.text("staff-story-divergence", locale)] if facts["divergent"] else lines


def task_line(context: RenderContext, locale: str, task: Row) -> str:
    """Who has what part in it, and how far they are."""
    return context.text(
        "staff-task-line",
        locale,
        agency=agency_name(context, locale, task["agency"]),
        part=context.text(f"staff-part-{task['part']}", locale),
        state=context.text(f"staff-task-{task['state']}", locale),
    )


def clock_line(context: RenderContext, locale: str, clock: Row) -> str:
    """One deadline: running or late, met in time or late, or ended without the act."""
    done = moment(clock["stopped_at"]) if clock["stopped_at"] else "-"
    who = agency_name(context, locale, clock["agency"]) if clock["agency"] else context.text("staff-part-lead", locale)
    name = context.text(f"staff-clock-{clock['kind']}", locale)
    key = f"staff-clock-line-{clock.get('state', 'running')}"
    return context.text(key, locale, clock=name, agency=who, due=moment(clock["due_at"]), done=done)


def history_line(context: RenderContext, locale: str, line: Row) -> str:
    """One act in the history, by body, never by person."""
    act = context.text(f"staff-history-{line['action']}", locale)
    who = agency_name(context, locale, line["agency"]) if line["agency"] else ""
    return context.text("staff-history-line", locale, at=moment(line["at"]), act=act, agency=who or "-")


async def overdue(context: RenderContext, row: OutboxRow) -> Rendered:
    """/overdue: who is late with what, since when."""
    facts, locale = row.notice.facts, row.locale
    rows = rows_in(facts["rows"])
    if not rows:
        return Rendered(context.text("staff-overdue-none", locale))
    now = context.now()
    lines = [context.text("staff-overdue-head", locale, total=facts["total"])]
    for item in rows:
        late = max(now - moment(item["due_at"]), timedelta(minutes=1))
        lines.append(
            context.text(
                "staff-overdue-line",
                locale,
                marks=colours(context, locale, item),
                number=str(item["number"]),
                urgency=item["urgency"],
                agency=agency_name(context, locale, item["agency"]),
                clock=context.text(f"staff-clock-{item['clock']}", locale),
                late=late,
            )
        )
    return Rendered("\n".join(lines))


async def agencies(context: RenderContext, row: OutboxRow) -> Rendered:
    """/agencies: who is reachable and what lies with them."""
    lines = [context.text("staff-agencies-head", row.locale)]
    for item in rows_in(row.notice.facts["rows"]):
        place = next((name for name in ("bound", "lost", "refuses") if item.get(name)), "missing")
        lines.append(
            context.text(
                "staff-agency-line",
                row.locale,
                agency=context.text(f"agency-{item['agency']}", row.locale),
                place=context.text(f"staff-place-{place}", row.locale),
                heads=item["heads"],
                open=item["open"],
                waiting=item["waiting"],
                yellow=item["yellow"],
                red=item["red"],
                late=item.get("late", 0),
            )
        )
    return Rendered("\n".join(lines))


async def digest(context: RenderContext, row: OutboxRow) -> Rendered:
    """The morning digest: what nobody has looked at first, then late cases, then counts."""
    facts, locale = row.notice.facts, row.locale
    lines = [context.text("staff-digest-head", locale, at=moment(str(facts["at"])))]
    lines.append(context.text("staff-digest-received", locale, count=facts["received"]))
    for part in ("unacknowledged", "unassessed", "overdue", "copies"):
        if part not in facts:
            continue
        rows = rows_in(facts.get(part))
        lines.append(context.text(f"staff-digest-{part}", locale, count=facts.get(f"{part}_total", len(rows))))
        lines += [case_line(context, locale, item) for item in rows]
    lines.append(context.text("staff-digest-end", locale))
    return Rendered("\n".join(lines))


async def say(context: RenderContext, row: OutboxRow) -> Rendered:
    """A plain line: text key and facts; `agency` and `*_at` facts are worded."""
    facts = dict(row.notice.facts)
    key = str(facts.pop("key"))
    facts.pop(LEAVES, None)
    if isinstance(facts.get("agency"), str):
        facts["agency"] = agency_name(context, row.locale, str(facts["agency"]))
    worded: dict[str, object] = {k: moment(str(v)) if k.endswith("_at") and v else v for k, v in facts.items()}
    if "number" in worded:
        worded["number"] = str(worded["number"])
    return Rendered(context.text(key, row.locale, **worded))


def plain(key: str) -> View:
    """A view that is one text with an optional agency."""

    async def view(context: RenderContext, row: OutboxRow) -> Rendered:
        agency = row.notice.facts.get("agency")
        number = row.notice.facts.get("number")
        facts: dict[str, object] = (
            {"agency": agency_name(context, row.locale, str(agency))} if agency else {"agency": "-"}
        )
        return Rendered(context.text(key, row.locale, number=str(number or "-"), **facts))

    return view


async def welcome_staff(context: RenderContext, row: OutboxRow) -> Rendered:
    """What a new supervisor or head can do here."""
    facts, locale = row.notice.facts, row.locale
    agency = facts.get("agency")
    name = agency_name(context, locale, str(agency)) if agency else ""
    return Rendered(context.text(f"staff-welcome-{facts['what']}", locale, agency=name))


async def staff_language(context: RenderContext, row: OutboxRow) -> Rendered:
    """The choice of languages for a group or a staff member."""
    names = context.profile.languages
    keys = tuple((Key(context.text("language-name", name), pack(StaffLanguage(name))),) for name in names)
    return Rendered(context.text("staff-language-which", row.locale), keys)


async def alarm(context: RenderContext, row: OutboxRow) -> Rendered:
    """To administrators: what is wrong since when, or what is well again."""
    facts, locale = row.notice.facts, row.locale
    key = "staff-alarm-over" if row.notice.kind == "alarm_over" else "staff-alarm"
    names = [context.text(f"staff-alarm-{name}", locale) for name in items_in(facts["alarms"])]
    return Rendered("\n".join([context.text(key, locale, at=moment(str(facts["at"]))), *names]))


async def given_up(context: RenderContext, row: OutboxRow) -> Rendered:
    """To administrators: which rows were given up, and how to look at them."""
    facts, locale = row.notice.facts, row.locale
    rows = "\n".join(context.text("staff-given-up-row", locale, row=name) for name in items_in(facts["rows"]))
    return Rendered(f"{context.text('staff-given-up', locale, count=facts['count'])}\n{rows}")


async def job_fault(context: RenderContext, row: OutboxRow) -> Rendered:
    """To administrators: what the clock does cannot be done for one of them."""
    facts, locale = row.notice.facts, row.locale
    job = context.text(f"staff-job-{facts['job']}", locale)
    return Rendered(context.text("staff-job-fault", locale, job=job, error=facts["error"]))


VIEWS: dict[str, View] = {
    "given_up": given_up,
    "job_fault": job_fault,
    "alarm": alarm,
    "alarm_over": alarm,
    "cases": cases,
    "case_status": case_status,
    "overdue": overdue,
    "agencies": agencies,
    "digest": digest,
    "say": say,
    "welcome_agency": plain("staff-welcome-agency"),
    "welcome_staff": welcome_staff,
    "group_bound": plain("staff-group-bound"),
    "staff_lost": plain("staff-staff-lost"),
    "parked": plain("staff-parked"),
    "staff_language": staff_language,
}
