"""SG42: words that a person with a case sends unasked. To which case they go, and when, if nobody says."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.ids import CaseNumber
from bot.domain.intake.asides import ASIDE, pieces
from bot.domain.report import Draft

GOES_AFTER = timedelta(minutes=10)
"""After this time without an act the words are sent to the officers: to the case that was asked about, else as a new
one."""
HURRY = timedelta(minutes=2)
"""The shorter time for words that begin a new case and cannot wait."""
SAME_PERSON = timedelta(hours=1)
"""If the last words here are younger than this, the same person is taken to have the phone still."""


def goes_at(draft: Draft) -> datetime | None:
    """When the conversation is sent as it is; None for one that waits for its person, or holds nothing to look at."""
    if draft.case is not None or (draft.about is None and draft.follows is None):
        return None
    said = any(not piece.courtesy for piece in pieces(draft))
    said = said or any(item.state.is_stored or item.words.strip() for item in draft.media)
    return draft.changed_at + (HURRY if draft.hurry else GOES_AFTER) if said else None


def is_loose(draft: Draft) -> bool:
    """Whether the draft holds only unasked words: they can still be added to any own case."""
    waits = draft.case is None and (draft.about is not None or draft.follows is not None)
    return waits and not (draft.media or draft.coming) and {answer.question for answer in draft.answers} == {ASIDE}


def asked_about(draft: Draft, number: CaseNumber) -> Draft:
    """The draft with the question on screen: do its words belong to this case, or are they new?"""
    return replace(draft, screen="about", about=number)


def begun_as_new(draft: Draft) -> Draft:
    """The words are something new: the questions begin, and nothing on screen names the older case any more."""
    if draft.about is None:
        return draft
    return replace(draft, screen="question", about=None, follows=draft.about)
