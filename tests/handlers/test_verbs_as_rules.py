"""Every verb of the staff is a rule of the machines that run random lives of a case, or is listed with the reason why
not."""

from handlers.staff_verbs import VERBS
from tests.support.casework.any_merging import ACTS, AnyMerging
from tests.support.domain.two_cases import TwoCases

AS_RULES = {
    "take": "acknowledge", "notours": "not_ours", "reply": "answer", "takeback": "take_answer_back",
    "unask": "end_question", "close": "propose_close", "approve": "approve_close",
    "recuse": "step_back recuse_body", "reopen": "reopen_by_hand", "unmerge": "part",
    "transfer": "propose propose_for_a_reason", "giveback": "give_back", "lead": "decide",
    "bringin": "bring_in", "finish": "finish_part", "handover": "hand_over", "handed": "open_handed",
    "task": "assign", "tasktake": "take_task", "taskdone": "end_task", "taskdecline": "end_task",
    "taskgive": "give_task", "look": "look_again", "raise": "raise_class", "lower": "propose_lower",
    "agree": "answer_lower", "talk": "call_talk", "record": "record_talk", "seal": "seal_a_file",
    "leaves": "step_back",
}  # fmt: skip
"""By command: rules of `TwoCases` that are not called like it. For `leaves`, what it does to a case: it is handed
on."""
SHOWS = "it shows, and changes no case"
BESIDE = "it is kept beside the case, which stays as it is"
LINE = "it is about the line, not about a case"
NO_RULES = {
    "open": SHOWS, "files": SHOWS, "case": SHOWS, "cases": SHOWS, "tasks": SHOWS, "desk": SHOWS, "mine": SHOWS,
    "overdue": SHOWS, "agencies": SHOWS, "stats": SHOWS, "board": SHOWS, "export": SHOWS, "audit": SHOWS,
    "institutions": SHOWS, "people": SHOWS,
    "note": BESIDE, "reveal": BESIDE, "release": BESIDE, "keep": BESIDE, "erase": BESIDE, "remind": BESIDE,
    "roster": LINE, "newcode": LINE, "returns": LINE, "drill": LINE, "newgroup": LINE, "language": LINE,
    "quarantine": "a report that waits is let through, or not: before there is anything to do in its case",
    "intake": "it makes a case: the third one of `AnyMerging`, whose caller is called back",
}  # fmt: skip
"""By command: why there is no rule for it."""
OF_A_REPORTER = ("tell_more", "reopen_by_reporter", "answers_arrive", "answer_the_other_reporter", "time_goes_by")
"""What reporters and clocks do."""


COMMANDS = frozenset(verb.command for verb in VERBS if verb.command)
RULES = frozenset(rule.function.__name__ for rule in TwoCases().rules)


def test_every_verb_is_in_the_state_machine_or_says_why_not() -> None:
    listed = {*AS_RULES, *NO_RULES, *(COMMANDS & RULES)}
    assert len(listed) == len(AS_RULES) + len(NO_RULES) + len(COMMANDS & RULES)
    assert listed == COMMANDS, "a new verb: a rule of its name in tests/support/domain, or here why there is none"


def test_every_rule_named_for_a_verb_exists() -> None:
    named = {rule for rules in AS_RULES.values() for rule in rules.split()}
    beside = {"take_the_other_in_hand", "take_over", "bring_to_an_end", "propose_in_vain", *OF_A_REPORTER}
    assert named <= RULES
    assert named | beside | (RULES & COMMANDS) == RULES


def test_a_caller_is_called_back_in_the_cases_of_the_real_database() -> None:
    assert "call" in ACTS
    assert all(callable(getattr(AnyMerging, act)) for act in ACTS)
