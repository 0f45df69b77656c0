"""Every way in which python-telegram-bot 22.8 was seen to lose or double something, and the test that holds it here.

python-telegram-bot is used as a typed client, a parser and a matcher of handlers; intake, queues, conversations, timers
and sending are our own. The ids are those by which the project's issues name the losses.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
CUT = "crash/test_sample.py::test_nothing_is_lost_or_doubled_wherever_the_bot_dies"
BY_WEBHOOK = "crash/test_sample.py::test_two_cases_become_one_and_two_again_wherever_the_bot_dies"
BOOT = "end_to_end/test_app.py::test_a_telegram_that_is_away_at_boot_is_waited_for"
THROWN = "bot/loops/test_inbox.py::test_an_update_is_tried_again_whatever_its_handler_raises"

TESTS_OF_LOSSES = {
    "L1 polling confirms before processing": (
        "handlers/telegram/receiving/test_receive.py::test_the_offset_moves_only_after_the_commit",
        "end_to_end/outages/test_crash.py::test_after_repeated_kills_every_message_of_many_people_is_stored",
    ),
    "L2 the webhook answers before processing": (
        "handlers/telegram/receiving/test_receive.py::test_simultaneous_updates_are_each_confirmed_after_their_commit",
        BY_WEBHOOK,
    ),
    "L3 a drain that takes longer than whoever stops us waits": (
        "crash/test_restarts.py::test_a_burst_interrupted_by_two_sigterms_is_answered_once_each",
    ),
    "L4 a second SIGTERM during the drain": (
        "crash/test_restarts.py::test_a_burst_interrupted_by_two_sigterms_is_answered_once_each",
        "end_to_end/outages/test_crash.py::test_two_stop_signals_end_the_process_once_and_cleanly",
    ),
    "L5 CancelledError out of a handler ends the intake": (THROWN,),
    "L6 a processor that raises ends the intake": (THROWN,),
    "L7 one 401 or 404 ends polling for ever": (
        "end_to_end/test_app.py::test_no_answer_of_get_updates_ends_the_polling",
        "bot/loops/test_bad_chats.py::test_after_an_outage_all_goes_out_at_once_and_in_order",
    ),
    "L8 one update that cannot be parsed blocks all": (
        "end_to_end/test_app.py::test_a_poisoned_update_is_parked_and_blocks_nobody",
        "end_to_end/test_app.py::test_a_request_body_that_is_no_update_is_accepted_and_parked",
    ),
    "L9 failed and unheard updates look like handled ones": (
        "bot/loops/test_inbox.py::test_a_row_left_open_is_a_failure_and_is_parked_and_told_in_the_end",
        "handlers/test_register.py::test_all_handlers_stand_in_one_group_with_the_catch_all_last",
    ),
    "L10 block=False gives an update back too early": (
        "crash/test_restarts.py::test_no_handler_runs_on_after_its_update_was_given_back",
    ),
    "D1 no update is recognised when it comes again": (
        "end_to_end/test_app.py::test_an_update_that_comes_twice_is_answered_once",
        "storage/queues/test_inbox.py::test_an_update_is_stored_once_however_often_it_comes",
    ),
    "O1 one chat's messages overtake each other": (
        "bot/loops/test_inbox.py::test_a_lane_is_handled_in_order_and_lanes_run_side_by_side",
    ),
    "C1 conversations live in memory for a minute": (
        "end_to_end/outages/test_crash.py::test_after_a_kill_a_conversation_goes_on_at_the_same_question",
    ),
    "C2 a failed write is never done again": (
        "crash/test_restarts.py::test_an_answer_whose_commit_failed_is_stored_in_the_end",
    ),
    "C3 each process has its own idea of a conversation": (
        "crash/test_restarts.py::test_two_processes_share_one_conversation",
    ),
    "C4 conversations neither end nor go on after a restart": (
        "crash/test_restarts.py::test_an_idle_conversation_ends_even_after_a_downtime",
        "crash/test_restarts.py::test_a_draft_at_a_removed_question_goes_on",
    ),
    "C5 conversations that ended come back": (
        "crash/test_restarts.py::test_a_conversation_that_ended_does_not_come_back",
    ),
    "J1 timers vanish at a restart": (
        "crash/test_restarts.py::test_deadlines_missed_during_a_downtime_are_marked_afterwards",
    ),
    "J2 a stall of a second swallows a timer": (
        "crash/test_restarts.py::test_deadlines_missed_during_a_downtime_are_marked_afterwards",
        "bot/loops/test_ticker.py::test_a_clock_moved_over_three_mornings_asks_for_one_digest",
    ),
    "J3 a forced end cancels what a timer was doing": (CUT,),
    "R1 the first 429 loses the message": (
        "handlers/telegram/sending/test_send_answers.py::test_429_with_a_time_moves_the_chat",
        "bot/loops/test_dispatcher.py::test_messages_refused_with_a_429_are_sent_again_in_order",
    ),
    "R2 a wait is ended early by another request": (
        "bot/loops/test_rate_limit_counted.py::test_a_429_pauses_its_chat_for_as_long_as_it_says",
    ),
    "R3 no limit for a private chat, and one 429 stops everybody": (
        "bot/loops/test_rate_limit_counted.py::test_a_private_chat_takes_a_small_burst_and_then_one_a_second",
        "bot/loops/test_rate_limit_counted.py::test_a_chat_that_waits_for_its_limit_does_not_delay_another",
    ),
    "B1 nothing starts while Telegram is down": (BOOT,),
    "B2 older buttons are forgotten": ("crash/test_restarts.py::test_a_button_from_an_earlier_process_still_works",),
    "F1 a file is read whole into memory": (
        "crash/test_restarts.py::test_a_file_is_streamed_and_never_whole_in_memory",
    ),
    "E1 an edited command runs again": ("crash/test_restarts.py::test_an_edited_command_does_not_run_again",),
    "P1 words and the token in logs": (
        "end_to_end/test_canary.py::test_no_secret_or_content_leaves_the_program",
        "end_to_end/outages/test_crash.py::test_nothing_a_person_wrote_and_no_secret_is_in_any_log",
    ),
}
NAMED = [*(f"L{n}" for n in range(1, 11)), "D1", "O1", *(f"C{n}" for n in range(1, 6)), "J1", "J2", "J3"]
NAMED += ["R1", "R2", "R3", "B1", "B2", "F1", "E1", "P1"]


def test_every_known_loss_has_a_test() -> None:
    assert [loss.partition(" ")[0] for loss in TESTS_OF_LOSSES] == NAMED


@pytest.mark.parametrize("loss", TESTS_OF_LOSSES, ids=lambda loss: str(loss).partition(" ")[0])
def test_the_tests_named_for_losses_exist(loss: str) -> None:
    for test in TESTS_OF_LOSSES[loss]:
        place, _, name = test.partition("::")
        assert name in names_in(TESTS / place), test


def names_in(path: Path) -> set[str]:
    """Names of the tests of a file."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, functions)}
