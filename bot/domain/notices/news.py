"""News of a case for its reporter: what waits for the same morning becomes one message with the newest state."""

from dataclasses import replace

from bot.domain.ids import CaseId
from bot.domain.notices.notice import Notice
from bot.domain.notices.reporter.to_reporters import (
    AnswerLate,
    AnswerTold,
    CaseAcknowledged,
    CaseAnswered,
    CaseClosed,
    News,
)

NEWS: tuple[type[News], ...] = (AnswerLate, CaseAcknowledged, CaseAnswered, CaseClosed)
"""All kinds of news, the newest state last."""


def news_slot(case: CaseId) -> str:
    """The slot of a case's news in its reporter's chat."""
    return f"news:{case}"


def news_in(said: News) -> tuple[type[News], ...]:
    """What the notice says has happened, in the order of NEWS."""
    return tuple(one for one in NEWS if isinstance(said, one) or one.KIND in said.news)


def answers_in(said: News) -> tuple[AnswerTold, ...]:
    """The answers in the notice, oldest first: none is ever left out for a newer one."""
    if said.answers or not isinstance(said, CaseAnswered):
        return said.answers or ()
    return (AnswerTold(text_key=said.text_key or "", words=said.words or "", item=said.item),)


def joined(waiting: Notice, newer: Notice) -> Notice | None:
    """One notice that says both: of the kind of the newest state, with all answers. None where one is no news."""
    older, later = waiting.content, newer.content
    if not isinstance(older, NEWS) or not isinstance(later, NEWS):
        return None
    happened = [one for one in NEWS if one in {*news_in(older), *news_in(later)}]
    both = happened[-1](
        voice=later.voice,
        number=later.number,
        news=tuple(one.KIND for one in happened),
        answers=(*answers_in(older), *answers_in(later)),
        agency=later.agency or older.agency,
        due=later.due or older.due,
    )
    return replace(newer, content=both, priority=min(waiting.priority, newer.priority))
