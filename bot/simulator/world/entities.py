"""Text with marks: HTML into entities, and the entities that the server finds by itself. Offsets count UTF-16 units."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.refusal import Json, bad

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_KNOWN = frozenset(_SIMPLE) | {"a", "span", "tg-emoji"}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?")
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("url", re.compile(r"(?:https?://|(?<![\w@.])t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)\]]")),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass
class _Reading:
    """The text so far, the entities that are closed, and the tags that are still open."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    done: list[Json] = field(default_factory=list)
    open: list[tuple[str, int, Json]] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and its entities; refuses what the server refuses."""
    reading, at = _Reading(), 0
    while at < len(source):
        if source[at] == "<":
            at = _read_tag(source, at, reading)
        elif found := _REFERENCE.match(source, at):
            reading.say(html.unescape(found[0]))
            at = found.end()
        else:
            reading.say(source[at])
            at += 1
    if reading.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag {reading.open[-1][0]!r}")
    return "".join(reading.parts), sorted(reading.done, key=lambda mark: (mark["offset"], -mark["length"]))


def _read_tag(source: str, at: int, reading: _Reading) -> int:
    offset = len(source[:at].encode())
    tag = _TAG.match(source, at)
    if tag is None:
        raise bad(f"can't parse entities: Unclosed or unnamed start tag at byte offset {offset}")
    name = tag["name"].lower()
    if tag["close"]:
        _close(name, offset, reading)
    else:
        reading.open.append((name, reading.length, _opened(name, tag["rest"], offset)))
    return tag.end()


def _opened(name: str, rest: str, offset: int) -> Json:
    if name not in _KNOWN:
        raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    attributes = {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(rest)}
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise bad(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    return _kind(name, attributes)


def _kind(name: str, attributes: dict[str, str]) -> Json:
    if name == "span":
        return {"type": "spoiler"}
    if name == "a":
        return {"type": "text_link", "url": attributes.get("href", "")}
    if name == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if name == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if name == "code" and attributes.get("class", "").startswith("language-"):
        return {"type": "code", "language": attributes["class"].removeprefix("language-")}
    return {"type": _SIMPLE[name]}


def _close(name: str, offset: int, reading: _Reading) -> None:
    if not reading.open:
        raise bad(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    expected, start, mark = reading.open.pop()
    if name != expected:
        reason = f'expected "</{expected}>", found "</{name}>"'
        raise bad(f"can't parse entities: Unmatched end tag at byte offset {offset}, {reason}")
    mark = mark | {"offset": start, "length": reading.length - start}
    if mark["type"] == "code" and reading.open and reading.open[-1][0] == "pre" and "language" in mark:
        reading.open[-1][2]["language"] = mark["language"]
    elif mark["length"] > 0 and mark.get("url", "x"):
        reading.done.append({key: value for key, value in mark.items() if mark["type"] == "pre" or key != "language"})


def _found(text: str, taken: list[Json]) -> list[Json]:
    """Commands, links, addresses and names that stand in the text unmarked."""
    covered = [(mark["offset"], mark["offset"] + mark["length"]) for mark in taken if mark["type"] in _SOLID]
    marks: list[Json] = []
    for kind, pattern in _FOUND:
        for hit in pattern.finditer(text):
            start = units(text[: hit.start()])
            end = start + units(hit[0])
            if not any(start < other_end and other_start < end for other_start, other_end in covered):
                covered.append((start, end))
                marks.append({"type": kind, "offset": start, "length": end - start})
    return marks


_SOLID = frozenset({"code", "pre", "text_link"})


def marked(text: str, marks: list[Json] | None = None) -> tuple[str, list[Json]]:
    """The text without blanks at its ends, with given and found entities in order."""
    given = marks or []
    lead = units(text) - units(text.lstrip())
    trimmed = text.strip()
    total = units(trimmed)
    moved = [_moved(mark, lead, total) for mark in given]
    kept = [mark for mark in moved if mark["length"] > 0]
    found = _found(trimmed, kept) if any(sign in trimmed for sign in "/@#.") else []
    return trimmed, sorted(kept + found, key=lambda mark: (mark["offset"], -mark["length"]))


def _moved(mark: Json, lead: int, total: int) -> Json:
    start = max(0, mark["offset"] - lead)
    end = min(total, mark["offset"] + mark["length"] - lead)
    return mark | {"offset": start, "length": end - start}


def written(text: str, parse_mode: str | None, marks: Any = None) -> tuple[str, list[Json]]:
    """What a call's text, parse mode and entities mean. This world reads HTML and plain text."""
    if marks is not None:
        return marked(text, marks)
    if not parse_mode:
        return marked(text)
    if parse_mode.lower() != "html":
        raise bad("unsupported parse_mode")
    return marked(*parse_html(text))
