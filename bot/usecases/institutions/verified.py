"""A report by staff of an institution carries it, in the identity vault alone; that one came is counted beside it."""

from bot.domain.cases.case import Case
from bot.domain.ids import PersonKey
from bot.domain.institutions.period import month_of
from bot.domain.institutions.registered import SeatRole
from bot.domain.intake.report import Draft, Report
from bot.domain.intake.verified import attached, is_to_attach, still_true
from bot.usecases.services import Transaction

OWN_PEOPLE = "own_people"
"""The group of the profile: by these answers the report may be about the institution's own people."""
NOTE = "verified-note"


async def with_institution(
    act: Transaction, person: PersonKey, before: Draft | None, after: Draft
) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the institution to which the account is linked, once an adult reports; and what is said of it."""
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
    """Somebody of the institution has reported; or, as a private person, nobody has. A report that may be about its own
    people, or bars a body, is one in conflict: nothing that is computed of the institution takes it in. What a
    conversation adds when the month of its report is over changes no list any more."""
    if draft.institution:
        in_conflict, at = OWN_PEOPLE in facts or bool(case.barred), report.sent_at
        if at >= month_of(act.now, act.services.profile.zone):
            await act.uow.institutions.note_report(report.id, draft.institution, at, in_conflict=in_conflict)
    elif draft.case is not None:
        await act.uow.institutions.forget_report(report.id)
