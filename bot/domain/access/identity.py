"""Who reported: kept apart from what was reported, and how much of it may be known to whom (SG23).

A report holds an empty answer in place of each that names its reporter. That it was given or skipped still counts for
the rules. What was given stands in the identity vault. Three levels, and only the reporter can raise theirs:

hidden        no name was left. Officers see that, and nothing else.
confidential  a name was left with the assurance of Q21: police and supervising body only, and only when two agree.
named         the reporter has let the lead and the supervising body see the name whenever they open the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.institutions.slip import SignedSlip
from bot.domain.report import Answer, Path, Piece

TO_CALL_BACK = "caller_phone"
"""A number that a caller gave to staff. With the question staff said that the lead and the supervising body see it."""
OWN = frozenset({"organisation", "post", "work_phone", "contact_phone", "reporter_name", TO_CALL_BACK})
"""Questions about who is reporting, and how to reach them outside of the chat (Q06, Q20, Q21)."""
NAMES = frozenset({"post", "work_phone", "reporter_name"})
"""Questions by which an adult has given their name. A private number beside Q20 is for being reached, and is no
name."""
POST = "post"
LASTS = timedelta(hours=24)
"""How long a request waits for the second person, and an agreement for the person who asked."""
QUIET = ("danger", "inquiry")
"""Reasons for which the reporter is not told that they may be known."""


class Level(StrEnum):
    """What may be known about a reporter, the least first."""

    HIDDEN = "hidden"
    CONFIDENTIAL = "confidential"
    NAMED = "named"

    @property
    def higher(self) -> tuple["Level", ...]:
        """The levels above this one."""
        levels = tuple(Level)
        return levels[levels.index(self) + 1 :]


CONFIRMED = {f"yes_{level}": level for level in Level}
"""What a person of 14-17 answers when asked once more, and the level to which that leads."""


def may_raise(path: Path) -> bool:
    """Whether a reporter is asked at all what may be known about them: never under 14 (SG07)."""
    return path is not Path.CHILD


def is_to_confirm(path: Path, level: str) -> bool:
    """Whether this is asked once more before it counts: for ages 14-17, because it cannot be undone."""
    return path is Path.TEEN and level not in CONFIRMED


@dataclass(frozen=True)
class Identity:
    """What is known about one reporter beyond their chat, and what may be known."""

    level: Level = Level.HIDDEN
    answers: tuple[Answer, ...] = ()
    """The answers to the questions in `OWN`, as they were given."""
    account_name: str = ""
    """The reporter's name in Telegram. It is stored only once they have raised the level."""
    known_at: datetime | None = None
    """Since when somebody may know who they are, where the reporter is to be told so."""
    known_to: AgencyKey | None = None
    slip: SignedSlip | None = None
    """The slip that the reporter got. It is stored, so that it is the same when it is asked for again."""
    institution: str = ""
    """The institution whose staff reported, by its code in the registry; '' for a private person."""


@dataclass(frozen=True)
class Reveal:
    """Somebody asks to learn who reported a case; perhaps a second person has agreed."""

    person: PersonKey
    agency: AgencyKey
    at: datetime
    reason: str
    """In their own words."""
    agreed_by: PersonKey | None = None
    agreed_at: datetime | None = None
    quiet: str = ""
    """Why the reporter is not told; '' when they are."""

    @property
    def stamp(self) -> int:
        """Distinguishes one request of a person from the next, so that a second person agrees to exactly what they have
        read."""
        return int(self.at.timestamp())

    def is_valid(self, now: datetime) -> bool:
        """Whether the request still waits, or the agreement may still be used."""
        return now - (self.agreed_at or self.at) <= LASTS


def without_identity(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers as a report stores them: nothing in them names the reporter."""
    return tuple(
        Answer(answer.question, skipped=answer.skipped) if answer.question in OWN else answer for answer in answers
    )


def identity_of(path: Path, answers: Sequence[Answer], institution: str = "") -> Identity:
    """The part of the answers that is kept apart, and the level that the person chose by giving it.

    Q21 says what a name is given for (only police and supervising body see it, unless you allow more), so a name makes
    the level confidential and never more. Children are not asked for one: they are hidden. A caller who gave staff a
    number, so that the lead can call back, has let the lead know it. A post that the registry filled in is no name.
    """
    own = tuple(a for a in answers if a.question in OWN and (a.pieces or a.phone is not None or a.options))
    names = NAMES - {POST} if institution else NAMES
    is_named = path.is_adult and any(answer.question in names for answer in own)
    level = Level.CONFIDENTIAL if is_named else Level.HIDDEN
    level = Level.NAMED if any(answer.question == TO_CALL_BACK for answer in own) else level
    return Identity(level, own, institution=institution)


def renewed(old: Identity, new: Identity) -> Identity:
    """The identity with what the reporter has told since; a level that they have raised stays."""
    level = new.level if new.level in old.level.higher else old.level
    return replace(old, answers=new.answers, level=level, institution=new.institution)


def raised(identity: Identity, level: Level, account_name: str) -> Identity:
    """The reporter lets more be known. Raises IllegalStep (key level-only-up) for a lower level: what was allowed stays
    so."""
    if level not in identity.level.higher:
        raise IllegalStep("level-only-up")
    return replace(identity, level=level, account_name=account_name)


def corrected(identity: Identity, piece: Piece) -> Identity | None:
    """The identity with this edited message; None when the message is none of its answers."""
    if piece.message_id not in {old.message_id for answer in identity.answers for old in answer.pieces}:
        return None

    def exchanged(old: Piece) -> Piece:
        return piece if old.message_id == piece.message_id else old

    answers = [replace(answer, pieces=tuple(map(exchanged, answer.pieces))) for answer in identity.answers]
    return replace(identity, answers=tuple(answers))
