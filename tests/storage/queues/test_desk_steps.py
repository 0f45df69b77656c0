"""Messages that show one state of a form: the rows of versions before the states are read, and what is written now is
the same.
"""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.desk import Choosing, Previewing, Writing
from bot.domain.desk_answers import BodyAsked, GivenTask, NewReply, ProposedClosing, TalkRecord, UnknownAnswers
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content, NotReadable
from bot.domain.notices.officer.desk_steps import ClosePreview, DeskChoice, DeskPreview, DeskWords, ReplyPreview
from bot.domain.notices.officer.questions import UnaskShown
from bot.domain.notices.officer.tasks import TaskForm
from storage.database.notice_rows import dump_content, load_content

SEVEN, PSB = CaseNumber(7), AgencyKey("PSB")
NO_OPTIONS: dict[str, Any] = {"options": [], "texts": "", "back": 0, "more": 0}
ROWS: list[tuple[str, dict[str, Any], Content]] = [
    (
        "desk_prompt",
        {"step": "taskgive_to", "options": ["me"], "texts": "t-", "chosen": {"item": "2"}, "back": 1, "more": 3},
        DeskChoice(
            number=SEVEN,
            form="taskgive",
            question="to",
            answers=GivenTask(2),
            options=("me",),
            texts="t-",
            back=1,
            more=3,
        ),
    ),
    (
        "desk_prompt",
        {"step": "close_safe", "outcome": "legal_aid", "chosen": {}, "options": ["yes"], "texts": ""},
        DeskChoice(number=SEVEN, form="close", question="safe", answers=ProposedClosing("legal_aid"), options=("yes",)),
    ),
    (
        "desk_prompt",
        {"step": "record_write", "chosen": {"hazard": "1", "seriousness": "0", "credibility": "3"}},
        DeskWords(number=SEVEN, form="record", question="write", answers=TalkRecord(1, 0, 3)),
    ),
    (
        "desk_prompt",
        {"step": "transfer_preview", "words": "w", "chosen": {"body": "PSB"}, "lasts": 7200.0},
        DeskPreview(number=SEVEN, form="transfer", answers=BodyAsked(PSB, "w"), lasts=timedelta(hours=2)),
    ),
    (
        "desk_prompt",
        {"step": "reply_preview", "text_key": "", "words": "We come", "chosen": {"to": "12"}},
        ReplyPreview(number=SEVEN, answers=NewReply(CaseNumber(12), "", "We come")),
    ),
    (
        "desk_prompt",
        {
            "step": "close_preview",
            "outcome": "referred_out",
            "safe": "no",
            "words": "They moved",
            "chosen": {"later": "30", "body": "PSB", "receipt": "Ms Ba"},
        },
        ClosePreview(
            number=SEVEN,
            answers=ProposedClosing("referred_out", "no", later="30", body=PSB, receipt="Ms Ba", words="They moved"),
        ),
    ),
    ("task_form", {"step": "date"}, TaskForm(number=SEVEN, state=Writing("date"))),
    ("task_form", {"step": "who"}, TaskForm(number=SEVEN, state=Choosing("who"))),
    ("unask_prompt", {"step": "preview", "chosen": 2}, UnaskShown(number=SEVEN, state=Previewing(), chosen=2)),
]
NAMES = [str(one[1]["step"]) for one in ROWS]


@pytest.mark.parametrize(("kind", "facts", "content"), ROWS, ids=NAMES)
def test_a_row_is_read_into_its_state(kind: str, facts: dict[str, Any], content: Content) -> None:
    assert load_content(kind, {"number": 7, **facts}) == content
    assert load_content(kind, {"number": 7, **facts, "of_tomorrow": [1]}) == content


@pytest.mark.parametrize(("kind", "facts", "content"), ROWS, ids=NAMES)
def test_what_is_written_can_be_read_by_earlier_versions(kind: str, facts: dict[str, Any], content: Content) -> None:
    written = dump_content(content)
    assert kind == content.KIND
    assert written.items() >= {"number": 7, **facts}.items()
    assert "state" not in written
    assert load_content(kind, written) == content


def test_a_row_of_a_form_of_tomorrow_is_shown_with_what_it_contains() -> None:
    found = load_content("desk_prompt", {"number": 7, "step": "visit_day", "chosen": {"room": "4"}})
    assert found == DeskChoice(number=SEVEN, form="visit", question="day", answers=UnknownAnswers({"room": "4"}))


@pytest.mark.parametrize(
    "facts",
    [{"number": 7}, {"step": "close_safe"}, {"number": 7, "step": "reply_preview", "chosen": {"to": "x"}}],
    ids=["no step", "no number", "no answer"],
)
def test_a_row_that_cannot_be_read_is_no_notice(facts: dict[str, Any]) -> None:
    assert isinstance(load_content("desk_prompt", facts), NotReadable)
