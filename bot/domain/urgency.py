"""The four classes of urgency and their order."""

from enum import StrEnum


class Urgency(StrEnum):
    """P1 immediate, P2 high, P3 medium, P4 low (triage-routing-clocks.md)."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"

    @property
    def rank(self) -> int:
        """0 for P4 up to 3 for P1: higher is more urgent."""
        return 4 - int(self.value[1])

    @property
    def is_grave(self) -> bool:
        """P1 or P2: no end without an action, and none but with the supervising body."""
        return self in {Urgency.P1, Urgency.P2}

    def raised(self, levels: int = 1) -> "Urgency":
        """`levels` more urgent, P1 at most."""
        return Urgency(f"P{max(1, int(self.value[1]) - levels)}")


def most_urgent(*classes: Urgency) -> Urgency:
    """The highest of the classes given (at least one)."""
    return max(classes, key=lambda urgency: urgency.rank)
