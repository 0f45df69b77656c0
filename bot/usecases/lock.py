"""The gate before all content: open for some minutes after a right code, else it asks and remembers what was wanted."""

from dataclasses import replace
from datetime import datetime

from bot.domain import lock as rules
from bot.domain.ids import PersonKey, UserId
from bot.domain.lock import Lock, LockStep, Verdict, Wanted
from bot.domain.notices import LEAVES, Fact, Mode, Notice, ToChat
from bot.ports import Staff, UnitOfWork
from bot.usecases.codes import new_secret
from bot.usecases.line import Line

SLOT = "lock"
NAME_LENGTH = 8
"""Characters of a person's key that name the person to supervisors: who it is they hear on the phone."""


async def is_locked_out(
    line: Line, uow: UnitOfWork, person: PersonKey, to: ToChat, wanted: Wanted, now: datetime
) -> bool:
    """Whether the lock is shut. Then it has asked for what opens it; the caller shows nothing and commits."""
    lock = await uow.locks.of(person, hold=True) if line.profile.lock.on else None
    if rules.is_open(lock or Lock(), line.profile.lock, now):
        return False
    if await uow.staff.get(person) is None:
        await uow.staff.save(Staff(person, UserId(to.chat), to.locale))
    await ask(line, uow, person, to, rules.asked(lock or Lock(), line.profile.lock, wanted, now), now)
    return True


async def ask(
    line: Line, uow: UnitOfWork, person: PersonKey, to: ToChat, lock: Lock, now: datetime, said: Verdict | None = None
) -> None:
    """Save the lock and show what it asks; `said`: what became of the code before."""
    if lock.step is LockStep.ENROL and not lock.secret:
        lock = replace(lock, secret=new_secret(line.tokens))
    await uow.locks.save(person, lock)
    facts: dict[str, Fact] = {
        "step": None if lock.step is None else lock.step.value,
        "kind": None if lock.kind is None else lock.kind.value,
        "kinds": [kind.value for kind in line.profile.lock.kinds],
        "said": None if said is None else said.value,
        "person": person,
        "until": lock.wait_until.isoformat() if lock.wait_until and rules.is_waiting(lock, now) else None,
    }
    if lock.step is LockStep.ENROL and lock.asked_at is not None:
        facts[LEAVES] = {"at": (lock.asked_at + rules.ENROLMENT).isoformat(), "doing": "", "number": 0}
    await uow.outbox.add(Notice("lock", to, facts, slot=SLOT, mode=Mode.REPLACE))


def name_of(person: PersonKey) -> str:
    """How a person is called among staff, without a name."""
    return person[:NAME_LENGTH]
