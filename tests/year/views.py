"""What each view shows of cells that may be hidden: pictures in words, workbook, table as text, `/stats`, `/board`."""

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook

from bot.domain.numbers.board import Board
from bot.usecases.oversight.statistics.boards import BoardMaker, WantedNumbers, board_of
from bot.usecases.oversight.statistics.numbers import small_number
from bot.usecases.oversight.statistics.reading_boards import BoardReader
from handlers.pictures.alt_text import alt_text
from handlers.pictures.charts import CHARTS
from handlers.pictures.sheets import sheets_of
from handlers.pictures.tables import as_csv, as_workbook, listed
from tests.support.oversight.boards import words_in
from tests.year.comparing import cells_of

WORDS = words_in("en")
SIGNS = {"small": "<5", "withheld": "·"}
"""What `/stats` says in a sentence."""
Shown = Mapping[tuple[str, ...], str]


async def disagreeing(reader: BoardReader, board: Board, period: str) -> list[str]:
    """Each cell that a view shows otherwise than the board; none where all agree."""
    views = {
        "the workbook": _workbook(board),
        "the table as text": _table(board),
        "the picture of harm by age, in words": _heat_in_words(board),
        "the picture of places, in words": _areas_in_words(board),
        "/stats": await _stats(reader, board, period),
        "/board of a harm": await _small_boards(reader, board, period),
    }
    expected = {name: WORDS.count(count).replace(",", "") for name, count in cells_of(board).items()}
    return [
        f"{view}: {cell} is {value}, not {expected.get(cell)}"
        for view, shown in views.items()
        for cell, value in (shown or {("nothing",): ""}).items()
        if value.replace(",", "") != expected.get(cell)
    ]


def _named(board: Board) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Cells by the words that stand beside them in a table."""
    found = dict[tuple[str, ...], tuple[str, ...]]()
    for name in cells_of(board):
        kind, *keys = name
        questions = ("area",) if kind == "place" else ("harms", "age", "sex")
        labels = [WORDS.option(question, key) for question, key in zip(questions, keys, strict=False)]
        found["K8" if kind == "place" else "K7", *labels, *([WORDS("total")] if kind == "age" else [])] = name
    return found


def _workbook(board: Board) -> Shown:
    book = load_workbook(io.BytesIO(as_workbook(listed(sheets_of(board, WORDS)))))
    return _of_rows(board, {name: list(book[name].iter_rows(values_only=True)) for name in ("K7", "K8")})


def _table(board: Board) -> Shown:
    sheets = {sheet.name: sheet for sheet in sheets_of(board, WORDS)}
    return _of_rows(
        board, {name: [*csv.reader(io.StringIO(as_csv(sheets[name]).decode("utf-8-sig")))] for name in ("K7", "K8")}
    )


def _of_rows(board: Board, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Shown:
    """The rows below the head, with the name of the cell that is in each."""
    names = _named(board)
    rows = [(sheet, [str(value) for value in row]) for sheet, whole in sheets.items() for row in whole[1:]]
    return {names[(sheet, *row[:-1])]: row[-1] for sheet, row in rows}


def _heat_in_words(board: Board) -> Shown:
    scene = CHARTS["heat"](board, WORDS)
    ages = {WORDS.option("age", one.age): one.age for one in board.heat}
    harms = {WORDS.option("harms", one.harm): one.harm for one in board.heat}
    found = dict[tuple[str, ...], str]()
    for label, cells in zip(scene.rows, scene.cells, strict=True):  # type: ignore[union-attr]
        shown = _row_in_words(alt_text(scene, WORDS.joints).split("\n"), label, len(cells))
        assert len(shown) == len(cells)
        for age, value in zip(scene.columns, shown, strict=True):  # type: ignore[union-attr]
            found["age", harms[label], ages[age]] = value
    return found


def _row_in_words(lines: Sequence[str], label: str, cells: int) -> Sequence[str]:
    """What each cell of the row shows. Rows of which every cell is hidden stand together: their labels, then the
    mark."""
    comma = WORDS.joints.comma
    for line in lines:
        names, _, said = line.partition(WORDS.joints.colon)
        if names == label:
            return said.split(comma)
        if f"{comma}{label}{comma}" in f"{comma}{names}{comma}":
            return [said] * cells
    return []


def _areas_in_words(board: Board) -> Shown:
    areas = {WORDS.option("area", one.key): one.key for one in board.areas}
    lines = alt_text(CHARTS["areas"](board, WORDS), WORDS.joints).split("\n")
    pairs = (line.rpartition(WORDS.joints.colon) for line in lines)
    return {("place", areas[label]): value for label, _, value in pairs if label in areas}


async def _stats(reader: BoardReader, board: Board, period: str) -> Shown:
    """Each place, asked for by itself."""
    found = dict[tuple[str, ...], str]()
    for bar in board.areas:
        said = await small_number(BoardMaker(reader, WantedNumbers(period, area=bar.key)))
        found["place", bar.key] = SIGNS.get(said.count, said.count)
    return found


async def _small_boards(reader: BoardReader, board: Board, period: str) -> Shown:
    """Each harm, asked for by itself."""
    found = dict[tuple[str, ...], str]()
    for harm in dict.fromkeys(one.harm for one in board.heat):
        small = await board_of(reader, WantedNumbers(period, harm=harm), named=True)
        found |= {name: WORDS.count(count) for name, count in cells_of(small).items() if name[0] != "place"}
    return found
