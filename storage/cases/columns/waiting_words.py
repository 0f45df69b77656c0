"""Questions that wait in a case, as words among its clear flags, so that a list need not decrypt every case. The words
only find a case; its encrypted value decides what is shown."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement

from bot.domain.access.waiting import asked_to_lead, waiting_in
from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import AgencyKey
from storage.cases.tables import cases

WAITS, ASKS = "waits", "asks_"
"""The word of a case in which a question waits, and the prefix of the body that is asked to lead the case."""


def waiting_words(case: Case) -> frozenset[str]:
    """The words for the column of flags. Older programs pass over them."""
    asked = asked_to_lead(case)
    asks = frozenset() if asked is None else frozenset({f"{ASKS}{asked}"})
    return asks | {WAITS} if waiting_in(case) else asks


def has_waiting() -> ColumnElement[bool]:
    """Cases in which a question waits."""
    return cases.c.flags.contains(f",{WAITS},")


def asks(wanted: CaseFilter) -> Iterable[ColumnElement[bool]]:
    """The conditions on cases that one of the filter's bodies is asked to lead."""
    bodies = sorted(wanted.agencies) if wanted.waits else ()
    return [cases.c.flags.contains(f",{ASKS}{body},", autoescape=True) for body in bodies]


def asked_in(flags: str) -> list[AgencyKey]:
    """The bodies that are asked to lead, by the words in the column."""
    return [AgencyKey(word.removeprefix(ASKS)) for word in flags.split(",") if word.startswith(ASKS)]
