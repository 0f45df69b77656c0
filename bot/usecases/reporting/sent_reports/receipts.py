"""Receipts: a code of five words is made for each report that is sent. It is shown once, and only its hash is stored
(SG17)."""

from datetime import timedelta

from bot.domain.access.receipts import CODE_BYTES, SHOWN, Receipt, code_of, written
from bot.domain.ids import MessageId
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.reporter.reports import ReceiptCode
from bot.domain.profile import Bucket
from bot.domain.report import Report
from bot.ports.blind_index import BlindIndex
from bot.ports.time import Tokens
from bot.usecases.access.private_chat import locale_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.services import Request, Services, Transaction

PURPOSE = "receipt"
SLOT = "follow"
"""The slot of the live message to somebody who came with five words."""
ASKED_FOR = Bucket(3, timedelta(hours=8))
STALE, TOO_OFTEN = "error-stale-button", "five-words-later"


async def new_receipt(services: Services) -> Receipt:
    """A new code. Where none is ready its hash takes some hundredths of a second, so this is called outside of any
    transaction."""
    return services.ready_receipts.take() or await make_receipt(services.tokens, services.blind_index)


async def make_receipt(tokens: Tokens, blind_index: BlindIndex) -> Receipt:
    """Makes a new code and computes its slow hash."""
    code = code_of(tokens.token(CODE_BYTES))
    return code, await blind_index.slow_keyed_hash(PURPOSE, written(code))


async def hand_over(act: Transaction, to: ToChat, receipt: Receipt, report: Report, voice: str) -> None:
    """Shows the code once, in a message of its own that is deleted after ten minutes; stores its hash."""
    code, keyed_hash = receipt
    await act.uow.receipts.add(keyed_hash, report.id, act.now)
    await act.uow.outbox.add(Notice(ReceiptCode(code=tuple(code), voice=voice), to, gone_after=SHOWN))


async def show_words(request: Request) -> str:
    """Shows five words for the newest report, after a tap, before all is told. Each time they are new ones, so it is
    allowed a few times a day at most. Returns the text key of a toast, or ''."""
    try:
        return await _shown(request, None)
    except NoReceiptReady:
        return await _shown(request, await make_receipt(request.services.tokens, request.services.blind_index))


class NoReceiptReady(Exception):
    """The words may be shown, and no receipt is ready; nothing was changed."""


@transaction_of_request
async def _shown(act: ReporterAct, made: Receipt | None) -> str:
    """The text key of the toast. Raises NoReceiptReady where no receipt is `made` or ready."""
    to = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor))
    told = await act.uow.reports.of_person(act.visitor.person)
    if not told:
        return STALE
    report = told[0][0]
    keyed_hash = act.services.blind_index.keyed_hash("bucket", f"words|{report.id}")
    if not await act.uow.throttle.consume(keyed_hash, ASKED_FOR, act.now):
        return TOO_OFTEN
    receipt = made or act.services.ready_receipts.take()
    if receipt is None:
        raise NoReceiptReady
    await hand_over(act, to, receipt, report, voice_of(report))
    return ""


@transaction_of_request
async def have_it(act: ReporterAct, message: MessageId) -> None:
    """'I have it': deletes the code at once."""
    await act.uow.outbox.add(Notice(Wipe(messages=(message,)), ToChat(act.visitor.chat, act.visitor.locale)))
