"""Who plays whom in the demo of a district: names that its profile may give."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.ids import AgencyKey


@dataclass(frozen=True)
class Player:
    """Somebody who reports."""

    name: str
    role: str
    language: str
    """Of the person's Telegram, as an IETF code."""


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

    def of_body(self, key: AgencyKey) -> tuple[str, str]:
        """Head and officer of this one."""
        return self.staff.get(key, (f"Head {key}", f"Officer {key}"))
