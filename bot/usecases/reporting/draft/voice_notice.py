"""Said once, before a voice message about harm: a voice can be recognised, and writing is as good (SG44)."""

from dataclasses import replace

from bot.domain.intake.asides import STORY
from bot.domain.intake.staff_intake import is_entered
from bot.domain.report import Draft, MediaRef, Report

NOTE = "voice-notice"
READ = "voice_notice"
"""What `asked_twice` holds once the person has read it."""


def with_story(draft: Draft) -> tuple[Draft, tuple[str, ...]]:
    """The draft, and the note under the story question the first time that it is shown. For an officer there is none:
    their voice is not the caller's."""
    if draft.at != STORY or draft.screen != "question" or has_read(draft) or is_entered(draft):
        return draft, ()
    return read(draft), (NOTE,)


def read(draft: Draft) -> Draft:
    """The draft of somebody who has read it."""
    return replace(draft, asked_twice=draft.asked_twice | {READ})


def has_read(told: Draft | Report) -> bool:
    """Whether the person has read it. For a voice message that was stored before, it was said in the answer."""
    media = told.media if isinstance(told, Draft) else told.all_media
    is_read = READ in told.asked_twice if isinstance(told, Draft) else told.voice_notice
    return is_read or any(item.is_testimony and item.state.is_stored for item in media)


def is_due_after(told: Draft | Report, item: MediaRef) -> bool:
    """Whether this voice message came before its sender could read it: then it is said together with the message that
    it is stored."""
    return item.is_testimony and item.state.is_stored and not has_read(told)
