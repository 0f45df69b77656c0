"""Who is on call for a body at a moment: by a rotation, fixed weekdays, and stand-ins for hours (casework.md, On call).

A stand-in comes before a weekday, a weekday before the rotation. Only people on the list are on call: a person who
leaves the list leaves every place in the roster. Days begin at the hour at which shifts change, in the district's
zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, PersonKey

LENGTHS = (1, 7)
"""How many days one shift of the rotation may last."""
HOURS = (4, 8, 12, 24)
"""For how many hours somebody may stand in."""
NOBODY = PersonKey("")
WEEK = 7
MOST = 20
"""How many people the list of one body may have: their buttons must fit on one screen."""


@dataclass(frozen=True)
class OnList:
    """A person who takes part, with the name that Telegram showed when they said so."""

    person: PersonKey
    name: str


@dataclass(frozen=True)
class StandIn:
    """A person is on call from one moment to another in place of the person whose shift it is."""

    person: PersonKey
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Roster:
    """The roster of one body."""

    agency: AgencyKey
    people: tuple[OnList, ...] = ()
    """In the order of the rotation."""
    begins: date = date(2026, 1, 5)
    """The first day of the first shift; a Monday."""
    days: int = WEEK
    weekdays: tuple[PersonKey, ...] = (NOBODY,) * WEEK
    """Who is on call on Mondays, Tuesdays …; NOBODY leaves the day to the rotation."""
    stand_ins: tuple[StandIn, ...] = ()
    told: PersonKey = NOBODY
    """The person of whom the group was last told that they are on call."""
    rung: PersonKey = NOBODY
    """The person to whom the last test ring was sent."""
    version: int = 0
    """Raised by every change, so that a button of an older screen changes nothing."""

    def lists(self, person: PersonKey) -> bool:
        """Whether the person takes part."""
        return any(one.person == person for one in self.people)

    def name_of(self, person: PersonKey) -> str:
        """The person's name on the list; '' for nobody."""
        return next((one.name for one in self.people if one.person == person), "")


def on_call(roster: Roster, at: datetime, zone: ZoneInfo, changes_at: time) -> PersonKey:
    """Who is on call at that moment; NOBODY where nobody is."""
    return next(in_call_order(roster, at, zone, changes_at), NOBODY)


def next_change(roster: Roster, at: datetime, zone: ZoneInfo, changes_at: time) -> tuple[datetime, PersonKey] | None:
    """When somebody else will be on call, and who; None where that never changes."""
    first, now = duty_day(at, zone, changes_at), on_call(roster, at, zone, changes_at)
    days = range(1, WEEK * len(roster.people) + 1)  # by then weekdays and rotation have met in every combination
    moments = {_begins(first + timedelta(days=day), at, zone, changes_at) for day in days}
    moments |= {edge for one in roster.stand_ins for edge in (one.begins_at, one.ends_at)}
    coming = ((moment, on_call(roster, moment, zone, changes_at)) for moment in sorted(moments) if moment > at)
    return next((change for change in coming if change[1] != now), None)


def in_call_order(roster: Roster, at: datetime, zone: ZoneInfo, changes_at: time) -> Iterator[PersonKey]:
    """Who is on call, then the people who would be in their place, each once: the first may fail to answer."""
    day = duty_day(at, zone, changes_at)
    wanted = [one.person for one in reversed(roster.stand_ins) if one.begins_at <= at < one.ends_at]
    wanted.append(roster.weekdays[day.weekday()])
    wanted += _rotation(roster, day)
    known = {one.person for one in roster.people}
    yield from (person for person in dict.fromkeys(wanted) if person in known)


def duty_day(at: datetime, zone: ZoneInfo, changes_at: time) -> date:
    """The day whose shift it is: before the hour of the change it is still the day before."""
    local = at.astimezone(zone)
    return local.date() if local.time() >= changes_at else local.date() - timedelta(days=1)


def _rotation(roster: Roster, day: date) -> list[PersonKey]:
    """The rotation, beginning with the person whose shift it is."""
    people = [one.person for one in roster.people]
    if not people:
        return []
    shift = (day - roster.begins).days // roster.days % len(people)
    return people[shift:] + people[:shift]


def joined(roster: Roster, person: PersonKey, name: str) -> Roster:
    """The person takes part, at the end of the rotation. Raises IllegalStep where they do already, and where the list
    is full."""
    if roster.lists(person):
        raise IllegalStep("on-the-list")
    if len(roster.people) >= MOST:
        raise IllegalStep("list-full")
    return _next_version(replace(roster, people=(*roster.people, OnList(person, name))))


def left(roster: Roster, person: PersonKey) -> Roster:
    """The person no longer takes part, and is in no place of the roster."""
    _require_listed(roster, person)
    changed = replace(
        roster,
        people=tuple(one for one in roster.people if one.person != person),
        weekdays=tuple(NOBODY if one == person else one for one in roster.weekdays),
        stand_ins=tuple(one for one in roster.stand_ins if one.person != person),
    )
    return _next_version(changed)


