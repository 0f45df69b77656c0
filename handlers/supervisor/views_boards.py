"""How /board reads: an album of charts with their descriptions, then the buttons; or one file to print."""

import html
from dataclasses import astuple

from bot.domain.ids import AgencyKey
from bot.domain.notices.supervisor.boards import BoardShown
from bot.domain.numbers.asked import PAGES, PAPER, SCREEN
from bot.domain.numbers.board import Filter
from bot.domain.queues.delivery import OutboxRow
from handlers.pictures.alt_text import alt_text
from handlers.pictures.chart_words import ChartWords
from handlers.pictures.charts import CHARTS
from handlers.pictures.order import NotDrawn, Order, drawn
from handlers.supervisor.buttons_boards import BoardPage, BoardTheme
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, Made, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views

CHARTS_OF = {
    "work": ("late", "times", "flow", "promises"),
    "reports": ("sources", "funnel", "delays"),
    "children": ("heat", "areas", "matrix"),
    "late": ("late",),
}
"""Which charts are on which page: four at most."""
OFFERED = ("week", "month", "quarter")


async def board(context: RenderContext, row: OutboxRow, said: BoardShown) -> Rendered:
    """The pictures, and below them the buttons for others. Where they cannot be drawn, their descriptions."""
    words = ChartWords(context, row.locale)
    scenes = tuple(CHARTS[name](said.board, words) for name in charts_of(said))
    told = [html.escape(alt_text(scene, words.joints), quote=False) for scene in scenes]
    head = context.text("staff-board-head", row.locale, subject=words.subject(said.board.filter, _when(said, words)))
    keys = board_keys(context, row.locale, said)
    theme = "dark" if said.dark and not said.for_print else "light"
    try:
        made = await drawn(Order(scenes, theme, for_print=said.for_print))
    except NotDrawn:
        return Rendered("\n\n".join([*told, context.text("staff-board-not-drawn", row.locale)]), keys)
    if said.for_print:
        return Rendered(head, keys, made=(Made(made[0], _name(words, said, "pdf"), is_picture=False),))
    pictures = zip(made, told, strict=True)
    name = _name(words, said, "png")
    return Rendered(head, keys, made=tuple(Made(picture, name, caption) for picture, caption in pictures))


def charts_of(said: BoardShown) -> tuple[str, ...]:
    """The charts of the page; with a kind of harm or a place, those that have numbers for it."""
    if said.board.filter.area is not None:
        return ("areas",)
    return CHARTS_OF[said.page] if said.board.filter.harm is None else ("heat", "areas")


def _when(said: BoardShown, words: ChartWords) -> str:
    return words.moment(said.board) if said.page == "late" else words.days(said.board.period)


def _name(words: ChartWords, said: BoardShown, ending: str) -> str:
    return words.file_name(said.board, ending, said.page)


def board_keys(context: RenderContext, locale: str, said: BoardShown) -> tuple[tuple[Key, ...], ...]:
    """Periods; my body and late now; the other pictures; print and theme."""
    wanted, period = said.board.filter, said.board.period.word
    here = words_of(period, wanted)

    def page(name: str, words: str, which: str, how: str = SCREEN) -> list[Key]:
        return _key(context.text(f"button-board-{name}", locale), BoardPage(words, which, how))

    periods = [key for one in OFFERED if one != period for key in page(one, words_of(one, wanted), said.page)]
    is_small = wanted.harm is not None or wanted.area is not None
    others = [key for one in PAGES if one != said.page and not is_small for key in page(one, here, one)]
    has_own = said.own not in {None, wanted.body} and not is_small
    mine = page("mine", words_of(period, wanted, said.own), said.page) if has_own else []
    theme = "light" if said.dark else "dark"
    last = page("print", here, said.page, PAPER)
    last += _key(context.text(f"button-board-{theme}", locale), BoardTheme(here, said.page))
    rows = (periods, mine, others[:2], others[2:], last)
    return tuple(tuple(row) for row in rows if row)


def words_of(period: str, wanted: Filter, body: AgencyKey | None = None) -> str:
    """The words beside /board that ask for this, as they are written into a button."""
    _, *rest = astuple(wanted)
    return ".".join(str(word).lower() for word in (period, body or wanted.body, *rest) if word)


def _key(text: str, data: object) -> list[Key]:
    """The button; None where its words are longer than Telegram allows. The command remains."""
    try:
        return [Key(text, pack(data))]
    except ValueError:
        return []


VIEWS = no_views().on(BoardShown, board, is_slow=True)
