"""Whether a new report waits for a look because too many come at once; and who hears of a flood, once (SG27, SG28)."""

from datetime import datetime, timedelta

from bot.domain.access.throttle import always_passes, is_quarantined, named_institution
from bot.domain.cases.case import Case
from bot.domain.ids import PersonKey
from bot.domain.intake.asides import fold_asides
from bot.domain.intake.report import Draft
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.membership import to_supervisors
from bot.usecases.services import Services

FLOOD = "flood"
OVER_AFTER = timedelta(hours=1)
"""A flood ends when nothing has run over for so long; the next one is told anew."""


async def runs_over(
    services: Services, uow: UnitOfWork, person: PersonKey, draft: Draft, case: Case, now: datetime
) -> bool:
    """Pour the report into the buckets of its account and of the institution that it names; whether it must wait.
    What is urgent is counted and passes."""
    brake, folded = services.profile.policy.brake, fold_asides(draft)
    fits = await uow.throttle.pour(services.blind_index.mark("bucket", f"account|{person}"), brake.account, now)
    if institution := named_institution(folded):
        mark = services.blind_index.mark("bucket", f"institution|{institution}")
        fits = await uow.throttle.pour(mark, brake.institution, now) and fits
    if not fits:
        await _tell_once(uow, now)
    return not fits and not always_passes(folded, case)


async def _tell_once(uow: UnitOfWork, now: datetime) -> None:
    """Supervisors hear of a flood when it begins; of the reports in it, the list tells."""
    last = await uow.timestamps.moment(FLOOD)
    await uow.timestamps.set_moment(FLOOD, now)
    if last is None or now - last > OVER_AFTER:
        await uow.outbox.add(*await to_supervisors(uow, "flood", {}))


async def hold_back(services: Services, uow: UnitOfWork, case: Case, now: datetime) -> None:
    """Put a held case on the list; it passes by itself when nobody has looked in time."""
    if is_quarantined(case):
        await uow.throttle.hold(case.id, now, passes_at=now + services.profile.policy.brake.waits)
        await uow.audit.add("held", at=now, case=case.id)
