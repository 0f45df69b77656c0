"""What happens in the year, case by case, before anything of it is stored; and the institutions, one of them silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.domain.urgency import Urgency
from tests.support.oversight.generated_year import INSTITUTIONS, QUESTIONS, SILENT_SCHOOL, Made, cases

MINUTE = timedelta(minutes=1)
AREAS = {"yangjiaping": 9, "shiqiaopu": 8, "erlang": 7, "baishiyi": 5, "xipeng": 4, "zhongliangshan": 3, "taojia": 1}
SEXES = {"girl": 52, "boy": 44, "unknown": 4}
OUTCOMES = {"school_measure": 4, "family_support_or_aid": 3, "criminal_filed": 2, "warning_letter_DV": 1}
INSTITUTIONAL = frozenset({"school", "health", "training", "social", "hotel"})
"""Reporters who write from an institution."""


@dataclass(frozen=True)
class Planned:
    """One case, from its receipt to its end. What lies after the end of the year does not happen."""

    number: int
    opened: datetime
    triage: Urgency
    urgency: Urgency
    """After people have looked: never lower, for that takes two."""
    lead: str
    declining: str
    """A body that is to help and says that the case is not its own; '' for none."""
    harm: str
    age: str
    sex: str
    area: str
    reporter: str
    delay: str
    acknowledged: datetime
    assessed: datetime
    answered: datetime
    closed: datetime
    outcome: str
    is_repeated: bool
    institution: int | None
    left_at: tuple[str, ...]
    """Where others stopped who began to tell at about that time, and never sent anything."""


def whole() -> tuple[Planned, ...]:
    """The year."""
    return planned(cases())


def some() -> tuple[Planned, ...]:
    """Of a smaller year a few cases of each month, and all of October: so many that not everything is hidden."""
    return planned([one for n, one in enumerate(cases(1_200)) if one.opened.month == 10 or n % 20 == 0])


def planned(made: Sequence[Made]) -> tuple[Planned, ...]:
    """What happens to these cases."""
    chance = Random(1401)
    return tuple(_planned(number, one, chance) for number, one in enumerate(made, start=1))


def _planned(number: int, made: Made, chance: Random) -> Planned:
    opened = made.opened.replace(microsecond=0)
    acknowledged = opened + _whole(made.acknowledged)
    assessed = max(opened + _whole(made.assessed), acknowledged + MINUTE)
    answered = opened + _whole(made.answered)
    institution = number % (INSTITUTIONS - 1) if made.reporter in INSTITUTIONAL else None
    return Planned(
        number=number,
        opened=opened,
        triage=made.triage,
        urgency=min(made.triage, made.urgency, key=list(Urgency).index),
        lead=made.lead,
        declining="HEA" if made.lead != "HEA" and chance.random() < 0.05 else "",
        harm=made.harm,
        age=made.age,
        sex=_one(chance, SEXES),
        area=_one(chance, AREAS),
        reporter=made.reporter,
        delay=made.delay,
        acknowledged=acknowledged,
        assessed=assessed,
        answered=answered,
        closed=max(opened + _whole(made.closed), assessed + MINUTE, answered + MINUTE),
        outcome=_one(chance, OUTCOMES),
        is_repeated=chance.random() < 0.04,
        institution=institution,
        left_at=_left(chance),
    )


def _left(chance: Random) -> tuple[str, ...]:
    """About half of those who begin send. Of the others most stop at the story, which is asked for in own words. Nobody
    counts who has answered nothing."""
    weights = {question: 6 if question == "story" else 1 for question in QUESTIONS[1:]}
    return tuple(_one(chance, weights) for _ in range(chance.choices((0, 1, 2), (40, 35, 25))[0]))


def _whole(span: timedelta) -> timedelta:
    """In whole seconds, a minute at least."""
    return max(MINUTE, timedelta(seconds=int(span.total_seconds())))


def _one(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def names() -> Sequence[str]:
    """Of all institutions; the last one never reports."""
    return (*(f"School {number + 1:03}" for number in range(INSTITUTIONS - 1)), SILENT_SCHOOL)
