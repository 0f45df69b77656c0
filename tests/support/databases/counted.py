"""What a piece of work costs SQLite: statements, trips to a thread, and commits that changed rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from storage.database.sqlite import Connection, Cursor

ASKED, RUN, TRIP, COMMIT = Connection._asked, Cursor._run, Connection.trip, Connection.commit


@dataclass
class StatementCounts:
    """The counts since counting began."""

    statements: list[str] = field(default_factory=list)
    trips: int = 0
    synced: int = 0
    """Commits that changed rows and waited for the disk."""
    unsynced: int = 0
    """Commits that changed rows and did not wait."""


@contextmanager
def counted() -> Iterator[StatementCounts]:
    """Counts what every connection of this process does."""
    found, changes = StatementCounts(), dict[int, int]()

    def asked(self: Any, order: str, lock_timeout: float, operation: str, parameters: Any) -> Any:
        found.statements.append(operation)
        return ASKED(self, order, lock_timeout, operation, parameters)

    async def run(self: Any, order: Any, operation: str, parameters: Any) -> Any:
        found.statements.append(operation)
        return await RUN(self, order, operation, parameters)

    async def trip(self: Any, work: Any) -> Any:
        found.trips += 1
        return await TRIP(self, work)

    async def commit(self: Any) -> None:
        before, now = changes.get(id(self), -1), self.bare.total_changes
        if not self._begin and self.bare.in_transaction and now != before:
            found.synced += self.terms.is_synced
            found.unsynced += not self.terms.is_synced
        changes[id(self)] = now
        await COMMIT(self)

    replaced = patch.multiple(Connection, _asked=asked, trip=trip, commit=commit)
    with replaced, patch.object(Cursor, "_run", run):
        yield found
