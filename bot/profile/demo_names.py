"""The table `[demo]` of a profile: who plays whom."""

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.demo_names import STRANGERS, DemoInstitution, DemoNames, PastReport, Player
from bot.domain.ids import AgencyKey
from bot.profile.tables import Table
from bot.profile.values import Key

Name = Annotated[str, Field(min_length=1, max_length=64)]


class _Player(Table):
    name: Name
    role: Literal["teacher", "parent", "child"]
    language: Annotated[str, Field(pattern=r"^[A-Za-z-]{2,20}$")]


class _Told(Table):
    harm: Key
    outcome: Key
    months_ago: Annotated[int, Field(ge=1, le=11)]


class _Institution(Table):
    code: str
    name: Name
    kind: str
    area: str
    above: str
    staff: str = ""
    children: str = ""
    told: _Told | None = None

    def value(self) -> DemoInstitution:
        cells = {name: str(cell) for name, cell in self.model_dump(exclude={"told"}).items()}
        past = None if self.told is None else PastReport(self.told.harm, self.told.outcome, self.told.months_ago)
        return DemoInstitution(cells, past)


class DemoTable(Table):
    """Unknown keys are faults; what is left out has names that ship."""

    supervisor: Name = DemoNames.supervisor
    reporters: Annotated[tuple[_Player, ...], Field(min_length=1)] | None = None
    staff: dict[AgencyKey, tuple[Name, Name]] = Field(default_factory=dict)
    institutions: tuple[_Institution, ...] = ()

    def value(self) -> DemoNames:
        """The names as the demo reads them."""
        players: tuple[Player, ...] = STRANGERS
        if self.reporters is not None:
            players = tuple(Player(one.name, one.role, one.language) for one in self.reporters)
        institutions = tuple(one.value() for one in self.institutions)
        return DemoNames(self.supervisor, players, dict(self.staff), institutions)
