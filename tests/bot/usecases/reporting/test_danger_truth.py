"""SG40: on every way through the danger lane no text claims what has not happened, and every promise is kept.

Each text that a person in danger can read stands in one of two lists here, written by hand: it claims nothing, or it
claims something that is compared with the rows of that moment. A new text belongs into one of them.
"""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.cases.danger import stub_at
from bot.domain.cases.flags import Flag
from bot.domain.errors import Refusal
from bot.domain.ids import CaseNumber
from bot.domain.profile import QuestionKind
from bot.usecases.reporting import additions, answering, hiding, intake, receipts, sending
from tests.support.officers import PSB, Officer, employ, officer
from tests.support.people import PROFILE
from tests.support.private_chat import Facts, Present, Read, Watched, open_watched

QUARTER = timedelta(minutes=15)


def nobody_knows(so: Facts) -> bool:
    return so.is_untold


def it_is_kept(so: Facts) -> bool:
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
    "passed-on": it_is_kept,
    "resume-urgent": it_is_kept,
    "received": it_is_kept,
    "hidden-sent": it_is_kept,
    "already-sent": it_is_kept,
    "tell-danger_sent": it_is_kept,
    "status-line": it_is_kept,
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
    "added-kept": it_is_kept,
    "added": more_is_told,
    "added-stop": more_is_told,
}
"""Text -> what must be so when it is read; the endings for children and 14-17 mean the same."""
SILENT = re.compile(
    r"(q|o|ask|button|heading|harm|area|number|progress|review|answer|help-card|help|pieces|aside|error|next-steps|info|canned"
    r"|tell-news|news-(answered|end)|tell-expired_soon|language)(-.*)?"
    r"|after-story|kept|not-kept-.*|list-join|hide-choice(-sent)?|hide-stays|hidden|stopped|begin-again-ask|resume(-hidden)?|ticked|add-ask"
    r"|addition-later|copy-.*|lane-thanks|received-(urgent|contact-.*|hide)|receipt-code|status-(head|none|dates|answer)"
    r"|about-.*|voice-notice|kind-.*|status-(answer_due|result_due|whom)|level-.*|identity-.*|files-.*"
)
"""Texts that claim nothing that could be untrue."""
PROMISES = ("lane-waits", "hide-choice-waits", "begin-again-waits")


def plain(key: str) -> str:
    return re.sub(r"-(child|teen|friend|peer)$", "", key)


def faults(read: Read) -> list[str]:
    key = plain(read.key)
    if key in CLAIMS:
        return [] if CLAIMS[key](read.so) else [f"{read.key} is not so"]
    return [] if SILENT.fullmatch(key) else [f"{read.key}: does it claim anything? Say so in this test"]


class Walk:
    """One way through the lane: acts by their names, with a number that decides among what is possible."""

    def __init__(self, district: Watched, rita: Present, amal: Officer) -> None:
        self.district, self.rita, self.amal = district, rita, amal

    async def act(self, name: str, pick: int) -> None:
        """One act of the person, of an officer, or of the clock."""
        with suppress(Refusal):
            await getattr(self, name)(pick)
        await self.district.deliver()

    async def answers(self, pick: int) -> None:
        draft = await self.rita.draft()
        question = None if draft is None else PROFILE.questionnaire.questions.get(draft.at)
        if question is None:
            await self.rita.start()
        elif question.kind is QuestionKind.MANY:
            await self.rita.tick(question.id, question.options[pick % len(question.options)])
        elif question.options:
            await self.rita.choose(question.id, question.options[pick % len(question.options)])
        else:
            await self.rita.say("Poplar Road 12")

    async def ticks(self, pick: int) -> None:
        draft = await self.rita.draft()
        question = None if draft is None else PROFILE.questionnaire.questions.get(draft.at)
        if question is not None and question.kind is QuestionKind.MANY:
            option = question.options[pick % len(question.options)]
            await answering.tick(self.rita.services, self.rita.visitor, question.id, option, self.rita.now)

    async def skips(self, _: int) -> None:
        draft = await self.rita.draft()
        if draft is not None and draft.at:
            await self.rita.skip(draft.at)

    async def goes_back(self, _: int) -> None:
        draft = await self.rita.draft()
        await answering.go_back(self.rita.services, self.rita.visitor, draft.at if draft else "", self.rita.now)

    async def says(self, _: int) -> None:
        await self.rita.say("He has a knife.")

    async def sends_a_file(self, _: int) -> None:
        await self.rita.file()

    async def changes_danger(self, pick: int) -> None:
        await intake.change(self.rita.services, self.rita.visitor, "danger", self.rita.now)
        await self.rita.choose("danger", ("no", "unknown", "maybe_today", "yes_now")[pick % 4])

    async def helps(self, _: int) -> None:
        await hiding.show_help(self.rita.services, self.rita.visitor)

    async def hides(self, _: int) -> None:
        await self.rita.hide()

    async def keeps(self, _: int) -> None:
        draft = await self.rita.draft()
        if draft is not None and draft.screen == "hide":
            await self.rita.hide(erase=False)

    async def erases(self, _: int) -> None:
        draft = await self.rita.draft()
        if draft is not None and draft.screen == "hide":
            await self.rita.hide(erase=True)

    async def reads_what_stays(self, _: int) -> None:
        await hiding.what_stays(self.rita.services, self.rita.visitor)

    async def stops(self, _: int) -> None:
        await self.rita.stop()

    async def starts(self, _: int) -> None:
        await self.rita.start()

    async def goes_on(self, _: int) -> None:
        await intake.resume(self.rita.services, self.rita.visitor, self.rita.now)

    async def begins_again(self, pick: int) -> None:
        await intake.ask_begin_again(self.rita.services, self.rita.visitor, self.rita.now)
        self.district.time.move(seconds=pick % 200)
        await self.district.tick()
        await self.district.deliver()
        if pick % 2:
            await intake.begin_again(self.rita.services, self.rita.visitor, self.rita.now)

    async def allows(self, pick: int) -> None:
        await self.rita.allows(is_allowed=pick % 3 > 0)

    async def changes_language(self, pick: int) -> None:
        await intake.set_language(self.rita.services, self.rita.visitor, ("en", "zh-Hans")[pick % 2], self.rita.now)

    async def looks(self, _: int) -> None:
        await additions.show_status(self.rita.services, self.rita.visitor)

    async def wants_words(self, _: int) -> None:
        await receipts.show_words(self.rita.services, self.rita.visitor, self.rita.now)

    async def adds(self, _: int) -> None:
        await additions.begin_addition(self.rita.services, self.rita.visitor, CaseNumber(1), self.rita.now)

    async def is_done_adding(self, _: int) -> None:
        await additions.end_addition(self.rita.services, self.rita.visitor, self.rita.now)

    async def reviews(self, _: int) -> None:
        await intake.review(self.rita.services, self.rita.visitor, self.rita.now)

    async def sends(self, _: int) -> None:
        await sending.send(self.rita.services, self.rita.visitor, self.rita.now)

    async def waits(self, pick: int) -> None:
        self.district.time.move(seconds=pick % 1200)
        await self.district.tick()

    async def waits_a_little(self, pick: int) -> None:
        self.district.time.move(seconds=pick % 50)
        await self.district.tick()

    async def meets_a_slow_line(self, pick: int) -> None:
        self.district.is_slow = pick % 2 == 0

    async def meets_groups_that_are_away(self, pick: int) -> None:
        self.district.are_groups_away = pick % 2 == 0

    async def is_taken(self, _: int) -> None:
        await self.amal.takes()

    async def is_written_to(self, _: int) -> None:
        await self.amal.answers("looking_into_it")


