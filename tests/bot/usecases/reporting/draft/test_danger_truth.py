"""SG40: on every way through the danger path no text claims what has not happened, and every promise is kept.

Each text that a person in danger can read is in one of two lists here, written by hand: it claims nothing, or it claims
something that is compared with the rows of that moment.
"""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.cases.deadlines.danger import stub_at
from bot.domain.cases.flags import Flag
from tests.support.domain.examples import examples, some_for_each, turned
from tests.support.officers import PSB, employ, officer
from tests.support.people import PROFILE
from tests.support.reporting.danger_stops import stood
from tests.support.reporting.danger_walk import ACTS, DangerWalk
from tests.support.reporting.private_chat import Facts, Present, Read, Watched, open_watched

QUARTER = timedelta(minutes=15)


def nobody_knows(so: Facts) -> bool:
    return so.is_untold


def it_is_stored(so: Facts) -> bool:
    return so.case is not None


def an_alert_is_written(so: Facts) -> bool:
    return so.case is not None and so.cards_written > 0


def it_waits_for_a_look(so: Facts) -> bool:
    return so.case is not None and Flag.QUARANTINE in so.case.flags


def a_group_has_it(so: Facts) -> bool:
    return so.cards_in_groups > 0


def somebody_took_it(so: Facts) -> bool:
    return so.case is not None and so.case.acknowledged_at is not None


def nobody_has_it(so: Facts) -> bool:
    return so.case is not None and so.case.acknowledged_at is None


def nobody_took_it_in_time(so: Facts) -> bool:
    is_waiting = so.case is not None and so.case.acknowledged_at is None
    return is_waiting and so.case is not None and so.now >= so.case.received_at + QUARTER


def it_was_answered(so: Facts) -> bool:
    return so.case is not None and so.case.answered_at is not None


def more_is_told(so: Facts) -> bool:
    return so.told_more > 0


CLAIMS: dict[str, Callable[[Facts], bool]] = {
    "lane-waits": nobody_knows,
    "hide-choice-waits": nobody_knows,
    "begin-again-waits": nobody_knows,
    "status-begun": nobody_knows,
    "status-begun-goes": nobody_knows,
    "passed-on": it_is_stored,
    "resume-urgent": it_is_stored,
    "received": it_is_stored,
    "hidden-sent": it_is_stored,
    "already-sent": it_is_stored,
    "tell-danger_sent": it_is_stored,
    "status-line": it_is_stored,
    "status-step-untaken": nobody_has_it,
    "status-step-taken": somebody_took_it,
    "alert-on_its_way": an_alert_is_written,
    "alert-held": it_waits_for_a_look,
    "alert-told": a_group_has_it,
    "alert-taken": somebody_took_it,
    "news-acknowledged": somebody_took_it,
    "alert-late": nobody_took_it_in_time,
    "tell-left_alone": nobody_took_it_in_time,
    "wrote-back": more_is_told,
    "status-answered": it_was_answered,
    "added-kept": it_is_stored,
    "added": more_is_told,
    "added-stop": more_is_told,
}
"""By text: what must be true when it is read; the endings for children and 14-17 mean the same."""
SILENT = re.compile(
    r"(q|o|ask|button|heading|harm|area|number|progress|review|answer|help-card|help|pieces|aside|error|next-steps|info|canned"
    r"|tell-news|news-(answered|end)|tell-expired_soon|language)(-.*)?"
    r"|after-story|kept|not-kept-.*|list-join|hide-choice(-sent)?|hide-stays|hidden|stopped|begin-again-ask|resume(-hidden)?|ticked|add-ask"
    r"|addition-later|copy-.*|lane-thanks|received-(urgent|contact-.*|hide)|receipt-code|status-(head|none|dates|answer)"
    r"|about-.*|voice-notice|kind-.*|status-(answer_due|result_due|whom)|level-.*|identity-.*|files-.*"
)
"""Texts that claim nothing that could be untrue."""
PROMISES = ("lane-waits", "hide-choice-waits", "begin-again-waits", "status-begun-goes")


def plain(key: str) -> str:
    return re.sub(r"-(child|teen|friend|peer)$", "", key)


def faults(read: Read) -> list[str]:
    key = plain(read.key)
    if key in CLAIMS:
        return [] if CLAIMS[key](read.so) else [f"{read.key} is not so"]
    return [] if SILENT.fullmatch(key) else [f"{read.key}: does it claim anything? Say so in this test"]


