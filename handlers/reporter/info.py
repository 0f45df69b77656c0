"""Numbers to call and the information menu: signs of harm, the duty to report, what follows, who can read it."""

from datetime import timedelta

from bot.ports.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.buttons_identity import Level
from handlers.reporter.views_intake import Row, Words, safety
from handlers.telegram.rendered import RenderContext, Rendered, View

NUMBERS = ("police", "ambulance", "psychological", "youth", "women", "city", "procuratorate", "legal_aid")


async def info_help(context: RenderContext, row: OutboxRow) -> Rendered:
    """Whom to call, by need."""
    words = Words(context, row)
    known = [name for name in NUMBERS if name in words.numbers]
    lines = [words("help-line", number=words.numbers[name], what=words(f"number-{name}")) for name in known]
    return Rendered("\n".join([words("help-list"), "", *lines, "", words("help-list-end")]), ways(words))


def ways(words: Words) -> tuple[Row, ...]:
    """Back to what was begun, or something new; Help now and Hide."""
    on = words.key("go-on", b.Resume("go_on")) if words.facts.get("begun") else words.key("new-report", b.Begin())
    return ((on,), safety(words))


async def info_menu(context: RenderContext, row: OutboxRow) -> Rendered:
    """What would you like to read?"""
    words = Words(context, row)
    pages = ((words.key(f"info-{page}", b.Info(page)),) for page in b.PAGES)
    return Rendered(words("info-menu"), (*pages, *ways(words)))


def page(name: str) -> View:
    """The view of one page, with a way back to the menu."""

    async def show(context: RenderContext, row: OutboxRow) -> Rendered:
        words = Words(context, row)
        times = {key: value for key, value in row.notice.facts.items() if isinstance(value, float)}
        spans = {key: timedelta(seconds=seconds) for key, seconds in times.items()}
        rows: list[Row] = [(words.key("back", b.Info("menu")),), safety(words)]
        if name == "privacy":
            rows[0] = (*rows[0], words.key("clean", b.Clean(-1)))
            rows.insert(1, (words.key("level", Level(0, "")),))
        return Rendered(words(f"info-{name}", **spans), tuple(rows))

    return show


async def note(context: RenderContext, row: OutboxRow) -> Rendered:
    """One line beside the talk."""
    return Rendered(Words(context, row)(str(row.notice.facts["key"])))


VIEWS: dict[str, View] = {
    "note": note,
    "info_help": info_help,
    "info_menu": info_menu,
    **{f"info_{name}": page(name) for name in b.PAGES},
}
