"""What reporters read once a merge is undone: nobody reads that their own open case is closed.

While the cases were one they may have been closed, and opened again by the words of one reporter; the others then read
that it is closed. When one case is taken out again both are open, and every reporter of either reads so. Those who had
read that it is closed are promised an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.reopening import promised_anew, told_again
from bot.domain.cases.reporter.merged import as_told, ids_of, life_of
from bot.domain.cases.work import ToldAgain
from bot.domain.ids import CaseId
from bot.domain.profile import Policy

Two = tuple[Case, Case]


def open_to_their_reporters(was: Two, now: Two, others: Sequence[Case], policy: Policy, at: datetime) -> Two:
    """Both cases, each open to all of its reporters. `was`, `now`: the case that went on and the one that had been
    merged into it, before and after the merge was undone. `others`: all further cases that were one with them."""
    (whole, merged), (remaining, back) = was, now
    before = {one.id: one for one in (*others, merged, whole)}
    for told_in in ids_of(remaining):
        if not as_told(_merge_chain({**before, remaining.id: remaining}, told_in)).is_open:
            remaining = told_again(remaining, told_in, policy, at)
    back = _open_to_its_own(back, as_told([merged, whole]), policy, at)
    for told_in in ids_of(back)[1:]:
        back = _open_to(back, told_in, before, policy, at)
    return remaining, back


def _merge_chain(cases: Mapping[CaseId, Case], told_in: CaseId) -> list[Case]:
    """The case in which it was told, and so on to the one that goes on with it."""
    chain = [cases[told_in]]
    while (merging := chain[-1].merging) is not None:
        chain.append(cases[merging.into])
    return chain


def _open_to_its_own(back: Case, read: Case, policy: Policy, at: datetime) -> Case:
    """The case with its closings of the time in between, as its own reporter has read them. `read`: how they read it
    until now."""
    since = [replace(life, told_by=life.told_by and back.id) for life in read.lives[len(back.lives) :]]
    seen = replace(back, lives=(*back.lives, *since))
    if read.is_open:
        return seen
    ended = replace(life_of(read, at), deadlines=(), opinions=())
    return promised_anew(replace(seen, lives=(*seen.lives, ended)), None, policy, at)


def _open_to(back: Case, told_in: CaseId, before: Mapping[CaseId, Case], policy: Policy, at: datetime) -> Case:
    """The case as read by the reporter of a case that is still merged into it: open since that reporter opened it, or
    from now on."""
    was, read = (as_told(_merge_chain(known, told_in)) for known in (before, {**before, back.id: back}))
    if not was.is_open and not read.is_open:
        return told_again(back, told_in, policy, at)
    if not was.is_open:
        is_promised = any((deadline.kind, deadline.of) == (DeadlineKind.REPLY, told_in) for deadline in back.deadlines)
        return back if is_promised else promised_anew(back, told_in, policy, at)
    if read.is_open and _opened_at(was) == _opened_at(read):
        return back
    opened = ToldAgain(told_in, _opened_at(was) or at, len(back.lives))
    return replace(back, told_again=(*back.told_again, opened))


def _opened_at(read: Case) -> datetime | None:
    return read.lives[-1].reopened_at if read.lives else None
