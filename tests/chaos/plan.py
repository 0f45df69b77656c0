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
HOUSE = ("kill", "end_twice", "database", "disk_full", "files_away", "second_ticker")
"""The machine that the bot runs on."""
PEOPLE = ("blocked", "kicked", "supergroup", "stale_press")
TIME = ("jump", "clocks_change")
ALL = (*WIRE, *HOUSE, *PEOPLE, *TIME)
ALWAYS = ("kill", "server_fault", "drop_before", "drop_after")
"""In every schedule, however short: what a dispatcher that marks before it sends cannot survive."""


@dataclass(frozen=True)
class Blow:
    """One fault of the schedule: so many seconds after the start."""

    at: float
    kind: str
    chance: float
    """0 to 1: chooses among what it may hit."""


@dataclass(frozen=True)
class Plan:
    """One run, as the seed wants it."""

    seed: int
    people: int
    seconds: float
    database: str
    begins: datetime
    """By the world's clock: shortly before a change to or from summer time."""
    blows: tuple[Blow, ...]

    @property
    def zone(self) -> str:
        """Of the district; its clocks are changed twice a year."""
        return "Europe/Berlin"


def make_plan(seed: int, *, people: int, seconds: float, blows: int, database: str = "") -> Plan:
    """The same for the same arguments, for ever."""
    chosen = random.Random(seed)
    kinds = [*ALWAYS, *chosen.sample([kind for kind in ALL if kind not in ALWAYS], min(blows, len(ALL)) - len(ALWAYS))]
    kinds += chosen.choices(WIRE + HOUSE, k=max(0, blows - len(ALL)))
    moments = sorted(chosen.uniform(0.05, 1.0) * seconds for _ in kinds)
    chosen.shuffle(kinds)
    fallen = tuple(Blow(round(at, 2), kind, chosen.random()) for at, kind in zip(moments, kinds, strict=True))
    begins = chosen.choice((SPRING, AUTUMN)) - timedelta(minutes=chosen.randint(10, 40))
    return Plan(seed, people, seconds, database or chosen.choice(("sqlite", "postgresql")), begins, fallen)
