"""What supervisors (and, for their own cases, agencies) ask and are told: lists, one case, who is late, numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median, quantiles

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case, CaseState, ClockKind, Flag, Mark
from bot.domain.cases.lists import (
    CaseFilter,
    Caseload,
    CaseTimes,
)
from bot.domain.cases.steps import running
from bot.domain.errors import IllegalStep, NotFound
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.clocks import Reminder
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.oversight import AgencyLine, AgencyList, CaseList, OverdueList, Span, Statistics
from bot.domain.people import (
    AgencyPlace,
)
from bot.domain.profile import Policy
from bot.domain.second_factor import leaves_at
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.asking import Act, CaseAct
from bot.usecases.access.expiring_messages import leaving
from bot.usecases.access.scope import Scope, sees
from bot.usecases.access.transaction import transaction, transaction_on_case
from bot.usecases.casework.linking import known_links
from bot.usecases.oversight.case_rows import case_line, case_status, late_line

PAGE = 8
BY_HAND = "reminded_by_hand"
REMIND_AGAIN = timedelta(hours=1)
HISTORY_READ = 200
LATE_SHOWN = 20
COUNTED = 1000
COUNTED_OF_ALL = 100
"""A list says how many there are up to here; beyond it says that there are more. Of all the years it counts less far:
numbers are what /stats is for."""
PERIODS = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
    "quarter": timedelta(days=90),
}


IN_OUR_WORDS = {"红": "red", "红牌": "red", "黄": "yellow", "黄牌": "yellow", "超时": "late", "逾期": "late"}
"""Words beside /cases for what a case shows, as readers of Chinese write them: a page's button carries ours."""
MOST_WORDS = 5
LONGEST_WORDS = 45
"""Bytes: a page's button carries them in Telegram's 64."""


def filter_words(words: list[str]) -> list[str]:
    """The words beside /cases, each once and in our words; NotFound (key unknown-filter) for too many."""
    plain = list(dict.fromkeys(IN_OUR_WORDS.get(word, word.lower()) for word in words))
    if len(plain) > MOST_WORDS or len(" ".join(plain).encode()) > LONGEST_WORDS:
        raise NotFound("unknown-filter")
    return plain


def seen_filter(scope: Scope) -> CaseFilter:
    """All open cases that the scope lets through."""
    agencies = frozenset[AgencyKey]() if scope.everything else scope.agencies
    return CaseFilter(agencies=agencies, not_seen_by=scope.barred_as, not_for=scope.not_for)


def parse_filter(words: list[str], scope: Scope) -> CaseFilter:
    """Words beside /cases: P1-P4, an agency key, yellow, red, late, unassessed, unacknowledged, closed, all.

    Raises NotFound (key unknown-filter) for a word that is none of these.
    """
    wanted = seen_filter(scope)
    for word in filter_words(words):
        wanted = _with_word(wanted, word)
    return wanted


def _with_word(wanted: CaseFilter, word: str) -> CaseFilter:
    """The filter narrowed by one word."""
    if word.upper() in Urgency.__members__:
        return replace(wanted, urgency=wanted.urgency | {Urgency[word.upper()]})
    if word in {*Mark}:
        return replace(wanted, marks=wanted.marks | {Mark(word)})
    if word in {Flag.INCOMPLETE, Flag.REOPENED}:
        return replace(wanted, flags=wanted.flags | {Flag(word)})
    states = {
        "unacknowledged": frozenset({CaseState.RECEIVED}),
        "unassessed": frozenset({CaseState.RECEIVED, CaseState.ACKNOWLEDGED}),
        "closed": frozenset({CaseState.CLOSED}),
    }
    if word in states:
        return replace(wanted, states=states[word], open_only=word != "closed")
    if word in {"all", "open"}:
        still_open = bool(wanted.states) and CaseState.CLOSED not in wanted.states
        return replace(wanted, open_only=word == "open" or still_open)
    if word.isalpha() and 2 <= len(word) <= 8:
        return replace(wanted, lead=AgencyKey(word.upper()))
    raise NotFound("unknown-filter")


