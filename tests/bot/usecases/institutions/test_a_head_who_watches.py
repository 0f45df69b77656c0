"""The head of an accused school, and people of the body above, look at every number each day; none of it ever moves.

Each test looks before somebody of the school reports, and for more than a year after: at what the head can ask for and
is sent, at the lists of the body above, and at its boards.
"""

import pytest

from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.supervisor.institutions import DutyLetter
from bot.usecases.institutions import reminding
from bot.usecases.reporting.slips import slips, verifying
from tests.support.acting import asking
from tests.support.casework.merging import merges, supervisor_of
from tests.support.officers import PROC, officer
from tests.support.oversight.head_who_watches import DAYS, Watcher, is_barred, somebody_watches
from tests.support.oversight.institutions import HEAD, staff_reports, staff_tells
from tests.support.people import District, Someone, answer_until
from tests.support.reporting.slips import shown


@pytest.fixture
async def watcher(district: District, rita: Someone) -> Watcher:
    """Rita has been linked to the school for a while."""
    return await somebody_watches(district, rita)


def to_head(sent: list[Notice]) -> list[Notice]:
    return [one for one in sent if isinstance(one.to, ToChat) and one.to.chat == HEAD]


async def takes_a_slip(rita: Someone) -> list[Notice]:
    """And verifies it, and hides the chat."""
    assert await slips.make(rita.request, CaseNumber(1)) == ""
    sent = await rita.district.deliver()
    await verifying.verify_text(rita.request, "SLIP-1")
    return [*sent, *await rita.district.deliver(), *await rita.hide()]


@pytest.mark.parametrize("harms", ["school_staff_abuse", "failure_to_report"])
async def test_a_report_about_the_institutions_own_people_changes_nothing_its_head_sees(
    watcher: Watcher, rita: Someone, harms: str
) -> None:
    before = await watcher.all()
    await staff_reports(rita, harms)
    assert to_head([*await rita.district.deliver(), *await takes_a_slip(rita)]) == []
    await watcher.sees_the_same(before)


@pytest.mark.parametrize("link", ["school_staff", "official", "police", "employer"])
async def test_a_report_that_names_a_colleague_changes_nothing_the_head_sees(
    watcher: Watcher, rita: Someone, link: str
) -> None:
    before = await watcher.all()
    await rita.start()
    await rita.choose("start", "adult")
    await staff_tells(rita)
    await answer_until(rita, "link")
    await rita.choose("link", link)
    await answer_until(rita, "contact")
    await rita.choose("contact", "yes")
    await rita.check()
    assert to_head([*await rita.send(), *await takes_a_slip(rita)]) == []
    await watcher.sees_the_same(before)


async def test_an_outsiders_report_about_its_people_changes_nothing_the_head_sees(watcher: Watcher) -> None:
    before = await watcher.all()
    neighbour = Someone(watcher.district, 101)
    await neighbour.is_reporting(harms="school_staff_abuse")
    await neighbour.say("At the No. 1 Primary School a teacher hits them.")
    await neighbour.check()
    assert to_head(await neighbour.send()) == []
    await watcher.sees_the_same(before)


async def test_a_report_naming_somebody_in_free_words_shows_the_head_nothing(watcher: Watcher, rita: Someone) -> None:
    """The line cannot know whom the words mean: so no report at all shows to the head, until its sender hands the slip
    over."""
    before = await watcher.own()
    await staff_reports(rita)
    assert to_head([*await rita.district.deliver(), *await takes_a_slip(rita)]) == []
    for days in DAYS:
        watcher.district.time.move(days=days)
        assert await watcher.own() == before


@pytest.mark.parametrize("harms", ["", "bullying", "school_staff_abuse"])
async def test_the_reminder_of_duty_says_the_same_whether_somebody_reported_or_not(
    watcher: Watcher, rita: Someone, harms: str
) -> None:
    pia = officer(watcher.district, 30, PROC)
    if harms:
        await staff_reports(rita, harms)
        await watcher.district.deliver()
    watcher.district.time.move(days=40)
    await reminding.remind(await asking(*pia.me), "EDU-001")
    [letter] = to_head(await watcher.district.deliver())
    assert letter.content == DutyLetter(code="EDU-001")
    assert "EDU-001" not in (await shown(watcher.district, letter)).text


# --- A body is barred from the case when it is there already ---


async def test_a_body_that_is_barred_within_the_month_never_sees_that_somebody_reported(
    watcher: Watcher, rita: Someone
) -> None:
    before = await watcher.all()
    await staff_reports(rita)
    await is_barred(watcher.district, watcher.hana)
    await watcher.sees_the_same(before)


async def test_a_body_that_is_barred_later_sees_no_list_change_at_that_moment(watcher: Watcher, rita: Someone) -> None:
    """The report was shown when its month was over. Removing it now would say: there is one, and you are named."""
    silent = await watcher.all()
    await staff_reports(rita)
    watcher.district.time.move(days=31)
    shown_since = await watcher.all()
    assert shown_since != silent
    await is_barred(watcher.district, watcher.hana)
    await watcher.sees_the_same(shown_since, days=(0, 1, 27, 28, 200, 330))
    watcher.district.time.move(days=370)
    assert "Reported in the last 12 full months: no" in str(await watcher.above())


async def test_a_report_merged_into_a_case_shares_its_conflict(watcher: Watcher, rita: Someone) -> None:
    """The merged case, in which nobody works any more, bars nobody."""
    before = await watcher.all()
    omar = Someone(watcher.district, 101)
    await omar.is_reporting()
    await omar.say("She comes home with torn books.")
    await omar.check()
    await omar.send()
    watcher.district.time.move(hours=1)
    await staff_reports(rita)
    await merges(await supervisor_of(watcher.district))
    await is_barred(watcher.district, watcher.hana)
    await watcher.sees_the_same(before)


# --- A conversation that goes on when its month is over ---

LAST_MINUTES = {"days": 29, "hours": 13, "minutes": 50}
"""From the morning of 2 March to ten minutes before April, in the district's time."""


@pytest.mark.parametrize(("first", "then"), [("bullying", "school_staff_abuse"), ("school_staff_abuse", "bullying")])
async def test_an_addition_after_its_month_is_over_changes_no_list(
    watcher: Watcher, rita: Someone, first: str, then: str
) -> None:
    watcher.district.time.move(**LAST_MINUTES)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", first)
    watcher.district.time.move(minutes=20)
    before = await watcher.all()
    await rita.change("harms", then)
    await rita.say("They wait for him after school.")
    assert await watcher.all() == before
    watcher.district.time.move(days=40)
    assert await watcher.all() == before
