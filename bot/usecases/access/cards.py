"""The card of a case in a body's group, as a notice."""

from bot.domain.cases.case import Case, Part, Task
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.officer.cases import Card
from bot.domain.urgency import Urgency
from bot.usecases.services import Services


def has_card(services: Services, case: Case, task: Task) -> bool:
    """Whether the body gets a card of this case. For cases of low class the supervising body gets a line in its digest
    instead (profile, copies)."""
    return task.part is not Part.COPY or services.profile.policy.copies[case.urgency] != "digest"


def card(case: Case, agency: AgencyKey, mode: Mode = Mode.EDIT) -> Notice:
    """The card of a case in the group of one agency. What it shows is read when it is sent."""
    alert = Priority.DANGER if case.urgency is Urgency.P1 and case.acknowledged_at is None else Priority.ALERT
    return Notice(Card(), ToAgency(agency), priority=alert, case=case.id, slot=card_slot(case), mode=mode, merge=True)


def card_slot(case: Case) -> str:
    """The slot of a case's card in a group."""
    return f"card:{case.id}"
