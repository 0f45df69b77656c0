"""What was told, as it is read: words with where they come from and what hangs on them; files with their captions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from bot.domain.intake.report import MediaRef, Piece
from bot.domain.intake.told import Extra, Origin
from handlers.telegram.rendered import RenderContext

SAID = frozenset({"self", "bot"})
"""Origins that are worded without a name: the person, and the line in this chat."""


def piece_lines(context: RenderContext, locale: str, piece: Piece) -> list[str]:
    """One message (HTML): a mark where it is told by others, its exact words, and a line for each thing beside them."""
    mark = _others(context, locale, piece.by_others, piece.origin)
    words = escape(piece.text, quote=False)
    first = [" ".join(part for part in (mark, words) if part)] if mark or words else []
    return [*first, *extra_lines(context, locale, piece.extras)]


def extra_lines(context: RenderContext, locale: str, extras: Sequence[Extra]) -> Iterator[str]:
    """A line for each thing beside the words, under the name of its kind."""
    for extra in extras:
        key = f"staff-told-{extra.kind}"
        kind = context.text(key if context.known(key, locale) else "staff-told-other", locale)
        label = escape(extra.label, quote=False) + (":" if extra.label and extra.text else "")
        origin = origin_text(context, locale, extra.origin) if extra.origin is not None else ""
        parts = (kind, origin, label, escape(extra.text, quote=False))
        yield " ".join(part for part in parts if part)


def _others(context: RenderContext, locale: str, by_others: bool, origin: Origin | None) -> str:
    if not by_others:
        return ""
    if origin is None:
        return context.text("staff-story-others", locale)
    if origin.kind == "self":
        where = origin_text(context, locale, replace(origin, kind="")).strip()
        return f"[{context.text('staff-told-own', locale)} {where}]"
    return f"[{context.text('staff-told-by', locale)} {origin_text(context, locale, origin)}]"


def origin_text(context: RenderContext, locale: str, origin: Origin) -> str:
    """By whom and when, with where it can be looked at, as far as that is known."""
    says_who = not origin.name and origin.kind in SAID
    named = context.text(f"staff-told-from-{origin.kind}", locale) if says_who else escape(origin.name, quote=False)
    at = context.text("staff-told-at", locale, at=origin.at) if origin.at is not None else ""
    account = context.text("staff-told-account", locale, account=origin.account) if origin.account else ""
    known = ", ".join(part for part in (named, at, escape(origin.address, quote=False), account) if part)
    return f"({known})" if known else ""


def file_lines(context: RenderContext, locale: str, media: Sequence[MediaRef]) -> list[str]:
    """Each file that has words beside it, was made by others, or is not held: its place among those that are, what it
    is, and those words."""
    lines, held = [], 0
    for item in media:
        held += item.file is not None
        beside = list(_beside_file(context, locale, item))
        if beside:
            kind = context.text(f"staff-kind-{item.kind}", locale)
            place = str(held) if item.file is not None else "-"
            lines.append(context.text("staff-file-line", locale, place=place, kind=kind) + " " + "\n  ".join(beside))
    return lines


def _beside_file(context: RenderContext, locale: str, item: MediaRef) -> Iterator[str]:
    fate = "" if item.state.is_held else context.text(f"staff-file-{item.state.value}", locale)
    yield from (line for line in (fate, *_of_file(context, locale, item)) if line)


def _of_file(context: RenderContext, locale: str, item: MediaRef) -> Iterator[str]:
    yield _others(context, locale, item.by_others, item.origin)
    yield escape(item.caption, quote=False)
    yield from extra_lines(context, locale, item.extras)


def caption_of(context: RenderContext, locale: str, item: MediaRef) -> str:
    """What stands under a file that an officer is shown (HTML)."""
    return "\n".join(line for line in _of_file(context, locale, item) if line)
