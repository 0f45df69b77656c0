"""Buttons of who works at an institution and of who heads one, in their own private chat."""

import re
from dataclasses import dataclass
from typing import Annotated

from bot.domain.institutions.registered import POSTS
from handlers.telegram.buttons import button
from handlers.telegram.fields import OneOf, Pattern, Whole

LINK = Pattern(re.compile(r"[A-Za-z0-9_-]{16,40}"))
"""What stands in a link."""


@button("jg1")
@dataclass(frozen=True)
class PrivatePerson:
    """Report as a private person: no institution is attached, nor counted."""


@button("jh1")
@dataclass(frozen=True)
class LinkPost:
    """Confirm the institution of a link and what one does there; '' for who does not work there."""

    link: Annotated[str, LINK]
    post: Annotated[str, OneOf("", *POSTS)]


@button("ji1")
@dataclass(frozen=True)
class EndLink:
    """The account is linked to no institution any more."""


@button("jf1")
@dataclass(frozen=True)
class ShowDuty:
    """A page of /duty; with an answer, whether it is right."""

    place: Annotated[int, Whole(1, 99)]
    answer: Annotated[str, OneOf("", "yes", "no")]


@button("jj1")
@dataclass(frozen=True)
class OwnInstitution:
    """The head's own institution: its card, its poster, a new link ('sure' after it was asked once)."""

    what: Annotated[str, OneOf("show", "poster", "renew", "sure")]
