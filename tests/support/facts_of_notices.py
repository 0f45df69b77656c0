"""Every text of the line, rendered with realistic facts."""

import ast as pyast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from fluent.syntax import ast

from bot.profile.text_faults import facts_of as facts_of  # noqa: PLC0414 - tests take it from here
from handlers.reporter.commands import COMMANDS
from locales import catalogue
from locales.catalogue import Catalogue
from locales.fluent_files import parsed
from tests.support.people import PROFILE
from tests.support.sources.fluent import messages, read_language
from tests.support.sources.modules import nodes_of

FOLDER = Path(catalogue.__file__).parent
LANGUAGES = ("en", "zh-Hans")
AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
CATALOGUE = Catalogue(PROFILE.zone, own=PROFILE.texts)

DURATIONS = {
    "acknowledge": timedelta(minutes=15),
    "held": timedelta(minutes=15),
    "reply": timedelta(days=3),
    "outcome": timedelta(days=90),
    "draft": timedelta(hours=24),
    "draft_organisation": timedelta(hours=72),
    "case_kept": timedelta(days=1095),
    "shown": timedelta(minutes=10),
}
NUMBERS = {"police": "110", "ambulance": "120", "psychological": "12356", "youth": "12355"}
MOMENTS = {"due": AT, "until": AT, "at": AT, "sent": AT}
OTHERS = {
    "number": 12,
    "step": 4,
    "total": 12,
    "limit": 20,
    "option": "x",
    "value": "2",
    "urgency": "P2",
    "what": "x",
    "state": "x",
    "it": "it",
    "with_police": True,
    "account": "x",
    "agency": "Police",
    "id": "T06",
}
OF_THE_SECOND_FACTOR = {
    "secret": "ABCD EFGH",  # pragma: allowlist secret
    "who": "1f2e3d4c",
    "by": "5a6b7c8d",
    "again": "/open_12",
    "shortest": "6",
    "longest": "12",
    "minutes": 10,
    "months": 3,
    "linked": 5,
    "place": 1,
}
OF_SLIPS = {
    "institution": "重庆市第一小学",
    "day": "2026-11-29",
    "slip": "7q2km-4xd9t",
    "fingerprint": "5647 5aa7 5463 474c",
    "bot": "tipline_bot",
}
TEXTS = {
    "day": "2026-03-02",
    "name": "No. 1 Primary School",
    "question": "x",
    "known": "PSB, EDU",
    "n": 5,
    "done": 5,
    "support": 1,
    "bodies": "Police, Procuratorate",
    "answer": "x",
    "words": "acorn velvet lantern picnic harbor",
    "text": "An officer told the police that the child was hurt. 办案人员说孩子受伤了。",
}


@cache
def language(name: str) -> dict[str, ast.Message]:
    """All messages of a language: the shipped ones and the profile's own."""
    own = {key: parsed(source) for key, source in PROFILE.texts.get(name, {}).items()}
    return messages({**read_language(FOLDER / name), **own})


@cache
def file_of(name: str, *files: str) -> dict[str, ast.Message]:
    """Messages of some of a language's files."""
    return messages({file: part for file, part in read_language(FOLDER / name).items() if file in files})


REPORTING = (
    *(
        "handlers/reporter",
        "handlers/wording.py",
        "handlers/telegram/handling/errors.py",
        "handlers/telegram/handling/context.py",
    ),
    *(
        "handlers/telegram/alarms/outage_notice.py",
        "bot/usecases/reporting",
        "bot/usecases/casework/messages/announce.py",
    ),
    *("bot/usecases/casework/closing/reopening.py", "bot/usecases/casework/withheld_files.py", "bot/domain/errors.py"),
    *(
        "handlers/telegram/alarms/monitor.py",
        "handlers/telegram/receiving/receive.py",
        "bot/domain/cases/reporter/promises.py",
    ),
)
"""Sources that choose words which can reach a reporter."""
OF_STAFF = ("staff-", "rule-", "audit-", "keep-", "machine-", "button-reveal", "lock-")
"""Texts for officers in such a file."""
FAMILIES = ("q-", "o-", "harm-", "area-", "agency-", "heading-", "number-", "canned-", "help-card-", "bot-")
"""Families of texts whose members the profile names."""
REFUSING = (
    *(
        "bot/usecases/reporting",
        "bot/domain/intake",
        "bot/domain/report.py",
        "bot/domain/access/identity.py",
        "bot/domain/errors.py",
    ),
    "bot/usecases/institutions/links.py",
)
"""Sources that refuse something to a reporter."""


@cache
def reporter_keys() -> frozenset[str]:
    """Every key that a reporter can see: named in the sources that write to them, with all its endings; and the
    families of the profile."""
    names, patterns = _named()
    names |= {f"error-{word}" for word in _words(REFUSING)} | {f"command-{name}" for name in COMMANDS}
    keys = language(LANGUAGES[0])
    found = {
        key
        for key in keys
        if key.startswith(FAMILIES) or key in names or any(pattern.fullmatch(key) for pattern in patterns)
    }
    stems = tuple(f"{name}-" for name in names & set(keys))
    found |= {key for key in keys if key.startswith(stems)}
    return frozenset(key for key in found if not key.startswith(OF_STAFF))


@cache
def _named() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Whole names of texts, and the patterns of composed ones, in the sources."""
    names, shapes = set[str](), set[str]()
    for node in _nodes(REPORTING):
        if isinstance(node, pyast.Constant) and isinstance(node.value, str):
            names |= {node.value, f"button-{node.value}"}
        elif isinstance(node, pyast.JoinedStr):
            parts = [str(part.value) if isinstance(part, pyast.Constant) else "" for part in node.values]
            if len("".join(parts)) > 2 and parts[0] not in {"", "error-"}:
                shapes.add("".join(re.escape(part) or "[a-z0-9_-]+" for part in parts))
    return frozenset(names), tuple(re.compile(shape) for shape in sorted(shapes))


def _words(places: tuple[str, ...]) -> set[str]:
    """Every text in these sources."""
    nodes = (node for node in _nodes(places) if isinstance(node, pyast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def _nodes(places: tuple[str, ...]) -> Iterator[pyast.AST]:
    root = FOLDER.parent
    for place in places:
        for path in sorted((root / place).rglob("*.py")) if (root / place).is_dir() else [root / place]:
            yield from nodes_of(path)


@cache
def rendered(name: str) -> tuple[tuple[str, str], ...]:
    """Key and text of everything that a reporter or stranger may read, with both plural forms where it counts."""
    keys, told = sorted(key for key in reporter_keys() if not key.startswith(("format-", "words-"))), language(name)
    counts = {key: (1, 5) if "count" in facts_of(told[key]) else (5,) for key in keys}
    return tuple((key, render(key, name, count)) for key in keys for count in counts[key])


def rendered_with(name: str, *starts: str) -> dict[str, str]:
    """The texts of `rendered` whose keys begin so, and none but these."""
    return {key: render(key, name) for key in reporter_keys() if key.startswith(starts)}


def render(key: str, name: str, count: int = 5, **given: object) -> str:
    """One text with sample facts: dates as after sending, durations as before."""
    moments = {"reply": AT, "outcome": AT} if key.startswith(("received", "status-dates", "reopened")) else {}
    facts: dict[str, object] = {
        **DURATIONS,
        **NUMBERS,
        **MOMENTS,
        **OTHERS,
        **TEXTS,
        **OF_THE_SECOND_FACTOR,
        **OF_SLIPS,
        **moments,
        "count": count,
        **given,
    }
    return CATALOGUE(key, name, **facts)
