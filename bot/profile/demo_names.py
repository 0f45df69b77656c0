"""The table `[demo]` of a profile: who plays whom."""

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.demo_names import DemoNames, Player
from bot.domain.ids import AgencyKey
from bot.profile.tables import Table

Name = Annotated[str, Field(min_length=1, max_length=64)]


class _Player(Table):
    name: Name
    role: Literal["teacher", "parent", "child"]
    language: Annotated[str, Field(pattern=r"^[A-Za-z-]{2,20}$")]


class DemoTable(Table):
    """Unknown keys are faults; what is left out has names that ship."""

    supervisor: Name = DemoNames.supervisor
    reporters: Annotated[tuple[_Player, ...], Field(min_length=1)] | None = None
    staff: dict[AgencyKey, tuple[Name, Name]] = Field(default_factory=dict)

    def value(self) -> DemoNames:
        """The names as the demo reads them."""
        if self.reporters is None:
            return DemoNames(supervisor=self.supervisor, staff=dict(self.staff))
        players = tuple(Player(one.name, one.role, one.language) for one in self.reporters)
        return DemoNames(self.supervisor, players, dict(self.staff))
