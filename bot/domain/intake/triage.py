"""From facts to a class: each rule gives a minimum, the highest wins (triage-routing-clocks.md). The machine never
lowers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import is_met
from bot.domain.profile import TriageRule
from bot.domain.urgency import Urgency, most_urgent


@dataclass(frozen=True)
class Triage:
    """The class of a report, why, and what else the rules call for."""

    urgency: Urgency
    rules: tuple[str, ...]
    """Ids of the rules that matched, in the profile's order."""
    add: tuple[AgencyKey, ...] = ()
    """Agencies that the rules call in as support."""
    flags: tuple[str, ...] = ()


def triage(rules: Sequence[TriageRule], facts: frozenset[str]) -> Triage:
    """The class: the highest minimum that holds (else the first `last` rule), then raised by T19 and T20."""
    matched = [rule for rule in rules if not rule.last and is_met(rule.when, facts)]
    if not any(rule.floor for rule in matched):
        matched.append(next(rule for rule in rules if rule.last and is_met(rule.when, facts)))
    floor = most_urgent(*(rule.floor for rule in matched if rule.floor is not None))
    return Triage(
        urgency=floor.raised(sum(rule.levels for rule in matched)),
        rules=tuple(dict.fromkeys(rule.id for rule in matched)),
        add=tuple(dict.fromkeys(agency for rule in matched for agency in rule.add)),
        flags=tuple(dict.fromkeys(flag for rule in matched for flag in rule.flags)),
    )
