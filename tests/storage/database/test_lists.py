"""Lists in statements that are built once: whatever their length, they leave out what is named and nothing else."""

import pytest
from sqlalchemy import select

from storage.crypto.derivation import Label
from storage.database.lists import listed, none_of, size_for
from storage.database.tables import data_keys
from storage.session import Session
from storage.unit_of_work import Database


@pytest.mark.parametrize(("length", "size"), [(0, 1), (1, 1), (2, 4), (4, 4), (5, 16), (1024, 1024), (1025, 2048)])
def test_a_few_statement_sizes_serve_lists_of_every_length(length: int, size: int) -> None:
    values = [f"v{number}" for number in range(length)]
    assert size_for(values) == size
    assert len(listed("v", values, size)) == size


@pytest.mark.parametrize("length", [0, 1, 2, 3, 5, 17, 1025])
async def test_everything_not_on_the_list_is_found(database: Database, length: int) -> None:
    async with database.begin() as uow:
        session: Session = uow._session  # type: ignore[attr-defined]
        for owner in ("a", "b", "v0", "v2"):
            row = {"owner": owner, "wrapped": session.vault.encrypt(Label.CASE, b"key", owner)}
            await session.insert_new(data_keys, [row])
        values = [f"v{number}" for number in range(length)]
        size = size_for(values)
        found = select(data_keys.c.owner).where(none_of(data_keys.c.owner, "v", size)).order_by(data_keys.c.owner)
        owners = [row.owner for row in await session.rows(found, listed("v", values, size))]
    assert owners == [owner for owner in ("a", "b", "v0", "v2") if owner not in values]
