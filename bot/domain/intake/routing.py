"""From facts and class to agencies: which one answers for the case, which support, which only watches, and which must
not know."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import facts_of, is_met
from bot.domain.intake.triage import Triage
from bot.domain.profile import ConflictRule, Profile, Route
from bot.domain.report import Draft, Report
from bot.domain.urgency import Urgency

UNKNOWN = "unknown"
POLICE_TOLD = "words:police"
"""The person has mentioned the police, in whatever sense: the word list `police` of the profile."""


@dataclass(frozen=True)
class Routing:
    """The parts of agencies in a case. Each agency has one at most, and a barred agency has none."""

    lead: AgencyKey
    supports: tuple[AgencyKey, ...]
    copy: tuple[AgencyKey, ...]
    """Agencies that only watch: the supervising body, where it is neither lead nor support."""
    barred: tuple[AgencyKey, ...]
    conflict: bool
    """A conflict rule holds: the suspect is police, an official, or belongs to one of the bodies."""


def route(profile: Profile, facts: frozenset[str], triage: Triage, recused: Collection[AgencyKey] = ()) -> Routing:
    """The agencies of a report. There is always a lead. Barred agencies, and those that `recused` themselves, have no
    part."""
    conflicts = conflicts_of(profile, facts)
    barred = _barred(profile, conflicts, recused)
    wanted = _wanted(profile, facts, triage, conflicts, barred)
    free = [key for key in wanted if key not in barred]
    lead = free[0]
    supervising = profile.agency_with("supervising")
    watches = supervising not in barred and supervising not in free
    return Routing(
        lead=lead,
        supports=tuple(free[1:]),
        copy=(supervising,) if watches else (),
        barred=tuple(barred),
        conflict=bool(conflicts),
    )


def conflicts_of(profile: Profile, facts: frozenset[str]) -> list[ConflictRule]:
    """The conflict rules that hold: the police, an official, or somebody of one of the bodies is named."""
    return [rule for rule in profile.conflicts if is_met(rule.when, facts)]


def police_look(profile: Profile, told: Draft | Report, barred: Collection[AgencyKey] = ()) -> bool:
    """Whether it may be said that the police will look at it: not where they, or an official, are the suspects, nor
    where the words mention the police, who may be meant."""
    facts = facts_of(profile.questionnaire, told.path, told.answers)
    return POLICE_TOLD not in facts and not conflicts_of(profile, facts) and profile.agency_with("police") not in barred


def _barred(profile: Profile, conflicts: Sequence[ConflictRule], recused: Collection[AgencyKey]) -> list[AgencyKey]:
    """The agencies that must not know. The supervising body is never barred when no other would be left."""
    barred = list(dict.fromkeys((*(key for rule in conflicts for key in rule.bar), *recused)))
    if set(barred) < set(profile.agencies):
        return barred
    return [key for key in barred if key != profile.agency_with("supervising")]


def _wanted(
    profile: Profile,
    facts: frozenset[str],
    triage: Triage,
    conflicts: Sequence[ConflictRule],
    barred: Collection[AgencyKey],
) -> Iterable[AgencyKey]:
    """All agencies to be called, the first choice for the lead first; every other one follows as a last resort."""
    police = profile.agency_with("police")
    routes = _ranked(_routes(profile, facts), police)
    named = [rule.lead for rule in conflicts if rule.lead]
    named += [police] if triage.urgency is Urgency.P1 and not _knows_harm(profile, facts) else []
    named += [choice.lead for choice in routes]
    named += [key for choice in routes for key in choice.supports]
    named += triage.add
    named += [key for rule in conflicts for key in rule.add]
    if triage.urgency is Urgency.P1:
        named.append(police)
    if set(named) <= set(barred):
        named += [profile.agency_with("supervising"), *profile.agencies]
    return dict.fromkeys(named)


def _knows_harm(profile: Profile, facts: frozenset[str]) -> bool:
    """Whether a kind of harm was told. Without one, the police lead a P1 (Q-rule 2)."""
    return any(f"harms:{harm}" in facts for harm in profile.harms if harm != UNKNOWN)


def _routes(profile: Profile, facts: frozenset[str]) -> list[Route]:
    """The route of each harm that was told; that of 'unknown' when none was."""
    harms = [harm for harm in profile.harms if f"harms:{harm}" in facts] or [UNKNOWN]
    return [
        next(choice for choice in profile.routes if choice.harm == harm and is_met(choice.when, facts))
        for harm in harms
    ]


def _ranked(routes: Iterable[Route], police: AgencyKey) -> list[Route]:
    """The gravest type first; at equal gravity the police, then the order of the profile."""
    return sorted(routes, key=lambda choice: (-choice.floor.rank, choice.lead != police))