@transaction(Action.LIST, again="cases")
async def list_cases(act: Act, words: str = "", below: int = 0) -> None:
    """`/cases FILTER …`: newest first, a page at a time. `words` are joined by a full stop, as in the page's button;
    `below` is the last number of the page before."""
    asked = filter_words([word for word in words.split(".") if word])
    wanted = parse_filter(asked, act.scope)
    if wanted.lead is not None and wanted.lead not in act.services.profile.agencies:
        raise NotFound("unknown-filter")
    cases = await act.uow.cases.page(wanted, after=CaseNumber(below) if below else None, limit=PAGE + 1)
    most = COUNTED if wanted.open_only else COUNTED_OF_ALL
    total = await act.uow.cases.count(wanted, most=most + 1)
    page = CaseList(
        words=" ".join(asked),
        total=min(total, most),
        over=total > most,
        rows=tuple(case_line(case, act.now) for case in cases[:PAGE]),
        more=cases[PAGE - 1].number if len(cases) > PAGE else None,
    )
    await act.tell(Notice(page, act.to, slot="cases", mode=Mode.EDIT if below else Mode.NEXT))


@transaction(Action.STATE, again="case")
async def show_case(act: Act, number: int) -> None:
    """`/case NUMBER`: state, who has it, clocks, history; no story. In private there is more to see, and it leaves the
    chat. Raises NotFound for a case that may not be named here."""
    case = await seen_case(act.uow, act.scope, CaseNumber(number))
    links = await known_links(act.uow, act.scope, case) if act.is_private else ()
    history = await act.uow.audit.history(case.id, limit=HISTORY_READ)
    said = case_status(case, history, act.now, private=act.is_private, links=links)
    late = leaves_at(act.services.profile.lock, act.now) if act.is_private else None
    leaves = leaving(act.services, "case", number, act.now) if act.is_private else None
    await act.tell(Notice(said, act.to, case=case.id, expires_at=late, leaves=leaves))


async def seen_case(uow: UnitOfWork, scope: Scope, number: CaseNumber) -> Case:
    """The case, if it may be named in this scope; an unseen case and a missing one look alike."""
    case = await uow.cases.by_number(number)
    if case is None or not sees(scope, case) or scope.not_for & await uow.recusals.who(case.id):
        raise NotFound("no-such-case")
    return case


@transaction(Action.OVERDUE, again="overdue")
async def list_overdue(act: Act) -> None:
    """`/overdue`: open cases with a deadline behind them, the oldest first."""
    wanted = seen_filter(act.scope)
    late = await act.uow.cases.overdue(act.now, wanted, limit=LATE_SHOWN)
    total = await act.uow.cases.count_overdue(act.now, wanted)
    await act.tell(Notice(OverdueList(rows=tuple(late_line(case, act.now) for case in late), total=total), act.to))


@transaction(Action.AGENCIES, again="agencies")
async def list_agencies(act: Act) -> None:
    """`/agencies`: which bodies have a group, since when, how much they have open and how much of it is late."""
    scope, uow = act.scope, act.uow
    places = {place.agency: place for place in await uow.agencies.all()}
    loads = await uow.cases.caseloads(act.now, CaseFilter(not_seen_by=scope.barred_as, not_for=scope.not_for))
    rows = [
        _agency_line(key, places.get(key), loads.get(key, Caseload()), len(await uow.staff.heads(key)))
        for key in act.services.profile.agencies
        if scope.everything or key in scope.agencies
    ]
    await act.tell(Notice(AgencyList(rows=tuple(rows)), act.to))


def _agency_line(key: AgencyKey, place: AgencyPlace | None, load: Caseload, heads: int) -> AgencyLine:
    return AgencyLine(
        agency=key,
        bound=place is not None and place.works,
        lost=place is not None and place.lost_at is not None,
        refuses=place is not None and place.refuses_since is not None,
        open=load.open,
        waiting=load.unacknowledged,
        yellow=load.yellow,
        red=load.red,
        late=load.late,
        heads=heads,
    )


