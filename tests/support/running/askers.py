"""Who asks, where everybody asking for everything would take too long: few people, so chosen that one of them sees each
kind of fault. In a long run everybody asks."""

from collections.abc import Sequence
from functools import cache

from bot.domain.access.roles import Action
from bot.domain.ids import AgencyKey
from tests.support.domain.examples import some_of, turned
from tests.support.running.asks import ASKS, Ask, is_expected
from tests.support.running.bot_with_roles import ROLES

Actions = tuple[Action, ...]


def worth_asking(names: Sequence[str], ask: Ask, turn: int, *, may: int, others: int) -> list[str]:
    """Of `names` so many who may, by the table, and so many who may not; others for each `turn`."""
    allowed = [name for name in names if is_expected(name, ask)]
    rest = [name for name in names if name not in allowed]
    return some_of(turned(allowed, turn), may) + some_of(turned(rest, turn), others)


def that_tell_apart(ask: Ask, turn: int) -> list[str]:
    """People whose answers differ between the ask's row of the hand-written table and any other row, also one that lets
    everybody and one that lets nobody. Where several people do as well, others for each `turn`."""
    mine, names = _row(ask.line, ask.case, ask.group), [*ROLES]
    left = {_row(*other, ask.group) for other in _needs()} | {tuple(answer for _ in names) for answer in (True, False)}
    left.discard(mine)
    chosen: list[str] = []
    while left:
        differ = {at: sum(row[at] != mine[at] for row in left) for at in turned(range(len(names)), turn)}
        best = max(differ, key=lambda at: differ[at])
        chosen.append(names[best])
        left = {row for row in left if row[best] == mine[best]}
    return chosen


@cache
def _row(line: Actions, case: Actions, group: AgencyKey | None) -> tuple[bool, ...]:
    """Who may, in the order of the roles."""
    return tuple(is_expected(name, Ask("", line, case, group=group)) for name in ROLES)


@cache
def _needs() -> frozenset[tuple[Actions, Actions]]:
    """What an ask might need by mistake: what any needs, or one part of that; for the line and for the case."""
    asks = [ask for ask in ASKS if not ask.public]
    parts: set[tuple[Actions, Actions]] = {(ask.line, ask.case) for ask in asks}
    parts |= {((action,), ()) for ask in asks for action in ask.line}
    return frozenset(parts | {((), (action,)) for ask in asks for action in ask.case})
