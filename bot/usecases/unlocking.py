"""A typed code: taken from the chat at once, tried, and what was wanted is shown. And a lock taken off by another."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain import lock as rules
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.ids import CaseNumber, MessageId
from bot.domain.lock import Lock, LockKind, Verdict, Wanted
from bot.domain.notices import Fact, Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.roles import Action, Standing, allows
from bot.ports import Agent, UnitOfWork, Visitor
from bot.usecases import casework, custody, desk, files_on_reason, oversight
from bot.usecases.codes import checked
from bot.usecases.desk import locale_of
from bot.usecases.line import Line
from bot.usecases.lock import NAME_LENGTH, SLOT, ask, is_locked_out, name_of
from bot.usecases.scope import private_scope, require

NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")
Show = Callable[[Line, UnitOfWork, Agent, Visitor, Wanted, datetime], Awaitable[None]]


async def choose(line: Line, visitor: Visitor, kind: LockKind, now: datetime) -> None:
    """An app or a number: setting it up begins."""
    async with line.begin() as uow:
        lock = await uow.locks.of(visitor.person, hold=True) or Lock()
        lock = rules.chosen(lock, line.profile.lock, kind, now)
        await ask(line, uow, visitor.person, await locale_of(uow, visitor), lock, now)
        await uow.commit()


async def enter(line: Line, agent: Agent, visitor: Visitor, words: str, message: MessageId, now: datetime) -> bool:
    """Digits typed where the lock has asked for them; False when it has not. Whatever becomes of them, the message
    goes. The slow comparison is made outside of the transaction, on a lock that must be the same still inside."""
    async with line.begin() as uow:
        seen = await uow.locks.of(visitor.person)
    if seen is None or not rules.awaits(seen, words, now):
        return False
    is_asked = not rules.is_waiting(seen, now)
    fits = await checked(seen, rules.digits(words), now, line.tokens) if is_asked else None
    async with line.begin() as uow:
        to = await locale_of(uow, visitor)
        gone: list[Fact] = [int(message)]
        await uow.outbox.add(Notice("wipe", to, {"messages": gone}))
        lock = await uow.locks.of(visitor.person, hold=True) or Lock()
        is_same = (lock.secret, lock.step) == (seen.secret, seen.step)
        lock, verdict = rules.tried(lock, line.profile.lock, fits, now) if is_same else (lock, Verdict.LATE)
        await _follow(line, uow, agent, visitor, to, lock, verdict, now)
        await uow.commit()
    return True


async def _follow(
    line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, to: ToChat, lock: Lock, verdict: Verdict, now: datetime
) -> None:
    """What comes of a code: the audit line, a word to supervisors, and the content or the question again."""
    if verdict is Verdict.OPENED:
        await uow.locks.save(visitor.person, lock)
        kind: dict[str, Fact] = {"kind": str(lock.kind)}
        await uow.audit.add("unlocked", at=now, person=visitor.person, facts=kind)
        await uow.outbox.add(Notice("lock", to, {}, slot=SLOT, mode=Mode.DELETE))
        if lock.wanted is not None:
            await _show_wanted(line, uow, agent, visitor, to, lock.wanted, now)
        return
    if verdict in rules.COUNTED:
        await uow.audit.add("unlock_refused", at=now, person=visitor.person, facts={"reason": verdict.value})
        if lock.wrong == rules.TELL_AT:
            await _tell_supervisors(uow, visitor, "lock-five-wrong")
    if verdict is Verdict.LATE and lock.wanted is not None:
        lock = rules.asked(lock, line.profile.lock, lock.wanted, now)
    await ask(line, uow, visitor.person, to, lock, now, verdict)


async def _tell_supervisors(uow: UnitOfWork, visitor: Visitor, key: str) -> None:
    """Without content; and not into the chat that it is about."""
    facts: dict[str, Fact] = {"key": key, "who": name_of(visitor.person)}
    others = [staff.person for staff in await uow.staff.supervisors() if staff.person != visitor.person]
    await uow.outbox.add(*[Notice("say", ToPerson(one), facts, Priority.ALERT) for one in others])


async def _show_wanted(
    line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, to: ToChat, wanted: Wanted, now: datetime
) -> None:
    """What the person had asked for; a refusal of it leaves the lock open."""
    try:
        await SHOWS[wanted.doing](line, uow, agent, visitor, wanted, now)
    except Refusal as refusal:
        facts: dict[str, Fact] = {"key": f"error-{refusal.key}", **refusal.facts}
        await uow.outbox.add(Notice("say", to, facts))


async def _open(line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime) -> None:
    await casework.show_story(line, uow, agent, visitor, CaseNumber(int(wanted.word)), now)


async def _case(line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime) -> None:
    scope = private_scope(agent, line.profile.agency_with("supervising"))
    require(scope, Action.STATE)
    await oversight.tell_case(line, uow, scope, await locale_of(uow, visitor), CaseNumber(int(wanted.word)), now)


async def _desk(line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime) -> None:
    await desk.put(line, uow, agent, visitor, wanted.doing, CaseNumber(int(wanted.word)), now)


async def _release(line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime) -> None:
    await custody.press(line, uow, agent, visitor, CaseNumber(int(wanted.word)), now)


async def _files(line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime) -> None:
    number, _, reason = wanted.word.partition(" ")
    await files_on_reason.show_files(line, uow, agent, visitor, CaseNumber(int(number)), reason, now)


async def _reset(line: Line, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime) -> None:
    await take_off(line, uow, agent, await locale_of(uow, visitor), wanted.word, now)


SHOWS: dict[str, Show] = {
    "open": _open,
    "case": _case,
    "release": _release,
    "files": _files,
    "newcode": _reset,
    **dict.fromkeys(desk.RIGHTS, _desk),
}


async def reset(line: Line, agent: Agent, to: ToChat, name: str, now: datetime) -> None:
    """`/newcode NAME`: a supervisor takes a person's lock off, so that the person sets up a new one."""
    async with line.begin() as uow:
        await take_off(line, uow, agent, to, name, now)
        await uow.commit()


async def take_off(line: Line, uow: UnitOfWork, agent: Agent, to: ToChat, name: str, now: datetime) -> None:
    """Never one's own, and only behind one's own lock. The person and the other supervisors are told."""
    if not allows(Action.RESET_LOCK, {Standing.SUPERVISOR} if agent.supervisor else ()):
        raise NotAllowed
    found = await uow.locks.named(name) if NAME.fullmatch(name) else []
    if len(found) != 1:
        raise NotFound("no-such-lock")
    if found[0] == agent.person:
        raise NotAllowed("own-lock")
    if await is_locked_out(line, uow, agent.person, to, Wanted("newcode", name), now):
        return
    await uow.locks.drop(found[0])
    await uow.audit.add("lock_reset", at=now, person=agent.person, facts={"of": found[0]})
    told = {staff.person for staff in await uow.staff.supervisors()} - {agent.person, found[0]}
    facts: dict[str, Fact] = {"who": name, "by": name_of(agent.person)}
    await uow.outbox.add(
        Notice("say", ToPerson(found[0]), {"key": "lock-was-reset"}, Priority.ALERT),
        *[Notice("say", ToPerson(one), facts | {"key": "lock-reset-told"}, Priority.ALERT) for one in sorted(told)],
        Notice("say", to, {"key": "lock-reset-done", "who": name}),
    )
