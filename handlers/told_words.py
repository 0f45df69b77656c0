"""What was told, as staff read it: quotations, with their origin and what came with them; files, captions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.report import MediaRef, Piece
from bot.domain.told import Extra, Origin
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import RenderContext
from handlers.telegram.text.split import MESSAGE_LIMIT, MOST_ENTITIES, split, width

SAID = frozenset({"self", "bot"})
"""Origins that are worded without a name: the person, and the line in this chat."""
NAME_BEGINS, NAME_ENDS = 80, 40
"""How many characters of a file's name are shown at most: of its beginning, and of its end with the ending."""
ENTITIES_OF_NAME = 10
"""Pieces with markup that are left for what stands beside the words of a file."""


def piece_lines(context: RenderContext, locale: str, piece: Piece) -> list[str]:
    """One message (HTML): a mark where others said it, its words as a quotation, and what came with them."""
    return list(_told(context, locale, piece.text, piece))


def _told(context: RenderContext, locale: str, words: str, told: Piece | MediaRef) -> Iterator[str]:
    """A mark of ours, their words, the name of whoever said them before, and each thing that came with the words."""
    lines = (_others(context, locale, told), quoted(words), *_named(context, locale, told.origin))
    yield from (line for line in lines if line)
    yield from extra_lines(context, locale, told.extras)


def extra_lines(context: RenderContext, locale: str, extras: Sequence[Extra]) -> Iterator[str]:
    """Each thing besides the words: the name of its kind is ours, the rest is a quotation."""
    for extra in extras:
        key = f"staff-told-{extra.kind}"
        kind = context.text(key if context.known(key, locale) else "staff-told-other", locale)
        known = origin_text(context, locale, extra.origin) if extra.origin is not None else ""
        yield " ".join(part for part in (kind, known) if part)
        words = quoted("\n".join(part for part in (extra.label, extra.text) if part))
        yield from (line for line in (words, *_named(context, locale, extra.origin)) if line)


def _others(context: RenderContext, locale: str, told: Piece | MediaRef) -> str:
    if not told.by_others:
        return ""
    if told.origin is None:
        return context.text("staff-story-others", locale)
    is_own = told.origin.kind == "self"
    origin = replace(told.origin, kind="") if is_own else told.origin
    key = "staff-told-own" if is_own else "staff-told-by"
    parts = (context.text(key, locale), origin_text(context, locale, origin))
    return f"[{' '.join(part for part in parts if part)}]"


def origin_text(context: RenderContext, locale: str, origin: Origin) -> str:
    """What Telegram itself says about it: the person or the line, when, and the number of the account."""
    says_who = not origin.name and origin.kind in SAID
    who = context.text(f"staff-told-from-{origin.kind}", locale) if says_who else ""
    at = context.text("staff-told-at", locale, at=origin.at) if origin.at is not None else ""
    number = origin.account.lstrip("-")
    is_number = number.isascii() and number.isdigit()
    account = context.text("staff-told-account", locale, account=origin.account) if is_number else ""
    known = ", ".join(part for part in (who, at, account) if part)
    return f"({known})" if known else ""


def _named(context: RenderContext, locale: str, origin: Origin | None) -> Iterator[str]:
    """The name that the account has given itself, and where it can be looked at: foreign words."""
    name = quoted("\n".join(part for part in (origin.name, origin.address) if part)) if origin is not None else ""
    if name:
        yield f"{context.text('staff-told-name', locale)}\n{name}"


def file_lines(context: RenderContext, locale: str, media: Sequence[MediaRef], before: int = 0) -> list[str]:
    """Each file that has words beside it, was made by others, or is not stored. A line says its number among the stored
    files of the case (`before` came with other reports), what it is, and those words."""
    lines, files = [], before
    for item in media:
        files += item.file is not None
        fate = "" if item.state.is_stored else context.text(f"staff-file-{item.state.value}", locale)
        beside = list(_told(context, locale, item.caption, item))
        if fate or beside:
            kind = context.text(f"staff-kind-{item.kind}", locale)
            place = str(files) if item.file is not None else "-"
            head = context.text("staff-file-line", locale, place=place, kind=kind)
            lines.append("\n".join([f"{head} {fate}".strip(), *beside]))
    return lines


def caption_of(context: RenderContext, locale: str, item: MediaRef, room: int = MESSAGE_LIMIT) -> str:
    """What stands under a file that an officer is shown (HTML), in at most so many UTF-16 units; the sender's name for
    it is a quotation too."""
    name = quoted(_short(item.name.replace("\n", " ")))
    named = f"{context.text('staff-file-named', locale)}\n{name}" if name else ""
    told = "\n".join(_told(context, locale, item.caption, item))
    left = room - width(named) - len("\n")
    return "\n".join(line for line in (_cut(context, locale, told, left), named) if line)


def _short(name: str) -> str:
    """The name without its middle, where it is long."""
    return name if len(name) <= NAME_BEGINS + NAME_ENDS else f"{name[:NAME_BEGINS]}…{name[-NAME_ENDS:]}"


def _cut(context: RenderContext, locale: str, told: str, room: int) -> str:
    """The words (HTML); where they are longer than the room for them, their beginning, and where the rest stands."""
    entities = MOST_ENTITIES - ENTITIES_OF_NAME
    if len(parts := split(told, room, entities)) <= 1:
        return "".join(parts)
    rest = context.text("staff-file-words-cut", locale)
    first = split(told, room - width(rest) - len("\n"), entities)[0]
    return f"{first}\n{rest}"
