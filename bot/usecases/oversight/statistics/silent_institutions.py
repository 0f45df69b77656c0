"""Which institutions never report, for a board: the ones that `/institutions silent` lists to this reader.

That list stands behind the second factor. So a board names them only to a reader who has opened theirs; to others it
says how many there are.
"""

from collections.abc import AsyncIterator

from bot.domain.access.roles import Action, allows
from bot.domain.institutions.period import ever, twelve_months
from bot.domain.institutions.registered import InstitutionFilter, Registered
from bot.domain.numbers.board import Filter, Silent
from bot.usecases.oversight.statistics.reading_boards import BoardReader

PAGE = 200


async def silent_institutions(reader: BoardReader, wanted: Filter, *, named: bool) -> tuple[Silent, ...]:
    """Institutions of which nobody reported in twelve closed months; first those of which nobody ever did, then by
    name. None in a group, for an auditor, and beside a class, a harm or a place: /institutions says nothing there.
    `named`: whether the reader's second factor is open; where it is shut, only the count is given."""
    shown = _shown(reader, wanted)
    if shown is None:
        return ()
    found = [one async for one in _silent(reader, shown)]
    if not named:
        return tuple(Silent() for _ in found)
    return tuple(sorted(found, key=lambda one: (not one.never, one.name)))


def _shown(reader: BoardReader, wanted: Filter) -> InstitutionFilter | None:
    """What the list may hold; None where it may hold nothing. With a body, the institutions that it supervises."""
    scope = reader.scope
    if not (scope.private and allows(Action.INSTITUTIONS, scope.roles)):
        return None
    if wanted.urgency or wanted.harm or wanted.area:
        return None
    above = None if scope.everything else frozenset(scope.agencies)
    own = above if wanted.body is None else frozenset({wanted.body}) & (above or {wanted.body})
    return InstitutionFilter(above=own, silent=twelve_months(reader.now, reader.services.profile.zone))


async def _silent(reader: BoardReader, shown: InstitutionFilter) -> AsyncIterator[Silent]:
    store, skip = reader.uow.institutions, 0
    always = ever(reader.now, reader.services.profile.zone)
    while page := await store.page(shown, skip=skip, limit=PAGE):
        reported = await store.reported([one.code for one in page], always)
        for one in page:
            yield _named(one, never=one.code not in reported)
        skip += PAGE


def _named(one: Registered, *, never: bool) -> Silent:
    return Silent(one.institution.name, one.institution.kind, never=never)
