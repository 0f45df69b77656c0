"""Second factors, encrypted under the ring."""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import bindparam, select

from bot.domain.ids import PersonKey
from bot.domain.second_factor import SecondFactor
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.people.tables import second_factors
from storage.session import Session

SECOND_FACTOR: Shape[SecondFactor] = Shape(SecondFactor)
OF_PERSON = select(second_factors).where(second_factors.c.person == bindparam("person"))
LOCKED = OF_PERSON.with_for_update()


class FactorTable:
    """Implements `bot.ports.second_factor.SecondFactorStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, person: PersonKey, *, for_update: bool = False) -> SecondFactor | None:
        """The person's second factor. `for_update` matters only on PostgreSQL, because SQLite has one writer at a
        time."""
        row = await self._session.find(second_factors, LOCKED if for_update else OF_PERSON, {"person": person})
        return await self._moved(person) if row is None else self._opened(person, row.sealed)

    def _opened(self, person: PersonKey, encrypted: bytes) -> SecondFactor:
        return SECOND_FACTOR.load(self._session.vault.decrypt(Label.SECOND_FACTOR, encrypted, f"locks|{person}"))

    async def _moved(self, person: PersonKey) -> SecondFactor | None:
        """The person's second factor under a name that somebody gave it by hand: else the person could set up a new
        one."""
        for row in (await self._session.connection.execute(select(second_factors))).all():
            if not self._session.is_genuine(second_factors, row):
                with suppress(Unreadable):
                    return self._opened(person, row.sealed)
        return None

    async def save(self, person: PersonKey, factor: SecondFactor) -> None:
        """Inserts or replaces the row."""
        encrypted = self._session.vault.encrypt(Label.SECOND_FACTOR, SECOND_FACTOR.dump(factor), f"locks|{person}")
        await self._session.save(second_factors, {"person": person, "sealed": encrypted})

    async def drop(self, person: PersonKey) -> None:
        """The person has no second factor any more; a new one is set up when content is asked for."""
        await self._session.remove(second_factors, {"person": person})

    async def named(self, start: str) -> Sequence[PersonKey]:
        """The people whose keys begin with `start`."""
        found = select(second_factors.c.person).where(second_factors.c.person.startswith(start, autoescape=True))
        return [PersonKey(person) for person in await self._session.connection.scalars(found)]
