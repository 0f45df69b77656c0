"""`/stats`: what happened in a period, as counts, times and shares that were in time; by harm and place only for closed
months."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.access.roles import Action
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice
from bot.domain.notices.supervisor.oversight import SmallNumber, Span, Statistics
from bot.domain.numbers.board import Board, Count, Times
from bot.domain.numbers.definitions import TOTALS
from bot.domain.profile import Profile
from bot.domain.urgency import Urgency
from bot.usecases.access.asking import Act
from bot.usecases.access.scope import Scope
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.case_lists.filters import KnownNames
from bot.usecases.oversight.periods import PERIODS
from bot.usecases.oversight.statistics.boards import BoardMaker, WantedNumbers


@transaction(Action.NUMBERS, again="stats", only_reads=True)
async def show_stats(act: Act, words: str = "") -> None:
    """`/stats [PERIOD] [BODY] [CLASS] [HARM] [AREA]`: what happened in the period. A body gets the numbers of the cases
    that it leads. `words` are joined by a full stop."""
    wanted = parse_wanted(words.split("."), act.services.profile, act.scope)
    maker = BoardMaker(act, wanted)
    if wanted.harm is None and wanted.area is None:
        await act.tell(Notice(statistics(await maker.counted_now()), act.to))
    else:
        await act.tell(Notice(await small_number(maker), act.to))


async def small_number(maker: BoardMaker) -> SmallNumber:
    """How many cases of a kind of harm, in a place, or both, there were in the last closed months."""
    wanted, (cube, months) = maker.wanted, await maker.cube()
    count = cube.count(wanted.harm, wanted.area)
    return SmallNumber(
        harm=wanted.harm, area=wanted.area, first=str(months.first), last=str(months.last), count=signed(count)
    )


def signed(count: Count) -> str:
    """The number, or why it is not shown: small, withheld."""
    return str(count.value) if count.hidden is None else count.hidden.value


def parse_wanted(words: Sequence[str], profile: Profile, scope: Scope) -> WantedNumbers:
    """What the words beside /stats ask for, in any order. Raises NotFound: key unknown-period, with all words that are
    allowed, for any other word and for two of a kind. The key is numbers-whole-district for a harm or a place together
    with a body or a class."""
    bodies = [key for key in profile.agencies if scope.everything or key in scope.agencies]
    wanted, found = WantedNumbers(), set[str]()
    for word in filter(None, words):
        kind, wanted = _with_word(wanted, word, bodies, profile)
        if kind in found:
            raise _unknown(bodies)
        found.add(kind)
    is_part = not scope.everything or not found.isdisjoint({"body", "class"})
    if is_part and not found.isdisjoint({"harm", "area"}):
        raise NotFound("numbers-whole-district")
    return wanted


def _with_word(
    wanted: WantedNumbers, word: str, bodies: Sequence[AgencyKey], profile: Profile
) -> tuple[str, WantedNumbers]:
    """The kind of the word, and the query with it added."""
    if word.lower() in PERIODS:
        return "period", replace(wanted, period=word.lower())
    if word.upper() in Urgency.__members__:
        return "class", replace(wanted, urgency=Urgency[word.upper()])
    if word.upper() in bodies:
        return "body", replace(wanted, body=AgencyKey(word.upper()))
    known = KnownNames(profile, frozenset())
    if word.lower() in known.harms:
        return "harm", replace(wanted, harm=word.lower())
    if word.lower() in known.areas:
        return "area", replace(wanted, area=word.lower())
    raise _unknown(bodies)


def _unknown(bodies: Sequence[AgencyKey]) -> NotFound:
    return NotFound("unknown-period", known=", ".join((*PERIODS, *Urgency, *bodies)))


def statistics(board: Board) -> Statistics:
    """The numbers of the board that `/stats` says."""
    wanted, now = board.filter, board.now
    return Statistics(
        period=board.period.word,
        body=wanted.body,
        urgency=wanted.urgency,
        total=board.reports.value or 0,
        by_class={u.value: c.value or 0 for u, c in board.by_class.items() if wanted.urgency in {None, u}},
        acknowledge=_span(board.acknowledge),
        assess=_span(board.assess),
        answer=_span(board.answer),
        outcome=_span(board.outcome),
        open=now.total,
        unacknowledged=now.unacknowledged,
        unassessed=now.unassessed,
        yellow=board.yellow,
        red=board.red,
        late=now.late,
        acts=_acts(board),
    )


def _acts(board: Board) -> dict[str, int]:
    """The other acts that happened."""
    cells = [(before, *cell) for before, row in board.matrix.cells.items() for cell in row.items()]
    totals = {one.said: getattr(board, name) for name, one in TOTALS.items() if one.said}
    found = totals | {
        "raised": sum(count for before, after, count in cells if after.rank > before.rank),
        "lowered": sum(count for before, after, count in cells if after.rank < before.rank),
        "alerts": sum(one.of for one in board.ladder.values()),
        "steps": sum(one.part for one in board.ladder.values()),
    }
    return {name: count for name, count in found.items() if count}


def _span(times: Times) -> Span:
    """Spans in minutes, as the texts take them."""
    return Span(
        median=_minutes(times.median),
        p90=_minutes(times.p90),
        in_time=times.in_time.percent,
        done=times.n,
        due=times.in_time.of,
    )


def _minutes(took: timedelta | None) -> float | None:
    return None if took is None else round(took.total_seconds() / 60, 1)
