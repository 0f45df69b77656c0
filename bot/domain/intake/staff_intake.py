"""Staff intake: what somebody told by phone, at a desk or by letter, entered by an officer in their private chat.

Source: casework.md, Staff intake. It is a draft on a path of its own: the questions for adults, with how it came, which
language was spoken, and whether the caller takes five words. The caller is a reporter without an account: nobody can
write to them, and nothing of theirs is among the officer's own reports.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.domain.ids import AgencyKey, ChatId, DraftId, PersonKey
from bot.domain.profile import Questionnaire
from bot.domain.report import Answer, Draft, Path, Report

IDLE = timedelta(minutes=30)
"""After this time without an act, a staff draft is sent as it is."""
CHANNEL, LANGUAGE, FIVE_WORDS = "channel", "caller_language", "caller_words"
"""Questions about the call itself: how it came, which language was spoken, whether five words are wanted."""
ABOUT_THE_CALL = frozenset({CHANNEL, LANGUAGE, FIVE_WORDS})
ALOUD, PRINTED = "aloud", "printed"
NO_CHAT = ChatId(0)
"""Stands for a caller's chat: there is none."""
UNKNOWN = "unknown"


def begun(
    questionnaire: Questionnaire, draft: DraftId, language: str, bodies: frozenset[AgencyKey], now: datetime
) -> Draft:
    """An empty staff draft at its first question. `bodies`: those to which the typing officer belongs."""
    first = questionnaire.order[Path.STAFF][0]
    return Draft(draft, Path.STAFF, language, now, now, at=first, typed_for=bodies)


def is_entered(told: Draft | Report) -> bool:
    """Whether staff enter, or have entered, what somebody else told."""
    return told.path is Path.STAFF


def has_told(draft: Draft) -> bool:
    """Whether anything that the caller said is there: only then is there something to send. Typed words count in
    whichever answer they are, so that none are lost."""
    told = any(a.pieces or (not a.skipped and a.question not in ABOUT_THE_CALL) for a in draft.answers)
    return told or bool(draft.media or draft.coming or draft.chosen)


def sent_at(draft: Draft) -> datetime:
    """When the draft is sent by itself, if nothing more is done."""
    return draft.changed_at + IDLE


def author_of(person: PersonKey, draft: Draft) -> PersonKey:
    """Who reports: the person at the phone, or the caller of a staff draft, who has a key of their own."""
    return caller_of(draft.id) if is_entered(draft) else person


def caller_of(draft: DraftId) -> PersonKey:
    """The key of the caller of one staff draft. It belongs to no account."""
    return PersonKey(blake2b(draft.encode(), digest_size=16, person=b"caller").hexdigest())


def channel_of(told: Draft | Report) -> str:
    """How it was told to staff: an option of the profile, 'unknown'; '' for a report by its own person."""
    if not is_entered(told):
        return ""
    answer = told.answer(CHANNEL)
    return answer.options[0] if answer is not None and answer.options else UNKNOWN


def words_for(draft: Draft) -> str:
    """How the caller takes the five words: aloud, printed, or '' where they take none."""
    answer = draft.answer(FIVE_WORDS)
    chosen = answer.options[0] if answer is not None and answer.options else ""
    return chosen if chosen in {ALOUD, PRINTED} else ""


def words_unasked(questionnaire: Questionnaire, draft: Draft) -> tuple[str, ...]:
    """The question about the five words, where the officer was not asked it yet."""
    is_asked = FIVE_WORDS in questionnaire.order[Path.STAFF] and draft.answer(FIVE_WORDS) is None
    return (FIVE_WORDS,) if is_entered(draft) and is_asked else ()


def is_hidden_from(draft: Draft, barred: Collection[AgencyKey]) -> bool:
    """Whether a body of the officer who typed it must not know of the case."""
    return not draft.typed_for.isdisjoint(barred)


def without_words(draft: Draft) -> Draft:
    """The draft as it is sent when nobody is there: the caller can get no five words any more."""
    answers = tuple(a for a in draft.answers if a.question != FIVE_WORDS)
    return replace(draft, answers=(*answers, Answer(FIVE_WORDS, skipped=True)))
