"""What all notices have in common: a name under which they are stored, and typed fields. Never text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a notice says. Each notice is a class of its own, and all of them are listed in every.py.

    Fields are stored in the outbox by name. A field that older rows lack needs a default; an unknown field of an older
    row is ignored.
    """

    KIND: ClassVar[str]
    """The name under which the class is stored. Stored rows hold it, so it never changes."""

    def __init_subclass__(cls, kind: str = "", **more: Any) -> None:
        super().__init_subclass__(**more)
        if kind:
            cls.KIND = kind


@dataclass(frozen=True, kw_only=True)
class Spoken(Content):
    """A notice that is worded for the age of its reader."""

    voice: str = "adult"


@dataclass(frozen=True, kw_only=True)
class NotReadable(Content, kind="not_readable"):
    """A stored row has a kind, or fields, that this version of the program does not know. It cannot be worded."""

    name: str
    """The kind that was stored."""
    facts: Mapping[str, Fact]
