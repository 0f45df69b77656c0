"""`/stats`: what happened in a period, in counts, times and shares in time."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median, quantiles

from bot.domain.access.roles import Action
from bot.domain.cases.case import Mark
from bot.domain.cases.lists import CaseTimes
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice
from bot.domain.notices.oversight import Span, Statistics
from bot.domain.profile import Policy, Profile
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act
from bot.usecases.access.scope import Scope
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.filters import seen_filter
from bot.usecases.oversight.periods import PERIODS


@dataclass(frozen=True)
class Wanted:
    """What the numbers are of: a period, perhaps of one body as the lead, perhaps of one class."""

    period: str = "week"
    body: AgencyKey | None = None
    urgency: Urgency | None = None

    def takes(self, one: CaseTimes) -> bool:
        """Whether the case is counted."""
        return self.body in {None, one.lead} and self.urgency in {None, one.urgency}


@transaction(Action.NUMBERS, again="stats")
async def show_stats(act: Act, words: str = "") -> None:
    """`/stats [PERIOD] [BODY] [CLASS]`: what happened in the period (K1, K2, K3, K11); to a body, in the cases that it
    leads. `words` are joined by a full stop."""
    scope, now = act.scope, act.now
    wanted = parse_wanted(words.split("."), act.services.profile, scope)
    since = now - PERIODS[wanted.period]
    policy = act.services.profile.policy
    times = await act.uow.cases.times_touched(
        since, now, reach=policy.outcome, not_seen_by=scope.barred_as, not_for=scope.not_for
    )
    times = [one for one in times if (scope.everything or one.lead in scope.agencies) and wanted.takes(one)]
    late = await _late_now(act.uow, scope, wanted)
    counted = await asyncio.to_thread(statistics, times, policy, wanted, now, late=late)  # a quarter has thousands
    await act.tell(Notice(counted, act.to))


def parse_wanted(words: Sequence[str], profile: Profile, scope: Scope) -> Wanted:
    """The words beside /stats, in any order. Raises NotFound (key unknown-period, with all that may be named)
    for a word that is none of them, and for two of a kind."""
    bodies = [key for key in profile.agencies if scope.everything or key in scope.agencies]
    wanted, found = Wanted(), set[str]()
    for word in filter(None, words):
        kind, wanted = _with_word(wanted, word, bodies)
        if kind in found:
            raise _unknown(bodies)
        found.add(kind)
    return wanted


def _with_word(wanted: Wanted, word: str, bodies: Sequence[AgencyKey]) -> tuple[str, Wanted]:
    """The kind of the word, and what is wanted with it."""
    if word.lower() in PERIODS:
        return "period", replace(wanted, period=word.lower())
    if word.upper() in Urgency.__members__:
        return "class", replace(wanted, urgency=Urgency[word.upper()])
    if word.upper() in bodies:
        return "body", replace(wanted, body=AgencyKey(word.upper()))
    raise _unknown(bodies)


def _unknown(bodies: Sequence[AgencyKey]) -> NotFound:
    return NotFound("unknown-period", known=", ".join((*PERIODS, *Urgency, *bodies)))


async def _late_now(uow: UnitOfWork, scope: Scope, wanted: Wanted) -> int:
    """How many cases are late at this moment: all, or those that these bodies lead."""
    classes = frozenset({wanted.urgency}) if wanted.urgency else frozenset[Urgency]()
    late = replace(seen_filter(scope), marks=frozenset({Mark.LATE}), urgency=classes)
    own = frozenset[AgencyKey]() if scope.everything else scope.agencies
    return await uow.cases.count(replace(late, leads=frozenset({wanted.body}) if wanted.body else own))


Row = tuple[datetime, datetime | None, datetime | None]
"""When a step began, when it was done, and by when it was due."""


def statistics(
    times: Sequence[CaseTimes], policy: Policy, wanted: Wanted, now: datetime, *, late: int | None = None
) -> Statistics:
    """Counts of the cases received in the period; of each step the median and 90th percentile (minutes) of what was
    done in it, and the share in time (per cent) of what was due in it; the marks that were set in it."""
    since = now - PERIODS[wanted.period]
    received = [one for one in times if since <= one.received_at < now]
    answered: list[Row] = [(t.received_at, t.answered_at, t.received_at + policy.reply) for t in times]
    closed: list[Row] = [(t.received_at, t.closed_at, t.received_at + policy.outcome) for t in times]
    return Statistics(
        period=wanted.period,
        body=wanted.body,
        urgency=wanted.urgency,
        total=len(received),
        by_class={u.value: sum(t.urgency is u for t in received) for u in Urgency if wanted.urgency in {None, u}},
        acknowledge=_span([(t.received_at, t.acknowledged_at, t.acknowledge_due) for t in times], since, now),
        assess=_span([(t.received_at, t.assessed_at, t.assess_due) for t in times], since, now),
        answer=_span(answered, since, now),
        outcome=_span(closed, since, now),
        open=sum(t.is_open for t in received),
        yellow=sum(since <= at < now for t in times for at in t.yellow_at),
        red=sum(since <= at < now for t in times for at in t.red_at),
        late=late,
    )


def _span(rows: Sequence[Row], since: datetime, now: datetime) -> Span:
    """Of the steps done in the period the median and 90th percentile in minutes; of those due in it the share in time,
    and how many were due."""
    done_now = [(start, done) for start, done, _ in rows if done is not None and since <= done < now]
    minutes = sorted((done - start).total_seconds() / 60 for start, done in done_now)
    judged = [(done, due) for _, done, due in rows if due is not None and since <= due < now]
    in_time = sum(done is not None and done < due for done, due in judged)
    return Span(
        median=round(median(minutes), 1) if minutes else None,
        p90=round(percentile90(minutes), 1) if minutes else None,
        in_time=round(100 * in_time / len(judged)) if judged else None,
        done=len(minutes),
        due=len(judged),
    )


def percentile90(values: list[float]) -> float:
    """The 90th percentile, inclusive method; the value itself when there is only one."""
    return values[0] if len(values) == 1 else quantiles(values, n=10, method="inclusive")[8]
