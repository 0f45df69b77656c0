"""Messages about drills: how one begins, whom it calls, and what it has shown."""

from dataclasses import dataclass, field

from bot.domain.cases.stages.drill import Showing
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class DrillCall:
    """Whom a drill would call, and how urgently."""

    danger: str
    urgency: Urgency
    lead: AgencyKey
    supports: tuple[AgencyKey, ...]


@dataclass(frozen=True, kw_only=True)
class DrillAsk(Content, kind="drill_ask"):
    """Asks which harm the drill is about; then shows whom it would call, with danger and without."""

    harms: tuple[str, ...] = ()
    harm: str = ""
    calls: tuple[DrillCall, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DrillOver(Content, kind="drill_over"):
    """To supervisors and the supervising body: the drill is over."""

    number: CaseNumber
    showings: tuple[Showing, ...] = field(metadata=stored_as("lines"))
