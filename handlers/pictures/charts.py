"""Which charts there are, and on which page of `/board` each stands: an album has four pictures at most."""

from collections.abc import Callable, Mapping

from bot.domain.numbers.board import Board
from handlers.pictures import scenes_of_reports as reports
from handlers.pictures import scenes_of_work as work
from handlers.pictures.chart_words import ChartWords
from handlers.pictures.scenes import Scene

CHARTS: Mapping[str, Callable[[Board, ChartWords], Scene]] = {
    "late": work.late,
    "times": work.times,
    "flow": work.flow,
    "promises": work.promises,
    "sources": reports.sources,
    "funnel": reports.funnel,
    "delays": reports.delays,
    "heat": reports.heat,
    "matrix": reports.matrix,
    "areas": reports.areas,
}
"""The charts by name."""
