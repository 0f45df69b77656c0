"""The roster with its buttons, the message in the group, and the call to the person on call."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.access import on_call as rules
from bot.domain.access.on_call import HOURS, LENGTHS, NOBODY, WEEK, Roster
from bot.domain.cases.case import Case
from bot.domain.cases.flags import Flag
from bot.domain.cases.steps import time_to_acknowledge
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.officer.on_call import (
    Called,
    CalledInGroup,
    NobodyOnCall,
    RosterShown,
    TakenAndSilent,
    TestRing,
    TestRingMissed,
    WhoIsOnCall,
)
from bot.domain.queues.delivery import OutboxRow
from bot.domain.urgency import Urgency
from handlers.officer import buttons as b
from handlers.officer.buttons_roster import RingHeard, RosterTap
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import in_line
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.split import plain
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name
from locales.catalogue import Html

Rows = tuple[tuple[Key, ...], ...]


async def _roster(context: RenderContext, agency: AgencyKey) -> Roster | None:
    async with context.reading() as uow:
        return await uow.rosters.of(agency)


async def roster(context: RenderContext, row: OutboxRow, said: RosterShown) -> Rendered:
    """Who is on call now and next, the list and the weekdays; the buttons of a member, or of a head."""
    locale, found = row.locale, await _roster(context, said.agency) or Roster(said.agency)
    if said.stands is not None and said.stands < len(found.people):
        return _hours(context, locale, found, said.stands)
    if said.off is not None and said.off < len(found.people):
        return _taken_off(context, locale, found, said.off)
    lines = [*_now(context, locale, found), *_list(context, locale, found, await _unreachable(context))]
    lines += [context.text("staff-roster-how", locale)] if said.is_head and found.people else []
    return Rendered("\n".join(lines), _keys(context, locale, found, said))


async def _unreachable(context: RenderContext) -> frozenset[PersonKey]:
    """The people who cannot be written to: calls pass them over."""
    async with context.reading() as uow:
        return frozenset(one.person for one in await uow.staff.everybody() if not one.reachable)


def _now(context: RenderContext, locale: str, found: Roster) -> Iterator[str]:
    zone, changes_at, now = context.profile.zone, context.profile.policy.digest_at, context.now()
    person = rules.on_call(found, now, zone, changes_at)
    who = _named(context, locale, found, person)
    yield context.text("staff-roster", locale, agency=agency_name(context, locale, found.agency), who=who)
    if not found.people:
        yield context.text("staff-roster-empty", locale)
        return
    change = rules.next_change(found, now, zone, changes_at)
    if change is not None:
        until, after = change
        yield context.text("staff-roster-until", locale, until=until, next=_named(context, locale, found, after))


def _named(context: RenderContext, locale: str, found: Roster, person: PersonKey) -> str:
    return in_line(found.name_of(person)) or context.text("staff-roster-nobody", locale)


def _list(context: RenderContext, locale: str, found: Roster, silent: frozenset[PersonKey]) -> Iterator[str]:
    if found.people:
        yield context.text("staff-roster-days", locale, count=found.days)
    for place, one in enumerate(found.people, 1):
        key = "staff-roster-unreachable" if one.person in silent else "staff-roster-person"
        yield context.text(key, locale, place=place, name=in_line(one.name))
    for given in rules.coming(found, context.now()):
        times = {"begins": given.begins_at, "ends": given.ends_at}
        yield context.text("staff-roster-stand-in", locale, name=in_line(found.name_of(given.person)), **times)
    for day, person in enumerate(found.weekdays):
        if person != NOBODY:
            yield _weekday(context, locale, day, in_line(found.name_of(person)))


def _day(context: RenderContext, locale: str, day: int) -> str:
    return context.text(f"staff-day-{day}", locale)


def _keys(context: RenderContext, locale: str, found: Roster, said: RosterShown) -> Rows:
    def key(do: str, value: int = 0, label: str = "", **facts: object) -> Key:
        text = label or context.text(f"button-roster-{do}", locale, **facts)
        return Key(plain(text), pack(RosterTap(found.agency, do, value, found.version)))

    rows: list[tuple[Key, ...]] = [(key("leave" if found.lists(said.person) else "join"),)]
    if not said.is_head or not found.people:
        return tuple(rows)
    for place, one in enumerate(found.people):
        rows.append(tuple(key(do, place, what=in_line(one.name)) for do in ("up", "stand", "ask")))
    rows.append(tuple(key(f"days{days}") for days in LENGTHS if days != found.days))
    rows += [(key("swap"),)] if len(found.people) > 1 else []
    rows += [(key("plan"),)] if rules.coming(found, context.now()) else []
    by_shift = context.text("staff-roster-by-turn", locale)
    days = [
        _weekday(context, locale, day, in_line(found.name_of(found.weekdays[day])) or by_shift) for day in range(WEEK)
    ]
    keys = [key("weekday", day, label) for day, label in enumerate(days)]
    return (*rows, *(tuple(keys[start : start + 2]) for start in range(0, WEEK, 2)))


def _weekday(context: RenderContext, locale: str, day: int, name: str) -> str:
    return context.text("staff-roster-weekday", locale, day=_day(context, locale, day), name=name)


def _hours(context: RenderContext, locale: str, found: Roster, place: int) -> Rendered:
    """The buttons for how long somebody stands in."""
    text = context.text("staff-roster-stands", locale, name=in_line(found.people[place].name))
    taps = [(f"hours{hours}", context.text("button-roster-hours", locale, count=hours)) for hours in HOURS]
    keys = [Key(label, pack(RosterTap(found.agency, do, place, found.version))) for do, label in taps]
    return Rendered(text, (tuple(keys), (_back(context, locale, found),)))


def _taken_off(context: RenderContext, locale: str, found: Roster, place: int) -> Rendered:
    """What it means to take somebody off the list."""
    text = context.text("staff-roster-out", locale, name=in_line(found.people[place].name))
    out = Key(context.text("button-roster-out", locale), pack(RosterTap(found.agency, "out", place, found.version)))
    return Rendered(text, ((out,), (_back(context, locale, found),)))


def _back(context: RenderContext, locale: str, found: Roster) -> Key:
    return Key(context.text("button-roster-back", locale), pack(RosterTap(found.agency, "back", 0, found.version)))


async def who_is_on_call(context: RenderContext, row: OutboxRow, said: WhoIsOnCall) -> Rendered:
    """The line in the group that says who is on call. It mentions nobody, so nobody is called by it."""
    found = await _roster(context, said.agency) or Roster(said.agency)
    now, policy = context.now(), context.profile.policy
    person = rules.on_call(found, now, context.profile.zone, policy.digest_at)
    who = _named(context, row.locale, found, person)
    return Rendered(context.text(f"staff-oncall-{said.why}", row.locale, who=who, at=now))


async def _call(context: RenderContext, locale: str, key: str, said: Called | NobodyOnCall, urgency: Urgency) -> str:
    """The call in the words for a case that is still to be acknowledged in time, or that is late. It begins with the
    label of a drill, where it is one."""
    async with context.reading() as uow:
        case = await uow.cases.by_number(said.number)
    since, due = _times(context, case, said.agency)
    label = context.text("staff-mark-drill", locale) if case is not None and Flag.DRILL in case.flags else ""
    late = {"since": since, "due": due}
    key, times = (f"{key}-late", late) if due <= context.now() else (key, {"due": due})
    facts = {"number": str(said.number), "urgency": urgency.value, "agency": agency_name(context, locale, said.agency)}
    return label + context.text(key, locale, **facts, **times)


def _times(context: RenderContext, case: Case | None, agency: AgencyKey) -> tuple[datetime, datetime]:
    """The moment since which the case waits for the body, and the moment by which it must be acknowledged."""
    allowed = context.profile.policy.limits[Urgency.P1].acknowledge
    times = None if case is None else time_to_acknowledge(case, agency, allowed)
    return (context.now(), context.now() + allowed) if times is None else times


async def called(context: RenderContext, row: OutboxRow, said: Called) -> Rendered:
    """The call to the officer on call."""
    locale, number = row.locale, said.number
    text = await _call(context, locale, "staff-called", said, Urgency.P1)
    take = Key(context.text("button-take", locale), pack(b.Take(number)), style="success")
    look = Key(context.text("button-open-private", locale), pack(b.Open(number)))
    return Rendered(text, ((take,), (look,)))


async def called_in_group(context: RenderContext, row: OutboxRow, said: CalledInGroup) -> Rendered:
    """The message under the card that mentions the person on call. Where nobody is on call, it does not say why."""
    if said.person is None:
        return Rendered(context.text("staff-oncall-nobody-told" if said.is_told else "staff-oncall-nobody", row.locale))
    async with context.reading() as uow:
        found, staff = await uow.rosters.of(said.agency), await uow.staff.get(said.person)
    name = in_line(found.name_of(said.person) if found is not None else "")
    who = f'<a href="tg://user?id={staff.user}">{name}</a>' if staff is not None and name else name
    return Rendered(context.text("staff-oncall-line", row.locale, who=Html(who)))


async def nobody_on_call(context: RenderContext, row: OutboxRow, said: NobodyOnCall) -> Rendered:
    """The alert to heads and supervisors that nobody is on call."""
    return Rendered(await _call(context, row.locale, "staff-nobody-on-call", said, said.urgency))


async def taken_and_silent(context: RenderContext, row: OutboxRow, said: TakenAndSilent) -> Rendered:
    """To the officer who acknowledged the case."""
    text = context.text("staff-taken-silent", row.locale, number=str(said.number), urgency=said.urgency.value)
    return Rendered(text, ((Key(context.text("button-open-private", row.locale), pack(b.Open(said.number))),),))


async def test_ring(context: RenderContext, row: OutboxRow, said: TestRing) -> Rendered:
    """The monthly test: asks the person on call whether they hear it."""
    text = context.text("staff-ring", row.locale, agency=agency_name(context, row.locale, said.agency))
    return Rendered(text, ((Key(context.text("button-ring-heard", row.locale), pack(RingHeard(said.agency))),),))


async def test_ring_missed(context: RenderContext, row: OutboxRow, said: TestRingMissed) -> Rendered:
    """The message to the heads that a test ring was not confirmed."""
    found = await _roster(context, said.agency) or Roster(said.agency)
    name = _named(context, row.locale, found, said.person)
    return Rendered(
        context.text("staff-ring-missed", row.locale, agency=agency_name(context, row.locale, said.agency), name=name)
    )


VIEWS = (
    no_views()
    .on(RosterShown, roster)
    .on(WhoIsOnCall, who_is_on_call)
    .on(Called, called)
    .on(CalledInGroup, called_in_group)
    .on(NobodyOnCall, nobody_on_call)
    .on(TakenAndSilent, taken_and_silent)
    .on(TestRing, test_ring)
    .on(TestRingMissed, test_ring_missed)
)
