"""News of a case for its reporter: what waits for the same morning is one message with the newest state."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.ids import CaseId
from bot.domain.notices.notice import Fact, Notice

NEWS = ("apology", "case_acknowledged", "case_answered", "case_closed")
"""Kinds of news, the newest state last."""


def news_slot(case: CaseId) -> str:
    """The place of a case's news in its reporter's chat."""
    return f"news:{case}"


def news_in(notice: Notice) -> tuple[str, ...]:
    """What has happened of which the notice tells, in the order of NEWS."""
    told = notice.facts.get("news")
    return tuple(kind for kind in NEWS if kind == notice.kind or (isinstance(told, list) and kind in told))


def answers_in(notice: Notice) -> list[Mapping[str, Fact]]:
    """The answers that the notice brings, oldest first: none is ever left out for a newer one."""
    told = notice.facts.get("answers")
    if isinstance(told, list):
        return [one for one in told if isinstance(one, dict)]
    one = {name: notice.facts.get(name) for name in ("text_key", "words")}
    return [one] if notice.kind == "case_answered" else []


def joined(waiting: Notice, newer: Notice) -> Notice:
    """One notice that tells both: of the kind of the newest state, with all answers."""
    happened: list[Fact] = [kind for kind in NEWS if kind in {*news_in(waiting), *news_in(newer)}]
    answers: list[Fact] = [dict(one) for one in (*answers_in(waiting), *answers_in(newer))]
    facts = {**waiting.facts, **newer.facts, "news": happened, "answers": answers}
    return replace(newer, kind=str(happened[-1]), facts=facts, priority=min(waiting.priority, newer.priority))
