"""Elsewhere: a case that belongs to another district can be closed once somebody there has taken it (issue 13, real
life)."""

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.errors import IllegalStep
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.officers import EDU, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone

TAKEN = "Police of Yubei, Officer Lan, their number Y-117"
LEFT = "The others do not work there"


async def lead_of(district: District, rita: Someone) -> Officer:
    await reported(rita)
    lead = officer(district, 21, EDU)
    await employ(district, lead)
    await lead.takes()
    await lead.assesses(1, 1, 2)
    await lead.answers("looking_into_it")
    return lead


async def refers(lead: Officer) -> None:
    """Up to the question who has taken it."""
    await begins(*lead.me, "close")
    await taps(*lead.me, "close", "outcome", "referred_out")
    await taps(*lead.me, "close", "safe", "yes")
    await taps(*lead.me, "close", "later", "never")


async def test_closing_by_referral_asks_who_took_it_and_stores_the_answer(district: District, rita: Someone) -> None:
    lead = await lead_of(district, rita)
    await refers(lead)
    (asked,) = [notice for notice in await district.deliver() if "receipt" in str(vars(notice.content))][-1:]
    assert asked.kind == "desk_prompt"
    await writes(*lead.me, TAKEN)
    await writes(*lead.me, LEFT)
    await hands_in(*lead.me)
    await officer(district, 22, EDU, head=True).approves()
    case = await the_case(district)
    assert case.state is CaseState.CLOSED
    assert case.closing is not None
    assert (case.closing.outcome, case.closing.receipt, case.closing.reason) == ("referred_out", TAKEN, LEFT)


async def test_closing_by_referral_needs_a_receipt(district: District, rita: Someone) -> None:
    lead = await lead_of(district, rita)
    await refers(lead)
    await writes(*lead.me, "  ")
    await writes(*lead.me, LEFT)
    with pytest.raises(IllegalStep, match="receipt-needed"):
        await hands_in(*lead.me)
    case = await the_case(district)
    assert (case.proposal, case.is_open) == (None, True)


async def test_no_other_outcome_asks_for_a_receipt(district: District, rita: Someone) -> None:
    lead = await lead_of(district, rita)
    await lead.closes("school_measure")
    case = await the_case(district)
    assert case.proposal is not None
    assert case.proposal.receipt == ""