ACTS = tuple(name for name in vars(Walk) if not name.startswith("_") and name != "act")


async def way(folder: Path, start: str, danger: str, acts: list[tuple[str, int]]) -> None:
    """Somebody in danger does these things, then nothing more."""
    district = await open_watched(folder)
    rita, amal = Present(district), officer(district, 21, PSB)
    await employ(district, amal)
    walk = Walk(district, rita, amal)
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
    """Where something waits to go out, the newest promise that was read is kept: a body is alerted by that minute."""
    draft = await rita.draft()
    if draft is None or stub_at(PROFILE.policy, draft) is None:
        return
    promise = next(read for read in reversed(district.read) if plain(read.key) in PROMISES and read.given)
    until = promise.given["until"]
    assert isinstance(until, datetime)
    district.time.at = max(until, district.time.at)
    await district.tick()
    assert (await district.facts()).cards_in_groups > 0, until


PICKED = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1199)), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@example(start="child_self", danger="yes_now", acts=[("hides", 0), ("waits", 180), ("erases", 0), ("looks", 0)])
@example(start="adult", danger="yes_now", acts=[("meets_a_slow_line", 0), ("skips", 0), ("waits", 300), ("says", 0)])
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


STOPS: dict[str, Callable[[Walk], Awaitable[None]]] = {
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


@pytest.mark.parametrize("stop", sorted(STOPS))
@pytest.mark.parametrize("start", sorted(STEPS))
async def test_whoever_stops_at_any_question_in_any_way_is_heard_in_time(tmp_path: Path, start: str, stop: str) -> None:
    """After every question of every path, and after every act with which one may stop."""
    for after in range(len(STEPS[start])):
        folder = tmp_path / str(after)
        folder.mkdir()
        await stops(folder, start, STOPS[stop], after)


async def stops(folder: Path, start: str, stop: Callable[[Walk], Awaitable[None]], after: int) -> None:
    district = await open_watched(folder)
    rita = Present(district)
    walk = Walk(district, rita, officer(district, 21, PSB))
    try:
        await rita.start()
        await rita.choose("start", start)
        await rita.choose("danger", "yes_now")
        for _ in range(after):
            district.time.move(seconds=20)
            await walk.act("skips" if await is_free(rita) else "answers", 0)
        await stop(walk)
        await district.deliver()
        await stands_by_its_word(district, rita)
        assert (await district.facts()).cards_in_groups > 0
        assert [fault for read in district.read for fault in faults(read)] == []
    finally:
        await district.database.close()


async def is_free(rita: Present) -> bool:
    """Whether the question on screen may be skipped."""
    draft = await rita.draft()
    question = PROFILE.questionnaire.questions.get(draft.at) if draft is not None else None
    return question is not None and not question.required
