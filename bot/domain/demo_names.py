"""Who plays whom in the demo of a district: names that its profile may give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.ids import AgencyKey


@dataclass(frozen=True)
class Player:
    """A person of the demo who reports."""

    name: str
    role: str
    language: str
    """The language of the person's Telegram, as an IETF code."""


@dataclass(frozen=True)
class PastReport:
    """What somebody of an institution once told; its case is closed."""

    harm: str
    outcome: str
    months_ago: int
    """From 1: the last month that is over."""


@dataclass(frozen=True)
class DemoInstitution:
    """An institution that must report, as a registry file holds it."""

    cells: Mapping[str, str]
    """By column."""
    told: PastReport | None = None
    """None: nobody of it has ever reported, and nobody is linked."""


STRANGERS = (
    Player("Alex Moore", "teacher", "en"),
    Player("Kim Porter", "parent", "en"),
    Player("Robin", "child", "en"),
)


@dataclass(frozen=True)
class DemoNames:
    """The people of the demo; whoever is not named goes by what they are."""

    supervisor: str = "Chris Long"
    reporters: tuple[Player, ...] = STRANGERS
    staff: Mapping[AgencyKey, tuple[str, str]] = field(default_factory=dict)
    """Head and officer of each body."""
    institutions: Sequence[DemoInstitution] = ()
    """The first teacher is linked to the first of them."""

    def of_body(self, key: AgencyKey) -> tuple[str, str]:
        """Head and officer of this one."""
        return self.staff.get(key, (f"Head {key}", f"Officer {key}"))
