"""How conversations ended: counted once, when a draft ends, from the steps that it carries, without any content."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from bot.domain.intake.asides import ASIDE
from bot.domain.numbers.board import Funnel, QuestionStep, Share
from bot.domain.numbers.buckets import bucket_of, quantile
from bot.domain.numbers.events import Cell, Increments, words
from bot.domain.numbers.metrics import Metric
from bot.domain.numbers.small_cells import FEWEST
from bot.domain.profile import IntakeQuestion
from bot.domain.report import Answer, Draft

UNKNOWN = "unknown"


class Ended(StrEnum):
    """How a draft ended."""

    SENT = "sent"
    PARTIAL = "partial"
    """What was told is with officers, and nobody has said that it was all."""
    LEFT = "left"


def counted_end(draft: Draft, how: Ended, barred: Sequence[str], now: datetime) -> Increments:
    """What is counted of a conversation that ends now; nothing where no question was answered. `barred`: the bodies
    that must not know of its case: they would see that more was sent than came."""
    if draft.is_addition or all(answer.question == ASIDE for answer in draft.answers):
        return Counter()
    cells = (Cell(Metric.INTAKE.value, barred=words(barred), extra=extra) for extra in _extras(draft, how, now))
    return Counter({(now, cell): 1 for cell in cells})


def _extras(draft: Draft, how: Ended, now: datetime) -> Iterator[str]:
    yield f"{how}|{draft.path}|{draft.language}"
    asked = dict.fromkeys((*draft.trail, *(answer.question for answer in draft.answers), draft.at))
    yield from (f"reached|{question}" for question in asked if question not in {"", ASIDE})
    for answer in draft.answers:
        if answer.question != ASIDE:
            yield f"{_kind(answer)}|{answer.question}"
    if how is Ended.LEFT and draft.at:
        yield f"stopped|{draft.at}"
    if how is Ended.SENT:
        yield f"took|{bucket_of(now - draft.started_at)}"


def _kind(answer: Answer) -> str:
    if answer.skipped:
        return "skipped"
    return UNKNOWN if answer.options == (UNKNOWN,) else "answered"


def funnel_of(counts: Mapping[str, int], questions: Mapping[str, IntakeQuestion]) -> Funnel:
    """The conversations that ended, from what was counted of them; questions in the order of the profile."""
    found = {tuple(key.split("|")): count for key, count in counts.items()}
    ends = {key: count for key, count in found.items() if key[0] in set(Ended)}

    def total(how: Ended) -> int:
        return sum(count for key, count in ends.items() if key[0] == how)

    took = {int(key[1]): count for key, count in found.items() if key[0] == "took"}
    median = quantile(took, 0.5)
    return Funnel(
        started=sum(ends.values()),
        sent=total(Ended.SENT),
        partial=total(Ended.PARTIAL),
        left=total(Ended.LEFT),
        minutes=None if median is None else round(median.total_seconds() / 60, 1),
        steps=tuple(_step(found, question) for question in questions if ("reached", question) in found),
        by_path=_shares(ends, 1),
        by_language=_shares(ends, 2),
    )


def _step(found: Mapping[tuple[str, ...], int], question: str) -> QuestionStep:
    unknown = found.get((UNKNOWN, question), 0)
    return QuestionStep(
        question=question,
        reached=found.get(("reached", question), 0),
        answered=found.get(("answered", question), 0) + unknown,
        skipped=found.get(("skipped", question), 0),
        left=found.get(("stopped", question), 0),
        unknown=unknown,
    )


def _shares(ends: Mapping[tuple[str, ...], int], place: int) -> Mapping[str, Share]:
    """Sent of started, by path or by language; those of few conversations are left out: a path says how old somebody
    is."""
    names = dict.fromkeys(key[place] for key in sorted(ends))
    found = {
        name: Share(
            sum(count for key, count in ends.items() if key[place] == name and key[0] == Ended.SENT),
            sum(count for key, count in ends.items() if key[place] == name),
        )
        for name in names
    }
    return {name: share for name, share in found.items() if share.of >= FEWEST}
