"""The bodies above an institution invite its head, remind it of its duty, and note a suggestion. Never about one
person.

Whether the institution reported is computed without reports that are in conflict with it, so a reminder reveals nothing
about one.
"""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.access.roles import Action
from bot.domain.errors import IllegalStep
from bot.domain.institutions.registered import Registered
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.notices.supervisor.institutions import DutyLetter, DutyReminded, HeadInvited
from bot.usecases.access.asking import Act
from bot.usecases.access.transaction import transaction
from bot.usecases.institutions.listing import required, show

LASTS = timedelta(days=7)
"""For how long the link for a head is valid."""
REMIND_AGAIN = timedelta(days=7)
DAYS_OF_A_MONTH = 30


@transaction(Action.INSTITUTIONS, again="institution_head")
async def invite_head(act: Act, code: str) -> None:
    """Makes a one-time link for the head of the institution. A link that was made before becomes invalid."""
    one = await _open(act, code)
    link = act.services.tokens.token(18)
    await act.uow.institutions.save(replace(one, head_link=link, head_until=act.now + LASTS))
    await act.uow.audit.add("institution_head_invited", at=act.now, person=act.person, facts={"code": one.code})
    await act.tell(Notice(HeadInvited(code=one.code, link=link), act.to))


@transaction(Action.INSTITUTION_DUTY, again="institution_remind")
async def remind(act: Act, code: str) -> None:
    """Sends the letter of the profile to the head of the institution, on record; at most once a week."""
    one, today = await _open(act, code), day_of(act)
    if one.reminded_on is not None and today - one.reminded_on < REMIND_AGAIN:
        raise IllegalStep("reminded-this-week")
    heads = await act.uow.institutions.heads(one.code)
    await act.uow.institutions.save(replace(one, reminded_on=today))
    await act.uow.audit.add("institution_reminded", at=act.now, person=act.person, facts={"code": one.code})
    letter = DutyLetter(code=one.code)
    await act.tell(*[Notice(letter, ToChat(head.chat, head.language), priority=Priority.REMINDER) for head in heads])
    await act.tell(Notice(DutyReminded(code=one.code, heads=len(heads)), act.to))


@transaction(Action.INSTITUTION_DUTY, again="institution_suggest")
async def note_suggestion(act: Act, code: str, months: int) -> None:
    """Notes that the supervising body has suggested in writing what the institution should do, and when that is looked
    at again."""
    one, today = await _open(act, code), day_of(act)
    again = today + timedelta(days=DAYS_OF_A_MONTH * months)
    await act.uow.institutions.save(replace(one, suggested_on=today, look_again_on=again))
    facts = {"code": one.code, "again": again.isoformat()}
    await act.uow.audit.add("institution_suggested", at=act.now, person=act.person, facts=facts)
    await show(act, one)


async def _open(act: Act, code: str) -> Registered:
    """The institution with this code. Raises IllegalStep for one that is closed."""
    one = await required(act, code)
    if not one.institution.is_open:
        raise IllegalStep("institution-closed")
    return one


def day_of(act: Act) -> date:
    """Today's date in the district."""
    return act.now.astimezone(act.services.profile.zone).date()
