"""Every command and every button, and the rights that it needs; written by hand, here or in tests/policy/rights.csv."""

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.access.roles import Action, Role
from bot.domain.ids import AgencyKey
from bot.usecases.access.second_factor import name_of
from handlers import staff_verbs
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_case as c
from handlers.officer import buttons_roster as ro
from handlers.officer import buttons_tasks as t
from handlers.officer import buttons_work as w
from handlers.officer.buttons_lists import CasesFrom
from handlers.reporter import buttons as i
from handlers.reporter import buttons_identity as v
from handlers.reporter import buttons_institution as o
from handlers.reporter.buttons_slips import AskSlip
from handlers.supervisor import buttons as k
from handlers.supervisor import buttons_institutions as n
from handlers.supervisor import buttons_people as p
from handlers.supervisor.buttons_boards import BoardPage, BoardTheme
from tests.policy.rights import ROWS, allowed
from tests.support.running.bot_with_roles import LOCKED, PSB, ROLES

A = Action
ASSESSED = {"step": "assess", "hazard": 1, "seriousness": 1, "credibility": 2}


@dataclass(frozen=True)
class Ask:
    """One command or press, what the table of rights must allow for it, and what lies on the desk before it."""

    what: str | object
    line: tuple[Action, ...] = ()
    """Rights for the line as a whole."""
    case: tuple[Action, ...] = ()
    """Rights for the case."""
    desk: tuple[str, dict[str, Any]] | None = None
    group: AgencyKey | None = None
    public: bool = False
    """In a person's own conversation: nothing about a case but the own report."""


def public(*whats: str | object) -> list[Ask]:
    return [Ask(what, public=True) for what in whats]


