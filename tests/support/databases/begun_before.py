"""Databases that were begun before, by whoever made the snapshot: a copy is opened without looking."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from storage import unit_of_work
from storage.crypto.vault import Vault
from storage.database.engine import Engine
from storage.maintenance.row_trust import RowTrust
from storage.unit_of_work import Database


@contextmanager
def begun_before() -> Iterator[None]:
    """A database that is opened meanwhile has today's tables, the keys beside it and a code in each row, and no erasure
    is unfinished. Looking for that at the start costs more than most tests do with the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unit_of_work, "begin", nothing_to_begin)
        patch.setattr(RowTrust, "begin", codes_are_required)
        patch.setattr(Database, "finish_erasures", nothing_to_finish)
        yield


async def nothing_to_begin(_: Engine, __: Vault) -> None:
    """Takes the place of `storage.maintenance.beginning.begin`."""


async def codes_are_required(trust: RowTrust) -> None:
    """Takes the place of `RowTrust.begin`."""
    trust._codes.require()


async def nothing_to_finish(_: Database) -> int:
    """Takes the place of `Database.finish_erasures`."""
    return 0
