"""Whether the reporter of one report may be the suspect of another one: such cases are never merged.

Source: casework.md, Merge. It is decided by the answers alone; free text only people can judge, and they can say so.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.report import Report

ANYBODY = frozenset(
    {"parent", "family", "school_staff", "neighbour", "employer", "online", "official", "police", "stranger"}
)
"""Every kind of suspect in another report that an adult who reports here may be."""
MAY_BE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "parent": frozenset({"parent", "family"}),
        "relative": frozenset({"family", "neighbour"}),
        "school": frozenset({"school_staff"}),
        "training": frozenset({"school_staff"}),
        "committee": frozenset({"official", "neighbour"}),
        "social": frozenset({"official"}),
        "hotel": frozenset({"employer"}),
        "organisation": frozenset({"employer", "official"}),
        "person": frozenset({"neighbour", "employer", "online"}),
        "undisclosed": ANYBODY,
    }
)
"""By what adults say about themselves (who): whom another report may mean by them (link)."""
BY_HARM = MappingProxyType({"school_staff_abuse": "school_staff"})
"""Harms that say who did it."""


def may_be_suspect(reporter: Report, told: Report) -> bool:
    """Whether the sender of the first report may be the suspect of the second."""
    links = {*_options(told, "link"), *(BY_HARM[harm] for harm in _options(told, "harms") if harm in BY_HARM)}
    return not links.isdisjoint(_whom(reporter))


def _whom(reporter: Report) -> frozenset[str]:
    start = _options(reporter, "start")
    if "child_self" in start:
        return frozenset()
    if "child_other" in start:
        return frozenset({"student"})
    return frozenset[str]().union(*(MAY_BE.get(who, frozenset()) for who in _options(reporter, "who")))


def _options(report: Report, question: str) -> tuple[str, ...]:
    answer = report.answer(question)
    return () if answer is None else answer.options
