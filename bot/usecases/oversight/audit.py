"""Who looked at what and did what, in words for supervisors; and the chain tip of the audit log, noted outside of the
line."""

from datetime import timedelta

from bot.domain.access.roles import Action
from bot.domain.cases.lists import (
    RecordedAct,
)
from bot.domain.daily import hour_of_today
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.notices.case_rows import AuditEntry
from bot.domain.notices.notice import Notice, Priority, ToOversight
from bot.domain.notices.supervisor.oversight import Anchor, AuditEntries
from bot.domain.people import (
    OVERSIGHT,
)
from bot.usecases.access.asking import Act
from bot.usecases.access.permission import known_case
from bot.usecases.access.transaction import transaction
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Transaction

CATCH_UP = timedelta(hours=1)
"""How late the first digest may be. A line that has never sent one begins with one that is on time."""

SHOWN = 40
"""How many of the newest lines are shown; an export has all of them."""
CODE = 4
"""How many hex digits stand for a person, so that the same person is recognised from line to line. Who it is, the
members of the group know."""
JOB = "anchor"
LOOKS = frozenset({"file_opened", "voice_opened"})
"""Acts that are listed with their reason, if they needed one."""


@transaction(Action.AUDIT, again="audit")
async def show_audit(act: Act, number: int) -> None:
    """`/audit NUMBER`: who did what and when; no content. Nobody learns anything about a case that bars one of their
    bodies, even an erased one. The look itself adds a line."""
    case = await _audited(act, CaseNumber(number))
    acts = await act.uow.audit.history(case, limit=SHOWN)
    await act.uow.audit.add("audit_read", at=act.now, case=case, person=act.person)
    said = AuditEntries(number=CaseNumber(number), rows=tuple(audit_entry(one) for one in acts))
    await act.tell(Notice(said, act.to))


async def _audited(act: Act, number: CaseNumber) -> CaseId:
    """The case with that number, or the erased one. Raises NotFound outside of the scope."""
    if await act.uow.cases.by_number(number) is not None:
        return (await known_case(act, number)).case.id
    erased = await act.uow.retention.erased(number)
    if erased is None or erased.barred & act.scope.barred_as:
        raise NotFound("no-such-case")
    return erased.case


def audit_entry(done: RecordedAct) -> AuditEntry:
    """One line, with the person as a code."""
    reason = done.facts.get("reason") if done.action in LOOKS else None
    return AuditEntry(
        at=done.at,
        action=done.action,
        agency=done.agency,
        who=done.person[:CODE] if done.person else None,
        reason=str(reason) if reason else None,
    )


@transaction_of_program
async def anchor(act: Transaction) -> None:
    """Once a day, silently, posts into the oversight group how many lines the audit log has and the hash of the last
    one. Somebody who removes the last lines, or rewrites the log with stolen keys, does not match what was posted. On a
    day without such a group nothing is posted, nor on a first day that had begun long before the line did."""
    uow, profile = act.uow, act.services.profile
    local, today = hour_of_today(act.now, profile.policy.digest_at, profile.zone)
    before = await uow.daily_runs.claim(JOB, local.toordinal()) if local >= today else None
    if before is None:
        return
    place, tip = await uow.agencies.place(OVERSIGHT), await uow.audit.chain_tip()
    is_bound = place is not None and place.works
    if tip.lines and is_bound and (before or local - today < CATCH_UP):
        said = Anchor(at=act.now, lines=tip.lines, chain_tip=tip.hash)
        await uow.outbox.add(Notice(said, ToOversight(), priority=Priority.DIGEST, silent=True))
