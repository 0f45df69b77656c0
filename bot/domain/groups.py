"""The group chats of bodies: why one cannot be told anything, and who hears of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.addresses import Address, ToOversight, ToPerson
from bot.domain.ids import AgencyKey, ChatId, PersonKey


class Cause(StrEnum):
    """Why a group cannot be told anything, or cannot work with what it is told."""

    KICKED = "kicked"
    LEFT = "left"
    """The bot is not in the group any more, and who took it out is not known."""
    DELETED = "deleted"
    GONE = "gone"
    """Telegram knows no such chat; nobody has said that the bot was taken out."""
    REFUSED = "refused"
    """The bot is in the group and may not write there."""
    TOPIC = "topic"
    """The topic into which the bot writes is closed or deleted."""
    HIDDEN = "hidden"
    """Messages arrive, but who belongs to the group cannot be asked: nobody there can act."""


LOSSES = frozenset({Cause.KICKED, Cause.LEFT, Cause.DELETED, Cause.GONE})
"""The bot is out of the group."""


def audience_of_groups(
    *, oversight: bool, supervisors: Iterable[PersonKey], admins: Iterable[PersonKey]
) -> list[Address]:
    """Who hears of a group: the oversight group and every supervisor; administrators where there is neither.

    `oversight`: the oversight group takes messages. The people are those who can be reached.
    """
    people: list[Address] = [ToPerson(person) for person in supervisors]
    found = [*([ToOversight()] if oversight else []), *people]
    return found or [ToPerson(person) for person in admins]


@dataclass(frozen=True)
class NewGroup:
    """A group in which somebody has opened the invite of a body that has one already: a supervisor must agree first."""

    agency: AgencyKey
    chat: ChatId
    title: str
    person: PersonKey
    """The person who opened the invite."""
    opened_at: datetime
    """By Telegram's clock."""
    cause: Cause | None = None
    """What would keep it from working, as Telegram told then."""
