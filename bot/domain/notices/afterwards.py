"""A notice that follows another one. It is written when that one has arrived, so that it says only what is true
(SG40)."""

from dataclasses import replace

from bot.domain.notices.notice import Mode, Notice, ToChat


def followed_by(first: Notice, then: Notice | None) -> Notice:
    """The first notice, which writes the second one to the outbox when it has arrived: an edit of a message in the
    chat, with the newest state. Only into a private chat."""
    if then is None or not isinstance(then.to, ToChat):
        return first
    follows = Notice(then.content, then.to, slot=then.slot, mode=Mode.EDIT, expires_at=then.expires_at, merge=True)
    return replace(first, then=follows)
