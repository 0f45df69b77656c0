"""Where somebody asks: the private chat, the group of their own body, the oversight group."""

from enum import StrEnum


class Place(StrEnum):
    """A kind of chat, with its letter in the table of rights (casework.md)."""

    GROUP = "g"
    """The group of a body, for one of its members."""
    PRIVATE = "p"
    OVERSIGHT = "o"


def places(letters: str) -> frozenset[Place]:
    """The places that a cell of the table of rights names by letters."""
    return frozenset(Place(letter) for letter in letters.split())
