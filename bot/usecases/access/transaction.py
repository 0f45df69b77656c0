"""One act, one transaction: opens it, asks rights inside, runs the use case, commits.

A use case is a function behind one of two decorators, which name the right it needs:

    @transaction_on_case(Action.NOTE, again="note")
    async def note(act: CaseAct, words: str) -> None: ...

    @transaction(Action.NUMBERS)
    async def show_numbers(act: Act, period: str = "week") -> None: ...

A handler calls `await note(asking, number, words)`. Where the second factor is shut, only the code is asked for. Once
it is right, the use case that is registered under `again` is run with the same arguments. They must be plain words and
numbers: free text is never stored with the second factor.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, get_type_hints

from bot.domain.access.places import Place
from bot.domain.access.roles import MATRIX, Action
from bot.domain.cases.just_before import just_before
from bot.domain.errors import IllegalStep, JustBefore, NotAllowed, NotFound, Refusal
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice
from bot.domain.second_factor import Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act, Asking, CaseAct, begun, make_known
from bot.usecases.access.permission import SecondFactorShut, known_case, require_on_case, require_on_whole_line
from bot.usecases.access.second_factor import ask_for_code
from bot.usecases.services import in_one_transaction

P = ParamSpec("P")
T = TypeVar("T")
Again = Callable[[Act, str], Awaitable[None]]
NONE = "-"
"""Stands for an empty word among the arguments that are kept."""
LOOKED_BACK = 20
"""How many acts of the history are read to find what was done just before."""
_again: dict[str, Again] = {}
AGAIN: Mapping[str, Again] = MappingProxyType(_again)
"""By name: the use case that is run once a code has opened the second factor."""


async def refuse(asking: Asking, refusal: Refusal) -> None:
    """Raises the refusal for a member of the staff, and Stranger for anybody else: strangers are told nothing."""
    async with asking.services.reading() as uow:
        await begun(uow, asking)
    raise refusal


async def in_transaction(
    asking: Asking,
    run: Callable[[Act], Awaitable[T]],
    *,
    who: Callable[[UnitOfWork, Asking], Awaitable[Act]] = begun,
) -> T | None:
    """Returns what the act returns; None when the second factor was shut and its code was asked for instead. `who`:
    finds who acts, and raises for people who are not answered. What the act wrote before it asked for the second factor
    is stored: a desk keeps what was tapped."""

    async def acted(uow: UnitOfWork) -> T | None:
        act = await who(uow, asking)
        await make_known(act)
        try:
            return await run(act)
        except SecondFactorShut as shut:
            await ask_for_code(act, shut.wanted)
            return None

    return await in_one_transaction(asking.services.begin, acted)


async def in_reading(
    asking: Asking, ask: Callable[[Act], Awaitable[None]], run: Callable[[Act], Awaitable[None]]
) -> bool:
    """Runs an act that only reads. `ask` raises unless the person has the right. The answers are worked out without the
    lock for which all writers wait. A short transaction then asks the rights again and stores the answers. Where the
    rights are no longer those with which they were worked out, they are worked out anew in that transaction. Returns
    whether it was done; False when the code of the second factor was asked for."""
    read, answers = None, list[Notice]()
    async with asking.services.reading() as uow:
        act = replace(await begun(uow, asking), answers=answers)
        with suppress(SecondFactorShut):
            await ask(act)
            await run(act)
            read = _rights(act)

    async def stored(act: Act) -> bool:
        await ask(act)
        await (act.tell(*answers) if _rights(act) == read else run(act))
        return True

    return bool(await in_transaction(asking, stored))


def _rights(act: Act) -> tuple[object, ...]:
    """What decides what somebody may be shown in this chat."""
    return act.agent, act.here, act.to


class UseCase:
    """The form of a use case that has a row in the table of verbs."""

    action: Action

    @property
    def places(self) -> frozenset[Place]:
        """The places in which it works."""
        return MATRIX[self.action].places

    @property
    def second_factor(self) -> bool:
        """Whether the second factor must be open for it in private."""
        return MATRIX[self.action].second_factor


@dataclass(frozen=True)
class OnCase(UseCase, Generic[P]):
    """A use case on one case. It is called with who asks and the number of the case."""

    action: Action
    run: Callable[Concatenate[CaseAct, P], Awaitable[None]]
    again: str

    async def __call__(self, asking: Asking, number: CaseNumber, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Returns whether it was done; False when the second factor was asked for instead."""
        return bool(await in_transaction(asking, lambda act: self.inside(act, number, *args, **kwargs)))

    async def inside(self, act: Act, number: CaseNumber, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Runs it as a part of a transaction that is open already."""
        wanted = Wanted(self.again, _as_words((number, *args)))
        try:
            await self.run(await require_on_case(act, number, self.action, wanted), *args, **kwargs)
        except (IllegalStep, NotAllowed) as refusal:
            before = await _just_before(act, number)
            if before is not None and not (before.is_own and isinstance(refusal, NotAllowed)):
                refusal.note_before(before)  # the own step before is no reason to refuse what they may never do
            raise
        return True


async def _just_before(act: Act, number: CaseNumber) -> JustBefore | None:
    """Whether this comes as the second of two acts, and after which one. Nothing is said to somebody who may not know
    of the case."""
    try:
        case = (await known_case(act, number)).case
    except NotFound:
        return None
    return just_before(reversed(await act.uow.audit.history(case.id, LOOKED_BACK)), act.person, act.now)


@dataclass(frozen=True)
class OnWholeLine(UseCase, Generic[P]):
    """A use case on the line as a whole: a list, a number, somebody's second factor."""

    action: Action
    run: Callable[Concatenate[Act, P], Awaitable[None]]
    again: str
    only_reads: bool = False

    async def __call__(self, asking: Asking, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Returns whether it was done; False when the second factor was asked for instead."""
        if not self.only_reads:
            return bool(await in_transaction(asking, lambda act: self.inside(act, *args, **kwargs)))
        ask = partial(self._require, args=args)
        return await in_reading(asking, ask, lambda act: self.run(act, *args, **kwargs))

    async def inside(self, act: Act, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Runs it as a part of a transaction that is open already."""
        await self._require(act, args)
        await self.run(act, *args, **kwargs)
        return True

    async def _require(self, act: Act, args: Sequence[object]) -> None:
        """Raises unless the person may do it now."""
        await require_on_whole_line(act, self.action, Wanted(self.again, _as_words(args)))


def transaction_on_case(
    action: Action, *, again: str = ""
) -> Callable[[Callable[Concatenate[CaseAct, P], Awaitable[None]]], OnCase[P]]:
    """Makes a use case of a function that acts on a case. `again`: the name under which it is run after a code."""

    def made(run: Callable[Concatenate[CaseAct, P], Awaitable[None]]) -> OnCase[P]:
        case_act = OnCase(action, run, again)
        _register(again, case_act, [int, *_types(run)])
        return case_act

    return made


def transaction(
    action: Action, *, again: str = "", only_reads: bool = False
) -> Callable[[Callable[Concatenate[Act, P], Awaitable[None]]], OnWholeLine[P]]:
    """Makes a use case of a function that concerns the line as a whole. `again`: the name under which it is run after a
    code. `only_reads`: a list or a number, which changes nothing; it is worked out without the writers' lock."""

    def made(run: Callable[Concatenate[Act, P], Awaitable[None]]) -> OnWholeLine[P]:
        act = OnWholeLine(action, run, again, only_reads)
        _register(again, act, _types(run))
        return act

    return made


def _as_words(args: Sequence[object]) -> str:
    """The arguments as words, as they are kept with the second factor."""
    return " ".join(str(one) or NONE for one in args)


def _register(again: str, made: Any, types: list[Callable[[str], Any]]) -> None:
    async def run_again(act: Act, words: str) -> None:
        known = [("" if word == NONE else word) for word in words.split()]
        await made.inside(act, *(read(word) for read, word in zip(types, known, strict=False)))

    if again in _again:
        raise ValueError(f"two use cases are run again as {again}")
    if again:
        _again[again] = run_again


def _types(run: Callable[..., Any]) -> list[Callable[[str], Any]]:
    """How each kept word is read back: numbers as numbers, everything else as it is."""
    hints = get_type_hints(run)
    names = list(inspect.signature(run).parameters)[1:]
    return [str if hints[name] is str else int for name in names]
