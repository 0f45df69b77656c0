"""A list of institutions is imported into the registry, whole or not at all. Institutions that are missing from it are
closed, never deleted."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.errors import TiplineError
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import Registered, SeatRole
from bot.domain.institutions.registry import Changes, changes
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Services, Transaction


class ChangedMeanwhile(TiplineError):
    """The registry has changed since the changes were listed."""

    default_key = "registry-changed"


async def registry_of(services: Services) -> Sequence[Institution]:
    """The whole registry, closed institutions too."""
    async with services.reading() as uow:
        return [one.institution for one in await uow.institutions.all()]


async def what_changes(services: Services, found: Sequence[Institution]) -> Changes:
    """What importing this list would change. Changes nothing."""
    return changes(await registry_of(services), found)


@transaction_of_program
async def take_over(act: Transaction, found: Sequence[Institution], listed: Changes) -> None:
    """Makes the changes that were listed, in one transaction. Raises ChangedMeanwhile where they would be others by
    now."""
    uow = act.uow
    known = {one.code: one for one in await uow.institutions.all()}
    if changes([one.institution for one in known.values()], found) != listed:
        raise ChangedMeanwhile
    for new in listed.new:
        await uow.institutions.save(Registered(new))
    for _, after in listed.changed:
        await _change(uow, known[after.code], after)
    for gone in listed.gone:
        await _change(uow, known[gone.code], replace(gone, is_open=False))
    facts = {"new": len(listed.new), "changed": len(listed.changed), "gone": len(listed.gone)}
    await uow.audit.add("institutions_imported", at=act.now, facts=facts)


async def _change(uow: UnitOfWork, was: Registered, after: Institution) -> None:
    """Saves one change. A closed institution loses its link and its people."""
    now_is = replace(was, institution=after)
    if not after.is_open:
        now_is = replace(now_is, link="", head_link="", head_until=None)
        for role in SeatRole:
            await uow.institutions.end_seats(after.code, role)
    await uow.institutions.save(now_is)
