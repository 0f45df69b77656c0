"""Who looked at what and did what, in words for supervisors; and the log's head, noted outside of the line."""

from datetime import datetime, timedelta

from bot.domain.access.roles import Action
from bot.domain.cases.lists import (
    HistoryLine,
)
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.notices.case_lines import AuditEntry
from bot.domain.notices.notice import Notice, Priority, ToOversight
from bot.domain.notices.oversight import Anchor, AuditLines
from bot.domain.people import (
    OVERSIGHT,
)
from bot.usecases.access.asking import Act
from bot.usecases.access.permission import known_case
from bot.usecases.access.transaction import transaction
from bot.usecases.services import Services

CATCH_UP = timedelta(hours=1)
"""A line that never sent a digest begins with one that is on time."""

SHOWN = 40
"""The newest lines; all of them are in an export."""
CODE = 4
"""Hex digits by which the same person is known from line to line; who it is, the group's members know."""
JOB = "anchor"
LOOKS = frozenset({"file_opened", "voice_opened"})
"""Acts whose reason, if they needed one, stands in the list."""


@transaction(Action.AUDIT, again="audit")
async def show_audit(act: Act, number: int) -> None:
    """`/audit NUMBER`: who, what, when; no content. Nobody learns anything of a case that bars one of their bodies,
    erased or not. The look itself leaves a line."""
    case = await _audited(act, CaseNumber(number))
    lines = await act.uow.audit.history(case, limit=SHOWN)
    await act.uow.audit.add("audit_read", at=act.now, case=case, person=act.person)
    said = AuditLines(number=CaseNumber(number), rows=tuple(audit_entry(one) for one in lines))
    await act.tell(Notice(said, act.to))


async def _audited(act: Act, number: CaseNumber) -> CaseId:
    """The case of that number, or the erased one; NotFound outside of the scope."""
    if await act.uow.cases.by_number(number) is not None:
        return (await known_case(act, number)).case.id
    erased = await act.uow.retention.erased(number)
    if erased is None or erased.barred & act.scope.barred_as:
        raise NotFound("no-such-case")
    return erased.case


def audit_entry(line: HistoryLine) -> AuditEntry:
    """One line: the person as a code."""
    reason = line.facts.get("reason") if line.action in LOOKS else None
    return AuditEntry(
        at=line.at,
        action=line.action,
        agency=line.agency,
        who=line.person[:CODE] if line.person else None,
        reason=str(reason) if reason else None,
    )


async def anchor(services: Services, now: datetime) -> None:
    """Once a day, silently, into the oversight group: how many lines the log has, and the hash of the last one. Whoever
    cuts the end off, or writes all anew with stolen keys, does not match what stands there. A day without such a group
    has none, nor has a first day that had begun long before the line did."""
    local = now.astimezone(services.profile.zone)
    today = datetime.combine(local.date(), services.profile.policy.digest_at, services.profile.zone)
    async with services.begin() as uow:
        before = await uow.daily_runs.claim(JOB, local.toordinal()) if local >= today else None
        if before is None:
            await uow.commit()
            return
        place, head = await uow.agencies.place(OVERSIGHT), await uow.audit.head()
        is_bound = place is not None and place.works
        if head.lines and is_bound and (before or local - today < CATCH_UP):
            said = Anchor(at=now, lines=head.lines, head=head.hash)
            await uow.outbox.add(Notice(said, ToOversight(), priority=Priority.DIGEST, silent=True))
        await uow.commit()
