"""Whether a new report is quarantined because too many come at once; and who is told of a flood, once (SG27, SG28)."""

from datetime import datetime, timedelta

from bot.domain.access.throttle import always_passes, is_quarantined, named_institution
from bot.domain.cases.case import Case
from bot.domain.ids import PersonKey
from bot.domain.intake.asides import fold_asides
from bot.domain.notices.notice import Mode, Notice, Priority, ToPerson
from bot.domain.notices.supervisor.oversight import Flood, QuarantinedUrgent
from bot.domain.report import Draft
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.membership import to_supervisors
from bot.usecases.services import Transaction

FLOOD = "flood"
SLOT = "held_urgent"
HURRIED = frozenset({Urgency.P1, Urgency.P2})
OVER_AFTER = timedelta(hours=1)
"""A flood is over when no report was over the limit for this long; the next one is told anew."""


async def runs_over(act: Transaction, person: PersonKey, draft: Draft, case: Case) -> bool:
    """Counts the report in the buckets of its account and of the institution that it names. Returns whether it must be
    quarantined. An urgent report is counted there too, but is quarantined only when a bucket of its own is over the
    limit."""
    throttle, folded = act.services.profile.policy.throttle, fold_asides(draft)
    fits = await act.uow.throttle.consume(
        act.services.blind_index.keyed_hash("bucket", f"account|{person}"), throttle.account, act.now
    )
    if institution := named_institution(folded):
        keyed_hash = act.services.blind_index.keyed_hash("bucket", f"institution|{institution}")
        fits = await act.uow.throttle.consume(keyed_hash, throttle.institution, act.now) and fits
    if not fits:
        await _tell_once(act.uow, act.now)
    if always_passes(folded, case):
        return not await fits_danger(act, person)
    return not fits


async def fits_danger(act: Transaction, person: PersonKey) -> bool:
    """Counts one more report of danger of this account. Returns whether it passes at once."""
    keyed_hash = act.services.blind_index.keyed_hash("bucket", f"danger|{person}")
    return await act.uow.throttle.consume(keyed_hash, act.services.profile.policy.throttle.danger, act.now)


async def _tell_once(uow: UnitOfWork, now: datetime) -> None:
    """Tells supervisors of a flood when it begins. The reports in it are on the list."""
    last = await uow.timestamps.moment(FLOOD)
    await uow.timestamps.set_moment(FLOOD, now)
    if last is None or now - last > OVER_AFTER:
        await uow.outbox.add(*await to_supervisors(uow, Flood()))


async def quarantine_case(act: Transaction, case: Case) -> None:
    """Adds a quarantined case to the list; it is let through in time when nobody has looked. Of urgent ones supervisors
    are told at once, in one message that counts them."""
    if not is_quarantined(case):
        return
    throttle, urgent = act.services.profile.policy.throttle, case.urgency in HURRIED
    waits = throttle.waits_urgent if urgent else throttle.waits
    await act.uow.throttle.quarantine(case.id, act.now, passes_at=act.now + waits)
    await act.uow.audit.add("held", at=act.now, case=case.id)
    if urgent:
        waiting = [one for one in await act.uow.throttle.waiting() if one.passes_at and one.case.urgency in HURRIED]
        said = QuarantinedUrgent(count=len({one.case.id for one in waiting} | {case.id}))
        told = [ToPerson(staff.person) for staff in await act.uow.staff.supervisors()]
        notices = [Notice(said, to, priority=Priority.ALERT, slot=SLOT, mode=Mode.REPLACE) for to in told]
        await act.uow.outbox.add(*notices)
