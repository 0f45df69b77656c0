"""Rows of desks, one for each form, as versions before the states wrote them: they are read, and what is written now is
the same, so that those versions can read it.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.desk import Choosing, Desk, Filling, Previewing, State, Writing
from bot.domain.desk_answers import (
    ANSWERS,
    Answers,
    BodyAsked,
    EndedTask,
    GivenTask,
    InWords,
    Levels,
    LookedAgain,
    NewClass,
    NewLead,
    NewQuestion,
    NewReply,
    NewTask,
    NothingAsked,
    OtherCase,
    PartedCase,
    ProposedClosing,
    SecondAnswer,
    SteppedBack,
    TakenQuestion,
    TalkRecord,
    TalkTime,
    UnknownAnswers,
)
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.urgency import Urgency
from storage.people.desk_rows import dump_desk, load_desk

AT = 1_772_416_800_000_000
MOMENT = datetime(2026, 3, 2, 2, tzinfo=UTC)
PSB = AgencyKey("PSB")
DUE, DUE_AT = "2026-03-05T02:00:00+00:00", datetime(2026, 3, 5, 2, tzinfo=UTC)
SCALES = {"hazard": "1", "seriousness": "0", "credibility": "3"}
Row = tuple[str, dict[str, Any], State, Answers]
ROWS: list[Row] = [
    ("act", {"step": "act_write"}, Writing("write"), InWords()),
    ("note", {"step": "note_write"}, Writing("write"), InWords()),
    ("finish", {"step": "finish_write"}, Writing("write"), InWords()),
    ("reveal", {"step": "reveal_write"}, Writing("write"), InWords()),
    ("reopen", {"step": "reopen_preview", "words": "He is back"}, Previewing(), InWords("He is back")),
    ("reopen", {"step": "reopen_why"}, Writing("why"), InWords()),
    ("assess", {"step": "assess"}, Filling(), Levels()),
    ("assess", {"step": "assess", "hazard": 0, "note": "n"}, Filling(), Levels(hazard=0, note="n")),
    (
        "assess",
        {"step": "assess", "hazard": 1, "seriousness": 2, "credibility": 3},
        Filling(),
        Levels(hazard=1, seriousness=2, credibility=3),
    ),
    ("reply", {"step": "reply_to"}, Choosing("to"), NewReply()),
    ("reply", {"step": "reply_which", "to": "12"}, Choosing("which"), NewReply(to=CaseNumber(12))),
    ("reply", {"step": "reply_write", "text_key": ""}, Writing("write"), NewReply(text_key="")),
    (
        "reply",
        {"step": "reply_preview", "text_key": "canned-thank_you"},
        Previewing(),
        NewReply(text_key="canned-thank_you"),
    ),
    (
        "reply",
        {"step": "reply_preview", "text_key": "", "words": "We come"},
        Previewing(),
        NewReply(text_key="", words="We come"),
    ),
    ("ask", {"step": "ask_report"}, Choosing("report"), NewQuestion()),
    ("ask", {"step": "ask_template", "report": "2"}, Choosing("template"), NewQuestion(report=2)),
    ("ask", {"step": "ask_write", "template": "own"}, Writing("write"), NewQuestion(template="own")),
    (
        "ask",
        {"step": "ask_preview", "template": "own", "words": "Who?"},
        Previewing(),
        NewQuestion(template="own", words="Who?"),
    ),
    ("unask", {"step": "unask_which", "page": 2}, Choosing("which", 2), TakenQuestion()),
    ("unask", {"step": "unask_preview", "which": "3"}, Previewing(), TakenQuestion(3)),
    ("close", {"step": "close_outcome"}, Choosing("outcome"), ProposedClosing()),
    (
        "close",
        {"step": "close_again", "outcome": "legal_aid", "safe": "plan"},
        Choosing("again"),
        ProposedClosing("legal_aid", "plan"),
    ),
    (
        "close",
        {"step": "close_receipt", "outcome": "referred_out", "safe": "no", "later": "never", "body": "PSB"},
        Writing("receipt"),
        ProposedClosing("referred_out", "no", later="never", body=PSB),
    ),
    (
        "close",
        {
            "step": "close_preview",
            "outcome": "referred_out",
            "safe": "plan",
            "again": "30",
            "receipt": "Ms Ba",
            "words": "They moved",
        },
        Previewing(),
        ProposedClosing("referred_out", "plan", again=30, receipt="Ms Ba", words="They moved"),
    ),
    ("look", {"step": "look_write", "safe": "no"}, Writing("write"), LookedAgain("no")),
    ("recuse", {"step": "recuse_who"}, Choosing("who"), SteppedBack()),
    ("recuse", {"step": "recuse_write", "who": "body"}, Writing("write"), SteppedBack("body")),
    ("transfer", {"step": "transfer_why", "body": "PSB"}, Writing("why"), BodyAsked(PSB)),
    ("bringin", {"step": "bringin_preview", "body": "PSB", "words": "w"}, Previewing(), BodyAsked(PSB, "w")),
    ("lead", {"step": "lead_preview", "body": "PSB"}, Previewing(), NewLead(PSB)),
    ("raise", {"step": "raise_why", "to": "P1"}, Writing("why"), NewClass(Urgency.P1)),
    ("lower", {"step": "lower_preview", "to": "P4", "words": "w"}, Previewing(), NewClass(Urgency.P4, "w")),
    ("agree", {"step": "agree_answer"}, Choosing("answer"), SecondAnswer()),
    ("talk", {"step": "talk_preview", "when": "24"}, Previewing(), TalkTime(24)),
    ("record", {"step": "record_seriousness", "hazard": "1"}, Choosing("seriousness"), TalkRecord(hazard=1)),
    ("record", {"step": "record_preview", **SCALES, "words": "w"}, Previewing(), TalkRecord(1, 0, 3, "w")),
    ("merge", {"step": "merge_other"}, Choosing("other"), OtherCase()),
    ("merge", {"step": "merge_why", "other": "12"}, Choosing("why"), OtherCase(CaseNumber(12))),
    (
        "merge",
        {"step": "merge_preview", "other": "12", "why": "same_child"},
        Previewing(),
        OtherCase(CaseNumber(12), "same_child"),
    ),
    ("unmerge", {"step": "unmerge_preview", "which": "12"}, Previewing(), PartedCase(CaseNumber(12))),
    ("handover", {"step": "handover_preview"}, Previewing(), NothingAsked()),
    ("task", {"step": "task_what"}, Choosing("what"), NewTask()),
    ("task", {"step": "task_other", "what": "more"}, Choosing("other"), NewTask("more")),
    (
        "task",
        {"step": "task_who", "what": "own", "words": "Call her", "who": "me", "due": DUE, "preview": "who"},
        Choosing("who"),
        NewTask("own", "Call her", "me", DUE_AT, "who"),
    ),
    (
        "task",
        {"step": "task_preview", "what": "counselling", "who": "PSB", "due": DUE},
        Previewing(),
        NewTask("counselling", who="PSB", due=DUE_AT),
    ),
    ("taskdone", {"step": "taskdone_write", "item": 2}, Writing("write"), EndedTask(2)),
    ("taskdecline", {"step": "taskdecline_write", "item": 2}, Writing("write"), EndedTask(2)),
    ("taskgive", {"step": "taskgive_to", "item": 2}, Choosing("to"), GivenTask(2)),
]


def row(doing: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"doing": doing, "case": "c", "values": {"number": 7, **values}, "changed_at": AT}


def read(doing: str, values: dict[str, Any]) -> Desk:
    return load_desk(row(doing, values))


def test_there_is_a_row_of_every_form() -> None:
    assert {doing for doing, *_ in ROWS} == set(ANSWERS)


def test_each_row_is_read_into_its_state_and_written_as_it_was() -> None:
    for doing, values, state, answers in ROWS:
        desk = read(doing, values)
        assert desk == Desk(doing, CaseId("c"), CaseNumber(7), state, answers, MOMENT), values
        assert json.loads(dump_desk(desk)) == row(doing, values), values


def test_words_that_wait_for_a_code_are_no_answer() -> None:
    values = {"step": "transfer_why", "body": "PSB", "kept": "They know him"}
    desk = read("transfer", values)
    assert (desk.waiting_words, desk.answers) == ("They know him", BodyAsked(PSB))
    assert json.loads(dump_desk(desk)) == row("transfer", values)


@pytest.mark.parametrize(
    ("doing", "values", "answers"),
    [
        ("assess", {"step": "assess", "hazard": 1, "seriousness": None, "note": None}, Levels(hazard=1)),
        ("task", {"step": "task_date", "what": "own", "due": "date"}, NewTask("own")),
        ("reply", {"step": "reply_write", "text_key": "", "words": ""}, NewReply(text_key="")),
        ("close", {"step": "close_safe", "outcome": "legal_aid", "of_tomorrow": [1]}, ProposedClosing("legal_aid")),
    ],
)
def test_what_only_some_versions_wrote_is_read(doing: str, values: dict[str, Any], answers: Answers) -> None:
    assert read(doing, values).answers == answers


@pytest.mark.parametrize(
    ("doing", "values"),
    [("of_tomorrow", {"step": "of_tomorrow_why", "words": "w"}), ("raise", {"step": "raise_why", "to": "P9"})],
)
def test_a_row_that_cannot_be_read_stays_as_it_is(doing: str, values: dict[str, Any]) -> None:
    desk = read(doing, values)
    assert isinstance(desk.answers, UnknownAnswers)
    assert desk.is_filled_in
    assert json.loads(dump_desk(desk)) == row(doing, values)
