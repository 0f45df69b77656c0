"""The second lock for people who read reports: a code before any content, and wrong codes that cost time. Rules
only."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from bot.domain.errors import StaleButton

ENROLMENT = timedelta(minutes=5)
"""As long as a new secret may be read from the chat, and confirmed."""
AWAITED = timedelta(hours=1)
"""Digits that are typed later are not meant for the lock."""
LONGEST = timedelta(hours=39)
"""What was opened is gone from the chat before Telegram refuses to delete it, whatever the profile says."""
PIN_LENGTH = range(6, 13)
TYPED_LENGTH = range(4, 13)
TELL_AT = 5
"""The number of wrong codes in a row of which the supervisors are told, once."""
FIRST_WAIT, SECOND_WAIT, EVERY_WAIT = timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)


class LockKind(StrEnum):
    """What opens a lock: a code from an authenticator app, or a number that the person has chosen."""

    TOTP = "totp"
    PIN = "pin"


class LockStep(StrEnum):
    """What the lock has asked for."""

    CHOOSE = "choose"
    ENROL = "enrol"
    NEW_PIN = "new_pin"
    SAME_PIN = "same_pin"
    CODE = "code"


class Verdict(StrEnum):
    """What became of a typed code; the words for it are text `lock-said-<verdict>`."""

    OPENED = "opened"
    WRONG = "wrong"
    USED = "used"
    WAIT = "wait"
    LATE = "late"
    TOO_EASY = "too_easy"
    ONCE_MORE = "once_more"
    DIFFERS = "differs"


COUNTED = frozenset({Verdict.WRONG, Verdict.USED})


@dataclass(frozen=True)
class LockPolicy:
    """What the district asks for."""

    on: bool = True
    kinds: tuple[LockKind, ...] = (LockKind.TOTP, LockKind.PIN)
    open: timedelta = timedelta(minutes=10)
    """How long a right code opens, and how long what was opened stays in the chat."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for before the lock stood in the way: a command and the word beside it."""

    doing: str
    word: str


@dataclass(frozen=True)
class SecondFactor:
    """The second factor of one person. `secret` is the authenticator's secret, or the argon2id hash of the PIN."""

    kind: LockKind | None = None
    secret: str = ""
    confirmed: bool = False
    """The person has shown once that they have it; before that it opens nothing."""
    step: LockStep | None = None
    asked_at: datetime | None = None
    wanted: Wanted | None = None
    used: int = 0
    """The time step of the last code of an app that was taken: no code is taken twice."""
    open_until: datetime | None = None
    wrong: int = 0
    wait_until: datetime | None = None


@dataclass(frozen=True)
class Fits:
    """The typed code is the lock's; `at`: the time step of an app's code."""

    at: int = 0


@dataclass(frozen=True)
class Hashed:
    """A number that was typed as a new PIN, as its argon2id hash; empty when it is too easy to guess."""

    value: str


Checked: TypeAlias = Fits | Hashed | None


def leaves_at(policy: LockPolicy, now: datetime) -> datetime:
    """When what is shown now goes from the chat; with the lock switched off it goes too, before it can no longer."""
    return now + (min(policy.open, LONGEST) if policy.on else LONGEST)


def is_set(lock: SecondFactor, policy: LockPolicy) -> bool:
    """Whether there is a code that opens it."""
    return lock.confirmed and lock.kind in policy.kinds


def is_open(lock: SecondFactor, policy: LockPolicy, now: datetime) -> bool:
    """Whether content may be shown; a lock that is switched off is always open."""
    if not policy.on:
        return True
    return is_set(lock, policy) and runs(lock.open_until, policy.open, now)


def is_waiting(lock: SecondFactor, now: datetime) -> bool:
    """Whether wrong codes have to be waited for still."""
    return runs(lock.wait_until, EVERY_WAIT, now)


def runs(until: datetime | None, longest: timedelta, now: datetime) -> bool:
    """Whether a time that lasts so long at most is not over; one that ends later was set by a clock that was ahead."""
    return until is not None and now < until <= now + longest


def is_fresh(lock: SecondFactor, now: datetime) -> bool:
    """Whether a secret that is being set up may be confirmed still."""
    return lock.asked_at is not None and now - lock.asked_at < ENROLMENT


