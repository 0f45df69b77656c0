"""Every text of the line rendered with facts as they come in life."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from locales import catalogue
from locales.catalogue import Catalogue, messages, read_language

FOLDER = Path(catalogue.__file__).parent
LANGUAGES = ("en", "zh-Hans")
MINE = (
    *("common.ftl", "intake.ftl", "info.ftl", "errors.ftl", "contact.ftl", "media.ftl", "lock.ftl", "news.ftl"),
    *("told.ftl", "danger.ftl"),
)
AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
CATALOGUE = Catalogue(ZoneInfo("Asia/Shanghai"))

DURATIONS = {
    "acknowledge": timedelta(minutes=15),
    "held": timedelta(minutes=15),
    "reply": timedelta(days=3),
    "outcome": timedelta(days=90),
    "draft": timedelta(hours=24),
    "draft_organisation": timedelta(hours=72),
    "case_kept": timedelta(days=1095),
    "shown": timedelta(seconds=60),
}
NUMBERS = {"police": "110", "ambulance": "120", "psychological": "12356", "youth": "12355"}
MOMENTS = {"due": AT, "until": AT, "at": AT, "sent": AT}
OTHERS = {
    "number": 12,
    "step": 4,
    "total": 12,
    "limit": 20,
    "option": "x",
    "what": "x",
    "state": "x",
    "it": "it",
    "with_police": True,
}
OF_THE_LOCK = {
    "secret": "ABCD EFGH",  # pragma: allowlist secret
    "who": "1f2e3d4c",
    "by": "5a6b7c8d",
    "again": "/open 12",
    "shortest": "6",
    "longest": "12",
    "minutes": 10,
}
TEXTS = {
    "question": "x",
    "bodies": "Police, Procuratorate",
    "answer": "x",
    "words": "acorn velvet lantern picnic harbor",
    "text": "An officer told the police that the child was hurt. 办案人员说孩子受伤了。",
}


class _Facts(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def facts_of(message: ast.Message) -> frozenset[str]:
    """Names of the facts that a text asks for."""
    found = _Facts()
    found.visit(message)
    return frozenset(found.names)


@cache
def language(name: str) -> dict[str, ast.Message]:
    """All messages of a language."""
    return messages(read_language(FOLDER / name))


@cache
def file_of(name: str, *files: str) -> dict[str, ast.Message]:
    """Messages of some of a language's files."""
    return messages({file: part for file, part in read_language(FOLDER / name).items() if file in files})


@cache
def rendered(name: str) -> tuple[tuple[str, str], ...]:
    """Key and text of everything that a reporter or stranger may read, plurals in both forms."""
    keys = [key for key in file_of(name, *MINE) if not key.startswith("format-")]
    return tuple((key, render(key, name, count)) for key in keys for count in (1, 5))


def render(key: str, name: str, count: int = 5, **given: object) -> str:
    """One text with sample facts: dates once it is sent, durations before."""
    moments = {"reply": AT, "outcome": AT} if key.startswith(("received", "status-dates", "reopened")) else {}
    facts: dict[str, object] = {
        **DURATIONS,
        **NUMBERS,
        **MOMENTS,
        **OTHERS,
        **TEXTS,
        **OF_THE_LOCK,
        **moments,
        "count": count,
        **given,
    }
    return CATALOGUE(key, name, **facts)
