"""How lists, one case's state, late cases, agencies, numbers and news of groups read to supervisors."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.case import Mark
from bot.domain.notices import LEAVES
from bot.ports import OVERSIGHT, OutboxRow
from handlers.buttons import pack
from handlers.buttons_staff import CasesPage, StaffLanguage
from handlers.rendered import Key, Rendered, Room, View

Row = Mapping[str, Any]


def moment(iso: str) -> datetime:
    """An ISO moment of a fact."""
    return datetime.fromisoformat(iso)


def listed(room: Room, locale: str, prefix: str, keys: list[str]) -> str:
    """The texts of `prefix-KEY` for each key, joined as the language joins lists."""
    return room.text("list-join", locale).join(room.text(f"{prefix}-{key}", locale) for key in keys)


def agency_name(room: Room, locale: str, key: str) -> str:
    """The short name of a body; the oversight group has one too."""
    return room.text("staff-oversight-group" if key == OVERSIGHT else f"agency-{key}-short", locale)


def marks(room: Room, locale: str, row: Row) -> str:
    """The marks of a row: red before yellow before late; nothing when in time."""
    return "".join(room.text(f"staff-mark-{mark.value}", locale) for mark in Mark if row.get(mark.value))


def colours(room: Room, locale: str, row: Row) -> str:
    """Red and yellow alone, where the words beside them say that something is late."""
    return marks(room, locale, {name: row.get(name) for name in (Mark.RED, Mark.YELLOW)})


def case_line(room: Room, locale: str, row: Row) -> str:
    """One case on one line of a list."""
    return room.text(
        "staff-case-line",
        locale,
        marks=marks(room, locale, row),
        number=str(row["number"]),
        urgency=row["urgency"],
        harms=listed(room, locale, "harm", row["harms"]),
        state=room.text(f"state-{row['state']}", locale),
        lead=agency_name(room, locale, row["lead"]),
        age=room.text(f"o-age-{row['age']}", locale),
        area=room.text(f"area-{row['area']}", locale),
    )


async def cases(room: Room, row: OutboxRow) -> Rendered:
    """/cases: a page of lines, and the way to the next."""
    facts: Row = row.notice.facts
    words = str(facts["words"])
    head_key = "staff-cases-head-over" if facts.get("over") else "staff-cases-head"
    head = room.text(head_key, row.locale, total=facts["total"], words=_read(room, row.locale, words))
    lines = [case_line(room, row.locale, item) for item in facts["rows"]] or [room.text("staff-cases-none", row.locale)]
    keys: tuple[tuple[Key, ...], ...] = ()
    if facts["more"] is not None:
        page = CasesPage(words.replace(" ", "."), facts["more"])
        keys = ((Key(room.text("button-more-cases", row.locale), pack(page)),),)
    return Rendered("\n\n".join([head, *lines]), keys)


def _read(room: Room, locale: str, words: str) -> str:
    """Filter words as the reader writes them, where the language has its own."""
    own = [(f"staff-filter-{word}", word) for word in words.split()]
    return " ".join(room.text(key, locale) if room.known(key, locale) else word for key, word in own)


async def case_status(room: Room, row: OutboxRow) -> Rendered:
    """/case NUMBER: everything about the handling, nothing of the story."""
    facts, locale = row.notice.facts, row.locale
    parts: list[str] = [case_line(room, locale, facts)]
    parts += [room.text("staff-received-at", locale, at=moment(str(facts["received_at"])))]
    if facts["rules"]:
        parts.append(room.text("staff-rules", locale, rules=", ".join(_items(facts["rules"]))))
    flags = _items(facts["flags"])
    if flags:
        parts.append(listed(room, locale, "staff-flag", flags))
    parts += link_lines(room, locale, facts)
    parts.append(room.text("staff-who-has-it", locale))
    parts += [task_line(room, locale, task) for task in _rows(facts["tasks"])]
    parts.append(room.text("staff-clocks", locale))
    parts += [clock_line(room, locale, clock) for clock in _rows(facts["clocks"])]
    parts += opinion_lines(room, locale, facts)
    if facts.get("outcome"):
        parts.append(room.text("staff-outcome", locale, outcome=room.text(f"outcome-{facts['outcome']}", locale)))
    parts.append(room.text("staff-history", locale))
    parts += [history_line(room, locale, line) for line in _rows(facts["history"])]
    parts.append(room.text("staff-case-commands", locale, number=str(facts["number"])))
    return Rendered("\n".join(parts))


def link_lines(room: Room, locale: str, facts: Row) -> list[str]:
    """Other cases that this one may belong with, as far as the reader may know of them."""
    numbers = facts.get("links") or ()
    return [room.text("staff-link-reporter", locale, number=str(number)) for number in numbers]


def opinion_lines(room: Room, locale: str, facts: Row) -> list[str]:
    """How each body has assessed the case, and whether they must talk."""
    rows = _rows(facts["opinions"])
    lines = [room.text("staff-story-opinions", locale)] if rows else []
    for row in rows:
        facts_of_row = {**row, "agency": agency_name(room, locale, row["agency"])}
        lines.append(room.text("staff-story-opinion", locale, **facts_of_row))
    return [*lines, room.text("staff-story-divergence", locale)] if facts["divergent"] else lines


def _items(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _rows(value: object) -> list[Row]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def task_line(room: Room, locale: str, task: Row) -> str:
    """Who has what part in it, and how far they are."""
    return room.text(
        "staff-task-line",
        locale,
        agency=agency_name(room, locale, task["agency"]),
        part=room.text(f"staff-part-{task['part']}", locale),
        state=room.text(f"staff-task-{task['state']}", locale),
    )


def clock_line(room: Room, locale: str, clock: Row) -> str:
    """One deadline: running or late, met in time or late, or ended without the act."""
    done = moment(clock["stopped_at"]) if clock["stopped_at"] else "-"
    who = agency_name(room, locale, clock["agency"]) if clock["agency"] else room.text("staff-part-lead", locale)
    name = room.text(f"staff-clock-{clock['kind']}", locale)
    key = f"staff-clock-line-{clock.get('state', 'running')}"
    return room.text(key, locale, clock=name, agency=who, due=moment(clock["due_at"]), done=done)


def history_line(room: Room, locale: str, line: Row) -> str:
    """One act in the history, by body, never by person."""
    act = room.text(f"staff-history-{line['action']}", locale)
    who = agency_name(room, locale, line["agency"]) if line["agency"] else ""
    return room.text("staff-history-line", locale, at=moment(line["at"]), act=act, agency=who or "-")


async def overdue(room: Room, row: OutboxRow) -> Rendered:
    """/overdue: who is late with what, since when."""
    facts, locale = row.notice.facts, row.locale
    rows = _rows(facts["rows"])
    if not rows:
        return Rendered(room.text("staff-overdue-none", locale))
    now = room.now()
    lines = [room.text("staff-overdue-head", locale, total=facts["total"])]
    for item in rows:
        late = max(now - moment(item["due_at"]), timedelta(minutes=1))
        lines.append(
            room.text(
                "staff-overdue-line",
                locale,
                marks=colours(room, locale, item),
                number=str(item["number"]),
                urgency=item["urgency"],
                agency=agency_name(room, locale, item["agency"]),
                clock=room.text(f"staff-clock-{item['clock']}", locale),
                late=late,
            )
        )
    return Rendered("\n".join(lines))


async def agencies(room: Room, row: OutboxRow) -> Rendered:
    """/agencies: who is reachable and what lies with them."""
    lines = [room.text("staff-agencies-head", row.locale)]
    for item in _rows(row.notice.facts["rows"]):
        place = "bound" if item["bound"] else "lost" if item["lost"] else "missing"
        lines.append(
            room.text(
                "staff-agency-line",
                row.locale,
                agency=room.text(f"agency-{item['agency']}", row.locale),
                place=room.text(f"staff-place-{place}", row.locale),
                heads=item["heads"],
                open=item["open"],
                waiting=item["waiting"],
                yellow=item["yellow"],
                red=item["red"],
                late=item.get("late", 0),
            )
        )
    return Rendered("\n".join(lines))


async def stats(room: Room, row: OutboxRow) -> Rendered:
    """/stats PERIOD: counts, medians, 90th percentiles, shares in time."""
    facts, locale = row.notice.facts, row.locale
    return Rendered("\n".join([room.text(f"staff-stats-{facts['period']}", locale), *numbers(room, locale, facts)]))


def numbers(room: Room, locale: str, facts: Mapping[str, Any]) -> list[str]:
    """The lines of statistics."""
    lines = [room.text("staff-stats-total", locale, total=facts["total"], open=facts["open"])]
    lines += [
        room.text("staff-stats-class", locale, urgency=name, count=count) for name, count in facts["by_class"].items()
    ]
    for name in ("acknowledge", "assess", "answer", "outcome"):
        span = facts[name]
        if span["done"] == 0 and span["in_time"] is None:
            continue
        lines.append(
            room.text(
                "staff-stats-span",
                locale,
                name=room.text(f"staff-stats-{name}", locale),
                median=_minutes(room, locale, span["median"]),
                p90=_minutes(room, locale, span["p90"]),
                share="-" if span["in_time"] is None else room.text("staff-share", locale, share=span["in_time"]),
            )
        )
    lines.append(room.text("staff-stats-marks", locale, yellow=facts["yellow"], red=facts["red"]))
    return [*lines, room.text("staff-stats-late", locale, late=facts["late"])] if "late" in facts else lines


def _minutes(room: Room, locale: str, minutes: float | None) -> str:
    if minutes is None:
        return "-"
    return room.text("staff-span", locale, span=timedelta(minutes=max(1, round(minutes))))


async def digest(room: Room, row: OutboxRow) -> Rendered:
    """The morning digest: what nobody has looked at first, then late cases, then counts."""
    facts, locale = row.notice.facts, row.locale
    lines = [room.text("staff-digest-head", locale, at=moment(str(facts["at"])))]
    lines.append(room.text("staff-digest-received", locale, count=facts["received"]))
    for part in ("unacknowledged", "unassessed", "overdue", "copies"):
        if part not in facts:
            continue
        rows = _rows(facts.get(part))
        lines.append(room.text(f"staff-digest-{part}", locale, count=facts.get(f"{part}_total", len(rows))))
        lines += [case_line(room, locale, item) for item in rows]
    lines.append(room.text("staff-digest-end", locale))
    return Rendered("\n".join(lines))


async def say(room: Room, row: OutboxRow) -> Rendered:
    """A plain line: text key and facts; `agency` and `*_at` facts are worded."""
    facts = dict(row.notice.facts)
    key = str(facts.pop("key"))
    facts.pop(LEAVES, None)
    if isinstance(facts.get("agency"), str):
        facts["agency"] = agency_name(room, row.locale, str(facts["agency"]))
    worded: dict[str, object] = {k: moment(str(v)) if k.endswith("_at") and v else v for k, v in facts.items()}
    if "number" in worded:
        worded["number"] = str(worded["number"])
    return Rendered(room.text(key, row.locale, **worded))


def plain(key: str) -> View:
    """A view that is one text with an optional agency."""

    async def view(room: Room, row: OutboxRow) -> Rendered:
        agency = row.notice.facts.get("agency")
        number = row.notice.facts.get("number")
        facts: dict[str, object] = {"agency": agency_name(room, row.locale, str(agency))} if agency else {"agency": "-"}
        return Rendered(room.text(key, row.locale, number=str(number or "-"), **facts))

    return view


async def welcome_staff(room: Room, row: OutboxRow) -> Rendered:
    """What a new supervisor or head can do here."""
    facts, locale = row.notice.facts, row.locale
    agency = facts.get("agency")
    name = agency_name(room, locale, str(agency)) if agency else ""
    return Rendered(room.text(f"staff-welcome-{facts['what']}", locale, agency=name))


async def staff_language(room: Room, row: OutboxRow) -> Rendered:
    """The choice of languages for a group or a staff member."""
    names = room.profile.languages
    keys = tuple((Key(room.text("language-name", name), pack(StaffLanguage(name))),) for name in names)
    return Rendered(room.text("staff-language-which", row.locale), keys)


async def alarm(room: Room, row: OutboxRow) -> Rendered:
    """To administrators: what is wrong since when, or what is well again."""
    facts, locale = row.notice.facts, row.locale
    key = "staff-alarm-over" if row.notice.kind == "alarm_over" else "staff-alarm"
    names = [room.text(f"staff-alarm-{name}", locale) for name in _items(facts["alarms"])]
    return Rendered("\n".join([room.text(key, locale, at=moment(str(facts["at"]))), *names]))


async def given_up(room: Room, row: OutboxRow) -> Rendered:
    """To administrators: which rows were given up, and how to look at them."""
    facts, locale = row.notice.facts, row.locale
    rows = "\n".join(room.text("staff-given-up-row", locale, row=name) for name in _items(facts["rows"]))
    return Rendered(f"{room.text('staff-given-up', locale, count=facts['count'])}\n{rows}")


async def job_fault(room: Room, row: OutboxRow) -> Rendered:
    """To administrators: what the clock does cannot be done for one of them."""
    facts, locale = row.notice.facts, row.locale
    job = room.text(f"staff-job-{facts['job']}", locale)
    return Rendered(room.text("staff-job-fault", locale, job=job, error=facts["error"]))


VIEWS: dict[str, View] = {
    "given_up": given_up,
    "job_fault": job_fault,
    "alarm": alarm,
    "alarm_over": alarm,
    "cases": cases,
    "case_status": case_status,
    "overdue": overdue,
    "agencies": agencies,
    "stats": stats,
    "digest": digest,
    "say": say,
    "welcome_agency": plain("staff-welcome-agency"),
    "welcome_staff": welcome_staff,
    "group_bound": plain("staff-group-bound"),
    "lost_group": plain("staff-lost-group"),
    "staff_lost": plain("staff-staff-lost"),
    "parked": plain("staff-parked"),
    "staff_language": staff_language,
}
