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
    return "".join(reading.parts), sorted(reading.done, key=lambda entity: (entity["offset"], -entity["length"]))


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
    expected, start, entity = reading.open.pop()
    if name != expected:
        reason = f'expected "</{expected}>", found "</{name}>"'
        raise bad(f"can't parse entities: Unmatched end tag at byte offset {offset}, {reason}")
    entity = entity | {"offset": start, "length": reading.length - start}
    if entity["type"] == "code" and reading.open and reading.open[-1][0] == "pre" and "language" in entity:
        reading.open[-1][2]["language"] = entity["language"]
    elif entity["length"] > 0 and entity.get("url", "x"):
        reading.done.append(
            {key: value for key, value in entity.items() if entity["type"] == "pre" or key != "language"}
        )


def _found(text: str, taken: list[Json]) -> list[Json]:
    """Commands, links, addresses and names that stand in the text unmarked."""
    covered = [(entity["offset"], entity["offset"] + entity["length"]) for entity in taken if entity["type"] in _SOLID]
    entities: list[Json] = []
    for kind, pattern in _FOUND:
        for hit in pattern.finditer(text):
            start = units(text[: hit.start()])
            end = start + units(hit[0])
            if not any(start < other_end and other_start < end for other_start, other_end in covered):
                covered.append((start, end))
                entities.append({"type": kind, "offset": start, "length": end - start})
    return entities


_SOLID = frozenset({"code", "pre", "text_link"})


def with_entities(text: str, entities: list[Json] | None = None) -> tuple[str, list[Json]]:
    """The text without blanks at its ends, with given and found entities in order."""
    given = entities or []
    lead = units(text) - units(text.lstrip())
    trimmed = text.strip()
    total = units(trimmed)
    moved = [_moved(entity, lead, total) for entity in given]
    remaining = [entity for entity in moved if entity["length"] > 0]
    found = _found(trimmed, remaining) if any(sign in trimmed for sign in "/@#.") else []
    return trimmed, sorted(remaining + found, key=lambda entity: (entity["offset"], -entity["length"]))


def _moved(entity: Json, lead: int, total: int) -> Json:
    start = max(0, entity["offset"] - lead)
    end = min(total, entity["offset"] + entity["length"] - lead)
    return entity | {"offset": start, "length": end - start}


def written(text: str, parse_mode: str | None, entities: Any = None) -> tuple[str, list[Json]]:
    """What a call's text, parse mode and entities mean. This world reads HTML and plain text."""
    if entities is not None:
        return with_entities(text, entities)
    if not parse_mode:
        return with_entities(text)
    if parse_mode.lower() != "html":
        raise bad("unsupported parse_mode")
    return with_entities(*parse_html(text))
