"""Where somebody asks: the private chat, the own body's group, the oversight group."""

from enum import StrEnum


class Place(StrEnum):
    """A kind of chat, by its letter in the table of rights (casework.md)."""

    GROUP = "g"
    """The group of a body, asked by a member of it."""
    PRIVATE = "p"
    OVERSIGHT = "o"


def places(letters: str) -> frozenset[Place]:
    """The places that a cell of the table names by their letters."""
    return frozenset(Place(letter) for letter in letters.split())
