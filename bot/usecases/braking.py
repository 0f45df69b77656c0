"""Whether a new report waits for a look because too many come at once; and who hears of a flood, once (SG27, SG28)."""

from datetime import datetime, timedelta

from bot.domain.asides import fold_asides
from bot.domain.braking import always_passes, is_held, named_institution
from bot.domain.case import Case
from bot.domain.ids import PersonKey
from bot.domain.report import Draft
from bot.ports import UnitOfWork
from bot.usecases.line import Line
from bot.usecases.membership import to_supervisors

FLOOD = "flood"
OVER_AFTER = timedelta(hours=1)
"""A flood ends when nothing has run over for so long; the next one is told anew."""


async def runs_over(line: Line, uow: UnitOfWork, person: PersonKey, draft: Draft, case: Case, now: datetime) -> bool:
    """Pour the report into the buckets of its account and of the institution that it names; whether it must wait.
    What is urgent is counted and passes."""
    brake, folded = line.profile.policy.brake, fold_asides(draft)
    fits = await uow.brake.pour(line.marks.mark("bucket", f"account|{person}"), brake.account, now)
    if institution := named_institution(folded):
        mark = line.marks.mark("bucket", f"institution|{institution}")
        fits = await uow.brake.pour(mark, brake.institution, now) and fits
    if not fits:
        await _tell_once(uow, now)
    return not fits and not always_passes(folded, case)


async def _tell_once(uow: UnitOfWork, now: datetime) -> None:
    """Supervisors hear of a flood when it begins; of the reports in it, the list tells."""
    last = await uow.watchbook.moment(FLOOD)
    await uow.watchbook.set_moment(FLOOD, now)
    if last is None or now - last > OVER_AFTER:
        await uow.outbox.add(*await to_supervisors(uow, "flood", {}))


async def hold_back(line: Line, uow: UnitOfWork, case: Case, now: datetime) -> None:
    """Put a held case on the list; it passes by itself when nobody has looked in time."""
    if is_held(case):
        await uow.brake.hold(case.id, now, passes_at=now + line.profile.policy.brake.waits)
        await uow.audit.add("held", at=now, case=case.id)
