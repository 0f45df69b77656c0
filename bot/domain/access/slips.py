"""Which workplace a slip may name: the one that a person with a duty has given, exactly as they wrote it."""

from bot.domain.access.identity import Identity
from bot.domain.institutions.slip import name_for_slip
from bot.domain.report import Answer

WORKPLACE = "organisation"
"""The question about the workplace, for people asked in their work. They may skip it to report as a private person."""


def workplace_in(answer: Answer | None) -> str:
    """The workplace as one message of the person names it; '' where it was skipped, or cannot stand on a slip."""
    if answer is None or answer.skipped or len(answer.pieces) != 1:
        return ""
    piece = answer.pieces[0]
    return "" if piece.by_others or piece.extras else name_for_slip(piece.text)


def stated_workplace(identity: Identity) -> str:
    """The workplace in the identity vault."""
    return workplace_in(next((answer for answer in identity.answers if answer.question == WORKPLACE), None))
