"""/roster: members of a body say that they take part; its heads arrange by taps who is on call."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access import on_call as rules
from bot.domain.access.on_call import OnList, Roster
from bot.domain.access.roles import Action
from bot.domain.errors import IllegalStep, StaleButton
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.officer.on_call import RosterShown, WhoIsOnCall
from bot.domain.notices.say import SayAlone
from bot.domain.people import OVERSIGHT
from bot.usecases.access.asking import Act
from bot.usecases.access.transaction import transaction
from bot.usecases.access.waiting_calls import call_for_waiting, waits
from bot.usecases.services import Services

OWN = frozenset({"join", "leave"})
"""What every member of the body may do; the rest only its heads may."""
LOOKS = frozenset({"stand", "ask", "back"})
"""These only show something: for how long somebody stands in, whether they shall be taken off, the roster again."""
ASKED = {"stands": "stand", "off": "ask"}
"""What is asked about somebody of the list."""
SLOT = "roster"
TEST = "ring:"
"""Prefix of a timestamp, before the key of a body: when its test ring was sent. It is removed when somebody has
confirmed it."""


@transaction(Action.ROSTER, again="roster", only_reads=True)
async def show(act: Act) -> None:
    """`/roster`: shows the rosters of the person's own bodies."""
    for agency in _own(act):
        await _show(act, agency, Mode.REPLACE)


@transaction(Action.ROSTER)
async def tap(act: Act, agency: str, do: str, value: int, version: int) -> None:
    """One tap on the roster of a body. `value`: a place on its list, or a day of the week. Raises StaleButton for a
    roster that has changed meanwhile, and for another body's roster."""
    body = AgencyKey(agency)
    roster = await act.uow.rosters.of(body) or _empty(act, body)
    if body not in _own(act) or version != roster.version:
        raise StaleButton
    if do not in OWN and body not in act.agent.heads:
        raise IllegalStep("only-heads")
    if do in LOOKS:
        await _show(act, body, Mode.EDIT, **{name: value for name, look in ASKED.items() if look == do})
        return
    await _keep(act, _edited(act, roster, do, value), is_at_once=do.startswith("hours"))
    await _show(act, body, Mode.EDIT)


async def _keep(act: Act, roster: Roster, *, is_at_once: bool) -> None:
    """Saves the roster and tells its group. A person who stands in is called at once for the cases that wait. Since a
    roster is arranged by several taps, a person who is on call by the roster is called later, by the check of shifts
    that runs each minute."""
    person = now_on(act.services, roster, act.now)
    is_left = not is_at_once and person != roster.told and await waits(act.uow, roster.agency)
    await act.uow.rosters.save(roster if is_left else replace(roster, told=person))
    if is_at_once and person != roster.told:
        await call_for_waiting(act.uow, roster.agency, person, act.now)
    await act.uow.audit.add("roster_changed", at=act.now, agency=roster.agency, person=act.person)
    said = WhoIsOnCall(agency=roster.agency, why="changed")
    to = ToAgency(roster.agency)
    await act.tell(Notice(said, to, priority=Priority.ALERT, slot=SLOT, mode=Mode.REPLACE, silent=True))


@transaction(Action.ROSTER)
async def confirm_test_ring(act: Act, agency: str) -> None:
    """Somebody confirms the test ring. Raises StaleButton when it is over, and for somebody whom it did not call."""
    body = AgencyKey(agency)
    roster = await act.uow.rosters.of(body)
    is_theirs = roster is not None and roster.rung == act.person
    if not is_theirs or await act.uow.timestamps.moment(f"{TEST}{body}") is None:
        raise StaleButton
    await act.uow.timestamps.set_moment(f"{TEST}{body}", None)
    await act.uow.audit.add("test_ring_heard", at=act.now, agency=body, person=act.person)
    await act.say(SayAlone(key="staff-ring-heard"))


def now_on(services: Services, roster: Roster, now: datetime) -> PersonKey:
    """Who is on call now; NOBODY where nobody is."""
    return rules.on_call(roster, now, services.profile.zone, services.profile.policy.digest_at)


def _own(act: Act) -> list[AgencyKey]:
    """The bodies that the person belongs to or heads, in the order of the profile."""
    mine = (act.agent.agencies | act.agent.heads) - {OVERSIGHT}
    return [agency for agency in act.services.profile.agencies if agency in mine]


def _empty(act: Act, agency: AgencyKey) -> Roster:
    """A new roster; its shifts begin on the Monday of this week."""
    today = rules.duty_day(act.now, act.services.profile.zone, act.services.profile.policy.digest_at)
    return Roster(agency, begins=today - timedelta(days=today.weekday()))


def _edited(act: Act, roster: Roster, do: str, value: int) -> Roster:
    """The roster after the tap."""
    zone, changes_at = act.services.profile.zone, act.services.profile.policy.digest_at
    day = value % rules.WEEK
    edits: dict[str, Callable[[], Roster]] = {
        "join": lambda: rules.joined(roster, act.person, act.visitor.name),
        "leave": lambda: rules.left(roster, act.person),
        "plan": lambda: rules.as_planned(roster, act.now),
        "swap": lambda: rules.swapped(roster, act.now, zone, changes_at),
        "weekday": lambda: rules.on_weekday(roster, day, rules.next_for_weekday(roster, day)),
        "up": lambda: rules.moved_up(roster, _listed(roster, value).person),
        "out": lambda: rules.left(roster, _listed(roster, value).person),
    }
    if do.startswith("days"):
        return rules.with_length(roster, int(do.removeprefix("days")))
    if do.startswith("hours"):
        return rules.stood_in(roster, _listed(roster, value).person, int(do.removeprefix("hours")), act.now)
    return edits[do]()


def _listed(roster: Roster, place: int) -> OnList:
    if place >= len(roster.people):
        raise StaleButton
    return roster.people[place]


async def _show(act: Act, agency: AgencyKey, mode: Mode, **asked: int) -> None:
    said = RosterShown(agency=agency, person=act.person, is_head=agency in act.agent.heads, **asked)
    await act.tell(Notice(said, act.to, slot=f"{SLOT}:{agency}", mode=mode))
