"""Every verb of the staff: the one table of their commands and buttons. How to add a row: docs/adapt/add-a-verb.md.

Beside every button stands a command, because Telegram forgets a press after 150 s of downtime and a message after 24 h.
"""

from telegram.ext import filters

from bot.domain.access.places import Place
from bot.usecases.access import roster
from bot.usecases.casework import desk
from bot.usecases.casework.assessment import assessing, changing_class, joint_talks
from bot.usecases.casework.bodies import bringing_in, handover, recusal, taking, transfers
from bot.usecases.casework.closing import closing, looking_again, reopening_by_hand
from bot.usecases.casework.correspondence import asking, replying, taking_back, unasking
from bot.usecases.casework.disclosure import files_on_reason, opening, reveal, sealed_files
from bot.usecases.casework.merging import merging, unmerging
from bot.usecases.casework.tasks import measures, notes, task_giving, task_steps
from bot.usecases.groups import agreeing, language
from bot.usecases.institutions import listing
from bot.usecases.institutions import reminding as institution_duty
from bot.usecases.oversight import audit, departures, drills, opening_second_factor, people, quarantine, reminding
from bot.usecases.oversight.case_lists import asked_again, lists, own_work, task_list, worklist
from bot.usecases.oversight.statistics import exporting, numbers, showing_boards
from bot.usecases.reporting import staff_intake
from bot.usecases.retention import closed_cases
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_case as c
from handlers.officer import buttons_roster as r
from handlers.officer import buttons_tasks as t
from handlers.officer import buttons_work as w
from handlers.officer import command_words as words
from handlers.officer.buttons_lists import CasesFrom
from handlers.officer.numbered import StaffCommand
from handlers.officer.verb import Verb, on_command, on_press, with_further_act
from handlers.reporter import buttons_identity as v
from handlers.supervisor import buttons as k
from handlers.supervisor import buttons_institutions as n
from handlers.supervisor import buttons_people as p
from handlers.supervisor.buttons_boards import BoardPage, BoardTheme
from handlers.telegram.handling.context import Handler

