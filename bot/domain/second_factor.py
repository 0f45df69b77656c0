"""The second factor of people who read reports: a code before any content, and wrong codes that cost time. Rules
only."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from bot.domain.errors import StaleButton

ENROLMENT = timedelta(minutes=5)
"""How long a new secret can be read from the chat and confirmed."""
AWAITED = timedelta(hours=1)
"""Digits that are typed later are not meant for it."""
LONGEST = timedelta(hours=39)
"""What was opened is gone from the chat before Telegram refuses to delete it, whatever the profile says."""
PIN_LENGTH = range(6, 13)
TYPED_LENGTH = range(4, 13)
TELL_AT = 5
"""The number of wrong codes in a row of which the supervisors are told, once."""
FIRST_WAIT, SECOND_WAIT, EVERY_WAIT = timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)


class FactorKind(StrEnum):
    """What the second factor is: a code from an authenticator app, or a number that the person has chosen."""

    TOTP = "totp"
    PIN = "pin"


class FactorStep(StrEnum):
    """What the person was asked for."""

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
class SecondFactorPolicy:
    """What the district asks for."""

    on: bool = True
    kinds: tuple[FactorKind, ...] = (FactorKind.TOTP, FactorKind.PIN)
    open: timedelta = timedelta(minutes=10)
    """How long a right code opens, and how long what was opened stays in the chat."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wanted to do before the code was asked for: a command and the word beside it."""

    doing: str
    word: str


@dataclass(frozen=True)
class SecondFactor:
    """The second factor of one person. `secret` is the authenticator's secret, or the argon2id hash of the PIN."""

    kind: FactorKind | None = None
    secret: str = ""
    confirmed: bool = False
    """The person has shown once that they have it; before that it opens nothing."""
    step: FactorStep | None = None
    asked_at: datetime | None = None
    wanted: Wanted | None = None
    used: int = 0
    """The time step of the last code of an app that was taken: no code is taken twice."""
    open_until: datetime | None = None
    wrong: int = 0
    wait_until: datetime | None = None


@dataclass(frozen=True)
class Fits:
    """The typed code is right; `at`: the time step of an app's code."""

    at: int = 0


@dataclass(frozen=True)
class Hashed:
    """A number that was typed as a new PIN, as its argon2id hash; empty when it is too easy to guess."""

    value: str


Checked: TypeAlias = Fits | Hashed | None


def leaves_at(policy: SecondFactorPolicy, now: datetime) -> datetime:
    """When what is shown now goes from the chat; with the second factor switched off it goes too, before it can no
    longer."""
    return now + (min(policy.open, LONGEST) if policy.on else LONGEST)


def is_set(factor: SecondFactor, policy: SecondFactorPolicy) -> bool:
    """Whether there is a code that opens it."""
    return factor.confirmed and factor.kind in policy.kinds


def is_open(factor: SecondFactor, policy: SecondFactorPolicy, now: datetime) -> bool:
    """Whether content may be shown; a second factor that is switched off is always open."""
    if not policy.on:
        return True
    return is_set(factor, policy) and runs(factor.open_until, policy.open, now)


def is_waiting(factor: SecondFactor, now: datetime) -> bool:
    """Whether wrong codes have to be waited for still."""
    return runs(factor.wait_until, EVERY_WAIT, now)


def runs(until: datetime | None, longest: timedelta, now: datetime) -> bool:
    """Whether a time that lasts so long at most is not over; one that ends later was set by a clock that was ahead."""
    return until is not None and now < until <= now + longest


def is_fresh(factor: SecondFactor, now: datetime) -> bool:
    """Whether a secret that is being set up may be confirmed still."""
    return factor.asked_at is not None and now - factor.asked_at < ENROLMENT


