"""Two people press at once: the second one is told who has done what (issue 13, real life)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.cases.lists import RecordedAct
from bot.domain.errors import JustBefore
from bot.domain.ids import PersonKey

RECENT = timedelta(hours=1)
NO_STEPS = frozenset(
    {
        *("opened", "file_opened", "voice_opened", "compared", "linked", "noted", "audit_read", "exported"),
        *("case_opened", "added", "facts_added", "entered", "sent_as_it_is", "draft_ended", "draft_erased"),
        *("followed", "words_replaced", "level_raised", "identity_shown", "identity_revealed"),
        *("reveal_begun", "reveal_read", "reveal_agreed", "reveal_refused"),
        *("media_locked", "media_released", "release_asked", "answer_left"),
        *("reminded", "reminded_by_hand", "breach", "double", "body_silent", "handover_called"),
        *("held", "held_passed", "held_kept", "drill_begun", "drill_over"),
        *("hold_on", "hold_off", "kept_on", "let_go", "erased"),
    }
)
"""What a case's history names besides the steps of those who work on it. Every other name in it is such a step."""
UNTOLD = frozenset({"recused", "body_recused"})
"""Steps that are not told: why somebody hands a case on is their own matter."""


def just_before(history: Iterable[RecordedAct], person: PersonKey, now: datetime) -> JustBefore | None:
    """The newest step of the last hour; None when there was none. `history`: the newest first."""
    recent = (done for done in history if now - done.at <= RECENT and _is_told(done.action))
    newest = next(recent, None)
    return None if newest is None else JustBefore(newest.at, newest.action, newest.agency, newest.person == person)


def _is_told(action: str) -> bool:
    return action not in NO_STEPS and action not in UNTOLD
