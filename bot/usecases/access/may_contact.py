"""Whether and when a message that the line begins may reach a reporter. Asked when it is written, and again when it is
about to be sent."""

from datetime import datetime

from bot.domain.access.contact_hours import Wish, reachable_at, suitable
from bot.domain.ids import PersonKey
from bot.domain.intake.facts import contact_of, hours_of
from bot.domain.notices.notice import Notice, ToReporter
from bot.domain.people import Reporter
from bot.domain.profile import Policy, Profile
from bot.domain.report import Contact, Report
from bot.ports.unit_of_work import UnitOfWork


async def may_contact_at(profile: Profile, uow: UnitOfWork, notice: Notice, now: datetime) -> datetime | None:
    """The first moment from `now` on at which the message may go out; None: never (SG15, SG16)."""
    if not isinstance(notice.to, ToReporter):
        return await _of_conversation_at(profile, uow, notice, now)
    reporter = await uow.reports.reporter(notice.to.reporter)
    return None if reporter is None else await written_to_at(profile, uow, reporter, now)


async def written_to_at(profile: Profile, uow: UnitOfWork, reporter: Reporter, now: datetime) -> datetime | None:
    """The first moment from `now` on at which this reporter may be written to; None for never. It must be allowed by
    the report that the message is about, by the person's newest report and by the conversation at hand. Somebody who
    has said no meanwhile, or blocked the chat, gets nothing of what was waiting."""
    wishes = [reporter.wish, *await _newest(uow, reporter.person), *await _of_conversation(uow, reporter.person)]
    acted_at = await uow.acts.last(reporter.chat)
    moments = [reachable_at(profile.policy, profile.zone, wish, acted_at, now) for wish in wishes]
    return None if None in moments else moments[-1]


async def allowed_until(policy: Policy, uow: UnitOfWork, report: Report, now: datetime) -> datetime | None:
    """For officers: until when the reporter may be written to because of the danger path's button; None where not
    because of it."""
    reporter = await uow.reports.reporter(report.reporter)
    if reporter is None or reporter.allowed_at is None or reporter.wish.is_contact_allowed:
        return None
    acted_at = await uow.acts.last(reporter.chat)
    until = max(reporter.allowed_at, acted_at or reporter.allowed_at) + policy.danger_contact
    return until if until > now and reporter.wish.may_be_allowed else None


async def _of_conversation_at(profile: Profile, uow: UnitOfWork, notice: Notice, now: datetime) -> datetime | None:
    """The moment for a message about a conversation. The conversation must still exist, and the person must have
    allowed messages in it."""
    draft = None if notice.person is None else await uow.drafts.of(notice.person)
    wish = None if draft is None else Wish(contact_of(draft), hours_of(draft))
    if wish is None or not wish.is_contact_allowed:
        return None
    return suitable(profile.policy, profile.zone, wish.hours if wish.contact is Contact.TIMES else None, now)


async def _newest(uow: UnitOfWork, person: PersonKey) -> list[Wish]:
    told = await uow.reports.of_person(person)
    reporter = await uow.reports.reporter(told[0][0].reporter) if told else None
    return [] if reporter is None else [reporter.wish]


async def _of_conversation(uow: UnitOfWork, person: PersonKey) -> list[Wish]:
    """What the person has allowed in the conversation at hand; None where the question has not come yet."""
    draft = await uow.drafts.of(person)
    said = draft is not None and draft.answer("contact") is not None
    return [Wish(contact_of(draft), hours_of(draft), draft.allowed_at)] if draft is not None and said else []