COMMANDS: dict[str, list[Ask]] = {
    **{
        name: public(f"/{name}")
        for name in (
            *("start", "help", "hide", "stop", "status", "follow", "language", "info", "privacy", "verify"),
            *("duty", "institution"),
        )
    },
    "take": [Ask("/take 1", case=(A.ACKNOWLEDGE,))],
    "open": [Ask("/open 1", case=(A.STORY,))],
    "notours": [Ask("/notours 1", case=(A.DECLINE,))],
    "takeback": [Ask("/takeback 1", case=(A.TAKE_BACK,))],
    "ask": [Ask("/ask 1", case=(A.QUESTION,))],
    "unask": [Ask("/unask 1", case=(A.QUESTION,))],
    "intake": [Ask("/intake", (A.INTAKE,))],
    "roster": [Ask("/roster", (A.ROSTER,))],
    "cases": [Ask("/cases", (A.LIST,))],
    "case": [Ask("/case 1", (A.STATE,), (A.SUMMARY,))],
    "overdue": [Ask("/overdue", (A.OVERDUE,))],
    "agencies": [Ask("/agencies", (A.AGENCIES,))],
    "stats": [Ask("/stats quarter", (A.NUMBERS,))],
    "export": [Ask("/export quarter", (A.EXPORT,))],
    "board": [Ask("/board quarter", (A.NUMBERS,))],
    "institutions": [Ask("/institutions", (A.INSTITUTIONS,)), Ask("/institutions silent", (A.INSTITUTIONS,))],
    "people": [Ask("/people", (A.PEOPLE,))],
    "newcode": [Ask(f"/newcode {name_of(LOCKED)}", (A.RESET_SECOND_FACTOR,))],
    "newgroup": [Ask("/newgroup HEA yes", (A.NEW_GROUP,)), Ask("/newgroup HEA", (A.NEW_GROUP,))],
    "leaves": [Ask("/leaves", (A.LEAVE,))],
    "returns": [Ask("/returns", (A.LEAVE,))],
    "drill": [Ask("/drill", (A.DRILL,)), Ask("/drill bullying now", (A.DRILL,))],
    "accept": [Ask("/accept 1", case=(A.TRANSFER_ACCEPT,))],
    "giveback": [Ask("/giveback 1", case=(A.TRANSFER_ACCEPT,))],
    "lead": [Ask("/lead 1", case=(A.TRANSFER_DECIDE,))],
    "bringin": [Ask("/bringin 1", case=(A.BRING_IN,))],
    "finish": [Ask("/finish 1", case=(A.TASK,))],
    "look": [Ask("/look 1", case=(A.LOOK_AGAIN,))],
    "agree": [Ask("/agree 1", case=(A.LOWER_AGREE,))],
    "unmerge": [Ask("/unmerge 1", case=(A.MERGE_UNDO,))],
    "talk": [Ask("/talk 1", case=(A.JOINT_TALK,))],
    "record": [Ask("/record 1", case=(A.JOINT_RECORD,))],
    "task": [Ask("/task 1", case=(A.TASK,)), Ask("/task 1 3", case=(A.TASK,))],
    "taskgive": [Ask("/taskgive 1 3", case=(A.TASK_GIVE,))],
    "mine": [Ask("/mine", (A.OWN_WORK,))],
    "desk": [Ask("/desk", (A.DESK,))],
    "tasks": [Ask("/tasks", (A.LIST,)), Ask("/tasks late", (A.LIST,))],
    "tasktake": [Ask("/tasktake 1 3", case=(A.TASK,))],
    "taskdone": [Ask("/taskdone 1 3", case=(A.TASK,))],
    "taskdecline": [Ask("/taskdecline 1 3", case=(A.TASK,))],
    "files": [Ask("/files 1", case=(A.MEDIA_ON_REASON,)), Ask("/files 1 assess", case=(A.MEDIA_ON_REASON,))],
    "quarantine": [Ask("/quarantine", (A.QUARANTINE,)), Ask("/quarantine keep 1", (A.QUARANTINE,), (A.SUMMARY,))],
    "audit": [Ask("/audit 1", (A.AUDIT,), (A.AUDIT,))],
    "keep": [Ask("/keep 1", case=(A.KEEP,)), Ask("/keep 1 3 inquiry", case=(A.KEEP,))],
    "hold": [Ask("/hold 1", case=(A.HOLD,)), Ask("/hold 1 inquiry", case=(A.HOLD,))],
    "erase": [Ask("/erase 1", case=(A.KEEP,))],
}
BUTTONS: dict[type[Any], list[Ask]] = {
    i.Choose: public(i.Choose("start", "adult")),
    i.Tick: public(i.Tick("harms", "bullying")),
    i.Finish: public(i.Finish("harms")),
    i.ShowPage: public(i.ShowPage("harms", 1)),
    i.Skip: public(i.Skip("harms")),
    i.Back: public(i.Back("harms")),
    i.HelpNow: public(i.HelpNow()),
    i.Hide: public(i.Hide("ask")),
    i.Review: public(i.Review("check")),
    i.Change: public(i.Change("harms")),
    i.Resume: public(i.Resume("go_on")),
    i.Language: public(i.Language("")),
    i.Info: public(i.Info("open")),
    i.AddTo: [Ask(i.AddTo(1), case=(A.OWN_REPORT,))],
    i.ReadQuestion: [Ask(i.ReadQuestion(1), case=(A.OWN_REPORT,))],
    v.ChooseLevel: [
        Ask(v.ChooseLevel(1, ""), case=(A.OWN_REPORT,)),
        Ask(v.ChooseLevel(1, "named"), case=(A.OWN_REPORT,)),
    ],
    v.AskWhoReported: [Ask(v.AskWhoReported(1), case=(A.REVEAL,))],
    v.RevealDecide: [Ask(v.RevealDecide(1, 0, "tell"), case=(A.REVEAL_AGREE,))],
    i.ShowStatus: public(i.ShowStatus()),
    i.RemoveRefused: public(i.RemoveRefused()),
    i.HaveIt: public(i.HaveIt()),
    i.MayWrite: public(i.MayWrite("yes")),
    i.FiveWords: public(i.FiveWords()),
    i.Follow: public(i.Follow("ask")),
    AskSlip: public(
        AskSlip(1, "ask"),
        AskSlip(1, "make"),
        AskSlip(0, "make"),
        AskSlip(1, "no"),
        AskSlip(1, "head"),
        AskSlip(1, "hand"),
    ),
    i.Clean: public(i.Clean(-1)),
    i.BeginReport: public(i.BeginReport()),
    i.ReportAs: public(i.ReportAs()),
    i.About: public(i.About(1), i.About(0)),
    i.RemoveCopy: public(i.RemoveCopy(5)),
    o.PrivatePerson: public(o.PrivatePerson()),
    o.LinkPost: public(o.LinkPost("a-link-of-nobody-here", "teaching")),
    o.EndLink: public(o.EndLink()),
    o.ShowDuty: public(o.ShowDuty(1, "")),
    o.OwnInstitution: public(o.OwnInstitution("show")),
    n.InstitutionsPage: [Ask(n.InstitutionsPage("", 1), (A.INSTITUTIONS,))],
    n.OpenInstitution: [Ask(n.OpenInstitution("EDU-001"), (A.INSTITUTIONS,))],
    n.InviteHead: [Ask(n.InviteHead("EDU-001"), (A.INSTITUTIONS,))],
    n.RemindDuty: [Ask(n.RemindDuty("EDU-001"), (A.INSTITUTION_DUTY,))],
    n.NoteSuggestion: [Ask(n.NoteSuggestion("EDU-001", 3), (A.INSTITUTION_DUTY,))],
    b.Take: [Ask(b.Take(1), case=(A.ACKNOWLEDGE,))],
    b.NotOurs: [Ask(b.NotOurs(1), case=(A.DECLINE,))],
    b.NotOursReason: [Ask(b.NotOursReason(1, "other"), case=(A.DECLINE,))],
    b.Open: [Ask(b.Open(1), case=(A.STORY,))],
    b.Assess: [Ask(b.Assess(1), case=(A.ASSESS,))],
    b.AssessValue: [Ask(b.AssessValue(1, "hazard", 2), case=(A.ASSESS,), desk=("assess", {"step": "assess"}))],
    b.AnswerReporter: [Ask(b.AnswerReporter(1), case=(A.REPLY,))],
    b.ReplyCanned: [Ask(b.ReplyCanned(1, "own"), case=(A.REPLY,), desk=("reply", {"step": "reply_which"}))],
    b.TakeAnswerBack: [Ask(b.TakeAnswerBack(1, 1), case=(A.TAKE_BACK,))],
    b.AskReporter: [Ask(b.AskReporter(1), case=(A.QUESTION,))],
    b.TakeQuestionBack: [Ask(b.TakeQuestionBack(1), case=(A.QUESTION,))],
    b.RecordMeasure: [Ask(b.RecordMeasure(1), case=(A.ACT,))],
    b.Close: [Ask(b.Close(1), case=(A.CLOSE,))],
    b.CloseOutcome: [Ask(b.CloseOutcome(1, "legal_aid"), case=(A.CLOSE,), desk=("close", {"step": "close_outcome"}))],
    b.CloseSafe: [Ask(b.CloseSafe(1, "yes"), case=(A.CLOSE,), desk=("close", {"step": "close_safe"}))],
    b.DeskTap: [Ask(b.DeskTap(1, "close", "safe", "yes"), case=(A.CLOSE,), desk=("close", {"step": "close_safe"}))],
    b.DeskDone: [Ask(b.DeskDone(1, "go"), case=(A.ASSESS,), desk=("assess", ASSESSED))],
    b.Approve: [Ask(b.Approve(1), case=(A.APPROVE,))],
    h.AcceptLead: [Ask(h.AcceptLead(1), case=(A.TRANSFER_ACCEPT,))],
    h.GiveBack: [Ask(h.GiveBack(1), case=(A.TRANSFER_ACCEPT,))],
    h.GiveBackReason: [Ask(h.GiveBackReason(1, "no_ground"), case=(A.TRANSFER_ACCEPT,))],
    h.HandOver: [Ask(h.HandOver(1), case=(A.TRANSFER,))],
    h.BringIn: [Ask(h.BringIn(1), case=(A.BRING_IN,))],
    h.ToDutyDesk: [Ask(h.ToDutyDesk(1), case=(A.HANDOVER,))],
    h.OpenHanded: [Ask(h.OpenHanded(1), case=(A.HANDED,))],
    b.RaiseClass: [Ask(b.RaiseClass(1), case=(A.RAISE,))],
    b.LowerClass: [Ask(b.LowerClass(1), case=(A.LOWER,))],
    b.AnswerLower: [Ask(b.AnswerLower(1), case=(A.LOWER_AGREE,))],
    b.Merge: [Ask(b.Merge(1, 1), case=(A.MERGE,))],
    b.Unmerge: [Ask(b.Unmerge(1), case=(A.MERGE_UNDO,))],
    h.CallTalk: [Ask(h.CallTalk(1), case=(A.JOINT_TALK,))],
    h.RecordTalk: [Ask(h.RecordTalk(1), case=(A.JOINT_RECORD,))],
    b.WriteNote: [Ask(b.WriteNote(1), case=(A.NOTE,))],
    t.MakeTask: [Ask(t.MakeTask(1), case=(A.TASK,))],
    t.OpenTask: [Ask(t.OpenTask(1, 3), case=(A.TASK,))],
    t.GiveTask: [Ask(t.GiveTask(1, 3), case=(A.TASK_GIVE,))],
    w.ShowDesk: [Ask(w.ShowDesk(), (A.DESK,))],
    w.ShowQuestion: [
        Ask(w.ShowQuestion("accept", 1), (A.DESK,), (A.TRANSFER_ACCEPT,)),
        Ask(w.ShowQuestion("look", 0), (A.DESK, A.QUARANTINE)),
        Ask(w.ShowQuestion("group", 0), (A.DESK, A.NEW_GROUP)),
    ],
    w.MinePage: [Ask(w.MinePage(1), (A.OWN_WORK,))],
    w.BodyPage: [Ask(w.BodyPage("new", 1), (A.OWN_WORK,))],
    t.TasksPage: [Ask(t.TasksPage("late", 1), (A.LIST,))],
    t.TakeTask: [Ask(t.TakeTask(1, 3), case=(A.TASK,))],
    t.DoneTask: [Ask(t.DoneTask(1, 3), case=(A.TASK,))],
    t.DeclineTask: [Ask(t.DeclineTask(1, 3), case=(A.TASK,))],
    c.ShowCase: [Ask(c.ShowCase(1), (A.STATE,), (A.SUMMARY,))],
    c.EndPart: [Ask(c.EndPart(1), case=(A.TASK,))],
    h.Recuse: [Ask(h.Recuse(1), case=(A.RECUSE,))],
    h.RecuseWho: [
        Ask(h.RecuseWho(1, "me"), case=(A.RECUSE,), desk=("recuse", {"step": "recuse_who"})),
        Ask(h.RecuseWho(1, "body"), case=(A.RECUSE_BODY,), desk=("recuse", {"step": "recuse_who"})),
    ],
    b.SealFile: [Ask(b.SealFile(1, 5), case=(A.SEAL,))],
    b.Release: [Ask(b.Release(1), case=(A.RELEASE,))],
    b.FilesFor: [Ask(b.FilesFor(1, "assess"), case=(A.MEDIA_ON_REASON,))],
    b.QuarantinedCase: [Ask(b.QuarantinedCase(1, "keep"), (A.QUARANTINE,), (A.SUMMARY,))],
    b.OwnLanguage: public(b.OwnLanguage("en")),
    b.ChooseSecondFactor: public(b.ChooseSecondFactor("pin")),
    k.Keep: [Ask(k.Keep(1), case=(A.KEEP,))],
    k.KeepWhy: [Ask(k.KeepWhy(1, "inquiry"), case=(A.KEEP,))],
    k.KeepYears: [Ask(k.KeepYears(1, "inquiry", 3), case=(A.KEEP,))],
    k.KeepExport: [Ask(k.KeepExport(1), case=(A.KEEP,))],
    k.LetGo: [Ask(k.LetGo(1), case=(A.KEEP,))],
    c.AskHold: [Ask(c.AskHold(1, "hold"), case=(A.HOLD,))],
    k.LiftWhy: [Ask(k.LiftWhy(1, "inquiry"), case=(A.HOLD,))],
    w.PeoplePage: [Ask(w.PeoplePage(1), (A.PEOPLE,))],
    p.ShowPerson: [Ask(p.ShowPerson(name_of(LOCKED)), (A.PEOPLE,))],
    p.AskOfPerson: [Ask(p.AskOfPerson(name_of(LOCKED), "leaves"), (A.PEOPLE,))],
    p.EndRights: [Ask(p.EndRights(name_of(LOCKED)), (A.LEAVE,))],
    p.GiveRightsBack: [Ask(p.GiveRightsBack(name_of(LOCKED)), (A.LEAVE,))],
    p.TakeSecondFactorOff: [Ask(p.TakeSecondFactorOff(name_of(LOCKED)), (A.RESET_SECOND_FACTOR,))],
    k.HoldWhy: [Ask(k.HoldWhy(1, "inquiry"), case=(A.HOLD,))],
    k.Drill: [Ask(k.Drill("bullying", ""), (A.DRILL,)), Ask(k.Drill("bullying", "not_now"), (A.DRILL,))],
    k.DecideNewGroup: [Ask(k.DecideNewGroup("HEA", what), (A.NEW_GROUP,)) for what in ("yes", "no")],
    b.StaffLanguage: [Ask(b.StaffLanguage("en"), (A.GROUP_LANGUAGE,), group=PSB)],
    CasesFrom: [Ask(CasesFrom("", 0), (A.LIST,)), Ask(CasesFrom("late", 8), (A.LIST,))],
    BoardPage: [Ask(BoardPage("week", page, "screen"), (A.NUMBERS,)) for page in ("work", "late")],
    BoardTheme: [Ask(BoardTheme("week", "work"), (A.NUMBERS,))],
    ro.RosterTap: [Ask(ro.RosterTap("PSB", do, 0, 0), (A.ROSTER,)) for do in ("join", "days1", "back")],
    ro.RingHeard: [Ask(ro.RingHeard("PSB"), (A.ROSTER,))],
    b.CasesPage: [Ask(b.CasesPage("", 99), (A.LIST,))],
}
COMMANDS |= {
    name: [Ask(f"/{name} 1", case=(Action(name),))]
    for name, row in ROWS.items()
    if row.is_pinned and row.is_of_case and name in staff_verbs.COMMANDS and name not in COMMANDS
}
"""A command that is called like a row of the hand-written table of rights must ask for that row."""
BUTTONS |= {button: [replace(COMMANDS[name][0], what=button(1))] for name, button in c.FURTHER_ACT_BUTTONS.items()}
"""The button of a way must ask for what the command of its name asks."""
ASKS = [ask for asks in (*COMMANDS.values(), *BUTTONS.values()) for ask in asks]


def is_expected(name: str, ask: Ask) -> bool:
    """What the hand-written table says. In a group only its own members count as members."""
    role = ROLES[name]
    line = role.line - {Role.MEMBER} if ask.group and ask.group not in role.sits else role.line
    return all(allowed(action, line) for action in ask.line) and all(allowed(action, role.case) for action in ask.case)
