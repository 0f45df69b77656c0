"""Messages that the line begins: news of a case, a report that was sent by itself, a conversation that was left
alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Spoken


@dataclass(frozen=True, kw_only=True)
class AnswerTold:
    """An officer's answer: a prepared one by its text key, or own words."""

    text_key: str = ""
    words: str = ""
    item: int = 0
    """The number of the answer in the case. 0 in rows of older versions."""


@dataclass(frozen=True, kw_only=True)
class NewsOfCase(Spoken):
    """News of a case. What waits for the same morning becomes one message (see news.py), so each may hold all of it."""

    number: CaseNumber
    news: tuple[str, ...] = ()
    """All that has happened, where several news are one."""
    answers: tuple[AnswerTold, ...] | None = None
    """All answers, where several news are one; None: the answer is `text_key` and `words`."""
    text_key: str | None = None
    words: str | None = None
    item: int = 0
    agency: AgencyKey | None = None
    due: datetime | None = None
    """By when the late answer comes, as it was when this was written."""


@dataclass(frozen=True, kw_only=True)
class AnswerLate(NewsOfCase, kind="apology"):
    """The answer is late."""


@dataclass(frozen=True, kw_only=True)
class CaseAcknowledged(NewsOfCase, kind="case_acknowledged"):
    """Somebody deals with the case."""


@dataclass(frozen=True, kw_only=True)
class CaseAnswered(NewsOfCase, kind="case_answered"):
    """The officers have answered."""


@dataclass(frozen=True, kw_only=True)
class CaseClosed(NewsOfCase, kind="case_closed"):
    """The case is closed."""


News: TypeAlias = AnswerLate | CaseAcknowledged | CaseAnswered | CaseClosed


@dataclass(frozen=True, kw_only=True)
class DangerSent(Spoken, kind="danger_sent"):
    """What was told in danger was sent by itself."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class LeftAlone(Spoken, kind="left_alone"):
    """Nobody has acknowledged the case in time (SG47)."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class AskedHowYouAre(Spoken, kind="asked_how_you_are"):
    """Asks whether anything has happened to the reporter since they told."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class ExpiredSoon(Spoken, kind="expired_soon"):
    """The one reminder of a conversation that was left alone."""

    until: datetime
