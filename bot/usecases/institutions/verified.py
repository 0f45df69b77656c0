"""A report by staff of an institution names it, in the identity vault alone; that a report came is counted
separately."""

from bot.domain.cases.case import Case
from bot.domain.ids import PersonKey
from bot.domain.institutions.period import month_of
from bot.domain.institutions.registered import SeatRole
from bot.domain.intake.verified import attached, is_to_attach, still_true
from bot.domain.report import Draft, Report
from bot.usecases.services import Transaction

OWN_PEOPLE = "own_people"
"""The group of the profile that says by which answers a report may be about the institution's own people."""
NOTE = "verified-note"


async def with_institution(
    act: Transaction, person: PersonKey, before: Draft | None, after: Draft
) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the institution to which the account is linked, once the person reports as an adult; and what is
    said about that."""
    after = still_true(before, after)
    if not is_to_attach(before, after):
        return after, ()
    seat = await act.uow.institutions.seat(person, SeatRole.STAFF)
    one = None if seat is None else await act.uow.institutions.get(seat.code)
    who = "" if one is None else act.services.profile.institution_kinds.get(one.kind, "")
    if seat is None or one is None or not one.is_open or not who:
        return after, ()
    return attached(after, one.code, who, one.name, seat.post), (NOTE,)


async def count_report(act: Transaction, report: Report, draft: Draft, facts: frozenset[str], case: Case) -> None:
    """Counts a report by somebody of the institution; for a private person, counts none. A report that may be about the
    institution's own people, or that bars a body, is in conflict: no number about the institution includes it. What is
    added to a conversation after the month of its report is over changes no list any more."""
    if draft.institution:
        in_conflict, at = OWN_PEOPLE in facts or bool(case.barred), report.sent_at
        if at >= month_of(act.now, act.services.profile.zone):
            await act.uow.institutions.note_report(report.id, draft.institution, at, in_conflict=in_conflict)
    elif draft.case is not None:
        await act.uow.institutions.forget_report(report.id)
