"""Buttons about institutions that must report. Beside them stands /institutions, with words or a code."""

import re
from dataclasses import dataclass
from typing import Annotated

from bot.domain.institutions.registered import AGAIN_IN
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Pattern, Whole

WORDS = re.compile(r"[a-z0-9_-]{1,40}(\.[a-z0-9_-]{1,40}){0,2}")
"""Words beside /institutions, as they are written into a button."""
CODE = Pattern(re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,31}"))
"""The district's own number for an institution."""


@button("ja1")
@dataclass(frozen=True)
class InstitutionsPage:
    """A page of the list; beside it stands /institutions WORDS."""

    words: Annotated[str, Pattern(WORDS, empty=True)]
    page: Annotated[int, Whole(1, 5000)]


@button("jb1")
@dataclass(frozen=True)
class OpenInstitution:
    """One institution; beside it stands /institutions CODE."""

    code: Annotated[str, CODE]


@button("jc1")
@dataclass(frozen=True)
class InviteHead:
    """A one-time link for its head."""

    code: Annotated[str, CODE]


@button("jd1")
@dataclass(frozen=True)
class RemindDuty:
    """Send the reminder of duty to its head."""

    code: Annotated[str, CODE]


@button("je1")
@dataclass(frozen=True)
class NoteSuggestion:
    """A suggestion was made. The institution is looked at again after the chosen number of months."""

    code: Annotated[str, CODE]
    months: Annotated[int, OneOf(*AGAIN_IN)]
