"""What a reporter reads after sending, and beside the talk: receipt, status, files, news, Hide; and 'more was told'."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.domain.intake.report import MediaState
from bot.ports.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.views_danger import alert_line
from handlers.reporter.views_intake import Words, safety
from handlers.telegram.rendered import RenderContext, Rendered, View


def moment(value: object) -> datetime | None:
    """An ISO moment of a fact."""
    return datetime.fromisoformat(str(value)) if value else None


async def received(context: RenderContext, row: OutboxRow) -> Rendered:
    """The receipt: number, dates by which the person hears, what to do if it gets worse, Hide."""
    words, facts = Words(context, row), row.notice.facts
    reply, outcome = moment(facts["reply"]), moment(facts["outcome"])
    parts = [words("received", number=facts["number"], reply=reply, outcome=outcome)]
    parts.append(await alert_line(context, words, facts["number"]))
    numbers = {name: words.numbers[name] for name in ("police", "ambulance")}
    parts.append(words("received-urgent", **numbers))
    parts.append(words(f"received-contact-{facts['contact']}"))
    parts.append(words("received-hide"))
    keys = ((words.key("follow", b.Status()), words.key("add", b.AddTo(_number(facts)))), safety(words))
    return Rendered("\n\n".join(part for part in parts if part), (*keys, (words.key("clean", b.Clean(-1)),)))


def _number(facts: Mapping[str, Any]) -> int:
    return int(facts["number"])


async def kept(context: RenderContext, row: OutboxRow) -> Rendered:
    """'Kept: 2 files': one live line per album; after a first voice also that it can be recognised (SG44)."""
    words, facts = Words(context, row), row.notice.facts
    notice = [words("voice-notice-after")] if facts.get("notice") else []
    return Rendered("\n\n".join(["\n".join(_counted(words)), *notice]))


def _counted(words: Words) -> Iterator[str]:
    """What is kept of a group of files, what is still on its way, what did not come or is not kept."""
    counts = {name: int(str(words.facts.get(name) or 0)) for name in ("count", "coming", "failed", "other")}
    if words.facts.get("recorded") and counts["count"] == 1:
        yield words("kept-voice")
    elif counts["count"]:
        yield words("kept", count=counts["count"])
    for name in ("coming", "failed", "other"):
        if counts[name]:
            yield words(f"kept-{name}", count=counts[name])


async def not_kept(context: RenderContext, row: OutboxRow) -> Rendered:
    """Why a file was not kept, and what to do instead; a refused one can be removed from the chat (SG34)."""
    words, facts = Words(context, row), row.notice.facts
    if facts["state"] != MediaState.REFUSED.value:
        return Rendered(words(f"not-kept-{facts['state']}", limit=facts["limit"]))
    is_one = int(str(facts.get("count") or 1)) == 1
    remove = b.RemoveCopy(int(str(facts["message"]))) if is_one else b.RemoveRefused()
    return _may_not_be_held(words, "not-kept-refused", remove)


async def withheld(context: RenderContext, row: OutboxRow) -> Rendered:
    """What was kept is not kept after all; it may be removed from the chat (SG34)."""
    return _may_not_be_held(Words(context, row), "files-withheld", b.RemoveRefused())


def _may_not_be_held(words: Words, key: str, remove: object) -> Rendered:
    """What may not be held is named by its kind; it can be removed from this chat."""
    count, is_police = int(str(words.facts.get("count") or 1)), bool(words.facts.get("with_police", True))
    what = named(words, str(words.facts.get("kind") or ""), count)
    text = words(key, what=what, it=words("kind-it", count=count), with_police=is_police)
    offer = "" if words.voice in {"child", "friend"} else words("copy-offer")
    return Rendered("\n\n".join(part for part in (text, offer) if part), ((words.key("remove-copy", remove),),))


def named(words: Words, kind: str, count: int) -> str:
    """'this picture', 'these 2 videos': a kind without a name of its own is a file."""
    key = f"kind-{kind}"
    return words(key if words.room.known(key, words.locale) else "kind-file", count=count)


async def copy_removed(context: RenderContext, row: OutboxRow) -> Rendered:
    """A refused file is gone from this chat."""
    return Rendered(Words(context, row)("copy-removed"))


async def used(context: RenderContext, row: OutboxRow) -> Rendered:
    """A message whose button was used keeps its words. Facts: message."""
    return Rendered("", only_keys=True)


async def add_ask(context: RenderContext, row: OutboxRow) -> Rendered:
    """Write or send what you want to add."""
    words = Words(context, row)
    keys = ((words.key("done", b.AddTo(0)),), safety(words))
    parts = [*words.notes(), words("add-ask", number=words.facts["number"]), *words.below()]
    return Rendered("\n\n".join(parts), keys)


async def hidden(context: RenderContext, row: OutboxRow) -> Rendered:
    """One neutral line; what stays is said when it is asked for (SG13)."""
    words = Words(context, row)
    if row.notice.facts.get("stays"):
        return Rendered(words("hide-stays"), ((words.key("clean", b.Clean(-1)), words.key("hide", b.Hide("ask"))),))
    text = words("hidden-sent" if row.notice.facts.get("sent") else "hidden")
    return Rendered(text, ((words.key("read-more", b.Hide("stays")),),), remove_keyboard=True)


async def stopped(context: RenderContext, row: OutboxRow) -> Rendered:
    """Nothing is open (any more)."""
    return Rendered(Words(context, row)("stopped"), remove_keyboard=True)


async def nothing_open(context: RenderContext, row: OutboxRow) -> Rendered:
    """A button of a talk that has ended: how to go on."""
    words = Words(context, row)
    keys = ((words.key("new-report", b.Begin()), words.key("follow", b.Status())), safety(words))
    return Rendered(words("error-no-draft"), keys)


async def expired_soon(context: RenderContext, row: OutboxRow) -> Rendered:
    """The one neutral reminder of a talk left alone."""
    words = Words(context, row)
    keys = ((words.key("go-on", b.Resume("go_on")),), safety(words))
    return Rendered(words("tell-expired_soon", until=moment(row.notice.facts["until"])), keys)


async def more_told(context: RenderContext, row: OutboxRow) -> Rendered:
    """To officers, beside the card and without content: more was told."""
    return Rendered(context.text("staff-card-added", row.locale, at=moment(row.notice.facts["at"])))


VIEWS: dict[str, View] = {
    "received": received,
    "kept": kept,
    "not_kept": not_kept,
    "copy_removed": copy_removed,
    "used": used,
    "withheld": withheld,
    "add_ask": add_ask,
    "hidden": hidden,
    "stopped": stopped,
    "nothing_open": nothing_open,
    "expired_soon": expired_soon,
    "more_told": more_told,
}
