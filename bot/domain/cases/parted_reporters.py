"""What reporters read once a merging is undone: nobody reads of their own open case that it is closed.

While two cases were one it may have been closed for both, and opened again by the words of one reporter. The other one
read then that it is closed. Two cases again, both are open: that one reads so too, and is promised an answer.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case
from bot.domain.cases.merged import as_told, life_of
from bot.domain.cases.reopening import promised_anew, told_again
from bot.domain.profile import Policy

Two = tuple[Case, Case]


def open_to_their_reporters(was: Two, now: Two, policy: Policy, at: datetime) -> Two:
    """Both cases, each open to its own reporter as well. `was`, `now`: the case that went on and the one that had been
    merged into it, before and after the merging was undone."""
    (whole, merged), (kept, back) = was, now
    return _kept_open(kept, policy, at), _back_open(back, as_told([merged, whole]), policy, at)


def _kept_open(kept: Case, policy: Policy, at: datetime) -> Case:
    is_over = kept.is_open and not as_told([kept]).is_open
    return told_again(kept, kept.id, policy, at) if is_over else kept


def _back_open(back: Case, read: Case, policy: Policy, at: datetime) -> Case:
    """With its ends of the time in between, as its reporter has read them. `read`: how they read the case until now."""
    since = [replace(life, told_by=life.told_by and back.id) for life in read.lives[len(back.lives) :]]
    seen = replace(back, lives=(*back.lives, *since))
    if read.is_open:
        return seen
    ended = replace(life_of(read, at), clocks=(), opinions=())
    return promised_anew(replace(seen, lives=(*seen.lives, ended)), None, policy, at)
