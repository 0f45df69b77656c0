"""What people read about slips: what one would say, the slip as a page and as text, and the result of verifying one."""

from html import escape

from bot.domain.ids import ReportId
from bot.domain.institutions.slip import Named, SignedSlip
from bot.domain.institutions.slip_check import signed_pdf
from bot.domain.institutions.slip_text import text_of
from bot.domain.notices.reporter.slips import (
    SlipAsk,
    SlipHanded,
    SlipHandOver,
    SlipNotMade,
    SlipPage,
    SlipText,
    SlipToHead,
    Verified,
    VerifyAsk,
    VerifyAway,
)
from bot.domain.queues.delivery import OutboxRow
from bot.thread_pools import PAGES, run_in_pool
from bot.usecases.reporting.slips.slip_to_head import heads_for
from bot.usecases.reporting.slips.slips import named_on_slip
from handlers.pictures.slips import page_of
from handlers.reporter.buttons_slips import AskSlip
from handlers.reporter.screens.words import Row, ScreenWords, safety
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views

FILE_NAME = "slip.pdf"


async def slip_ask(context: RenderContext, row: OutboxRow, said: SlipAsk) -> Rendered | None:
    """What a slip would say, and whether this phone is safe for it. None where there is no slip any more."""
    words = ScreenWords(context, row, said.voice)
    async with context.reading() as uow:
        report = await uow.receipts.report(said.report)
        named = await named_on_slip(uow, report) if report is not None else None
    if report is None or named is None:
        return None
    day = report.sent_at.astimezone(context.profile.zone).date().isoformat()
    parts = [words("slip-ask", institution=named.name, day=day), *_as_written(words, named), words("slip-ask-safe")]
    keys: tuple[Row, ...] = (
        (words.key("slip-make", AskSlip(said.number, "make")), words.key("slip-no", AskSlip(said.number, "no"))),
        safety(words),
    )
    return Rendered("\n\n".join(parts), keys)


def _as_written(words: ScreenWords, named: Named) -> list[str]:
    return [] if named.is_registered else [words("slip-ask-named")]


async def slip_not_made(context: RenderContext, row: OutboxRow, said: SlipNotMade) -> Rendered:
    """No slip, and how to ask for one later."""
    words = ScreenWords(context, row, said.voice)
    return Rendered(words("slip-not-made"), (safety(words),))


async def slip_page(context: RenderContext, row: OutboxRow, said: SlipPage) -> Rendered | None:
    """The slip as a page to print, signed to its last byte. None where the report no longer exists."""
    async with context.reading() as uow:
        report, keys = await uow.receipts.report(said.report), uow.slip_keys
        identity = None if report is None else await uow.identities.of(report)
        if report is None or identity is None or identity.slip is None:
            return None
        signed, heads = identity.slip, await heads_for(context.profile, uow, report, identity)
    pdf = await run_in_pool(PAGES, page_of, context, signed, row.locale, keys.fingerprint())
    page = signed_pdf(pdf, signed, keys.newest(), keys.sign)
    words = ScreenWords(context, row, said.voice)
    head: tuple[Row, ...] = ((words.key("slip-head", AskSlip(said.number, "head")),),) if heads else ()
    return Rendered(words("slip-page"), (*head, safety(words)), page=page, page_name=FILE_NAME)


async def slip_text(context: RenderContext, row: OutboxRow, said: SlipText) -> Rendered | None:
    """The slip as text to copy, and nothing beside it, so that the whole message can be passed on."""
    signed = await _signed(context, said.report)
    return None if signed is None else Rendered(f"<pre>{escape(text_of(signed))}</pre>")


async def _signed(context: RenderContext, wanted: ReportId) -> SignedSlip | None:
    async with context.reading() as uow:
        report = await uow.receipts.report(wanted)
        return (await uow.identities.of(report)).slip if report is not None else None


async def slip_hand_over(context: RenderContext, row: OutboxRow, said: SlipHandOver) -> Rendered | None:
    """What the head would learn from it, before it is given to them. None where there is no slip any more."""
    words, signed = ScreenWords(context, row, said.voice), await _signed(context, said.report)
    if signed is None:
        return None
    day, name = signed.slip.day.isoformat(), signed.slip.institution
    keys = (words.key("slip-hand", AskSlip(said.number, "hand")), words.key("slip-no", AskSlip(said.number, "no")))
    return Rendered(words("slip-head-ask", institution=name, day=day), (keys, safety(words)))


async def slip_handed(context: RenderContext, row: OutboxRow, said: SlipHanded) -> Rendered:
    """The message that the head has the slip now."""
    words = ScreenWords(context, row, said.voice)
    return Rendered(words("slip-handed"), (safety(words),))


async def slip_to_head(context: RenderContext, row: OutboxRow, said: SlipToHead) -> Rendered:
    """The message to the head with a slip that its sender has given to them, as text to copy."""
    words = ScreenWords(context, row)
    return Rendered(f"{words('slip-to-head', institution=said.institution)}\n\n<pre>{escape(said.text)}</pre>")


async def verify_ask(context: RenderContext, row: OutboxRow, said: VerifyAsk) -> Rendered:
    """Send the lines of a slip, or its PDF."""
    words = ScreenWords(context, row)
    return Rendered(words("verify-ask"), (safety(words),))


async def verified(context: RenderContext, row: OutboxRow, said: Verified) -> Rendered:
    """What can be said about it; for a genuine one what its signature proves, to be compared with the paper."""
    words = ScreenWords(context, row)
    by = words("slip-by-registry" if said.is_registered else "slip-by-sender")
    facts = {"institution": said.institution, "by": by, "day": said.day, "slip": said.slip} if said.slip else {}
    return Rendered(words(f"verified-{said.verdict.value}", **facts))


async def verify_away(context: RenderContext, row: OutboxRow, said: VerifyAway) -> Rendered:
    """The file did not come."""
    return Rendered(ScreenWords(context, row)("verify-away"))


VIEWS = (
    no_views()
    .on(SlipAsk, slip_ask)
    .on(SlipNotMade, slip_not_made)
    .on(SlipPage, slip_page)
    .on(SlipText, slip_text)
    .on(SlipHandOver, slip_hand_over)
    .on(SlipHanded, slip_handed)
    .on(SlipToHead, slip_to_head)
    .on(VerifyAsk, verify_ask)
    .on(Verified, verified)
    .on(VerifyAway, verify_away)
)
