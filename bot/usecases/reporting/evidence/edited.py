"""Words beside a file that are changed while the file is being fetched."""

from dataclasses import replace

from bot.domain.intake.asides import put_aside
from bot.domain.notices.notice import Mode
from bot.domain.queues.fetches import Fetch
from bot.domain.report import Piece
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting.draft.conversation import save_and_render
from bot.usecases.reporting.draft.screens import Display
from bot.usecases.reporting.evidence.evidence import FilePlace, number_of
from bot.usecases.reporting.evidence.fetching import place_of
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.reporting.sent_reports.additions import OwnReport
from bot.usecases.reporting.sent_reports.limits import refuse_too_much_added

CHANGED = "aside-changed"
"""The note that says that the changed words are kept."""


async def correct_coming(act: ReporterAct, piece: Piece) -> bool:
    """The message of a file that is being fetched was edited. Its words come with the file, or are kept now where the
    person was told that the file takes longer. Returns False and does nothing where no such file is on its way, or its
    words are kept already."""
    fetches = await act.uow.fetches.of_person(act.visitor.person)
    fetch = next((one for one in fetches if one.pending.item.message_id == piece.message_id), None)
    place = await place_of(act.uow, fetch) if fetch is not None else None
    if fetch is None or place is None or place.has_words_of(piece.message_id):
        return False
    item = replace(fetch.pending.item, caption=piece.text, extras=piece.extras)
    if item == fetch.pending.item:
        return True
    await act.uow.fetches.correct(fetch, item)
    if place.report is not None:
        await _corrected_after_sending(act, fetch, place, piece)
    elif place.draft is not None:
        draft = replace(place.draft, changed_at=act.now)
        after = put_aside(draft, piece, act.now) if fetch.told and piece.words else draft
        await save_and_render(act, place.draft, after, Display(Mode.EDIT, (CHANGED,)))
    return True


async def _corrected_after_sending(act: ReporterAct, fetch: Fetch, place: FilePlace, piece: Piece) -> None:
    """Of a report that was found with five words nothing is kept before the file comes."""
    number = await number_of(act.uow, act.visitor, place.report) if place.report is not None else None
    if place.report is not None and number is not None and fetch.told and piece.words:
        refuse_too_much_added(act.services, place.report, piece, act.now)
        told = additions.addition_of(piece, place.question, act.now)
        await additions.add(act, OwnReport(place.report, number), told)
