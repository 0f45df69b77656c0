"""After a restore case numbers go on above all that may have been given out, and the gap is remembered."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.restored import Restored
from storage.counters.counters import Counters
from storage.crypto.high_water import HighWater, next_round
from storage.records.restores import Restores
from storage.session import Session


@dataclass(frozen=True)
class Numbering:
    """How case numbers go on. `last_known` is the backup's last one, `last_given` the highest that may be out."""

    last_known: int
    last_given: int
    is_sure: bool
    """Whether that was kept beside the key file, or said by whoever brings the backup back; else it is a guess."""

    @property
    def next(self) -> int:
        """The number of the next case."""
        return self.last_given + 1


def numbering(last_known: int, high_water: HighWater, above: int | None) -> Numbering:
    """`above`: what an operator knows was given out."""
    known = [number for number in (high_water.known(), above) if number is not None]
    if not known:
        return Numbering(last_known, next_round(last_known), is_sure=False)
    return Numbering(last_known, max(last_known, *known), is_sure=True)


async def go_on_above(session: Session, above: int | None, now: datetime) -> Numbering:
    """Set the counter of cases, and note the restore with the numbers that are perhaps lost."""
    counters = Counters(session)
    found = numbering(await counters.value("case") or 0, session.vault.high_water, above)
    await counters.set("case", found.last_given)
    await Restores(session).note(Restored(now, found.last_known + 1, found.last_given))
    return found
