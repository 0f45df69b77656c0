"""Deep links into the bot: how they are written, and what may stand in them."""

import re

from bot.domain.errors import NotFound

TELEGRAM_APP = "https://t.me"
GROUP_LINK = "g"
"""First letter of a ?startgroup= payload; the secret follows."""
PERSON_LINK = "i"
"""First letter of a ?start= payload of a personal invite."""
CASE_LINK = "o"
"""First letter of a ?start= payload that opens a case in private; the number follows."""
TASK_LINK = "t"
"""First letter of a ?start= payload that opens a task in private; its case's number, a hyphen and its own follow."""
OWN_CHAT = "staff"
"""The ?start= payload by which an officer opens the private chat from their group: it begins no report."""
STAFF_LINK = "w"
"""First letter of a ?start= payload by which an account is linked to an institution as staff; the secret follows."""
HEAD_LINK = "h"
"""First letter of a ?start= payload of the one-time link for the head of an institution; the secret follows."""
SECRET = re.compile(r"[A-Za-z0-9_-]{16,63}")
"""A one-time secret; Telegram lets a payload have 64 characters."""


def own_chat_link(username: str) -> str:
    """The link by which an officer opens their private chat."""
    return f"{TELEGRAM_APP}/{username}?start={OWN_CHAT}"


def invite_link(username: str, what: str, secret: str) -> str:
    """Agencies' groups and the oversight group are bound by a startgroup link, people join by a start link."""
    if what in {"agency", "oversight"}:
        return f"{TELEGRAM_APP}/{username}?startgroup={GROUP_LINK}{secret}"
    return f"{TELEGRAM_APP}/{username}?start={PERSON_LINK}{secret}"


def institution_head_link(username: str, secret: str) -> str:
    """The link that makes the person who opens it head of an institution."""
    return f"{TELEGRAM_APP}/{username}?start={HEAD_LINK}{secret}"


def institution_staff_link(username: str, secret: str) -> str:
    """The link by which an account is linked to an institution."""
    return f"{TELEGRAM_APP}/{username}?start={STAFF_LINK}{secret}"


def secret_in(payload: str) -> str:
    """The secret of an invite link. Raises NotFound (key invite-unknown) for a text that cannot be such a secret."""
    if not SECRET.fullmatch(payload, 1):
        raise NotFound("invite-unknown")
    return payload[1:]
