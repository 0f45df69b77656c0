"""Two people press at once: the second one is told who has done what (issue 13, real life)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.cases.lists import RecordedAct
from bot.domain.errors import JustBefore
from bot.domain.ids import PersonKey

RECENT = timedelta(hours=1)
STEPS = frozenset(
    {
        *("acknowledged", "declined", "assessed", "action", "media_sealed"),
        *("answer_written", "answer_taken_back", "answered", "asked", "question_withdrawn"),
        *("close_proposed", "close_withdrawn", "closed", "reopened", "reopened_by_hand"),
        *("looked_again", "looked_again_unsafe", "looked_again_unknown"),
        *("transfer_proposed", "transfer_accepted", "transfer_returned", "transfer_decided", "takeover"),
        *("brought_in", "part_done", "handed_over"),
        *("task_made", "task_taken", "task_given", "task_done", "task_declined"),
        *("raised_p1", "raised_p2", "raised_p3", "lower_proposed", "lower_refused"),
        *("lowered_p2", "lowered_p3", "lowered_p4"),
        *("talk_called", "talk_recorded", "merged", "merge_undone"),
    }
)
"""Acts that change a case, under the names that its history gives them."""
UNTOLD = frozenset({"recused", "body_recused"})
"""Steps that are not told: why somebody hands a case on is their own matter."""


def just_before(history: Iterable[RecordedAct], person: PersonKey, now: datetime) -> JustBefore | None:
    """The newest step of the last hour; None when there was none. `history`: the newest first."""
    recent = (done for done in history if now - done.at <= RECENT and done.action in STEPS)
    newest = next(recent, None)
    return None if newest is None else JustBefore(newest.at, newest.action, newest.agency, newest.person == person)
