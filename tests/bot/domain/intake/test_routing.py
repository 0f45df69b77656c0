"""Routing: several types at once, and who must not know. The table itself: tests/policy/test_routes.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import AgencyKey
from bot.domain.intake.routing import Routing, route
from bot.domain.intake.triage import Triage, triage
from bot.domain.urgency import Urgency
from tests.support.domain.answers import ASKED, PROFILE, Said, facts

CALM = Triage(Urgency.P3, ("T23",))


def routed(chosen: Said, found: Triage = CALM) -> Routing:
    return route(PROFILE, facts(chosen), found)


@pytest.mark.parametrize("harm", PROFILE.harms)
def test_every_harm_has_a_lead_and_the_procuratorate_knows(harm: str) -> None:
    found = routed({"harms": [harm]})
    assert "PROC" in {found.lead, *found.supports, *found.copy}


def test_the_gravest_type_leads_and_the_other_lead_supports() -> None:
    found = routed({"harms": ["neglect", "self_harm"]})
    assert found.lead == "HEA"
    assert {"CIV", "EDU", "CYL", "WOM"} <= set(found.supports)


def test_the_police_win_a_tie() -> None:
    assert routed({"harms": ["desertion", "self_harm", "assault"]}).lead == "PSB"


def test_the_procuratorate_gets_a_copy_where_it_has_no_other_part() -> None:
    assert routed({"harms": ["neglect"]}).copy == ("PROC",)
    assert routed({"harms": ["assault"]}).copy == ()


def test_the_police_are_alerted_of_every_p1() -> None:
    assert "PSB" in routed({"harms": ["neglect"]}, Triage(Urgency.P1, ("T01",))).supports


def test_agencies_that_triage_calls_in_become_supports() -> None:
    assert "HEA" in routed({"harms": ["desertion"]}, Triage(Urgency.P2, ("T06",), (AgencyKey("HEA"),))).supports


def test_a_suspect_in_the_police_moves_the_lead_and_keeps_the_police_out_even_of_p1() -> None:
    found = routed({"harms": ["assault"], "link": "police"}, Triage(Urgency.P1, ("T01",)))
    assert (found.lead, found.barred, found.conflict) == ("PROC", ("PSB",), True)
    assert "PSB" not in {*found.supports, *found.copy}


def test_a_procuratorate_with_a_suspect_in_it_gets_no_copy() -> None:
    found = routed({"harms": ["neglect"], "link": "official", "official_body": "procuratorate"})
    assert found.copy == ()
    assert "PROC" not in {found.lead, *found.supports}
    assert "SUP" in found.supports


def test_an_official_of_an_unnamed_body_adds_the_supervisory_commission() -> None:
    found = routed({"harms": ["assault"], "link": "official"})
    assert (found.lead, found.conflict, found.barred) == ("PSB", True, ())
    assert "SUP" in found.supports


def test_the_next_agency_leads_where_the_lead_is_barred() -> None:
    found = routed({"harms": ["desertion"], "link": "official", "official_body": "civil_affairs"})
    assert found.lead == "PSB"
    assert "CIV" not in found.supports


def test_a_barred_agency_is_not_called_in_by_triage_either() -> None:
    found = routed(
        {"harms": ["assault"], "link": "official", "official_body": "health"},
        Triage(Urgency.P1, ("T04",), (AgencyKey("HEA"),)),
    )
    assert "HEA" not in {found.lead, *found.supports, *found.copy}


@given(
    st.lists(st.sampled_from(PROFILE.harms[:-1]), unique=True),
    st.sampled_from(ASKED.questions["link"].options),
    st.sampled_from(ASKED.questions["official_body"].options),
    st.sampled_from(ASKED.questions["scene"].options),
    st.sampled_from(["yes_now", "no", "unknown"]),
)
def test_no_agency_has_two_parts_and_no_barred_one_has_any(
    harms: list[str], link: str, body: str, scene: str, danger: str
) -> None:
    said = facts({"danger": danger, "harms": harms, "link": link, "official_body": body, "scene": scene})
    found = route(PROFILE, said, triage(PROFILE.triage, said))
    parts = [found.lead, *found.supports, *found.copy]
    assert len(parts) == len(set(parts))
    assert not set(parts) & set(found.barred)
    assert set(parts) <= set(PROFILE.agencies)
    assert "PROC" in parts or "PROC" in found.barred


def test_a_case_has_a_lead_even_if_rules_bar_every_body() -> None:
    everyone = frozenset(f"official_body:{body}" for body in ASKED.questions["official_body"].options)
    assert route(PROFILE, everyone | {"harms:assault", "link:official"}, CALM).lead == "PROC"
