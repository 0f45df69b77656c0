"""Institutions that must report: lists and cards for staff, links and posters for their heads, confirming for staff."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey
from bot.domain.notices.content import Content, Spoken


@dataclass(frozen=True, kw_only=True)
class InstitutionRow:
    """One institution in a list. `reported`: in the twelve closed months, without reports that are in conflict with
    it."""

    code: str
    name: str
    kind: str
    area: str
    above: AgencyKey
    linked: int
    reported: bool


@dataclass(frozen=True, kw_only=True)
class InstitutionList(Content, kind="institutions"):
    """A page of /institutions; and of the whole list how many are linked, silent, and never reported (K6)."""

    words: str
    page: int = 1
    total: int
    unlinked: int
    silent: int
    never: int
    rows: tuple[InstitutionRow, ...]
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class InstitutionCard(Content, kind="institution"):
    """One institution, for those above it; read when it is sent. `may_remind`: whether the reminder of duty is
    offered."""

    code: str
    may_remind: bool = False


@dataclass(frozen=True, kw_only=True)
class HeadInvited(Content, kind="institution_head_invited"):
    """The one-time link for the head of an institution."""

    code: str
    link: str


@dataclass(frozen=True, kw_only=True)
class DutyReminded(Content, kind="institution_reminded"):
    """To the sender: how many heads got the reminder of duty; with none, its letter, to be handed over."""

    code: str
    heads: int


@dataclass(frozen=True, kw_only=True)
class DutyLetter(Content, kind="duty_letter"):
    """To the head of an institution: the reminder of duty, in the words of the profile."""

    code: str


@dataclass(frozen=True, kw_only=True)
class CrowdAtLink(Content, kind="institution_crowd"):
    """To the body above: very many accounts use the link of this institution."""

    code: str


@dataclass(frozen=True, kw_only=True)
class HeadCard(Content, kind="institution_head"):
    """To the head of an institution: how many people are linked, and when somebody did the training; never who."""

    code: str
    note: str = ""
    """The text key of what was just done."""


@dataclass(frozen=True, kw_only=True)
class LinkPoster(Content, kind="institution_poster"):
    """To the head: the poster of the link that is valid when it is sent."""

    code: str


@dataclass(frozen=True, kw_only=True)
class StaffLinkAsk(Spoken, kind="institution_link"):
    """Somebody opened the link for staff: asks whether they work there, and as what."""

    code: str
    link: str


@dataclass(frozen=True, kw_only=True)
class StaffLinked(Spoken, kind="institution_linked"):
    """The account is linked to the institution; '' when it is linked to none any more."""

    code: str = ""


@dataclass(frozen=True, kw_only=True)
class DutyPage(Content, kind="duty_page"):
    """/duty: one of the situations, one of the questions, or the end. `answered`: what the person answered on this
    page."""

    place: int
    """The number of the page, from 1."""
    answered: str = ""
    linked: bool = False
    """Whether the registry now holds a date of training. Shown on the last page."""