async def way(folder: Path, start: str, danger: str, acts: list[tuple[str, int]]) -> None:
    """Somebody in danger does these things, then nothing more."""
    district = await open_watched(folder)
    rita, amal = Present(district), officer(district, 21, PSB)
    await employ(district, amal)
    walk = DangerWalk(district, rita, amal)
    try:
        await rita.start()
        await rita.choose("start", start)
        await rita.choose("danger", danger)
        for name, pick in acts:
            await walk.act(name, pick)
        district.is_slow = district.are_groups_away = False
        await district.deliver()
        assert [fault for read in district.read for fault in faults(read)] == []
        await stands_by_its_word(district, rita)
        assert [fault for read in district.read for fault in faults(read)] == []
    finally:
        await district.database.close()


async def stands_by_its_word(district: Watched, rita: Present) -> None:
    """Where something waits to be sent, the newest promise that was read is kept: a body is alerted by that minute."""
    draft = await rita.draft()
    if draft is None or stub_at(PROFILE.policy, draft) is None:
        return
    promise = next(read for read in reversed(district.read) if plain(read.key) in PROMISES and read.given)
    until = promise.given["at" if "status" in promise.key else "until"]
    assert isinstance(until, datetime)
    district.time.at = max(until, district.time.at)
    await district.tick()
    assert (await district.facts()).cards_in_groups > 0, until


PICKED = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1199)), max_size=14)


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@example(start="child_self", danger="yes_now", acts=[("hides", 0), ("waits", 180), ("erases", 0), ("looks", 0)])
@example(start="adult", danger="yes_now", acts=[("meets_a_slow_line", 0), ("skips", 0), ("waits", 300), ("says", 0)])
@example(start="adult", danger="yes_now", acts=[("waits", 60), ("sends_a_file", 0)])
@example(start="adult", danger="maybe_today", acts=[("starts", 0), ("begins_again", 199), ("answers", 0)])
@example(start="child_other", danger="yes_now", acts=[("allows", 1), ("waits", 1199), ("says", 0), ("is_taken", 0)])
@example(start="adult", danger="yes_now", acts=[("changes_danger", 0), ("waits", 900), ("changes_danger", 3)])
@example(start="adult", danger="yes_now", acts=[("begins_again", 304), ("starts", 0), ("waits_a_little", 43)])
@example(
    start="adult",
    danger="yes_now",
    acts=[("meets_groups_that_are_away", 0), ("skips", 0), ("answers", 2), ("waits", 90), ("starts", 0)],
)
@given(
    start=st.sampled_from(["adult", "child_self", "child_other"]),
    danger=st.sampled_from(["yes_now", "maybe_today"]),
    acts=PICKED,
)
def test_no_text_claims_what_has_not_happened_and_every_promise_is_kept(
    start: str, danger: str, acts: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(way(Path(folder), start, danger, acts))


STOPS: dict[str, Callable[[DangerWalk], Awaitable[None]]] = {
    "nothing": lambda walk: walk.helps(0),
    "hide": lambda walk: walk.hides(0),
    "stop": lambda walk: walk.stops(0),
    "language": lambda walk: walk.changes_language(1),
    "back": lambda walk: walk.goes_back(0),
    "words": lambda walk: walk.says(0),
    "file": lambda walk: walk.sends_a_file(0),
    "start": lambda walk: walk.starts(0),
    "allowed": lambda walk: walk.allows(1),
}
STEPS: dict[str, tuple[str, ...]] = {
    "adult": ("place_now", "harms", "who", "next_steps", "story", "age"),
    "child_self": ("place_now", "age_reporter", "harms", "next_steps", "story", "safe_now"),
    "child_other": ("place_now", "age_reporter", "harms", "next_steps", "story", "age"),
}


LEFT = [
    (start, stop, questions)
    for turn, start in enumerate(sorted(STEPS))
    for stop, questions in some_for_each(sorted(STOPS), turned(range(6), turn), 2).items()
]
"""On every path every act with which one may stop, after two of the six questions: after others with the next act, and
on the next path. A long run: after all."""


def test_every_act_with_which_one_may_stop_is_tried_after_every_question() -> None:
    assert {*map(len, STEPS.values())} == {6}
    assert {(stop, after) for _, stop, questions in LEFT for after in questions} == {*product(STOPS, range(6))}


@pytest.mark.parametrize(("start", "stop", "questions"), LEFT, ids=[f"{start}-{stop}" for start, stop, _ in LEFT])
async def test_a_danger_report_abandoned_at_any_question_is_sent_in_time(
    tmp_path: Path, start: str, stop: str, questions: list[int]
) -> None:
    for after in questions:
        await stops(await stood(start, after).walk(tmp_path / str(after)), STOPS[stop])


async def stops(walk: DangerWalk, stop: Callable[[DangerWalk], Awaitable[None]]) -> None:
    district = walk.district
    try:
        await stop(walk)
        await district.deliver()
        await stands_by_its_word(district, walk.rita)
        assert (await district.facts()).cards_in_groups > 0
        assert [fault for read in district.read for fault in faults(read)] == []
    finally:
        await district.database.close()
