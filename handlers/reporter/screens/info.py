"""Numbers to call and the information menu: signs of harm, the duty to report, what follows, who can read it."""

from dataclasses import fields, replace
from datetime import timedelta

from bot.domain.institutions.base32 import in_groups
from bot.domain.notices.reporter.in_chat import (
    InfoAfter,
    InfoDuty,
    InfoHelp,
    InfoMenu,
    InfoPage,
    InfoPrivacy,
    InfoSigns,
    NoteBeside,
)
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.buttons_identity import ChooseLevel
from handlers.reporter.screens.words import Row, ScreenWords, safety
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import View, no_views


async def info_help(context: RenderContext, row: OutboxRow, said: InfoHelp) -> Rendered:
    """Whom to call, by need: every number of the profile, in its order."""
    words = ScreenWords(context, row, said.voice)
    lines = [words("help-line", number=number, what=words(f"number-{name}")) for name, number in words.numbers.items()]
    return Rendered("\n".join([words("help-list"), "", *lines, "", words("help-list-end")]), ways(words, said))


def ways(words: ScreenWords, said: InfoPage) -> tuple[Row, ...]:
    """Buttons: back to what was begun, or something new; Help now and Hide."""
    on = words.key("go-on", b.Resume("go_on")) if said.begun else words.key("new-report", b.BeginReport())
    return ((on,), safety(words))


async def info_menu(context: RenderContext, row: OutboxRow, said: InfoMenu) -> Rendered:
    """What would you like to read?"""
    words = ScreenWords(context, row, said.voice)
    pages = ((words.key(f"info-{page}", b.Info(page)),) for page in b.PAGES)
    return Rendered(words("info-menu"), (*pages, *ways(words, said)))


def page(name: str) -> View[InfoPage]:
    """The view of one page, with a way back to the menu."""

    async def show(context: RenderContext, row: OutboxRow, said: InfoPage) -> Rendered:
        words = ScreenWords(context, row, said.voice)
        rows: list[Row] = [(words.key("back", b.Info("menu")),), safety(words)]
        if name == "privacy":
            rows[0] = (*rows[0], words.key("clean", b.Clean(-1)))
            if words.voice not in {"child", "friend"}:
                rows.insert(1, (words.key("level", ChooseLevel(0, "")),))
        return Rendered(words(f"info-{name}", **times(said)), tuple(rows))

    return show


async def privacy(context: RenderContext, row: OutboxRow, said: InfoPrivacy) -> Rendered | None:
    """The page about privacy; for adults also the fingerprint of the key that signs slips."""
    shown, words = await page("privacy")(context, row, said), ScreenWords(context, row, said.voice)
    if shown is None or not said.slip_key or words.voice not in {"adult", "staff"}:
        return shown
    slips = words("info-privacy-slips", fingerprint=in_groups(said.slip_key))
    return replace(shown, text=f"{shown.text}\n\n{slips}")


def times(said: InfoPage) -> dict[str, timedelta]:
    """The times that a page names."""
    given = {one.name: getattr(said, one.name) for one in fields(said)}
    return {name: value for name, value in given.items() if isinstance(value, timedelta)}


async def note(context: RenderContext, row: OutboxRow, said: NoteBeside) -> Rendered:
    """One line beside the conversation."""
    return Rendered(ScreenWords(context, row, said.voice)(said.key))


VIEWS = (
    no_views()
    .on(NoteBeside, note)
    .on(InfoHelp, info_help)
    .on(InfoMenu, info_menu)
    .on(InfoSigns, page("signs"))
    .on(InfoDuty, page("duty"))
    .on(InfoAfter, page("after"))
    .on(InfoPrivacy, privacy)
)
