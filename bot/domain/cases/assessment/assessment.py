"""From hazard, seriousness and credibility (0-3 each) to a class; and from several agencies' opinions to one class
(casework.md)."""

from datetime import datetime

from bot.domain.cases.case import Case
from bot.domain.cases.work import Opinion
from bot.domain.errors import BadAnswer
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency, most_urgent

SCALES = ("hazard", "seriousness", "credibility")
OWN_WORDS = 2
"""A child's own words start at this credibility."""
APART = 2
"""Agencies this far apart on a scale must talk within 24 hours."""


def class_of(hazard: int, seriousness: int) -> Urgency:
    """Hazard 3 -> P1; seriousness 3 -> P2; both 2 -> P2; one of them 2 -> P3; else P4."""
    if hazard == 3:
        return Urgency.P1
    if seriousness == 3 or (hazard, seriousness) == (2, 2):
        return Urgency.P2
    return Urgency.P3 if max(hazard, seriousness) == 2 else Urgency.P4


def checked(opinion: Opinion, *, own_words: bool) -> Opinion:
    """Raises BadAnswer for a value outside 0-3, and where one person alone sets the credibility of a child's own words
    below 2."""
    values = [opinion.hazard, opinion.seriousness, opinion.credibility]
    if any(not 0 <= value <= 3 for value in values):
        raise BadAnswer("not-an-option")
    if own_words and opinion.credibility < OWN_WORDS:
        raise BadAnswer("own-words-count")
    return opinion


def assessed_class(case: Case) -> Urgency:
    """The highest of the present class and all opinions: an assessment raises the class, and never lowers it by itself
    (L15). Opinions from before a lowering that two people agreed to no longer raise it."""
    since = lowered_at(case)
    views = [o for o in case.opinions if since is None or o.at > since]
    return most_urgent(case.urgency, *(class_of(o.hazard, o.seriousness) for o in views))


def lowered_at(case: Case) -> datetime | None:
    """When people have lowered the class; None unless that was the last change by people."""
    last = case.class_changes[-1] if case.class_changes else None
    return last.approved_at if last is not None and last.is_lowering else None


def is_divergent(case: Case) -> bool:
    """Whether two agencies that have the case still are two or more apart on a scale; the higher value holds until they
    have talked. Never where there would be one alone to talk."""
    here = who_would_talk(case)
    if len(here) < 2:
        return False
    talked_at = max((talk.recorded_at for talk in case.talks if talk.recorded_at is not None), default=None)
    views = [o for o in case.opinions if o.agency in here and (talked_at is None or o.at > talked_at)]
    agreed = [talk for talk in case.talks if talk.recorded_at is not None and talk.recorded_at == talked_at]
    scales = [[getattr(view, scale) for view in (*views, *agreed)] for scale in SCALES]
    return any(values and max(values) - min(values) >= APART for values in scales)


def who_would_talk(case: Case) -> tuple[AgencyKey, ...]:
    """The lead and those who hold a view, without bodies that have the case no more or must not know of it."""
    here = {task.agency for task in case.tasks if task.is_open}.difference(case.barred)
    bodies = dict.fromkeys((case.lead, *(opinion.agency for opinion in case.opinions)))
    return tuple(agency for agency in bodies if agency in here)
