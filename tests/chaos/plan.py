"""What falls when: a schedule that follows from the seed alone."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SPRING = datetime(2036, 3, 30, 1, 0, tzinfo=UTC)
AUTUMN = datetime(2036, 10, 26, 1, 0, tzinfo=UTC)
"""Moments at which the clocks of Berlin are changed."""

WIRE = (
    "flood", "flood_bare", "server_fault", "html_502", "drop_before", "drop_after", "slow", "truncated", "refused_401",
    "refused_404", "rival_409", "repeated", "reordered", "poison", "newer_api", "deleted_topic",
)  # fmt: skip
"""Telegram and the line to it."""
HOOK = ("hook_lost",)
"""On webhooks only: taken in, and the answer is lost on its way back."""
POLL = ("reordered",)
"""With polling only: a webhook gets one update of a chat at a time."""
HOUSE = ("kill", "end_twice", "database", "disk_full", "files_away", "second_ticker")
"""The machine that the bot runs on."""
PEOPLE = ("blocked", "kicked", "supergroup", "stale_press")
TIME = ("jump", "clocks_change")
ALL = (*WIRE, *HOOK, *HOUSE, *PEOPLE, *TIME)
ALWAYS = ("kill", "server_fault", "drop_before", "drop_after")
"""In every schedule, however short: what a dispatcher that marks before it sends cannot survive."""


@dataclass(frozen=True)
class RunKind:
    """How Telegram reaches the bot, where the bot keeps what it hears, how many processes it is."""

    intake: str
    database: str
    workers: int

    def __str__(self) -> str:
        return f"{self.intake}, {self.database}, {self.workers} process{'es' if self.workers > 1 else ''}"

    @property
    def blows(self) -> tuple[str, ...]:
        """Those that can fall on it."""
        others = HOOK if self.intake == "polling" else POLL
        return tuple(kind for kind in ALL if kind not in others)


KINDS = (
    RunKind("polling", "sqlite", 1), RunKind("webhook", "sqlite", 1), RunKind("polling", "postgresql", 1),
    RunKind("webhook", "postgresql", 1), RunKind("polling", "postgresql", 3), RunKind("webhook", "postgresql", 3),
)  # fmt: skip
"""Six seeds in a row are six kinds."""


@dataclass(frozen=True)
class Blow:
    """One fault of the schedule: so many seconds after the start."""

    at: float
    kind: str
    chance: float
    """0 to 1: chooses among what it may hit."""


@dataclass(frozen=True)
class RunPlan:
    """One run, as the seed wants it."""

    seed: int
    people: int
    seconds: float
    kind: RunKind
    begins: datetime
    """By the world's clock: shortly before a change to or from summer time."""
    blows: tuple[Blow, ...]

    @property
    def zone(self) -> str:
        """Of the district; its clocks are changed twice a year."""
        return "Europe/Berlin"

    @property
    def change(self) -> datetime:
        """When the clocks are changed."""
        return SPRING if self.begins < SPRING else AUTUMN


def make_plan(seed: int, *, people: int, seconds: float, blows: int, kind: RunKind | None = None) -> RunPlan:
    """The plan of one run. Equal arguments always give an equal plan."""
    chosen = random.Random(seed)
    kind = kind or KINDS[seed % len(KINDS)]
    possible, wanted = kind.blows, [name for name in kind.blows if name not in ALWAYS]
    names = [*ALWAYS, *chosen.sample(wanted, max(0, min(blows, len(possible)) - len(ALWAYS)))]
    names += chosen.choices([name for name in possible if name in WIRE + HOUSE], k=max(0, blows - len(possible)))
    moments = sorted(chosen.uniform(0.05, 1.0) * seconds for _ in names)
    chosen.shuffle(names)
    fallen = tuple(Blow(round(at, 2), name, chosen.random()) for at, name in zip(moments, names, strict=True))
    begins = chosen.choice((SPRING, AUTUMN)) - timedelta(minutes=chosen.randint(10, 40))
    return RunPlan(seed, people, seconds, kind, begins, fallen)
