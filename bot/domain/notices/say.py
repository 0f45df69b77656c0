"""Says one plain sentence: a text of the catalogue with the values that it names. Each set of values has a class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias, get_args, get_type_hints

from bot.domain.errors import JustBefore, Refusal
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.notices.sentences import (
    AloneKey,
    BodyAndClassKey,
    BodyKey,
    ByPersonKey,
    CaseKey,
    ClassKey,
    MergeKey,
    PersonKeyed,
    TwoCasesKey,
)
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Say(Content):
    """Says one sentence. The classes below are stored under one name, and told apart by the key."""

    key: str


@dataclass(frozen=True, kw_only=True)
class SayAlone(Say, kind="say"):
    """A sentence that names nothing."""

    key: AloneKey


@dataclass(frozen=True, kw_only=True)
class SayOfCase(Say, kind="say"):
    """Names a case."""

    key: CaseKey
    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class SayOfTwoCases(Say, kind="say"):
    """Names two cases."""

    key: TwoCasesKey
    number: CaseNumber
    other: CaseNumber


@dataclass(frozen=True, kw_only=True)
class SayOfMerge(Say, kind="say"):
    """Names two cases, and the class and the lead of the first."""

    key: MergeKey
    number: CaseNumber
    other: CaseNumber
    urgency: Urgency
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class SayOfClass(Say, kind="say"):
    """Names a case and a class."""

    key: ClassKey
    number: CaseNumber
    urgency: Urgency


@dataclass(frozen=True, kw_only=True)
class SayOfLead(Say, kind="say"):
    """Names a case, its class and a body."""

    key: BodyAndClassKey
    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class SayOfBody(Say, kind="say"):
    """Names a case and a body."""

    key: BodyKey
    number: CaseNumber
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class SayOfPerson(Say, kind="say"):
    """Names a member of staff, by the code that officers use on the phone."""

    key: PersonKeyed
    who: str


@dataclass(frozen=True, kw_only=True)
class SayByPerson(Say, kind="say"):
    """Names two members of staff by their codes: what happened to the first was done by the second."""

    key: ByPersonKey
    who: str
    by: str


@dataclass(frozen=True, kw_only=True)
class SayRetainedUntil(Say, kind="say"):
    """How long a closed case is kept now."""

    key: Literal["keep-extended"] = "keep-extended"
    number: CaseNumber
    until_at: datetime


@dataclass(frozen=True, kw_only=True)
class SayTalkCalled(Say, kind="say"):
    """A body has called a joint talk."""

    key: Literal["staff-talk-called"] = "staff-talk-called"
    number: CaseNumber
    agency: AgencyKey
    until_at: datetime


@dataclass(frozen=True, kw_only=True)
class SayTaskOver(Say, kind="say"):
    """A task, by its number in the case, needs nothing any more."""

    key: Literal["staff-task-over"] = "staff-task-over"
    number: CaseNumber
    count: int


@dataclass(frozen=True, kw_only=True)
class SayTaskIsYours(Say, kind="say"):
    """A task, by its number in the case, was given to the reader."""

    key: Literal["staff-task-is-yours"] = "staff-task-is-yours"
    number: CaseNumber
    count: int
    until_at: datetime


@dataclass(frozen=True, kw_only=True)
class SayNotBound(Say, kind="say"):
    """A body of the case has no group that could be told."""

    key: Literal["staff-not-bound"] = "staff-not-bound"
    number: CaseNumber
    agency: AgencyKey
    phone: str


@dataclass(frozen=True, kw_only=True)
class SayMoreCalls(Say, kind="say"):
    """How many more cases wait for whoever has come on call."""

    key: Literal["staff-calls-more"] = "staff-calls-more"
    agency: AgencyKey
    count: int


@dataclass(frozen=True, kw_only=True)
class SayTooMany(Say, kind="say"):
    """Too much comes from one person, so some of it is not stored."""

    key: Literal["too-many"] = "too-many"
    police: str


@dataclass(frozen=True, kw_only=True)
class SayNotStored(Say, kind="say"):
    """Messages of this person are stored again; how many were not."""

    key: Literal["too-many-over"] = "too-many-over"
    count: int


@dataclass(frozen=True, kw_only=True)
class SayFailure(Say, kind="say"):
    """Something went wrong on our side; whom to call."""

    key: Literal["apology"] = "apology"
    police: str
    ambulance: str


@dataclass(frozen=True, kw_only=True)
class SayRefusal(Say, kind="say"):
    """Why something was refused. The key is `error-` and that of the error."""


@dataclass(frozen=True, kw_only=True)
class SayLimit(SayRefusal, kind="say"):
    """Refused because it was more than so much."""

    limit: int


@dataclass(frozen=True, kw_only=True)
class SayKnownWords(SayRefusal, kind="say"):
    """Refused because of a word that is not known here."""

    known: str
    """The words that are known, separated by `, `."""


@dataclass(frozen=True, kw_only=True)
class SayPhoneThem(SayRefusal, kind="say"):
    """Refused because only a phone call helps."""

    phone: str


@dataclass(frozen=True, kw_only=True)
class SayOther(Say, kind="say"):
    """A sentence that another version has stored."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    """The values that the text names."""


AnySay: TypeAlias = (
    SayAlone
    | SayOfCase
    | SayOfTwoCases
    | SayOfMerge
    | SayOfClass
    | SayOfLead
    | SayOfBody
    | SayOfPerson
    | SayByPerson
    | SayRetainedUntil
    | SayTalkCalled
    | SayTaskOver
    | SayTaskIsYours
    | SayNotBound
    | SayMoreCalls
    | SayTooMany
    | SayNotStored
    | SayFailure
    | SayRefusal
    | SayLimit
    | SayKnownWords
    | SayPhoneThem
    | SayOther
)
SAID_AS: Mapping[str, type[Say]] = {
    key: kind for kind in get_args(AnySay) for key in get_args(get_type_hints(kind)["key"])
}
"""By text key: the class that says it."""
REFUSALS: Mapping[frozenset[str], type[SayRefusal]] = {
    frozenset(): SayRefusal,
    frozenset({"limit"}): SayLimit,
    frozenset({"known"}): SayKnownWords,
    frozenset({"phone"}): SayPhoneThem,
}
"""By the values that the text of a refusal names: the class that says it."""
REFUSED = "error-"
"""The keys of refusals begin so."""


@dataclass(frozen=True, kw_only=True)
class RefusedAfter(Content, kind="refused"):
    """Why something was refused to a person who was second, and what was done before."""

    key: str
    before: JustBefore


def refused(error: Refusal) -> SayRefusal | RefusedAfter:
    """Why something was refused."""
    key = f"{REFUSED}{error.key}"
    match error.facts:
        case _ if error.before is not None:
            return RefusedAfter(key=key, before=error.before)
        case {"known": str(known)}:
            return SayKnownWords(key=key, known=known)
        case {"phone": str(phone)}:
            return SayPhoneThem(key=key, phone=phone)
        case {"limit": int(limit)}:
            return SayLimit(key=key, limit=limit)
        case _:
            return SayRefusal(key=key)