def asked(lock: SecondFactor, policy: LockPolicy, wanted: Wanted, now: datetime) -> SecondFactor:
    """The lock asks for what opens it, and remembers what was wanted. What is being set up goes on."""
    if is_set(lock, policy):
        return replace(lock, step=LockStep.CODE, asked_at=now, wanted=wanted)
    is_begun = not lock.confirmed and lock.kind in policy.kinds
    if is_begun and lock.step is not LockStep.CHOOSE and is_fresh(lock, now):
        return replace(lock, wanted=wanted)
    blank = SecondFactor(
        step=LockStep.CHOOSE, asked_at=now, wanted=wanted, wrong=lock.wrong, wait_until=lock.wait_until
    )
    return blank if len(policy.kinds) > 1 else begun(blank, policy.kinds[0], now)


def chosen(lock: SecondFactor, policy: LockPolicy, kind: LockKind, now: datetime) -> SecondFactor:
    """The person has said what shall open the lock. Raises StaleButton when that is not asked (any more)."""
    if lock.step is not LockStep.CHOOSE or lock.confirmed or kind not in policy.kinds:
        raise StaleButton
    return begun(lock, kind, now)


def begun(lock: SecondFactor, kind: LockKind, now: datetime) -> SecondFactor:
    """Setting it up begins; the secret of an app is put in by the caller."""
    step = LockStep.ENROL if kind is LockKind.TOTP else LockStep.NEW_PIN
    return replace(lock, kind=kind, step=step, asked_at=now)


def digits(words: str) -> str:
    """The code in what was typed, spaces left out; empty when it is none."""
    code = "".join(words.split())
    return code if code.isascii() and code.isdigit() and len(code) in TYPED_LENGTH else ""


def awaits(lock: SecondFactor, words: str, now: datetime) -> bool:
    """Whether these words are a code for the lock, right or wrong."""
    is_asked = lock.step not in {None, LockStep.CHOOSE} and lock.asked_at is not None
    return is_asked and lock.asked_at is not None and now - lock.asked_at <= AWAITED and bool(digits(words))


def is_easy(pin: str) -> bool:
    """Whether somebody at the phone would guess it first: too short, few different digits, or a run of them."""
    steps = {int(second) - int(first) for first, second in pairwise(pin)}
    return len(pin) not in PIN_LENGTH or len(set(pin)) < 3 or (len(steps) == 1 and steps <= {1, -1})


def tried(lock: SecondFactor, policy: LockPolicy, checked: Checked, now: datetime) -> tuple[SecondFactor, Verdict]:
    """What a typed code does to the lock."""
    if is_waiting(lock, now):
        return lock, Verdict.WAIT
    if not lock.confirmed and not is_fresh(lock, now):
        return lock, Verdict.LATE
    if isinstance(checked, Hashed):
        return _begins_pin(lock, checked)
    if checked is None and lock.step is LockStep.SAME_PIN:
        return replace(lock, step=LockStep.NEW_PIN, secret=""), Verdict.DIFFERS
    if checked is None or (lock.kind is LockKind.TOTP and checked.at <= lock.used):
        return _slowed(lock, now), Verdict.WRONG if checked is None else Verdict.USED
    opened = replace(lock, confirmed=True, step=None, used=checked.at, wrong=0, wait_until=None)
    return replace(opened, open_until=now + policy.open), Verdict.OPENED


def _begins_pin(lock: SecondFactor, pin: Hashed) -> tuple[SecondFactor, Verdict]:
    if not pin.value:
        return lock, Verdict.TOO_EASY
    return replace(lock, step=LockStep.SAME_PIN, secret=pin.value), Verdict.ONCE_MORE


def _slowed(lock: SecondFactor, now: datetime) -> SecondFactor:
    """One more wrong code; from the third in a row on each costs a longer wait."""
    wrong = lock.wrong + 1
    waits = {1: None, 2: None, 3: FIRST_WAIT, 4: SECOND_WAIT}
    wait = waits.get(wrong, EVERY_WAIT)
    return replace(lock, wrong=wrong, wait_until=None if wait is None else now + wait)
