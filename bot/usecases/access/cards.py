"""The card of a case in a body's group, as a notice."""

from bot.domain.cases.case import Case, Part, Task
from bot.domain.ids import AgencyKey
from bot.domain.notices.cases import Card
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.urgency import Urgency
from bot.usecases.services import Services


def has_card(services: Services, case: Case, task: Task) -> bool:
    """The supervising body's copy of a case of low class is a line in its digest (profile, copies)."""
    return task.part is not Part.COPY or services.profile.policy.copies[case.urgency] != "digest"


def card(case: Case, agency: AgencyKey, mode: Mode = Mode.EDIT) -> Notice:
    """The case's card in one agency's group, as the case is when it is sent."""
    alert = Priority.DANGER if case.urgency is Urgency.P1 and case.acknowledged_at is None else Priority.ALERT
    return Notice(Card(), ToAgency(agency), priority=alert, case=case.id, slot=card_slot(case), mode=mode, merge=True)


def card_slot(case: Case) -> str:
    """The place of a case's card in a group."""
    return f"card:{case.id}"
