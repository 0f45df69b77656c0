"""Notices in tests: made from a kind and facts as they are stored in the outbox, and read in the same form."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from bot.domain.addresses import Address
from bot.domain.ids import CaseId
from bot.domain.notices.content import NotReadable
from bot.domain.notices.every import KINDS, AnyContent, Worded
from bot.domain.notices.notice import Mode, Notice, Priority
from bot.domain.notices.say import SayOther
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import Views, no_views
from handlers.views import VIEWS
from storage.database import notice_rows

NEEDED: dict[str, dict[str, Any]] = {
    "say": {"key": "apology"},
    "question": {"person": "p", "question": "danger", "step": 2, "total": 12},
    "start": {"person": "p", "question": "start", "step": 1, "total": 12},
    "reminder": {"number": 1, "urgency": "P2", "step": "half"},
    "case_answered": {"number": 1},
    "ladder": {"number": 1, "urgency": "P2", "step": "breach", "agency": "EDU"},
    "undelivered": {"number": None},
    "more_told": {"number": 1, "at": "2026-11-29T00:00:00+00:00"},
    "close_approval": {"number": 1, "urgency": "P2", "agency": "EDU", "outcome": "false_report", "safe": "yes"},
    "story": {"number": 1, "agency": "EDU"},
    "story_file": {"file": "f"},
    "story_place": {"place": 1},
    "digest": {"at": "2026-11-29T00:00:00+00:00", "received": 0},
}


def facts_of(notice: Notice) -> dict[str, Any]:
    """What the row of the notice holds besides its envelope."""
    return notice_rows.facts_of(notice)


def content_of(kind: str, facts: Mapping[str, Any] | None = None) -> AnyContent:
    """The content that a row of this kind with these facts has; required fields that are missing are filled in."""
    content = notice_rows.load_content(kind, {**NEEDED.get(kind, {}), **(facts or {})})
    assert not isinstance(content, NotReadable), f"{kind} does not read {facts}"
    return content


def notice_of(
    kind: str,
    to: Address,
    facts: Mapping[str, Any] | None = None,
    priority: Priority = Priority.REPLY,
    case: CaseId | None = None,
    slot: str | None = None,
    mode: Mode = Mode.NEW,
    **envelope: Any,
) -> Notice:
    """A notice of this kind, with what its row would hold. Any other name becomes a sentence that is recognised by
    it."""
    content = content_of(kind, facts) if kind in KINDS else sentence(kind)
    return Notice(content, to, priority, case, slot, mode, **envelope)


def sentence(word: str) -> SayOther:
    """A sentence that a test recognises by this word."""
    return SayOther(key="apology", facts={"who": word})


def word_of(notice: Notice) -> str:
    """The word of such a sentence; for anything else the kind."""
    said = notice.content
    return str(said.facts["who"]) if isinstance(said, SayOther) and "who" in said.facts else notice.kind


async def worded(context: RenderContext, row: OutboxRow) -> Rendered | None:
    """The notice of the row as its view words it."""
    return await VIEWS.words(context, row, cast("Worded", row.notice.content))


WordsRow = Callable[[RenderContext, OutboxRow], Awaitable[Rendered | None]]


def views_of(view: WordsRow) -> Views[Worded]:
    """A table in which this view words every sentence."""

    async def said(context: RenderContext, row: OutboxRow, _: SayOther) -> Rendered | None:
        return await view(context, row)

    return cast("Views[Worded]", no_views().on(SayOther, said))
