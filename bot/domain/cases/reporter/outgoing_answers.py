"""An answer to the reporter on its way: it waits a minute, in which it can be taken back, then is sent, then arrives.

Source: casework.md, Answer. The deadlines for an answer are met when one arrives: when the message was delivered, or,
where nobody may write to the reporter, when they can read it by themselves. Never before.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines import timing
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseId

WAITS = timedelta(seconds=60)


def give(
    case: Case,
    *,
    text_key: str,
    words: str,
    by: By,
    of: CaseId | None = None,
) -> tuple[Case, OutgoingAnswer]:
    """An answer is written; it is sent after a minute, and meets no deadline yet. `of`: the merged case whose reporter
    it is for."""
    require_open(case)
    number = case.answers_given + 1
    answer = OutgoingAnswer(number, by.agency, by.person, by.at, by.at + WAITS, text_key, words, of=of)
    given = replace(case, outgoing=(*case.outgoing, answer), answers_given=number)
    return next_version(given), answer


def waiting(case: Case) -> tuple[OutgoingAnswer, ...]:
    """The answers that can still be taken back, the oldest first."""
    return tuple(one for one in case.outgoing if one.left_at is None)


def take_back(case: Case, number: int = 0) -> tuple[Case, OutgoingAnswer]:
    """Takes this answer, or the newest (0), back before it is sent, as if it had never been written."""
    found = [one for one in waiting(case) if number in {0, one.id}]
    if not found:
        raise IllegalStep("answer-has-left")
    taken = found[-1]
    return next_version(replace(case, outgoing=tuple(one for one in case.outgoing if one != taken))), taken


def leave(case: Case, now: datetime) -> tuple[Case, tuple[OutgoingAnswer, ...]]:
    """Sends the answers whose minute is over, and returns them. Where there are none, the case comes back unchanged."""
    due = tuple(one for one in waiting(case) if one.leaves_at <= now)
    if not due:
        return case, ()
    outgoing = tuple(replace(one, left_at=now) if one in due else one for one in case.outgoing)
    return next_version(replace(case, outgoing=outgoing)), due


def arrive(case: Case, numbers: Collection[int], now: datetime) -> Case:
    """Marks the answers as arrived: they have reached the reporter, or can be read where nobody may write. Deadlines
    for an answer are met then, in a closed case too. Returns the very same case when none of the answers was on its
    way."""
    here = [one for one in case.outgoing if one.left_at is not None and one.id in numbers]
    if not here:
        return case
    left = tuple(one for one in case.outgoing if one not in here)
    arrived = replace(case, outgoing=left)
    for of in dict.fromkeys(one.of for one in here):
        arrived = met(arrived, now, of=of)
    return next_version(arrived)


def met(case: Case, now: datetime, *, of: CaseId | None = None) -> Case:
    """The reporter is answered; the first answer counts. `of`: the merged case whose reporter it is. Does not raise the
    version."""
    for kind in timing.TO_REPORTER:
        case = timing.stop(case, kind, None, now, of=of)
    return case if of is not None else replace(case, answered_at=case.answered_at or now)
