"""A typed code: taken from the chat at once, tried, and what was wanted is shown. And a lock taken off by another."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain import second_factor as rules
from bot.domain.access.roles import Action, Standing, allows
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.facts import Fact
from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.files import Gone, Wipe
from bot.domain.notices.lines import Say, Sentence, refused
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.people import Agent, Visitor
from bot.domain.second_factor import LockKind, SecondFactor, Verdict, Wanted
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.codes import checked
from bot.usecases.access.scope import private_scope, require
from bot.usecases.access.second_factor import NAME_LENGTH, SLOT, ask, is_locked_out, name_of
from bot.usecases.casework import desk, files_on_reason, sealed_files, steps
from bot.usecases.casework.desk import locale_of
from bot.usecases.oversight import lists
from bot.usecases.services import Services

NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")
Show = Callable[[Services, UnitOfWork, Agent, Visitor, Wanted, datetime], Awaitable[None]]


async def choose(services: Services, visitor: Visitor, kind: LockKind, now: datetime) -> None:
    """An app or a number: setting it up begins."""
    async with services.begin() as uow:
        lock = await uow.second_factors.of(visitor.person, hold=True) or SecondFactor()
        lock = rules.chosen(lock, services.profile.lock, kind, now)
        await ask(services, uow, visitor.person, await locale_of(uow, visitor), lock, now)
        await uow.commit()


async def enter(
    services: Services, agent: Agent, visitor: Visitor, words: str, message: MessageId, now: datetime
) -> bool:
    """Digits typed where the lock has asked for them; False when it has not. Whatever becomes of them, the message
    goes. The slow comparison is made outside of the transaction, on a lock that must be the same still inside."""
    async with services.reading() as uow:
        seen = await uow.second_factors.of(visitor.person)
    if seen is None or not rules.awaits(seen, words, now):
        return False
    is_asked = not rules.is_waiting(seen, now)
    fits = await checked(seen, rules.digits(words), now, services.tokens) if is_asked else None
    async with services.begin() as uow:
        to = await locale_of(uow, visitor)
        await uow.outbox.add(Notice(Wipe(messages=(message,)), to))
        lock = await uow.second_factors.of(visitor.person, hold=True) or SecondFactor()
        is_same = (lock.secret, lock.step) == (seen.secret, seen.step)
        lock, verdict = rules.tried(lock, services.profile.lock, fits, now) if is_same else (lock, Verdict.LATE)
        await _follow(services, uow, agent, visitor, to, lock, verdict, now)
        await uow.commit()
    return True


async def _follow(
    services: Services,
    uow: UnitOfWork,
    agent: Agent,
    visitor: Visitor,
    to: ToChat,
    lock: SecondFactor,
    verdict: Verdict,
    now: datetime,
) -> None:
    """What comes of a code: the audit line, a word to supervisors, and the content or the question again."""
    if verdict is Verdict.OPENED:
        await uow.second_factors.save(visitor.person, lock)
        kind: dict[str, Fact] = {"kind": str(lock.kind)}
        await uow.audit.add("unlocked", at=now, person=visitor.person, facts=kind)
        await uow.outbox.add(Notice(Gone(), to, slot=SLOT, mode=Mode.DELETE))
        if lock.wanted is not None:
            await _show_wanted(services, uow, agent, visitor, to, lock.wanted, now)
        return
    if verdict in rules.COUNTED:
        await uow.audit.add("unlock_refused", at=now, person=visitor.person, facts={"reason": verdict.value})
        if lock.wrong == rules.TELL_AT:
            await _tell_supervisors(uow, visitor, "lock-five-wrong")
    if verdict is Verdict.LATE and lock.wanted is not None:
        lock = rules.asked(lock, services.profile.lock, lock.wanted, now)
    await ask(services, uow, visitor.person, to, lock, now, verdict)


async def _tell_supervisors(uow: UnitOfWork, visitor: Visitor, key: Sentence) -> None:
    """Without content; and not into the chat that it is about."""
    said = Say(key=key, who=name_of(visitor.person))
    others = [staff.person for staff in await uow.staff.supervisors() if staff.person != visitor.person]
    await uow.outbox.add(*[Notice(said, ToPerson(one), priority=Priority.ALERT) for one in others])


async def _show_wanted(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, to: ToChat, wanted: Wanted, now: datetime
) -> None:
    """What the person had asked for; a refusal of it leaves the lock open."""
    try:
        await SHOWS[wanted.doing](services, uow, agent, visitor, wanted, now)
    except Refusal as refusal:
        await uow.outbox.add(Notice(refused(refusal), to))


async def _open(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime
) -> None:
    await steps.show_story(services, uow, agent, visitor, CaseNumber(int(wanted.word)), now)


async def _case(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime
) -> None:
    scope = private_scope(agent, services.profile.agency_with("supervising"))
    require(scope, Action.STATE)
    await lists.tell_case(services, uow, scope, await locale_of(uow, visitor), CaseNumber(int(wanted.word)), now)


async def _desk(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime
) -> None:
    await desk.put(services, uow, agent, visitor, wanted.doing, CaseNumber(int(wanted.word)), now)


async def _release(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime
) -> None:
    await sealed_files.press(services, uow, agent, visitor, CaseNumber(int(wanted.word)), now)


async def _files(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime
) -> None:
    number, _, reason = wanted.word.partition(" ")
    await files_on_reason.show_files(services, uow, agent, visitor, CaseNumber(int(number)), reason, now)


async def _reset(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, wanted: Wanted, now: datetime
) -> None:
    await take_off(services, uow, agent, await locale_of(uow, visitor), wanted.word, now)


SHOWS: dict[str, Show] = {
    "open": _open,
    "case": _case,
    "release": _release,
    "files": _files,
    "newcode": _reset,
    **dict.fromkeys(desk.RIGHTS, _desk),
}


async def reset(services: Services, agent: Agent, to: ToChat, name: str, now: datetime) -> None:
    """`/newcode NAME`: a supervisor takes a person's lock off, so that the person sets up a new one."""
    async with services.begin() as uow:
        await take_off(services, uow, agent, to, name, now)
        await uow.commit()


async def take_off(services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, name: str, now: datetime) -> None:
    """Never one's own, and only behind one's own lock. The person and the other supervisors are told."""
    if not allows(Action.RESET_LOCK, {Standing.SUPERVISOR} if agent.supervisor else ()):
        raise NotAllowed
    found = await uow.second_factors.named(name) if NAME.fullmatch(name) else []
    if len(found) != 1:
        raise NotFound("no-such-lock")
    if found[0] == agent.person:
        raise NotAllowed("own-lock")
    if await is_locked_out(services, uow, agent.person, to, Wanted("newcode", name), now):
        return
    await uow.second_factors.drop(found[0])
    await uow.audit.add("lock_reset", at=now, person=agent.person, facts={"of": found[0]})
    told = {staff.person for staff in await uow.staff.supervisors()} - {agent.person, found[0]}
    reset = Say(key="lock-reset-told", who=name, by=name_of(agent.person))
    await uow.outbox.add(
        Notice(Say(key="lock-was-reset"), ToPerson(found[0]), priority=Priority.ALERT),
        *[Notice(reset, ToPerson(one), priority=Priority.ALERT) for one in sorted(told)],
        Notice(Say(key="lock-reset-done", who=name), to),
    )