ROWS: tuple[Verb, ...] = (
    # The case: use case, command, button
    Verb(taking.acknowledge, "take", b.Take, toast="staff-acked-toast"),
    Verb(taking.ask_why, "notours", b.NotOurs),
    Verb(taking.decline, button=b.NotOursReason, toast="staff-declined-toast"),
    Verb(opening.open_story, "open", b.Open),
    Verb(assessing.begin, "assess", b.Assess),
    Verb(replying.begin, "reply", b.AnswerReporter),
    Verb(taking_back.take_back, "takeback", b.TakeAnswerBack),
    Verb(asking.begin, "ask", b.AskReporter),
    Verb(unasking.begin, "unask", b.TakeQuestionBack),
    Verb(measures.begin, "act", b.RecordMeasure),
    Verb(closing.begin, "close", b.Close),
    Verb(closing.approve, "approve", b.Approve),
    Verb(recusal.begin, "recuse", h.Recuse),
    Verb(reopening_by_hand.begin, "reopen"),
    Verb(merging.begin, "merge", b.Merge, words.two_cases),
    Verb(unmerging.begin, "unmerge", b.Unmerge),
    # Who leads, who helps
    Verb(transfers.begin, "transfer", h.HandOver),
    Verb(transfers.accept, "accept", h.AcceptLead, toast="staff-accepted-toast"),
    Verb(transfers.ask_why, "giveback", h.GiveBack),
    Verb(transfers.give_back, button=h.GiveBackReason, toast="staff-given-back-toast"),
    Verb(transfers.begin_decision, "lead"),
    Verb(bringing_in.begin, "bringin", h.BringIn),
    Verb(bringing_in.begin_end, "finish", c.EndPart),
    Verb(notes.begin, "note", b.WriteNote),
    # To the police's person on call
    Verb(handover.begin, "handover", h.ToDutyDesk),
    Verb(handover.open_handed, "handed", h.OpenHanded),
    # Tasks
    Verb(task_steps.task, "task", t.MakeTask, words.number_perhaps_item),
    Verb(task_steps.task, button=t.OpenTask),
    Verb(task_list.list_tasks, "tasks", t.TasksPage, words.which_tasks),
    Verb(task_steps.take, "tasktake", t.TakeTask, words.number_and_item, toast="staff-task-taken-toast"),
    Verb(task_steps.begin_done, "taskdone", t.DoneTask, words.number_and_item),
    Verb(task_steps.begin_decline, "taskdecline", t.DeclineTask, words.number_and_item),
    Verb(task_giving.begin_give, "taskgive", t.GiveTask, words.number_and_item),
    # After the end, and who reported
    Verb(looking_again.begin, "look"),
    Verb(reveal.reveal, "reveal", v.AskWhoReported),
    Verb(reveal.decide, button=v.RevealDecide),
    # Its class
    Verb(changing_class.begin_raise, "raise", b.RaiseClass),
    Verb(changing_class.begin_lower, "lower", b.LowerClass),
    Verb(changing_class.begin_answer, "agree", b.AnswerLower),
    # The joint talk
    Verb(joint_talks.begin, "talk", h.CallTalk),
    Verb(joint_talks.begin_record, "record", h.RecordTalk),
    # Its files
    Verb(sealed_files.seal_by_hand, "seal", b.SealFile),
    Verb(sealed_files.release, "release", b.Release),
    Verb(files_on_reason.show_files, "files", b.FilesFor, words.files),
    Verb(worklist.show_desk, "desk", w.ShowDesk, words.nothing),
    Verb(asked_again.show_question, button=w.ShowQuestion),
    Verb(own_work.list_mine, "mine", w.MinePage, words.nothing),
    Verb(own_work.list_of_bodies, button=w.BodyPage),
    # What lies on the desk
    Verb(desk.Tap(assessing.ASSESS), button=b.AssessValue),
    Verb(desk.Tap(replying.REPLY, replying.WHICH), button=b.ReplyCanned),
    Verb(desk.Tap(closing.CLOSE, closing.OUTCOME), button=b.CloseOutcome),
    Verb(desk.Tap(closing.CLOSE, closing.SAFE), button=b.CloseSafe),
    Verb(desk.Tap(recusal.RECUSE, recusal.WHO), button=h.RecuseWho),
    Verb(desk.AnyForm(desk.tap), button=b.DeskTap),
    Verb(desk.AnyForm(desk.finish), button=b.DeskDone),
    # Who is on call
    Verb(roster.show, "roster", words=words.nothing),
    Verb(roster.tap, button=r.RosterTap),
    Verb(roster.confirm_test_ring, button=r.RingHeard),
    # What was told to staff
    Verb(staff_intake.begin, "intake", words=words.nothing),
    # Lists and numbers
    Verb(lists.list_cases, "cases", b.CasesPage, words.filters_of_cases),
    Verb(lists.list_from, button=CasesFrom),
    Verb(lists.show_case, "case", c.ShowCase),
    Verb(lists.list_overdue, "overdue", words=words.nothing),
    Verb(lists.list_agencies, "agencies", words=words.nothing),
    Verb(numbers.show_stats, "stats", words=words.joined),
    Verb(showing_boards.show_board, "board", BoardPage, words.joined),
    Verb(showing_boards.change_theme, button=BoardTheme),
    Verb(exporting.export, "export", words=words.joined),
    # Institutions that must report
    Verb(listing.list_institutions, "institutions", n.InstitutionsPage, words.joined),
    Verb(listing.open_institution, button=n.OpenInstitution),
    Verb(institution_duty.invite_head, button=n.InviteHead),
    Verb(institution_duty.remind, button=n.RemindDuty),
    Verb(institution_duty.note_suggestion, button=n.NoteSuggestion),
    # Supervision
    Verb(reminding.remind, "remind", words=words.body_of_case),
    Verb(quarantine.quarantine, "quarantine", b.QuarantinedCase, words.quarantine),
    Verb(people.list_people, "people", w.PeoplePage, words.nothing),
    Verb(people.show_person, button=p.ShowPerson),
    Verb(people.ask, button=p.AskOfPerson),
    Verb(opening_second_factor.take_off, "newcode", p.TakeSecondFactorOff, words.one_word),
    Verb(audit.show_audit, "audit"),
    Verb(closed_cases.keep, "keep", k.Keep, words.keep),
    Verb(closed_cases.keep, button=k.KeepWhy),
    Verb(closed_cases.keep, button=k.KeepYears),
    Verb(closed_cases.ask_export, button=k.KeepExport),
    Verb(closed_cases.hold, "hold", k.HoldWhy, words.hold),
    Verb(closed_cases.ask_hold, button=c.AskHold),
    Verb(closed_cases.lift, button=k.LiftWhy),
    Verb(closed_cases.let_go, "erase", k.LetGo),
    Verb(departures.leave, "leaves", p.EndRights, words.one_word, of_person=True),
    Verb(departures.come_back, "returns", p.GiveRightsBack, words.one_word, of_person=True),
    Verb(drills.drill, "drill", k.Drill, words.words),
    # Groups
    Verb(agreeing.decide_on_group, "newgroup", k.DecideNewGroup, words.body_and_answer),
    Verb(language.set_language, "language", b.StaffLanguage, words.language),
)
VERBS = tuple(with_further_act(verb) for verb in ROWS)
"""Every verb of the staff. One that is a row of the table in bot/domain/access/ways.py has the button of that row."""
COMMANDS: dict[str, Handler] = {verb.command: on_command(verb) for verb in VERBS if verb.command}
PRESSES: dict[type[object], Handler] = {verb.button: on_press(verb) for verb in VERBS if verb.button is not None}


def _heard(verb: Verb) -> StaffCommand:
    """The handler of the command as it is written. A command for groups only leaves the word in private to others."""
    is_for_groups = Place.PRIVATE not in verb.run.places
    chats = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE if is_for_groups else filters.UpdateType.MESSAGE
    return StaffCommand(verb.command, COMMANDS[verb.command], filters=chats)


HANDLERS: list[StaffCommand] = [_heard(verb) for verb in VERBS if verb.command]