def asked(factor: SecondFactor, policy: SecondFactorPolicy, wanted: Wanted, now: datetime) -> SecondFactor:
    """A code is asked for, and the second factor remembers what was wanted. What is being set up goes on."""
    if is_set(factor, policy):
        return replace(factor, step=FactorStep.CODE, asked_at=now, wanted=wanted)
    is_begun = not factor.confirmed and factor.kind in policy.kinds
    if is_begun and factor.step is not FactorStep.CHOOSE and is_fresh(factor, now):
        return replace(factor, wanted=wanted)
    blank = SecondFactor(
        step=FactorStep.CHOOSE, asked_at=now, wanted=wanted, wrong=factor.wrong, wait_until=factor.wait_until
    )
    return blank if len(policy.kinds) > 1 else begun(blank, policy.kinds[0], now)


def chosen(factor: SecondFactor, policy: SecondFactorPolicy, kind: FactorKind, now: datetime) -> SecondFactor:
    """The person has said what the code shall be. Raises StaleButton when that is not asked (any more)."""
    if factor.step is not FactorStep.CHOOSE or factor.confirmed or kind not in policy.kinds:
        raise StaleButton
    return begun(factor, kind, now)


def begun(factor: SecondFactor, kind: FactorKind, now: datetime) -> SecondFactor:
    """Setting it up begins; the secret of an app is put in by the caller."""
    step = FactorStep.ENROL if kind is FactorKind.TOTP else FactorStep.NEW_PIN
    return replace(factor, kind=kind, step=step, asked_at=now)


def digits(words: str) -> str:
    """The code in what was typed, spaces left out; empty when it is none."""
    code = "".join(words.split())
    return code if code.isascii() and code.isdigit() and len(code) in TYPED_LENGTH else ""


def awaits(factor: SecondFactor, words: str, now: datetime) -> bool:
    """Whether these words are a code, right or wrong."""
    is_asked = factor.step not in {None, FactorStep.CHOOSE} and factor.asked_at is not None
    return is_asked and factor.asked_at is not None and now - factor.asked_at <= AWAITED and bool(digits(words))


def is_easy(pin: str) -> bool:
    """Whether somebody at the phone would guess it first: too short, few different digits, or a run of them."""
    steps = {int(second) - int(first) for first, second in pairwise(pin)}
    return len(pin) not in PIN_LENGTH or len(set(pin)) < 3 or (len(steps) == 1 and steps <= {1, -1})


def tried(
    factor: SecondFactor, policy: SecondFactorPolicy, checked: Checked, now: datetime
) -> tuple[SecondFactor, Verdict]:
    """What a typed code does to the second factor."""
    if is_waiting(factor, now):
        return factor, Verdict.WAIT
    if not factor.confirmed and not is_fresh(factor, now):
        return factor, Verdict.LATE
    if isinstance(checked, Hashed):
        return _begins_pin(factor, checked)
    if checked is None and factor.step is FactorStep.SAME_PIN:
        return replace(factor, step=FactorStep.NEW_PIN, secret=""), Verdict.DIFFERS
    if checked is None or (factor.kind is FactorKind.TOTP and checked.at <= factor.used):
        return _slowed(factor, now), Verdict.WRONG if checked is None else Verdict.USED
    opened = replace(factor, confirmed=True, step=None, used=checked.at, wrong=0, wait_until=None)
    return replace(opened, open_until=now + policy.open), Verdict.OPENED


def _begins_pin(factor: SecondFactor, pin: Hashed) -> tuple[SecondFactor, Verdict]:
    if not pin.value:
        return factor, Verdict.TOO_EASY
    return replace(factor, step=FactorStep.SAME_PIN, secret=pin.value), Verdict.ONCE_MORE


def _slowed(factor: SecondFactor, now: datetime) -> SecondFactor:
    """One more wrong code; from the third in a row on each costs a longer wait."""
    wrong = factor.wrong + 1
    waits = {1: None, 2: None, 3: FIRST_WAIT, 4: SECOND_WAIT}
    wait = waits.get(wrong, EVERY_WAIT)
    return replace(factor, wrong=wrong, wait_until=None if wait is None else now + wait)
