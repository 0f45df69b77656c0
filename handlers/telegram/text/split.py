"""Splits HTML text at Telegram's limits: at paragraphs, lines or words, never inside a tag, entity or character."""

import html
import re
from dataclasses import dataclass

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
MOST_ENTITIES = 80
"""Pieces of one message with markup of their own: of more than a hundred Telegram forgets the rest."""
_PIECES = re.compile(r"<[^<>]*>|&(?:[a-zA-Z]+|#\d+|#[xX][0-9a-fA-F]+);|\n|[ ]|[^<&\n ]|[<&]")
_TAG_NAME = re.compile(r"</?([a-zA-Z-]+)")


@dataclass(frozen=True)
class _Piece:
    """A tag, an entity, a blank or a character; `width` in UTF-16 units as Telegram counts."""

    raw: str
    width: int

    @property
    def is_tag(self) -> bool:
        return self.width == 0


def plain(text: str) -> str:
    """The text (HTML) without markup."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def width(text: str) -> int:
    """Length in UTF-16 code units of the text that a reader sees."""
    return len(plain(text).encode("utf-16-le")) // 2


def split(text: str, limit: int = MESSAGE_LIMIT, most_entities: int = MOST_ENTITIES) -> list[str]:
    """Parts of at most `limit` units, each with its tags closed and opened again; no part is blank."""
    if width(text) <= limit and text.count("</") <= most_entities:
        return [text] if plain(text).strip() else []
    parts: list[str] = []
    pieces, open_tags, start = _pieces(text), [""][:0], 0
    while start < len(pieces):
        end = _end(pieces, start, limit, most_entities)
        raw = "".join(piece.raw for piece in pieces[start:end])
        begin, open_tags = "".join(open_tags), _still_open(open_tags, pieces[start:end])
        part = begin + raw.strip("\n ") + "".join(f"</{_name(tag)}>" for tag in reversed(open_tags))
        if plain(part).strip():
            parts.append(part)
        start = end
    return parts


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(raw, _width(raw)) for raw in _PIECES.findall(text)]


def _width(raw: str) -> int:
    is_tag = raw.startswith("<") and len(raw) > 1
    return 0 if is_tag else len(html.unescape(raw).encode("utf-16-le")) // 2


def _end(pieces: list[_Piece], start: int, limit: int, most_entities: int) -> int:
    """Where the part that begins at `start` ends."""
    total, entities = 0, 0
    for place in range(start, len(pieces)):
        total += pieces[place].width
        entities += pieces[place].raw.startswith("</")
        if total > limit:
            return _break(pieces, start, place)
        if entities > most_entities:
            return place
    return len(pieces)


def _break(pieces: list[_Piece], start: int, most: int) -> int:
    """The best place to break at or before `most`: after an empty line, else after a line, else after a word. A place
    in the first half is not taken for that."""
    least = start + (most - start) // 2
    ends = {"\n\n": 0, "\n": 0, " ": 0}
    for end in range(most, least, -1):
        last = pieces[end - 1].raw
        if last in ("\n", " ") and not ends[last]:
            ends[last] = end
        if last == "\n" and end - 1 > start and pieces[end - 2].raw == "\n":
            ends["\n\n"] = end
            break
    return next((end for end in ends.values() if end), most)


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found.group(1) if found else ""


def _still_open(before: list[str], pieces: list[_Piece]) -> list[str]:
    tags = list(before)
    for piece in pieces:
        if piece.is_tag and piece.raw.startswith("</"):
            if tags:
                tags.pop()
        elif piece.is_tag:
            tags.append(piece.raw)
    return tags
