"""Each kind of harm goes to the bodies of the table that was copied by hand from triage-routing-clocks.md."""

import csv
from pathlib import Path

import pytest

from bot.domain.intake.routing import route
from bot.domain.intake.triage import Triage
from bot.domain.urgency import Urgency
from tests.support.domain.answers import PROFILE, Said, facts

CALM = Triage(Urgency.P3, ("T23",))
"""A class that calls nobody by itself."""
MANY = frozenset({"bullying_signs", "exposure_kind"})
"""Questions of which several options may be ticked."""
ROWS = [*csv.DictReader((Path(__file__).parent / "routes.csv").read_text("utf-8").splitlines())]


def said(row: dict[str, str]) -> Said:
    """The harm, and what else was told where the row asks for it."""
    question, _, option = row["told"].partition("=")
    told: Said = {"harms": [row["harm"]]} if row["harm"] else {}
    return told if not question else {**told, question: [option] if question in MANY else option}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['harm']} {row['told']}".strip() or "nothing told")
def test_a_harm_goes_to_the_bodies_of_the_table(row: dict[str, str]) -> None:
    found = route(PROFILE, facts(said(row)), CALM)
    assert (found.lead, set(found.supports)) == (row["lead"], set(row["supports"].split()))
    assert not found.conflict


def test_every_harm_of_the_profile_has_its_row() -> None:
    assert {row["harm"] for row in ROWS} - {""} == set(PROFILE.harms), "write its row into routes.csv by hand"
