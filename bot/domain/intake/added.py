"""How much may be added to one report in a day: as much as one answer holds, and the same again for alarming words."""

from datetime import datetime, timedelta

from bot.domain.errors import TooMuchAdded
from bot.domain.intake.answer_check import LONGEST, MOST_PIECES
from bot.domain.report import Report

DAY = timedelta(hours=24)


def refuse_too_much(report: Report, words: str, now: datetime, *, alarming: bool) -> None:
    """Raises TooMuchAdded where there is no space for these words any more; what came before is kept."""
    lately = [addition for addition in report.additions if now - addition.at < DAY]
    told = [piece.words for addition in lately for piece in addition.pieces]
    told += [item.words for addition in lately for item in addition.media]
    share = 2 if alarming else 1
    if len(told) + 1 > share * MOST_PIECES or sum(map(len, told)) + len(words) > share * LONGEST:
        raise TooMuchAdded
