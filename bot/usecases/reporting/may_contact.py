"""Whether and when a message that the line begins may reach a reporter, asked once more when it is about to be sent."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.access.contact_hours import is_welcome, suitable
from bot.domain.ids import PersonKey
from bot.domain.intake.facts import contact_of, hours_of
from bot.domain.intake.report import Contact
from bot.domain.notices.notice import Notice, ToReporter
from bot.domain.profile import Policy
from bot.ports.unit_of_work import UnitOfWork

Wish = tuple[Contact, str]
"""Whether somebody may be written to, and the hours, if only then."""


async def welcome_at(policy: Policy, zone: ZoneInfo, uow: UnitOfWork, notice: Notice, now: datetime) -> datetime | None:
    """The first moment from `now` on at which the message may go out; None: never (SG15, SG16).

    The wish of the report that it is about counts, that of the person's newest report, and that of the talk at hand:
    who has said no meanwhile, or blocked the chat, hears nothing of what was waiting.
    """
    wishes = await _wishes(uow, notice)
    if not wishes or not all(is_welcome(contact, hours) for contact, hours in wishes):
        return None
    contact, hours = wishes[-1]
    return suitable(policy, zone, hours if contact is Contact.TIMES else None, now)


async def _wishes(uow: UnitOfWork, notice: Notice) -> list[Wish]:
    """The newest last. A message that is not about a report is about a talk, which must be there still."""
    if isinstance(notice.to, ToReporter):
        reporter = await uow.reports.reporter(notice.to.reporter)
        if reporter is None:
            return []
        own = [(reporter.contact, reporter.hours), *await _newest(uow, reporter.person)]
        return own + await _of_talk(uow, reporter.person, only_said=True)
    person = notice.facts.get("person")
    return await _of_talk(uow, PersonKey(person), only_said=False) if isinstance(person, str) else []


async def _newest(uow: UnitOfWork, person: PersonKey) -> list[Wish]:
    told = await uow.reports.of_person(person)
    reporter = await uow.reports.reporter(told[0][0].reporter) if told else None
    return [] if reporter is None else [(reporter.contact, reporter.hours)]


async def _of_talk(uow: UnitOfWork, person: PersonKey, *, only_said: bool) -> list[Wish]:
    """What the talk at hand says; `only_said`: a talk that has not come to the question says nothing."""
    draft = await uow.drafts.of(person)
    if draft is None or (only_said and draft.answer("contact") is None):
        return []
    return [(contact_of(draft), hours_of(draft))]
