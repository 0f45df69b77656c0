"""The steps of a deadline, and what else a reminder can be about. Rows hold them by their values."""

from enum import StrEnum


class LadderStep(StrEnum):
    """A step of a deadline, or what a message above or below it is about."""

    HALF = "half"
    BREACH = "breach"
    DOUBLE = "double"
    REPEAT = "repeat"
    """A repeated reminder. Where the step that fired is named, its number follows: `repeat-3`."""
    BY_HAND = "by_hand"
    """Somebody has reminded the body."""
    TAKEOVER = "takeover"
    """The police lead now, because nobody acted."""

    @classmethod
    def _missing_(cls, value: object) -> "LadderStep | None":
        """Reads `repeat-3` as REPEAT."""
        is_numbered = isinstance(value, str) and value.startswith(f"{cls.REPEAT}-")
        return cls.REPEAT if is_numbered else None


def repeat(number: int) -> str:
    """The name of the repeated reminder with this number, as it stands among the steps that fired."""
    return f"{LadderStep.REPEAT}-{number}"


def is_repeat(step: str) -> bool:
    """Whether a step that fired was a repeated reminder."""
    return step.startswith(f"{LadderStep.REPEAT}-")
