"""Who is told what of a report that waits for a look."""

from bot.domain.ids import AgencyKey, UserId
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.people import Staff
from tests.support.acting import are_rights_of
from tests.support.casework.casework import bars
from tests.support.notices import facts_of
from tests.support.people import District, Someone
from tests.support.reporting.quarantined import sue, third_of, with_small_limits


async def test_of_more_words_in_a_quarantined_report_a_supervisor_of_a_barred_body_is_not_told(
    district: District,
) -> None:
    slow = await with_small_limits(district)
    await third_of(slow)
    tom = slow.services.blind_index.person(UserId(51))
    heads = frozenset({AgencyKey("WOM")})
    await are_rights_of(slow, Staff(tom, UserId(51), "en", supervisor=True, heads=heads))
    rita = Someone(slow)
    await rita.add(3)
    sent = await rita.say("And they took his bag.")
    assert {notice.to for notice in told_of_more(sent)} == {ToPerson(sue(slow).person), ToPerson(tom)}
    await bars(slow, 3, AgencyKey("WOM"))
    await rita.add(3)
    sent = await rita.say("And his shoes.")
    assert [notice.to for notice in told_of_more(sent)] == [ToPerson(sue(slow).person)]


def told_of_more(sent: list[Notice]) -> list[Notice]:
    """What says that more was told in a report that waits for a look."""
    return [one for one in sent if one.kind == "say" and facts_of(one)["key"] == "staff-held-more"]
