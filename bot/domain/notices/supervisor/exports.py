"""Files of the numbers and of the list of cases: made when they are sent, stored nowhere."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.content import Content
from bot.domain.numbers.board import Board


@dataclass(frozen=True, kw_only=True)
class ExportReady(Content, kind="export"):
    """/export: the numbers and the list of cases without content, as a workbook or as comma-separated text."""

    board: Board
    form: str
    since: datetime
    """The list has cases that were received from this moment on."""
    bodies: tuple[AgencyKey, ...] = ()
    """Cases of one of these bodies; of all where it is empty."""
    not_seen_by: tuple[AgencyKey, ...] = ()
    not_for: tuple[PersonKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WeeklyReport(Content, kind="weekly"):
    """Monday's album, and words about what has changed."""

    board: Board
    dark: bool = False


@dataclass(frozen=True, kw_only=True)
class WeeklyTable(Content, kind="weekly_table"):
    """Monday's workbook: the numbers, without the list of cases."""

    board: Board
