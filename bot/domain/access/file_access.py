"""Who is shown a file of a case at once, who after giving a reason, and who not at all (casework.md, Rights; SG34)."""

from collections.abc import Collection
from enum import StrEnum

from bot.domain.access.roles import Action, Role, allows
from bot.domain.intake.facts import WORDS, facts_of
from bot.domain.profile import Questionnaire
from bot.domain.report import Answer, MediaRef, MediaState, Report

SEXUAL_WORDS = f"{WORDS}sexual"
"""While such a word stands in a report, its files wait until an officer has looked at them; the word has no other
effect (SG19)."""
REASONS = ("safety", "assess", "treatment", "evidence")
"""The reasons for a look at a file. They stand in the audit log, so they hold nobody's words."""


class Access(StrEnum):
    """How somebody gets to see a file."""

    NONE = "none"
    ON_REASON = "on_reason"
    SHOWN = "shown"
    """The file is shown together with the report."""


def access(item: MediaRef, roles: Collection[Role], *, has_alarming_words: bool) -> Access:
    """How a person with these roles in the case gets to see this file. Sealed files are shown to nobody."""
    if item.file is None or item.state not in {MediaState.STORED, MediaState.RESTRICTED}:
        return Access.NONE
    if item.state is MediaState.RESTRICTED:
        return _restricted(item, roles)
    if not allows(Action.MEDIA_ON_REASON, roles):
        return Access.NONE
    if has_alarming_words and not (item.looked_at or item.is_testimony):
        return Access.ON_REASON if allows(Action.WITHHELD, roles) else Access.NONE
    is_shown = allows(Action.MEDIA, roles) and not item.is_testimony
    return Access.SHOWN if is_shown else Access.ON_REASON


def _restricted(item: MediaRef, roles: Collection[Role]) -> Access:
    """How a restricted file is shown. Police and supervising body see it. The lead can hear a recorded voice too,
    unless somebody has withheld it."""
    is_key_holder = allows(Action.RELEASE, roles)
    if not item.is_testimony:
        return Access.SHOWN if is_key_holder else Access.NONE
    may_be_told = is_key_holder if item.by_hand else allows(Action.WITHHELD, roles)
    return Access.ON_REASON if may_be_told else Access.NONE


def has_alarming_words(questionnaire: Questionnaire, report: Report, answers: tuple[Answer, ...]) -> bool:
    """Whether a word of the list stands in `answers` or a caption: then an officer looks at the files before others see
    them (SG19)."""
    return SEXUAL_WORDS in facts_of(questionnaire, report.path, answers, report.all_media)