@transaction(Action.NUMBERS, again="stats")
async def show_stats(act: Act, period: str = "week") -> None:
    """`/stats day|week|month|quarter`: counts, times and shares in time (K1, K2, K3, K11); to an agency, of the cases
    that it leads."""
    if period not in PERIODS:
        raise NotFound("unknown-period")
    scope = act.scope
    since = act.now - PERIODS[period]
    times = await act.uow.cases.times(since, act.now, not_seen_by=scope.barred_as, not_for=scope.not_for)
    times = [one for one in times if scope.everything or one.lead in scope.agencies]
    late = await _late_now(act.uow, scope)
    await act.tell(Notice(statistics(times, act.services.profile.policy, period, act.now, late=late), act.to))


async def _late_now(uow: UnitOfWork, scope: Scope) -> int:
    """How many cases are late at this moment: all, or those that these bodies lead."""
    late = replace(seen_filter(scope), marks=frozenset({Mark.LATE}))
    leads = [None] if scope.everything else sorted(scope.agencies)
    return sum([await uow.cases.count(replace(late, lead=lead)) for lead in leads])


def statistics(
    times: Sequence[CaseTimes], policy: Policy, period: str, now: datetime, *, late: int | None = None
) -> Statistics:
    """Counts by class, median and 90th percentile (minutes) to acknowledge and to assess, shares in time (per cent).

    A case whose deadline is still ahead and whose act is not done is left out of its share: neither in time nor late.
    """
    answered = [(t.received_at, t.answered_at, t.received_at + policy.reply) for t in times]
    closed = [(t.received_at, t.closed_at, t.received_at + policy.outcome) for t in times]
    return Statistics(
        period=period,
        total=len(times),
        by_class={u.value: sum(t.urgency is u for t in times) for u in Urgency},
        acknowledge=_span([(t.received_at, t.acknowledged_at, t.acknowledge_due) for t in times], now),
        assess=_span([(t.received_at, t.assessed_at, t.assess_due) for t in times], now),
        answer=_span(answered, now),
        outcome=_span(closed, now),
        open=sum(t.closed_at is None for t in times),
        yellow=sum(t.yellow for t in times),
        red=sum(t.red for t in times),
        late=late,
    )


def _span(rows: Sequence[tuple[datetime, datetime | None, datetime | None]], now: datetime) -> Span:
    """Median, 90th percentile in minutes and share in time of (start, done, due) rows."""
    minutes = sorted((done - start).total_seconds() / 60 for start, done, _ in rows if done is not None)
    judged = [(done, due) for _, done, due in rows if due is not None and (done is not None or due <= now)]
    in_time = sum(done is not None and done < due for done, due in judged)
    return Span(
        median=round(median(minutes), 1) if minutes else None,
        p90=round(percentile90(minutes), 1) if minutes else None,
        in_time=round(100 * in_time / len(judged)) if judged else None,
        done=len(minutes),
    )


def percentile90(values: list[float]) -> float:
    """The 90th percentile, inclusive method; the value itself when there is only one."""
    return values[0] if len(values) == 1 else quantiles(values, n=10, method="inclusive")[8]


@transaction_on_case(Action.REMIND, again="remind")
async def remind(act: CaseAct) -> None:
    """`/remind NUMBER`: the lead is reminded now, beside the clocks; once an hour a body and case."""
    case = act.case
    if not case.is_open:
        raise NotFound("case-closed")
    if await _is_reminded(act):
        raise IllegalStep("reminded-already")
    await act.uow.audit.add(BY_HAND, at=act.now, case=case.id, person=act.person, agency=case.lead)
    waits = running(case, ClockKind.ACKNOWLEDGE) is not None
    said = Reminder(number=case.number, urgency=case.urgency, step="by_hand", take=waits)
    reminder = Notice(said, ToAgency(case.lead), priority=Priority.REMINDER, case=case.id, slot=f"reminder:{case.id}")
    await act.tell(replace(reminder, mode=Mode.REPLACE, reply_to=f"card:{case.id}"))
    await act.say("staff-reminded", number=case.number, agency=case.lead)


async def _is_reminded(act: CaseAct) -> bool:
    """Whether somebody has reminded this body of this case within the hour."""
    last = await act.uow.audit.history(act.case.id, limit=HISTORY_READ)
    mine = [line for line in last if line.action == BY_HAND and line.agency == act.case.lead]
    return any(line.at > act.now - REMIND_AGAIN for line in mine)
