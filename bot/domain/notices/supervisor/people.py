"""The staff, as supervisors read them in private: by the code that stands for a name, never by a name."""

from dataclasses import dataclass, field

from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.content import Content
from bot.domain.stored_names import stored_as


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person and their roles for the line."""

    person: PersonKey
    heads: tuple[AgencyKey, ...] = ()
    bodies: tuple[AgencyKey, ...] = ()
    supervisor: bool = False
    auditor: bool = False
    has_left: bool = False


@dataclass(frozen=True, kw_only=True)
class PeopleList(Content, kind="people_list"):
    """A page of the staff; people who have left come last."""

    rows: tuple[PersonRow, ...] = ()
    total: int = 0
    page: int = 1
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class PersonShown(Content, kind="person_shown"):
    """One person, with what can be done about them now."""

    row: PersonRow = field(metadata=stored_as("line"))
    offers: tuple[str, ...] = ()
    """leaves, returns, newcode."""


@dataclass(frozen=True, kw_only=True)
class PersonAsked(Content, kind="person_asked"):
    """What would follow, before it is done."""

    row: PersonRow = field(metadata=stored_as("line"))
    what: str
    tasks: int = 0
    """How many of their open tasks would be free again."""