def moved_up(roster: Roster, person: PersonKey) -> Roster:
    """One place earlier in the rotation; the first one becomes the last."""
    _require_listed(roster, person)
    people = list(roster.people)
    at = [one.person for one in people].index(person)
    one = people.pop(at)
    people.insert(at - 1 if at else len(people), one)
    return _next_version(replace(roster, people=tuple(people)))


def with_length(roster: Roster, days: int) -> Roster:
    """Shifts of the rotation last a day, or a week."""
    if days not in LENGTHS:
        raise IllegalStep("not-an-option")
    return _next_version(replace(roster, days=days))


def on_weekday(roster: Roster, weekday: int, person: PersonKey) -> Roster:
    """The person is on call on every such weekday; NOBODY gives the weekday back to the rotation."""
    if weekday not in range(WEEK):
        raise IllegalStep("not-an-option")
    if person != NOBODY:
        _require_listed(roster, person)
    weekdays = list(roster.weekdays)
    weekdays[weekday] = person
    return _next_version(replace(roster, weekdays=tuple(weekdays)))


def next_for_weekday(roster: Roster, weekday: int) -> PersonKey:
    """Who comes next for a weekday when its button is tapped: each person of the list in turn, then the rotation."""
    order = [NOBODY, *(one.person for one in roster.people)]
    now = roster.weekdays[weekday] if roster.weekdays[weekday] in order else NOBODY
    return order[(order.index(now) + 1) % len(order)]


def stood_in(roster: Roster, person: PersonKey, hours: int, now: datetime) -> Roster:
    """The roster in which the person stands in for `hours` hours from now on. What was set before for that time
    ends."""
    _require_listed(roster, person)
    if hours not in HOURS:
        raise IllegalStep("not-an-option")
    made = StandIn(person, now, now + timedelta(hours=hours))
    return _next_version(replace(roster, stand_ins=(*coming(roster, now), made)))


def swapped(roster: Roster, now: datetime, zone: ZoneInfo, changes_at: time) -> Roster:
    """The person whose shift it is and the next one change places, for these two shifts; fixed weekdays stay as they
    are. Raises IllegalStep where nobody has the next shift, and where every day of the two is fixed."""
    first, second, *_ = *_rotation(roster, duty_day(now, zone, changes_at)), NOBODY, NOBODY
    ends = shift_ends(roster, now, zone, changes_at)
    after = shift_ends(roster, ends, zone, changes_at)
    times = [(second, now, ends), (first, ends, after)]
    made = [one for time in times for one in _where_free(roster, StandIn(*time), zone, changes_at)]
    if second == NOBODY or not made:
        raise IllegalStep("nobody-to-swap-with")
    return _next_version(replace(roster, stand_ins=(*coming(roster, now), *made)))


def _where_free(roster: Roster, wanted: StandIn, zone: ZoneInfo, changes_at: time) -> list[StandIn]:
    """The stand-in's time without the days that are fixed to a person by weekday."""
    found, edge = list[StandIn](), wanted.begins_at
    while edge < wanted.ends_at:
        day = duty_day(edge, zone, changes_at)
        ends = min(wanted.ends_at, _begins(day + timedelta(days=1), edge, zone, changes_at))
        if roster.weekdays[day.weekday()] == NOBODY:
            begins = found.pop().begins_at if found and found[-1].ends_at == edge else edge
            found.append(replace(wanted, begins_at=begins, ends_at=ends))
        edge = ends
    return found


def as_planned(roster: Roster, now: datetime) -> Roster:
    """Removes stand-ins and swaps: weekdays and rotation count again. Raises IllegalStep where there are none."""
    if not coming(roster, now):
        raise IllegalStep("no-stand-ins")
    return _next_version(replace(roster, stand_ins=()))


def shift_ends(roster: Roster, at: datetime, zone: ZoneInfo, changes_at: time) -> datetime:
    """When the shift of the rotation that runs at that moment ends."""
    day = duty_day(at, zone, changes_at)
    gone = (day - roster.begins).days % roster.days
    return _begins(day + timedelta(days=roster.days - gone), at, zone, changes_at)


def _begins(day: date, at: datetime, zone: ZoneInfo, changes_at: time) -> datetime:
    """When the shift of that day begins, in the zone of `at`."""
    return datetime.combine(day, changes_at, zone).astimezone(at.tzinfo)


def coming(roster: Roster, now: datetime) -> tuple[StandIn, ...]:
    """Stand-ins that are not over."""
    return tuple(one for one in roster.stand_ins if one.ends_at > now)


def _require_listed(roster: Roster, person: PersonKey) -> None:
    if not roster.lists(person):
        raise IllegalStep("not-on-the-list")


def _next_version(changed: Roster) -> Roster:
    return replace(changed, version=changed.version + 1)
