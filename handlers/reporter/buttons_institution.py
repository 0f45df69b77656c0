"""Buttons of people who work at an institution and of those who head one, in their own private chats."""

import re
from dataclasses import dataclass
from typing import Annotated

from bot.domain.institutions.registered import POSTS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Pattern, Whole

LINK = Pattern(re.compile(r"[A-Za-z0-9_-]{16,40}"))
"""What stands in a link."""


@button("jg1")
@dataclass(frozen=True)
class PrivatePerson:
    """Report as a private person: no institution is attached, and the report counts for none."""


@button("jh1")
@dataclass(frozen=True)
class LinkPost:
    """Confirm the institution of a link and what the person does there; '' for somebody who does not work there."""

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
