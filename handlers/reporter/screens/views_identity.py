"""What is read about who reported: by the reporter, by the two people who may learn it, and by officers where it may be
known."""

from collections.abc import Sequence

from bot.domain.access.identity import QUIET, Identity, Level
from bot.domain.notices.officer.cases import IdentityShown, RevealAsked, RevealReady
from bot.domain.notices.reporter.reports import IdentityKnown, IdentityLevel
from bot.domain.people import Reporter
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Report
from bot.usecases.access.merged_cases import reports_of
from handlers.reporter import buttons as i
from handlers.reporter import buttons_identity as b
from handlers.reporter.screens.words import ScreenWords, safety
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, answer_text, heading


async def identity_level(context: RenderContext, row: OutboxRow, said: IdentityLevel) -> Rendered | None:
    """The message to the reporter about their identity: what may be known, with which name, and how to let more be
    known."""
    words, number = ScreenWords(context, row, said.voice), said.number
    async with context.reading() as uow:
        report = await uow.receipts.report(said.report)
        if report is None:
            return None
        identity = await uow.identities.of(report)
    if said.asked:
        return _once_more(words, number, said.asked)
    parts = [words("level-head", number=number), words(f"level-{identity.level}"), *known_to(words, identity)]
    if identity.level.higher:
        account = identity.account_name or said.account
        parts.append(words("level-raise", account=account))
    keys = [(words.key(f"level-{level}", b.ChooseLevel(number, level)),) for level in identity.level.higher]
    return Rendered("\n\n".join(parts), (*keys, (words.key("follow", i.ShowStatus()),), safety(words)))


def _once_more(words: ScreenWords, number: int, level: str) -> Rendered:
    """Asked of people of 14-17 before it counts: what the level lets be known, and that it cannot be undone."""
    yes = words.key("level-yes", b.ChooseLevel(number, f"yes_{level}"))
    no = words.key("level-no", b.ChooseLevel(number, ""))
    return Rendered(words(f"level-once-more-{level}"), ((no,), (yes,), safety(words)))


def known_to(words: ScreenWords, identity: Identity) -> list[str]:
    """Lines that say which body may know who the reporter is, and since when."""
    if identity.known_at is None:
        return []
    agency = agency_name(words.context, words.locale, str(identity.known_to))
    return [words("status-identity_known", at=identity.known_at, agency=agency)]


async def identity_known(context: RenderContext, row: OutboxRow, said: IdentityKnown) -> Rendered:
    """The message to a reporter who may be written to that somebody may now know who they are."""
    words, number = ScreenWords(context, row, said.voice), said.number
    agency = agency_name(context, row.locale, said.agency)
    keys = ((words.key("follow", i.ShowStatus()), words.key("add", i.AddTo(number))), safety(words))
    return Rendered(words("tell-identity_known", number=number, agency=agency), keys)


async def reveal_asked(context: RenderContext, row: OutboxRow, said: RevealAsked) -> Rendered | None:
    """The message to the second person: who asks, and the reason in the asker's words. Its buttons are to agree and
    tell, to agree and not tell, and to refuse."""
    number, locale = said.number, row.locale
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        asked = await uow.identities.requests(row.notice.case)
    one = next((r for r in asked if r.person == said.asked_by and r.stamp == said.stamp), None)
    if one is None:
        return None
    agency = agency_name(context, locale, one.agency)
    text = context.text("staff-reveal-asked", locale, number=str(number), agency=agency, at=one.at, reason=one.reason)
    whats = ("tell", *QUIET, "no")
    keys = [
        (Key(context.text(f"button-reveal-{w}", locale), pack(b.RevealDecide(number, one.stamp, w))),) for w in whats
    ]
    return Rendered(text, tuple(keys), protect=True)


async def reveal_ready(context: RenderContext, row: OutboxRow, said: RevealReady) -> Rendered:
    """The message to the person who asked that the request was agreed to. The identity is shown once."""
    text = context.text("staff-reveal-ready", row.locale, number=str(said.number))
    return Rendered(
        text,
        ((Key(context.text("button-reveal-show", row.locale), pack(b.AskWhoReported(said.number))),),),
        protect=True,
    )


async def identity(context: RenderContext, row: OutboxRow, said: IdentityShown) -> Rendered | None:
    """Who reported, under a spoiler and protected: after two have agreed all that is known, at the level 'named' what
    the reporter has told."""
    if row.notice.case is None:
        return None
    blocks = []
    async with context.reading() as uow:
        for report in await reports_of(uow, await uow.cases.get(row.notice.case)):
            known = await uow.identities.of(report)
            if said.revealed:
                blocks.append(_all_of(context, row.locale, report, known, await uow.reports.reporter(report.reporter)))
            elif known.level is Level.NAMED:
                blocks.append(_spoiler(context, row.locale, report, _told(context, row.locale, known)))
    if not blocks:
        return None
    key = "staff-identity-revealed" if said.revealed else "staff-identity-named"
    head = context.text(key, row.locale, number=str(said.number))
    return Rendered("\n\n".join([head, *blocks]), protect=True)


def _all_of(context: RenderContext, locale: str, report: Report, known: Identity, reporter: Reporter | None) -> str:
    """All that is known, with the account, of which only the number is stored. The text also says what is not known."""
    lines = _told(context, locale, known)
    if not known.answers:
        lines.append(context.text("staff-identity-no-name", locale))
    if reporter is not None:
        lines.append(context.text("staff-identity-account", locale, account=str(reporter.chat)))
    return _spoiler(context, locale, report, lines)


def _told(context: RenderContext, locale: str, known: Identity) -> list[str]:
    """The person's own answers; the name of the account where they allowed it."""
    lines = [f"<b>{heading(context, locale, a.question)}</b>\n{answer_text(context, locale, a)}" for a in known.answers]
    if known.account_name:
        label = context.text("staff-identity-account-name", locale)
        lines.append(f"<b>{label}</b>\n{quoted(known.account_name)}")
    return lines


def _spoiler(context: RenderContext, locale: str, report: Report, lines: Sequence[str]) -> str:
    head = context.text("staff-story-report", locale, at=report.sent_at, incomplete="")
    return "\n".join([head, *(f"<tg-spoiler>{line}</tg-spoiler>" for line in lines)])


VIEWS = (
    no_views()
    .on(IdentityLevel, identity_level)
    .on(IdentityKnown, identity_known)
    .on(RevealAsked, reveal_asked)
    .on(RevealReady, reveal_ready)
    .on(IdentityShown, identity)
)
