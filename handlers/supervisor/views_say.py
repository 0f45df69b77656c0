"""Plain sentences, and the greeting of new members of staff."""

from bot.domain.notices.officer.staff import StaffGreeting
from bot.domain.notices.say import (
    RefusedAfter,
    Say,
    SayAlone,
    SayByPerson,
    SayFailure,
    SayKnownWords,
    SayLimit,
    SayMoreCalls,
    SayNotBound,
    SayNotStored,
    SayOfBody,
    SayOfCase,
    SayOfClass,
    SayOfLead,
    SayOfMerge,
    SayOfPerson,
    SayOfTwoCases,
    SayOther,
    SayPhoneThem,
    SayRefusal,
    SayRetainedUntil,
    SayTalkCalled,
    SayTaskIsYours,
    SayTaskOver,
    SayTooMany,
)
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.handling.just_before import before_line
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, as_typed


async def say(context: RenderContext, row: OutboxRow, said: Say) -> Rendered:
    """One text of the catalogue. Bodies are named, numbers of cases are written without separators, and words that a
    command knows as the reader writes them."""
    given = said.facts if isinstance(said, SayOther) else vars(said)
    facts = {name: value for name, value in given.items() if value is not None and name != "key"}
    facts |= {name: str(facts[name]) for name in ("number", "other") if name in facts}
    facts |= {"agency": agency_name(context, row.locale, facts["agency"])} if facts.get("agency") else {}
    facts |= {"known": _as_typed(context, row.locale, facts["known"])} if facts.get("known") else {}
    return Rendered(context.text(said.key, row.locale, **facts))


async def refused(context: RenderContext, row: OutboxRow, said: RefusedAfter) -> Rendered:
    """Why it was refused, and what somebody has done before."""
    why = await say(context, row, SayRefusal(key=said.key))
    return Rendered(f"{why.text}\n{before_line(context.text, row.locale, said.before)}")


def _as_typed(context: RenderContext, locale: str, known: str) -> str:
    return context.text("list-join", locale).join(as_typed(context, locale, word) for word in known.split(", "))


async def greet_staff(context: RenderContext, row: OutboxRow, said: StaffGreeting) -> Rendered:
    """What a new supervisor, auditor or head can do here."""
    name = agency_name(context, row.locale, said.agency) if said.agency else ""
    return Rendered(context.text(f"staff-welcome-{said.what}", row.locale, agency=name))


VIEWS = (
    no_views()
    .on(SayAlone, say)
    .on(SayOfCase, say)
    .on(SayOfTwoCases, say)
    .on(SayOfMerge, say)
    .on(SayOfClass, say)
    .on(SayOfLead, say)
    .on(SayOfBody, say)
    .on(SayOfPerson, say)
    .on(SayByPerson, say)
    .on(SayRetainedUntil, say)
    .on(SayTalkCalled, say)
    .on(SayTaskOver, say)
    .on(SayTaskIsYours, say)
    .on(SayNotBound, say)
    .on(SayMoreCalls, say)
    .on(SayTooMany, say)
    .on(SayNotStored, say)
    .on(SayFailure, say)
    .on(SayRefusal, say)
    .on(SayLimit, say)
    .on(SayKnownWords, say)
    .on(SayPhoneThem, say)
    .on(SayOther, say)
    .on(RefusedAfter, refused)
    .on(StaffGreeting, greet_staff)
)
