"""Databases that were begun before, by whoever made the snapshot: a copy is opened without looking."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage import unit_of_work
from storage.crypto.vault import Vault
from storage.database.engine import Engine
from storage.maintenance.row_trust import RowTrust
from storage.unit_of_work import Database


@contextmanager
def begun_before() -> Iterator[None]:
    """A database that is opened meanwhile has today's tables, the keys beside it and a code in each row, and no erasure
    is unfinished. Looking for that at the start costs more than most tests do with the database."""
    started, trusted, finished = unit_of_work.begin, RowTrust.begin, Database.finish_erasures
    unit_of_work.begin, RowTrust.begin = nothing_to_begin, codes_are_required  # type: ignore[method-assign]
    Database.finish_erasures = nothing_to_finish  # type: ignore[method-assign]
    try:
        yield
    finally:
        unit_of_work.begin, RowTrust.begin = started, trusted  # type: ignore[method-assign]
        Database.finish_erasures = finished  # type: ignore[method-assign]


async def nothing_to_begin(_: Engine, __: Vault) -> None:
    """Takes the place of `storage.maintenance.beginning.begin`."""


async def codes_are_required(trust: RowTrust) -> None:
    """Takes the place of `RowTrust.begin`."""
    trust._codes.require()


async def nothing_to_finish(_: Database) -> int:
    """Takes the place of `Database.finish_erasures`."""
    return 0
