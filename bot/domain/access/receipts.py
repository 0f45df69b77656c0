"""Receipt codes (SG17): five words of 12 bits, stored only as a slow keyed hash. Wrong codes lead to a pause."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.ids import ReportId

Code: TypeAlias = tuple[int, ...]
"""The numbers of the words: the code is the same in every language."""
Receipt: TypeAlias = tuple[Code, str]
"""A code, and the slow keyed hash under which it is stored."""
WORDS = 5
WORD_BITS = 12
CODE_BYTES = 8
"""How many random bytes a code is made from: 64 bits, of which 60 are used."""
SHOWN = timedelta(minutes=10)
"""How long a code stands in the chat: long enough to find paper (SG45)."""
WRONG = 5
PAUSE = timedelta(minutes=15)
WAITS = timedelta(minutes=10)
"""How long words, or an addition, are awaited. What comes later is told like anything else."""


class Awaiting:
    """What the next words of a person who came with five words are taken for."""

    NOTHING = ""
    CODE = "code"
    ADDITION = "addition"
    QUESTION = "question"
    """A code, to be shown an open question."""
    ANSWERS = "answers"
    """A code, to be shown what the officers have answered."""
    SLIP = "slip"
    """A code, to be offered a slip; without a code, a slip that is to be verified."""


class NoneReady:
    """Implements `bot.ports.receipts.ReadyReceipts`: each receipt is made when it is wanted."""

    def take(self) -> Receipt | None:
        """Always None."""
        return None


@dataclass(frozen=True)
class Follower:
    """A person who comes back with five words, from this account or another."""

    changed_at: datetime
    awaiting: str = Awaiting.NOTHING
    report: ReportId | None = None
    """The report that an addition joins."""
    wrong: int = 0
    """How many wrong codes in a row."""
    paused_until: datetime | None = None
    wants: str = Awaiting.NOTHING
    """What the code is asked for; '' for state and dates."""
    question: int = 0
    """The question of the officers that an addition answers; 0 for none."""

    def is_paused(self, now: datetime) -> bool:
        """Whether no code is read now. A pause that is longer than any was begun while the clock was ahead."""
        return self.paused_until is not None and now < self.paused_until <= now + PAUSE

    def waits_for(self, now: datetime) -> str:
        """What is still awaited."""
        return self.awaiting if now < self.changed_at + WAITS else Awaiting.NOTHING


def code_of(token: str) -> Code:
    """The code that is made from random bytes (as URL-safe text)."""
    number = int.from_bytes(urlsafe_b64decode(token + "=" * (-len(token) % 4)), "big")
    return tuple(number >> WORD_BITS * place & (1 << WORD_BITS) - 1 for place in range(WORDS))


def written(code: Code | None) -> str:
    """The form of a code that is hashed. Words that cannot be a code are hashed too, and never found."""
    return "-".join(map(str, code)) if code is not None else "none"


def asked(follower: Follower | None, now: datetime) -> Follower:
    """A code is awaited."""
    before = follower or Follower(now)
    return replace(before, awaiting=Awaiting.CODE, report=None, changed_at=now, wants=Awaiting.NOTHING, question=0)


def came(follower: Follower | None, report: ReportId | None, now: datetime) -> Follower:
    """A code was given. After a right one all wrong ones before are forgotten; the fifth wrong one begins a pause."""
    before = follower or Follower(now)
    if report is not None:
        return Follower(now, report=report)
    if before.wrong + 1 < WRONG:
        return replace(before, awaiting=Awaiting.CODE, report=None, wrong=before.wrong + 1, changed_at=now)
    return Follower(now, paused_until=now + PAUSE)


def left(follower: Follower, now: datetime) -> Follower:
    """Nothing is awaited any more; the count of wrong codes stays."""
    return replace(follower, awaiting=Awaiting.NOTHING, report=None, changed_at=now, wants=Awaiting.NOTHING, question=0)
